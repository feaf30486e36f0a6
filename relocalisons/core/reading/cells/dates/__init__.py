"""A date in any notation: days, periods, intervals, and the words that shade them.

`dates.parse_date` is the way in.
Dates with words around them (« reporté au ») are in `phrases`, one folder up.
"""
