"""Sandbox, Sheets: the request kinds of spreadsheets.batchUpdate, grouped by subject.

batch.py        the table of kinds, the loop over requests, the replies
tabs.py         tabs and the spreadsheet's own properties
writing.py      cells by rows, in a range or appended
formats.py      the same format everywhere, borders, colours
lines.py        rows and columns: insert, delete, move, size, hide, group
moving.py       copy, cut, paste, fill, insert and delete ranges
sorting.py      sort, filter, find and replace, duplicates, white space
merging.py      merges
naming.py       named and protected ranges
rules.py        data validation, conditional formats, banding
"""
