"""The French that the sense of a clause stands on: verbs by kind, how they bend, idioms.

`predicates` finds the verbs of a clause; `formulas` and `ranks` prepare what is read.
No act is decided here, and nothing here knows the store or the sheets.
"""
