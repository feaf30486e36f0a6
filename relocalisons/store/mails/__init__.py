"""Mails claimed before they are sent: states, events, holds, batches, what people were told.

`notice_states` is the diagram that every change follows.
Words of a mail are made in `rendering/mails`; sending is `tasks/mail`.
"""
