"""Pure: what the coordinator should know, one module a subject.

schedule.py      late, slipping and due-soon actions      data.py        cells, names, sources
deliverables.py  files missing in the Drive, or due soon  assessment.py  all of them, in order
volumes.py       delivered against committed
"""
