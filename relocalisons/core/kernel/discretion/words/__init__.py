"""The words that tell a private reason, and whether a sentence tells one.

Lists that name a reason, what may stand around them, and the judgement over clauses.
Nothing else compares a text with these lists; what is hidden of it is said by `discretion`.
"""
