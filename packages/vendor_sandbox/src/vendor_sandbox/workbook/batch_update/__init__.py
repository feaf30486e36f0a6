"""Vendor sandbox, batchUpdate: the kinds of request, grouped by subject; `batch` has their table.

Here: tabs, cells, formats, lines, moves, sorting, merges, names, protection, rules, filters.
Not here: spreadsheets.values (`values`), the HTTP method (`sheets.spreadsheets`).
"""
