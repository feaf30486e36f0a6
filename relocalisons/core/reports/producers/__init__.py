"""Papers about producers: sheet, contract draft, EGalim annex, purchase form, visits, chains.

What a page may show of a grower is decided by its audience.
Stages, volumes and labels are computed in `producers`.
"""
