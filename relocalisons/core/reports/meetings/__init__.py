"""A meeting's papers: invitation, agenda, sheet, record, proxy, dossier, the whole pack.

Who is called when and told what is in `convening`.
What the committee looks at is in `committee`; rules on quorum are in `core/meetings`.
"""
