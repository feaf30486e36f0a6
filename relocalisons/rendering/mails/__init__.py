"""Mails as subject, text and HTML; invitations as iCalendar.

What is typed by people is cleaned before it enters a template.
Whether a mail is written at all is `core/reminders`.
"""
