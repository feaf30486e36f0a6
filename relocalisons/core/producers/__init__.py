"""Growers and their growing contracts: their rows, their area, the rules of each filière.

Contracts, volumes, quality and visits have a folder each.
Their documents are in `reports/producers`.
"""
