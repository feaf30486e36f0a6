"""The plan of the season as a tab of « Pilotage » and as a page.

What is planned, expected and asked is counted in `core/producers/season`, not here.
"""
