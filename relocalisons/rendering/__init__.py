"""View models → files and messages: no network, no clock.

environment.py  the Jinja environment and its French filters    mail.py        the mails
mail_views.py   digests, decisions, failures → finished strings mail_context.py what all mails share
mail_messages.py  what the mails to the coordinator say
"""
