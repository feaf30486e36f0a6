"""The aid behind an act.

Here: the papers of a funder that it hangs on, the cells that leave them in doubt, how it is said.
Not here: how much it weighs (`ranking`), what an expense is and may be (`core/money`).
"""
