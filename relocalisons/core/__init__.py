"""PURE: no clock, file, network or environment. Same arguments, same answer.

model.py      domain values          schema.py, tables/   canonical tables and their French headers
reading/      cells, grids, tables   programme.py         tables → one Programme
calendar.py   working days           network.py           critical path
forecast.py   expected finish        findings/            one module a subject
decisions.py, decision_tabs.py       her words, and where they stand
reminders/    who is told what       reports/             view models
links.py      address of a cell      keys.py              digest and item keys
french.py     dates, money, plurals, typography as text
"""
