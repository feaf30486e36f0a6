"""Whether a sentence tells a private reason, and « raison interne » in its place when it leaves.

Lists of words, the judgement over clauses, and the gate that builders of documents pass.
Who may see which column is another question: `programme/audience`.
"""
