"""Committees and their meetings: members, answers, hours, attendance, quorum.

`meetings.read_meetings` is the way in.
Invitations and papers are made in `reports/meetings`, shown as slides in `reports/deck`.
"""
