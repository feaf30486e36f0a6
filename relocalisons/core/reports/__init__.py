"""View models of the documents: finished French strings and numbers, computed by tested rules.

view.py       what a document is made of          standing.py      findings that still stand
rag.py        colours that are words first        rows.py          rows of the tables as read
plan.py       actions: state, forecast, gap       deliverables.py  files due, there, missing
volumes.py    contracts: committed, delivered     spending.py      budget lines of a funder
quality.py    what could not be measured          sources.py       figure → workbook, tab, cell
measures.py   everything measured, once           scope.py         what a document speaks of
sentences.py  the words of every figure           changes.py       what moved since last report
tiles.py      the four figures of page one        tables.py        late, missing, plan, budget
pictures.py   what charts share; planning_picture.py, volumes_picture.py, money_picture.py
agenda.py     decisions, risks, next dates        evidence.py      the cells behind each figure
annex.py      sheets of the XLSX annex            movements.py     what left or entered since
plan_standing.py  where the plan stands, and what can no longer be said
funder.py     the funder's note                   copil.py         the committee's report

own_tab.py    a tab of ours, as data           tab_rewrite.py  rewriting without touching her words
dashboard.py  « Tableau de bord » and its parts: dashboard_parts.py, dashboard_findings.py
anomalies.py  « Anomalies »                    reminder_tab.py « Relances »
journal.py    « Journal »
"""
