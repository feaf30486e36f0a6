"""A payment claim: lines, sheets, pieces, what keeps an expense out, its first figures.

Also the figures once printed, of claims and notes, and which of them changed.
The words of its status are in `money/words`; its folder in the Drive is made by `tasks/papers`.
"""
