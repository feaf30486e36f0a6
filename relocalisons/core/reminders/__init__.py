"""Who is told what, by which way, and why not: all pure.

digests.py   what a digest, a line and a call are     policy.py    her rules, and what was told
lines.py     a finding → one line for its partner     reasons.py   why somebody is not written to
planning.py  findings → the week's plan               release.py   stored digest → what leaves
answers.py   how many digests were left unanswered
"""
