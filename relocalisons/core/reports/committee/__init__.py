"""What a committee looks at: its session, timetable, decisions, questions, and the COPIL report.

A question follows written rules, says so, and gives way to the coordinator's own words.
Slides are in `deck`, papers in `meetings`; attendance is judged in `core/meetings`.
"""
