"""« Contrôle avant envoi »: the lines of a claim judged again as the funder will judge them.

Here: the terms of a grant, one rule a module, the aid that follows, and what each correction saves.
Not here: the paper itself (`reports/claims`), nor the words of a cell (`money/words`).
"""
