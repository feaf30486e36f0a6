"""Pure: what a committee gets before, during and after its meeting: finished French strings.

session.py    who meets, when, where, and the quorum     questions.py  the decisions asked
timetable.py  the timed agenda                           slides.py     the deck, one message a slide
topics.py, named_topics.py   what each slide says        papers.py     sheet, record, proxy, dossier
pack.py       all of it, built from one programme        decisions.py  those that run, those overdue
"""
