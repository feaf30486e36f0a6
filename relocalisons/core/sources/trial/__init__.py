"""« Essayer ce fichier »: one page that says how a workbook would be read, before it is adopted.

`page` is what the page holds, in finished French; `trial` makes it; `lines`, `outcome`: its parts.
Not here: which table a tab holds (`sources/book_tables`), how a column is recognised (`reading`).
"""
