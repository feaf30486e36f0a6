"""The words of contracts, by meaning: one module a clause, one pattern a meaning.

Here: families of words, titles that name a clause, what only looks like one.
Not here: which families must stand near each other (the readers beside), and the numbers.
"""
