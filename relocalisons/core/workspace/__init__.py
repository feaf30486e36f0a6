"""The workspace that a programme should have, and what is missing of it.

Also what the check of accesses concludes from what was measured.
Requests to Google are made in `tasks/workspace`.
"""
