"""WHEN and IN WHAT ORDER: thin Prefect flows, one file each, read as a table of contents.

A flow has one name: of its file, of its function and of its kind in `core/kernel/run_kinds.py`,
which says in French what it is called and what its failure leaves undone. `prefect.yaml` says when
it runs; the first line of its file, what for.

In the morning `access_check`, then `daily_follow_up`: read, keep, assess, write the coordinator's
tabs. On what is read anew each: `partner_reminders` on Tuesdays, `funder_reports`, `copil_pack` and
`producer_follow_up` on the days that are due, `weekly_summary` on Fridays. While a mail waits,
every quarter of an hour, `mail_settlement`, which alone sends what she approved, but for the mails
that she chooses in the form of `release_reminders`. The others are started by hand;
`portfolio_night` is of no programme and starts a flow of each.

No `__init__` of flows is imported by Prefect: its entrypoints are files (`flows/x.py:fn`), loaded
under their bare name, so flows define no classes and no module state.
"""
