"""What reading itself found: cells in doubt, unknown names, unknown words, private reasons.

One builder a kind of doubt.
Findings of a subject are in the subject's folder; all of them meet in `assessment`.
"""
