"""Sample, deliverables: what the partners owe, where the files are, what is not as it is said.

Here: titles, lines, mess, and the truth of files.
Not here: publications of a deliverable (`communication`).
"""
