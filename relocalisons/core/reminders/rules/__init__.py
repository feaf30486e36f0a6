"""What holds or marks a mail already planned: brakes, answers, marks of rows, what still leaves.

Each judges one digest or one row.
The rules typed in « Paramètres » are lower: `programme/rules`.
"""
