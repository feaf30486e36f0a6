"""Vendor sandbox, Drive content: one format becomes another on upload, on copy and on export.

Here: which format becomes which, Word and PowerPoint as blocks, plain PDF, the words of a file.
Not here: spreadsheets as .xlsx and CSV (`workbook.xlsx`, `workbook.values`).
"""
