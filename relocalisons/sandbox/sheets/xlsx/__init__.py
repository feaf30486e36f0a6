"""Sandbox, Sheets: .xlsx bytes in and out.

Read straight from the zip (a workbook is opened many times a day, and cached values, formulas and
formats are wanted at once); written with XlsxWriter, which keeps cached values of formulas.

package.py    parts of the zip and their relations
styles.py     styles to formats
content.py    rows and cells
rules.py      validation and conditional formats
reading.py    the whole workbook
look.py       formats to styles
checks.py     validation and conditional formats, written
writing.py    the whole workbook
sidecar.py    what the .xlsx cannot carry
"""
