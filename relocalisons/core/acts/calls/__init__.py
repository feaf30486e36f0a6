"""What a call is about, in words.

Here: its subjects by name, and its title in one line of a phone.
Not here: who is called and when (`acts`, `shelves`, `asking`), and why (`core/reminders`).
"""
