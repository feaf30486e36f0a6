"""Which tab gives which table: « Sources », « Paramètres », thresholds, what is in force.

Also what changed between two readings, and findings about tables out of reach.
What the rows mean is not asked here: that is `programme`.
"""
