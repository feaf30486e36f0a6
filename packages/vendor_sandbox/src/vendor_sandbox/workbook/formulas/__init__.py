"""Vendor sandbox, formulas: a small evaluator; what it cannot evaluate keeps its cached value.

Here: tokens, trees, the functions known, recalculation, a locale's form and the canonical one.
Not here: how a result is displayed (`notation`).
"""
