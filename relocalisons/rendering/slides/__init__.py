"""A deck as PPTX on a master, with every text measured before it is placed.

Also the house's master, written again by `python -m`.
What the slides say is `core/reports/deck`.
"""
