"""A mail that came back, as bytes, read without running, fetching or opening anything of it.

`mime` takes it apart, `ties` finds the mail of ours that it answers, `reading` proposes.
What a mail says is judged in `core/replies`; nothing here writes.
"""
