"""Sample, communication: publications held up at a step of their chain, logos nobody checked.

Here: mess and truth.
Not here: the deliverables that are published.
"""
