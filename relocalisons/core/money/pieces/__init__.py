"""Pure: what the pieces of one expense tell, each fact with the cell that tells it.

Here: the facts (`piece_facts.py`), and how they are read from « Pièces » and the line itself.
Not here: what follows from them (`money/review`), nor the words that tell them (`money/words`).
"""
