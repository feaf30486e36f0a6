"""Sample, plan: the lines of the 23 action plans, how they move, what is planted and found.

Here: titles, schedule, lines, mess by line and in the network, the past, the truth.
Not here: deliverables that hang on them (`deliverables`).
"""
