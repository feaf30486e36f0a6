"""The proof of a claim: every figure, how it is made, and the cells as they were read.

The archive that carries it is made in `rendering/proof`, filed by `tasks/papers`.
What the claim itself says is in `reports/claims`.
"""
