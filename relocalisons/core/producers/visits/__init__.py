"""Visits: what was noted, who is to be visited by when, and a visit as an appointment.

Findings on visits that lack, or of which nothing was written.
The plan of a month is a paper: `reports/producers/visit_plan`.
"""
