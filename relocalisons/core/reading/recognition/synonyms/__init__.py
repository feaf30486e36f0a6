"""How columns are called outside our own workbooks, in French and in English, by subject.

Published formats (territoires en transitions, CRTE, PCAET, LEADER), exports of common tools, office
templates, European projects. A word may stand under two meanings: what its cells hold decides.
`tables` gives the words of each table; `nobody` claims columns that are nobody's.
"""
