"""Vendor sandbox, identity: who asks, known by a token, and what its scopes allow.

Here: accounts, tokens that carry their own content, the scopes that each family of calls needs.
Not here: who may do what with a file (`storage.access`), the page of consent (`pages.consent`).
"""
