"""Sandbox, SendGrid v3: sending, scheduled batches, unsubscribe groups, the event webhook.

Map: `routes` mounts all; `validation` checks a body as SendGrid documents it; `messages` makes the
.eml; `outbox` keeps, holds and releases mails; `scheduled` pauses and cancels batches;
`suppressions` holds unsubscribes and bounces; `events` and `webhook` tell what became of a mail;
`control` is what tests and the demo use.
"""
