"""The kit that spreads a validated deliverable, and the brief for whoever lays it out.

Words to paste, mentions of funders, where to publish.
Whether a deliverable is validated at all is judged in `deliverables`.
"""
