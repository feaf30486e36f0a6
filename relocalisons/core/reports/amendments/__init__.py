"""References and amendments: what the plan promises on a day, what an amendment may move.

Which reference is in force is the store's; its type is `programme.decisions.baseline`.
The tab « Avenant » is `pilotage/amendment_tab`, the flow's steps are in `tasks/papers`.
"""
