"""`relocalisons ledger`: what became of each mail, why, and what a person may do about it.

Here: the commands, the open store of a programme, what is shown on a narrow terminal.
Not here: personal data (`cli.personal`).
"""
