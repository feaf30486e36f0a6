"""Sample, engine: what every subject is made of: cells and what is meant, tabs, events, people.

Here: the 23 structures and their people, notations, ids; `entries` is what a truth says of a line.
Not here: what any one subject plants.
"""
