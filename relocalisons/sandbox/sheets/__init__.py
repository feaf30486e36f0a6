"""Sandbox, Sheets: the Sheets v4 API over workbooks in memory. This is the map of the room.

ranges.py         A1 grammar, and boxes: rectangles of cells
masks.py          Google field masks: `a.b`, `a/b`, `a(b,c)`, `*`
schema.py         bodies checked against the discovery document, with Google's words
failures.py       the refusals of this API
cells.py          what a cell holds; immutable
sheet.py          a tab: rows of cells, sizes, merges, rules
spreadsheet.py    a workbook: tabs, named ranges; `apply` is the only door for changes
resources.py      the JSON of a spreadsheet, of a tab, of grid data
values.py         the values.* methods
append.py         where values.append finds its table
locales.py        separators, words and default patterns of a locale
entering.py       what typed text becomes (USER_ENTERED)
patterns.py       number and date patterns, and how a value is displayed
formulas/         a small evaluator; what it does not know keeps its cached value
batch_update/     the request kinds of spreadsheets.batchUpdate, grouped by subject
xlsx/             .xlsx bytes read straight from the zip, and written with XlsxWriter
routes.py         the HTTP routes
"""
