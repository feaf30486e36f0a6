"""Vendor sandbox, SendGrid v3: sending, scheduled batches, unsubscribe groups, the event webhook.

Here: bodies checked as SendGrid documents them, the outbox of .eml files, what became of a mail.
Not here: a SendGrid that misbehaves on request (`testing.scripted_sendgrid`).
"""
