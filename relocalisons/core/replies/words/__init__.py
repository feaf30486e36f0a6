"""French prose of replies, judged: what is quoted, whose words, which line, which act.

One module a kind of act; each returns what it found in one clause, with its doubt.
Nothing here knows the store, the sheets or another subject.
"""
