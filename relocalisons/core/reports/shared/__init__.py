"""What all reports share: the measures taken once, sentences, tables, tiles, sources, what moved.

Nothing here knows which document it is for.
Chapters of their own are in `sections`.
"""
