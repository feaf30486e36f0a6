"""Each paper by its name: reports, producers', meetings', kits, contracts, visit calendars.

A view in, files and a fingerprint out.
The machinery they share is `documents`.
"""
