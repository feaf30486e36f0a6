"""Sandbox, Drive v3: files, uploads, exports, permissions, revisions, changes, comments, batch.

Map: `routes` mounts all; `resources` builds the JSON of a file and `fields` prunes it; `query`
parses `q` and `matching` applies it; `reading`, `writing`, `uploads`, `permissions`, `revisions`,
`changes`, `comments`, `drives`, `batch` and `legacy` (v2) hold the methods; `conversion` and
`documents` turn one format into another.
"""
