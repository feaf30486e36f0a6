"""Findings on the plan: late, slipping, asleep, contradictory, waiting for each other.

Each is made from computations of `plan`; nothing is scheduled here.
How a finding is worded for one partner is in `reminders/lines`.
"""
