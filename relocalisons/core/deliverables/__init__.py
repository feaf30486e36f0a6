"""Deliverables: their words, their files in the Drive, how they stand, what lacks.

`view` is what documents print of each of them.
The kit that spreads one is a paper: `reports/kits`.
"""
