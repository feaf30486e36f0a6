"""What a line costs for sure: what came back, how it was paid, what is asked of its nature.

Here: one rule a module, each over the words of `money/words/controls` and the facts of pieces.
Not here: dates, debtors and thresholds (`money/review`), nor the aid that follows.
"""
