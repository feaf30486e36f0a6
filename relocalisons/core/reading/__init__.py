"""A tab as people keep it becomes a table: header, columns, rows, and what is wrong with them.

`grid.read_table` is the way in, `books.read_book` where nobody said in which tab it stands;
`recognition` tells what a column means, `identity` the same line on two nights.
What one cell says is `cells`; which file is read at all is `sources`.
"""
