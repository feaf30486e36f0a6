"""Files that people drop, by kind: what one is by its bytes, its cells, what to do with others.

Here: an .ods, an .xls, a text with separators, the tables of a Word document, under caps of size
and time. An .xlsx has its own folder; `workbooks`, one folder up, is the way in.
"""
