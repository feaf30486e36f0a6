"""Sample, money: three funders, a budget that adds up, what partners spent, rules broken.

Here: budget, lines, mess; the truth of expenses, and of rules, reports, advances and calendars.
Not here: which report is due to whom (`reports`).
"""
