"""Vendor sandbox, workbook: a spreadsheet in memory; `apply` is the only door for changes.

Here: cells, tabs, ranges, protection, snapshots, lines that shift; below, what is done to them.
Not here: HTTP, accounts, files on disk: nothing here knows of a drive.
"""
