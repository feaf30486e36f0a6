"""French as text: dates, money, plurals, typography; and which partner a cell names.

Sentences that several subjects begin with are in `kernel/wording`.
What a free cell means is judged by the `words` of its subject, not here.
"""
