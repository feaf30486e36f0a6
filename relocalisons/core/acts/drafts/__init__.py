"""The draft of a claim behind its act.

Here: what it asks today and why the rest is left out, in figures and in words.
Not here: how a line is judged (`core/money/review`), the papers themselves (`core/reports/claims`).
"""
