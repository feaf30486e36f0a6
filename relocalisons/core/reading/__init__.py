"""Core room: what people typed, read without guessing. A map; it imports nothing.

One cell
cells.py       the fixed names: one reader a kind of column, with a memo of distinct cells
memo.py        how a reader remembers the cells it has seen
words.py       spaces, accents, signs; words for nothing; error values
advice.py      readings in the making and their French advice that quotes the cell
shades.py      « environ », « au moins », « à confirmer »
dates.py       a date in any cell               days.py        one day, in every notation
periods.py     months, weeks, quarters, seasons phrases.py     « fait le », « reporté au », « ? »
spans.py       intervals of days                serials.py     genuine dates, by their number
numbers.py     numbers and euros                numerals.py    « 1 234,5 », « 1.234 »: digits alone
quantities.py  amounts with a unit, ranges      units.py       kg, t, caisses, ha; conversions
progress.py    progress and percentages         statuses.py    « fait », « en cours », « ok? »
emails.py      addresses                        status_words.py  the words of a status
texts.py       text, choices, ids, yes or no, links

One table
grid.py        a tab → a table: the fixed name `read_table`
headers.py     where the header is             labels.py      which column a label names
rows.py        data, total, note, blank or repeated header; struck rows
columns.py     what a whole column says of a doubtful cell
measures.py    what a title counts in: (k€)    measured.py    the figures below such a title
said_ends.py   « fait le 20/03 » ends an action
stacked.py     another table below the first
issues.py      the kinds of issues and the result type
column_issues.py  row_issues.py  what is wrong, in words
identity.py    rows by id or fingerprint: added, deleted, moved, renumbered, doubled, edited
"""
