"""Answers of partners as they came, sealed until a flow opens them, and wiped in their time.

What a mail says is read in `core/replies`.
Nothing here can open a seal: the key is the worker's.
"""
