"""Pay: the time that bears it, the papers of a post, and the days on which somebody worked.

Here: what sheets, slips, contracts and letters say of a month of a person. Not here: what a pay is
made of (`costs/natures`), nor the aid that follows.
"""
