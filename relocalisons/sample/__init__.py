"""Sample: an invented programme, what its people type over three months, and the truth to find.

Map of the room, from the sheet to the story:

cells.py workspace.py        what is typed and what is meant; tabs, workbooks, files in memory
ids.py days.py events.py     ids like Google's, the dates of the story, what happens in it
headers.py tabs.py mess.py   French headers, the shapes of a tab, the notations people use
structures.py people.py      the 23 partners and who answers for them
action_titles.py plan.py action_rows.py action_mess.py   the action plan and what is planted
deliverable_titles.py deliverables.py             the deliverables and their files
crops.py producers.py deliveries.py quality.py    growing contracts, volumes, certificates, visits
money.py expenses.py reporting.py meetings.py coordination.py   everything else in « Pilotage »
workbooks.py programme.py    the 24 workbooks; `generate` puts it all together
story.py decisions.py        `workspace_at`, `edits_between`; what the coordinator decides
truth.py                     `truth_at`, `write_truth`: what must be found, from the intent alone
drive_tree.py files.py xlsx.py layout.py          `lay_out`: the folder that the sandbox serves

It imports nothing of `core`: the truth is known by who planted it, never read again.
"""
