"""Prices of growing contracts: what their formulas give on a day.

The values of indicators are dated lines of « Paramètres ».
How a price stands in a text is not here, nor what a delivery was paid.
"""
