"""A meeting's steps: whose papers are due, its folder, its logos, what its mails carry.

Each version of a meeting is told once.
Its invitations wait beside the reminders, in `tasks/reminders`.
"""
