"""The text of a contract judged: patterns of each clause, passages, facts of the sheet, reading.

All of it is free text, so all of it stands in words.
What is done with a reading, and how a file becomes text, is not here.
"""
