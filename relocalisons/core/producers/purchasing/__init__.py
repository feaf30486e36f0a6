"""What public buyers buy of one family in a year, against the thresholds of public purchasing.

Contracts, signed or in preparation, count whole; so do deliveries under none.
Whether a purchase is lawful is not said here: a lawyer judges.
"""
