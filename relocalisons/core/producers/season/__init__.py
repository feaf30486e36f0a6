"""Who grows what, when and for whom, against what canteens ask, week by week, to the gram.

A loss that is told counts the same night; the pace of a contract is its projection's (`volumes`).
The tab and the page are in `reports/producers/season`.
"""
