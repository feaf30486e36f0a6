"""Expenses, budgets, funders: who pays which share, the six amounts, pieces, transfers, outlook.

All from `books`, which reads the tables of money once; cents and decimals, never floats.
Nothing about one funder is written here: rules come from « Financeurs ».
"""
