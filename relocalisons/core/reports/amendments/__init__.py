"""References and amendments: what the plan promises on a day, what an amendment may move.

Which reference is in force is the store's; its type is `programme.decisions.baseline`.
"""
