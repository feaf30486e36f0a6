"""Tables become one programme, every doubt kept; and what each audience may see of it.

`programme.understand` is the way in, `audience.view_for` the only way out to a document.
Rules of a subject stand in its own folder.
"""
