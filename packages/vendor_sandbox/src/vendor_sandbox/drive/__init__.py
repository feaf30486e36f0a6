"""Vendor sandbox, Drive v3: the methods of everything but the files themselves, and the routes.

Here: about, drives, permissions, revisions, changes, comments, batch; `caller` is who asks.
Not here: `files`, their JSON (`resource`), `q` and `orderBy` (`search`), formats (`content`).
"""
