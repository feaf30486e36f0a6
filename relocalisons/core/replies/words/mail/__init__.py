"""What of a mail is the person's own: its kind, its quotes, its signature, its sentences.

Everything that is not an answer is taken out here, before a word of it is judged.
No act, line or day is looked for: the modules beside this folder do.
"""
