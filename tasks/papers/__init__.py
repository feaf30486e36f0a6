"""Papers made, published whole or absent in the Drive, and remembered: funders, producers, changes.

Never over a human's change.
Papers of meetings are in `tasks/meetings`.
"""
