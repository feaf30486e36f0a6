"""What was read, night after night: snapshots, findings, decisions, baselines, reports.

Each workbook is kept once, however many nights saw it.
What a reading means is computed in `core`.
"""
