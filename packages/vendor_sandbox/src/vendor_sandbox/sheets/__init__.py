"""Vendor sandbox, Sheets v4: the HTTP methods, each a call on one workbook.

Here: who asks, the checked query, the wanted fields, the routes.
Not here: what a workbook is and does (`workbook`); these modules hold no rule of cells.
"""
