"""From findings to acts: one gesture with one person for one occasion, ranked by what is lost.

Which gesture a kind asks for is declared with the kind; here it is grouped, hidden and ranked.
How it is shown is in `pilotage`; what she decided about it is read in `programme/decisions`.
"""
