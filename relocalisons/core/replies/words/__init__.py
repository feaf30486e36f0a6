"""French prose of replies, judged: which line, which act; `mail` says what is the person’s own.

One module a kind of act; each returns what it found in one clause, with its doubt.
Nothing here knows the store, the sheets or another subject.
"""
