"""Vendor sandbox: Google Drive v3, Sheets v4 and SendGrid v3 on loopback, over a plain folder.

Here: the process, the control API, and `errors`, `wire`, `clock`, on which every room rests.
Not here: OAuth signatures, real delivery, Google's own rendering of documents, performance.
"""
