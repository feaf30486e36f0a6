"""Building a workspace, only what is missing of it; the check of accesses.

From the partner list to a summary of what was made.
What a workspace should be is `core/workspace`.
"""
