"""Google Drive and Sheets: signing in, reading, writing, pacing, bounded repeats, refusals.

The only place where a call to Google is tried again.
What is read or written, and why, is decided by the other folders.
"""
