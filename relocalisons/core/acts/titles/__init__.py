"""What the lines of « À faire » are called, by what they are.

Here: a call by its subjects, a funder’s paper by what it lacks, a decision by what it loses.
Not here: the other lines and why each stands where it does (`wording`), how aid is said (`aid`).
"""
