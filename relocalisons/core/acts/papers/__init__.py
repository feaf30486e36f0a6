"""What acts about the papers of a funder say.

Here: what keeps a claim or a report from leaving whole, what it is called, whose delay comes next.
Not here: which papers wait (`acts/aid`), and what they hold (`core/reports`).
"""
