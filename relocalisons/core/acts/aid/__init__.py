"""The aid behind an act: the papers of a funder that it hangs on, cells in doubt, amounts said.

How much it weighs is `ranking`; what an expense is, and what it may be, is `core/money`.
"""
