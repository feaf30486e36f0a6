"""The plan as a network: links, critical path, draws, ripples; each action as reports show it.

The engines `network.schedule_network` and `uncertainty.draw_finishes` know no programme.
What the plan should be reproached with is in `findings`.
"""
