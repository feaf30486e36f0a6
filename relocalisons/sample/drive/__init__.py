"""Sample, drive: the workbooks, the folders around them, and the copies that people forget there.

Here: tabs put into workbooks, the tree of files, .xlsx bytes, which files pass for a source.
Not here: laying it out for a sandbox (`sample.layout`).
"""
