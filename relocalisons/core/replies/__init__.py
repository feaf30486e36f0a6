"""What a person answered by mail, read into proposals: the line, the act, its value, its words.

A reply proposes and never writes (ADR 0031): what is done with a proposal is decided elsewhere.
French prose is judged in `words`; `reader` puts together what they found.
"""
