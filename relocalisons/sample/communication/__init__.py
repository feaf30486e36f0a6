"""Sample, communication: publications held up at a step of their chain, logos nobody checked.

Here: lines, mess, truth.
Not here: the deliverables that are published.
"""
