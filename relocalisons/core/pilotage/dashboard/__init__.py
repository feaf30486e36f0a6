"""« Tableau de bord »: what needs her today, then how the programme stands, part by part.

Each part is a heading, its columns and its rows.
The figures come from the subjects; nothing is computed for the tab alone.
"""
