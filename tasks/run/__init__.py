"""One run of one flow: its form, clock, day, lock, steps, and what is known of the programme.

Everything that a flow needs before it does anything.
How a run is opened and told is `tasks/night`.
"""
