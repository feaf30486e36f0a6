"""Kilograms committed and delivered, where a season leads, and findings on what will lack.

Doubtful deliveries are counted apart and never added.
The pictures of them are in `reports/producers`.
"""
