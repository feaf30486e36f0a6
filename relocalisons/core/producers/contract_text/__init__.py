"""Reads the seven clauses of L631-24 in the text of a contract that came back.

A text alone is judged here, against what the sheet says of the same contract.
How a file becomes text is not here, nor who is told.
"""
