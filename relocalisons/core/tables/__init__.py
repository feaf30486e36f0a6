"""The canonical tables, one module a subject; `core.schema` names them all.

definition.py   what a table and a column are     plan.py          partners, actions, deliverables
money.py        funders, budget, expenses         producers.py     contracts, deliveries, quality
meetings.py     committees, decisions, messages   coordination.py  the coordinator's own tabs
"""
