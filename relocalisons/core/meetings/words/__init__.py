"""The words people type about meetings and about the decisions of committees, judged once.

Each reader gives `Said`: a value, or a doubt.
Nothing else compares such a cell with French words.
"""
