"""Vendor sandbox, workbook answers: the JSON of a spreadsheet and its grid, and its grammar.

Here: field masks, bodies checked against Google's discovery document, spreadsheet and grid data.
Not here: ranges of plain values (`values`).
"""
