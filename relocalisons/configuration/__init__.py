"""What an operator may write, and what is told of a mistake: one line with what, where and how.

Here: what a value must be, the variables of the environment, the words of a refusal. Not here: the
settings themselves, in `relocalisons/settings.py`.
"""
