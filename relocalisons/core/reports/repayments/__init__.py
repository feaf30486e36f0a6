"""Repayments: the lead's page « Reversements », and the state of account of each partner.

The page is the coordination's; a state of account holds the lines of its partner and no other's.
The arithmetic is in `money/repayments`.
"""
