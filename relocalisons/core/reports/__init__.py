"""View models of the documents: finished French strings and numbers, computed by tested rules.

view.py       what a document is made of          audience.py      who may see what
rag.py        colours that are words first        rows.py          rows of the tables as read
plan.py       actions: state, forecast, gap       deliverables.py  files due, there, missing
volumes.py    contracts: committed, delivered     spending.py      budget lines of a funder
quality.py    what could not be measured          sources.py       figure → workbook, tab, cell
sentences.py  the words of every figure           changes.py       what moved since last report
pictures.py   data and words of the charts        agenda.py        decisions, risks, next dates
annex.py      sheets of the XLSX annex            measures.py      everything measured, once
funder.py     the funder's note                   copil.py         the committee's report

own_tab.py    a tab of ours, as data           tab_rewrite.py  rewriting without touching her words
dashboard.py  « Tableau de bord » and its parts: dashboard_parts.py, dashboard_findings.py
anomalies.py  « Anomalies »                    reminder_tab.py « Relances »
journal.py    « Journal »
"""
