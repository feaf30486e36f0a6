"""Vendor sandbox, values: ranges of plain values, read, written, appended, cleared, and CSV.

Here: what spreadsheets.values does to a workbook.
Not here: its HTTP methods (`sheets.values`), formats (`batch_update`).
"""
