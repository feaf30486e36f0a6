"""Sample, reading: what concerns any table, whatever its subject.

Here: cells that cannot be read, lines crossed out, private reasons, words that no paper may hold.
Not here: cells of the plans (`plan.mess`); notations that change no meaning (`engine.notations`).
"""
