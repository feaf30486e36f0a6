"""Sample, producers: growing contracts, volumes promised, deliveries, certificates, visits.

Here: crops, contracts, deliveries, quality, canteens, truth.
Not here: the producers as partners (`engine`, `partners`).
"""
