"""An .xlsx that somebody dropped: archive, book, sheets, read under caps of size and time.

Hostile files end in a refusal, never in a crash.
`workbooks.read_xlsx`, one folder up, is the way in.
"""
