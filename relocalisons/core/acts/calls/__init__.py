"""What a call is about, in words.

Not here: who is called and when (`acts`, `shelves`, `asking`).
"""
