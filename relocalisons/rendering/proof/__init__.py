"""The archive of a claim, and the verifier that proves it without the service.

`verifier.py` stands alone: it imports nothing of ours, and is copied into each archive.
How figures are made is `core/reports/proof`.
"""
