"""What people type about quality: labels, products, scopes, statuses of a certificate.

They judge a text alone, without a programme around it.
What a paper proves of a delivery is not here: that is `quality.coverage`.
"""
