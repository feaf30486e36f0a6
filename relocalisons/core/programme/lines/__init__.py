"""The lines of the programme's tables, and the lasting name of each.

`naming` is the way in: which row is which known line, and what is gone or in doubt. `births` gives
a new line its name; `known` says what is remembered of a line from one night to the next.
How two lines are recognised as one is `core/reading/identity`.
"""
