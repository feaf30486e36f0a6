"""The command line, one module a command; `application` holds the commands and their help.

Here: commands that a person types. A command's own module is imported when it runs.
Not here: rules, steps or texts of mails; a command opens a run and prints what it said.
"""
