"""What a controller's eye stops at in the words of a piece, a label or a mode of payment.

Here: other aids, charges that are no paid cost, rates that were accepted, how money was paid.
Not here: what becomes of it (`review/costs`), nor the days and natures of pieces (`words/pieces`).
"""
