"""What a contract's text says before any clause is looked for: paragraphs, figures, units, days.

Here: how lines make passages, how figures are written, what a text counts in.
Not here: which clause a passage makes (`clauses`), nor the words of each (`lexicon`).
"""
