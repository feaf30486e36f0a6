"""Sample, reports: which report is due to whom, what partners contribute, the funders' Word files.

Here: lines, contributions, templates, truth.
Not here: indicators (`objectives`); any report: the product writes them.
"""
