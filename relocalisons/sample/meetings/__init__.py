"""Sample, meetings: committees, who came, what was decided, and what goes wrong.

Here: lines, mess, truth.
Not here: who sits in which committee (`sample.coordination`).
"""
