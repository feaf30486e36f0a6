"""What keeps the service: its small processes (mail events, alarms), its backups.

A module each, imported when its command runs; the commands are declared in `application`.
What a person runs on a programme lies one folder up.
"""
