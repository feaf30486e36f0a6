"""STORE: what must survive a crash, on SQLite or PostgreSQL.

schema.py         the tables                     opening.py       open, migrate, rehearse
runs.py           one run per day and flow       locks.py         one writer per programme
snapshots.py      what was read, kept once       baselines.py     frozen dates
findings.py       the life of a finding          decisions.py     the coordinator's words
notice_states.py  a mail's state diagram         notices.py       claimed before it is sent
mail_history.py   what earlier weeks have told   holds.py         what a person has stopped
reports.py        what was published             failures.py      told once per cause
private_files.py  nobody else reads the store
"""
