"""Vendor sandbox, Drive search: what files.list asks.

Here: the grammar of `q`, whether a file fits it, `orderBy` and page tokens.
Not here: the method itself (`files.reading`).
"""
