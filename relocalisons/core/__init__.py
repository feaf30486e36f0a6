"""PURE: no clock, file, network or environment. Same arguments, same answer.

model.py      domain values          schema.py, tables/   canonical tables and their French headers
reading/      cells, grids, tables   programme.py         tables → one Programme
sources.py    Sources, Paramètres    gathering.py         tables in force, or a last good reading
sheet_rows.py rows with their place  entities.py          rows → partners, actions, contracts
names.py      who a cell names       reading_findings.py  what reading itself found
calendar.py   working days           network.py           critical path
forecast.py   expected finish        findings/            one module a subject
drive_files.py  folders, file names  volumes.py           kilograms committed and delivered
decisions.py, decision_tabs.py       her words, and where they stand
reminders/    who is told what       reports/             view models
links.py      address of a cell      keys.py              digest and item keys
unreadable.py partners of whom nothing can be said
french.py     dates, money, plurals, typography as text
"""
