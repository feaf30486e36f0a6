"""Days: which are worked, by whom, which may be asked, when work should finish.

Every answer is computed from the dates given; nobody here knows today.
How a person types a date is read in `reading/cells/dates`.
"""
