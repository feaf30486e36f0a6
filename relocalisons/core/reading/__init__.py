"""Core room: what people typed, read without guessing. A map; it imports nothing.

cells.py       the fixed names: one reader a kind of column, with a memo of distinct cells
memo.py        how a reader remembers the cells it has seen
words.py       spaces, accents, signs; words for nothing; error values; sentences of advice
dates.py       days in every notation           periods.py     months, weeks, quarters, seasons
serials.py     genuine dates, by their number   numerals.py    « 1 234,5 », « 1.234 »: digits alone
numbers.py     numbers and euros                units.py       kg, t, caisses, ha, and conversions
quantities.py  amounts with a unit, ranges      progress.py    progress and percentages
statuses.py    « fait », « en cours », « ok? »  emails.py      addresses
texts.py       text, choices, ids, yes or no, links

grid.py        a tab → a table: the fixed name `read_table`
headers.py     where the header is, which column is which
rows.py        data, total, note, blank or repeated header; struck rows
columns.py     what a whole column says of a doubtful cell
issues.py      what is reported, and the result type
identity.py    rows by id or fingerprint; added, deleted, moved, duplicated
"""
