"""The plan of the season as a tab of « Pilotage » and as a page.

The words of a line are the same in both.
What is planned, expected and asked is counted in `core/producers/season`, not here.
"""
