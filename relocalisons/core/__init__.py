"""Pure: no clock, file, network or environment; the same arguments give the same answer.

Floors, imports go down only: kernel, views | tables, reading, sources, programme, the subjects,
reports, assessment, pilotage. What is kept, drawn or sent is not here.
"""
