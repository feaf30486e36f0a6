"""The weekly reminders: planned, held, shown, obeyed, released, settled; the weekly summary.

Her words in « Relances » are the only way out of held, beside the form and the terminal.
How a mail is posted is `tasks/mail`.
"""
