"""Vendor sandbox, storage: what is remembered, and the folder in which a person sees it.

Here: items and tables, the journal that survives a kill -9, revisions, hand edits, access, seeding.
Not here: any HTTP; a workbook's own cells and rules (`workbook`).
"""
