"""Who is told what, by which way, and why not: all pure.

digests.py   what a digest, a line and a call are     policy.py    her rules, and what was told
lines.py     a finding → one line for its partner     reasons.py   why somebody is not written to
waiting.py   findings → the lines of each person      rules.py     the lines of « Paramètres »
people.py    whom a line is for, by subject           rhythm.py    « Fréquence de relance »
planning.py  lines → the week's plan                  quiet.py     harvest, August, hours
escalation.py  when the deputy is written to          foresight.py what is told before a quiet time
urgent.py    hard deadlines                           contacts.py  the last exchange, and promises
answers.py   digests unanswered, points settled       release.py   stored digest → what leaves
week_review.py  Friday's summary                       row_marks.py what a row said when asked
deadline.py  until when she decides                   chain_grants.py a date granted to a chain
"""
