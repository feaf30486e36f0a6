"""What holds or marks a mail already planned: safety holds, answers, row marks, what leaves.

Each judges one digest or one row.
The rules typed in « Paramètres » are lower: `programme/rules`.
"""
