"""The documents, as finished strings and numbers computed by tested rules.

One folder a family; `shared` and `sections` hold what several of them print.
How they look is `templates` and `rendering`; when they are made is `tasks/papers`.
"""
