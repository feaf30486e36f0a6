"""One chapter a module: indicators, curves, bars, planning, account, time, trends, météo.

Each gives tables, charts as data and the sentence that says their message.
Which document prints which chapter is decided in `funder`, `claims` and `meetings`.
"""
