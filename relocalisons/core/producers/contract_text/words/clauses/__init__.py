"""One module a clause, two for those that end it: whether the text holds it, and as the sheet says.

Here: which sentences make a clause, and what they say other than the sheet.
Not here: words (`lexicon`), figures (`printed`), nor all seven together (`reading`).
"""
