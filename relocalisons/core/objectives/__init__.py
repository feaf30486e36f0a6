"""Indicators and their trajectory, risks, attestations, and the coordinator's own time.

One engine (`trajectory`) for tabs, notes and papers; findings on what is behind or expired.
How indicators are printed is `reports/sections/indicators`.
"""
