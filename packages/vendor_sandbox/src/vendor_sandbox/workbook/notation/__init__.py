"""Vendor sandbox, notation: what typed text becomes, and how a value is displayed, by locale.

Here: locales, number and date patterns, USER_ENTERED, display, conditions on cells.
Not here: formulas (`formulas`).
"""
