"""Sample, partners: who gives no sign any more, and whose mail came back.

Here: lines, mess, bounces, truth.
Not here: the structures and the people themselves (`engine`).
"""
