"""Sandbox, Sheets: the Sheets v4 API over workbooks in memory. This is the map of the room.

ranges.py         A1 grammar, and boxes: rectangles of cells
masks.py          Google field masks: `a.b`, `a/b`, `a(b,c)`, `*`
schema.py         bodies checked against the discovery document, with Google's words
failures.py       the refusals of this API
cells.py          what a cell holds; immutable
sheet.py          a tab: rows of cells, sizes, merges, rules
spreadsheet.py    a workbook: tabs, named ranges; `apply` is the only door for changes
resources.py      the JSON of a spreadsheet and of a tab (griddata.py: of cells)
shifting.py       lines inserted and deleted, and what refers to lines after them
protection.py     protected ranges: who may edit them
conditions.py     whether a cell meets a condition
snapshots.py      a tab as compact JSON and back
operations.py     every operation that changes a workbook, by name
values.py         ranges of values, read
updates.py        ranges of values, written and cleared
append.py         where values.append finds its table
locales.py        separators, words and default patterns of a locale
entering.py       what typed text becomes (USER_ENTERED)
patterns.py       number and date patterns (display.py: how a value is shown)
formulas/         a small evaluator; what it does not know keeps its cached value
batch_update/     the request kinds of spreadsheets.batchUpdate, grouped by subject
xlsx/             .xlsx bytes read straight from the zip, and written with XlsxWriter
call.py           one HTTP call: who asks, the checked query, the wanted fields
*_methods.py      the methods of the API
routes.py         the HTTP routes
"""
