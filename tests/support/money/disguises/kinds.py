"""The kinds of irregularity, each with its disguises; a scene is drawn anew for each seed."""

from support.money.disguises import (
    choices,
    claims,
    costs,
    dates_and_proofs,
    posts,
    reworded,
    reworded_claims,
    reworded_costs,
)
from support.money.disguises.registry import KINDS

__all__ = [
    "KINDS", "choices", "claims", "costs", "dates_and_proofs", "posts", "reworded",
    "reworded_claims", "reworded_costs",
]  # fmt: skip
