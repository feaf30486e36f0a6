"""Findings on meetings: notices, answers and quorum that lack, minutes and decisions overdue.

Also partners who no longer come.
The sentences they share are in `wording`; what a meeting is, one folder up.
"""
