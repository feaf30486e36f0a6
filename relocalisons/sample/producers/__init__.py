"""Sample, producers: growing contracts, volumes promised, deliveries, certificates, visits.

Here: crops, contracts, deliveries, quality, truth.
Not here: the canteens that buy (`sample.coordination`).
"""
