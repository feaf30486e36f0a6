"""What is known of a partner beside its lines: whom to write to, when it last moved.

For the coordinator alone.
Who a cell names is `kernel/words/names`; what a partner is told is `reminders`.
"""
