"""Values that a text of law gives, each with the days it is in force and where it is written.

« Paramètres » may replace one from its day on; what only the press or a lawyer says is to check.
What is done with a value is not here: that is its subject's.
"""
