"""One chapter a module: milestones, funding, indicators, curves, deviations, météo.

Each gives tables, charts as data and the sentence that says their message.
Which document prints which chapter is decided in `funder`, `claims` and `meetings`.
"""
