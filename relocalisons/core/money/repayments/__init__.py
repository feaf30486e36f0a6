"""Grants that the lead receives and repays: what came, what is due to whom, paid, kept back.

Here: movements as they are typed, and the arithmetic in whole cents. Findings lie in
`money/findings/repayments`; the pages are in `reports/repayments`.
"""
