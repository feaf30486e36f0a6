"""Pure: how likely each act is for a clause, by weights learnt from replies that a person read.

A table of features and acts (`weights.txt`), summed and no more: each figure may be read in it.
`tests/support/replies/learning.py` makes it anew; ADR 0061 says why.
"""

import math
from functools import cache
from importlib.resources import files

_PACKAGE = "relocalisons.core.replies.sense"
_FILE = "weights.txt"
_SCALE = 10.0


@cache
def _weights() -> tuple[tuple[str, ...], tuple[float, ...], dict[str, tuple[float, ...]]]:
    """The acts, what each starts from, and what each feature adds."""
    lines = files(_PACKAGE).joinpath(_FILE).read_text("utf-8").splitlines()
    acts = tuple(lines[0].split())
    start = tuple(int(each) / _SCALE for each in lines[1].split())
    table: dict[str, tuple[float, ...]] = {}
    for line in lines[2:]:
        feature, _, told = line.rpartition("\t")
        table[feature] = tuple(int(each) / _SCALE for each in told.split(","))
    return acts, start, table


def is_known(feature: str) -> bool:
    """Whether the table has seen a feature often enough to weigh it."""
    return feature in _weights()[2]


def forget() -> None:
    """Read the table anew, for who has just written another."""
    _weights.cache_clear()


def likely_acts(features: list[str]) -> dict[str, float]:
    """The share of each act, « none » among them; they make one."""
    acts, start, table = _weights()
    sums = list(start)
    for feature in features:
        for place, weight in enumerate(table.get(feature, ())):
            sums[place] += weight
    top = max(sums)
    raised = [math.exp(each - top) for each in sums]
    whole = sum(raised)
    return {act: each / whole for act, each in zip(acts, raised, strict=True)}
