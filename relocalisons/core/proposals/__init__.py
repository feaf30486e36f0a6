"""What answers propose, set beside the programme: what stands there, and what her « oui » writes.

Prose is read in `replies`; her own tabs are written by `tasks/replies`.
A cell of a partner is written by nobody.
"""
