"""Sample, objectives: indicators, risks, agreements, her own time, and what must be found of them.

Here: the lines of the indicators, the truth.
Not here: the other lines, which stand in her own tabs (`sample.coordination`).
"""
