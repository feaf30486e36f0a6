"""Findings on money: eligibility, pieces, funding keys, claims, advances, transfers, outlook.

Sentences on one expense, and who may see it, are in `expense_wording`.
The sums are computed one folder up.
"""
