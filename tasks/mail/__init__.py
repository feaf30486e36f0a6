"""SendGrid, and the two policies of sending: one by one, or through paused batches.

Stops, marks, events, doubts, and mails to the coordination itself.
Which partner is reminded, and when she releases it, is `tasks/reminders`.
"""
