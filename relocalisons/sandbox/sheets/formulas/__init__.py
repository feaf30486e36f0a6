"""Sandbox, Sheets: a small formula evaluator. What it cannot evaluate keeps its cached value.

tokens.py         formulas cut into pieces, in the canonical form or a locale's
syntax.py         pieces to trees
functions.py      the functions known (lookup.py, text_functions.py, date_functions.py)
evaluation.py     trees to values
recalculation.py  every formula of a workbook, after a change
writing.py        a locale's form to the canonical one and back; references that move
"""
