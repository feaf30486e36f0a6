"""`relocalisons init`: the few facts of a programme are asked, written to its TOML, and checked.

Here: what is asked and how an answer is read, the file, the command.
Not here: the try on a sandbox, which `sample/demo` plays, and the checks, those of `cli/check`.
"""
