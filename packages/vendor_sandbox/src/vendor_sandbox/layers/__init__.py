"""Vendor sandbox, layers: what each request passes before its method, whichever vendor it is for.

Here: counted requests, failures on request, Google's quotas, `X-HTTP-Method-Override`, the date of
each answer, requests held against Google's discovery documents.
Not here: the methods themselves (drive, sheets, mail) and the API that sets these up (`control`).
"""
