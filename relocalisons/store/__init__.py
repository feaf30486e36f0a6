"""What must survive a crash, on SQLite or PostgreSQL: tables, locks, runs, failures, retention.

Mails and readings have a folder each; migrations keep their path.
What is stored means nothing here: rules are in `core`.
"""
