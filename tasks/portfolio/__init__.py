"""A night of many programmes: started one by one on the workers, told on one page.

It knows deployments and quotas, no store and no sheet: a programme is a run of its own, with its
lock, its secrets and its failures. Not here: what a run of a programme does (every other room).
"""
