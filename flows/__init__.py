"""WHEN and IN WHAT ORDER: thin Prefect flows, one file each, read as a table of contents.

daily_follow_up.py     read, keep, assess, write the coordinator's tabs
partner_reminders.py   prepare one digest per person, held for her decision
mail_settlement.py     read her decisions, send what she approved, settle the doubts
release_reminders.py   the same for the mails that she chooses in the form
weekly_summary.py      Friday's summary of the week's mails
funder_reports.py      the funders' notes, by « Échéancier rapports »
copil_pack.py          the monthly report, and the papers of the meetings to come
producer_follow_up.py  visits, contract drafts and annexes of the producers
recent_changes.py      who changed what between two days
freeze_baseline.py     a named baseline, frozen in the store
workspace_setup.py     the whole workspace from a partner list; only what is missing
access_check.py        credentials, rights, tabs and templates, each failure in plain French

No `__init__` of flows is imported by Prefect: its entrypoints are files (`flows/x.py:fn`), loaded
under their bare name, so flows define no classes and no module state.
"""
