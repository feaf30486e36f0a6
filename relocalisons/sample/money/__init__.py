"""Sample, money: three funders, a budget that adds up, what partners spent, rules broken.

Here: budget, lines, mess, repayments; the truth of expenses, rules, reports, advances, calendars.
Not here: which report is due to whom (`reports`).
"""
