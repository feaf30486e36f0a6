"""Messy French cells with their truth, from a seed; it knows nothing of the product's readers.

A notation is a function that writes a meaning as people type it. The truth of a cell comes from
the meaning it was written from, never from reading the cell again. `doubt` is one of `certain`,
`about`, `ambiguous`, `absent`, `unreadable`; `value` is None for the last three, a pair of days
for dates, a Decimal for amounts and progress, `(amount, unit)` or `(low, high, unit)` for
quantities, a word for statuses.
"""

from random import Random

from support.messy.dates import DATES
from support.messy.figures import AMOUNTS, QUANTITIES
from support.messy.notation import Messy
from support.messy.words import PROGRESS, STATUSES

KINDS = {
    "date": DATES,
    "money": AMOUNTS,
    "quantity": QUANTITIES,
    "progress": PROGRESS,
    "status": STATUSES,
}


def notation_count() -> int:
    """How many notations there are in all."""
    return sum(map(len, KINDS.values()))


def draw_cells(kind: str, count: int, *, seed: int) -> tuple[Messy, ...]:
    """`count` cells of a kind, drawn by weight; the first ones cover every notation."""
    rng = Random(f"{seed}:{kind}")
    notations = KINDS[kind]
    weights = [notation.weight for notation in notations]
    drawn = [*notations, *rng.choices(notations, weights, k=max(count - len(notations), 0))][:count]
    return tuple(Messy(*notation.write(rng), notation.name) for notation in drawn)


def draw_column(kind: str, rows: int, *, distinct: int, seed: int) -> list[Messy]:
    """A column of `rows` cells that repeats at most `distinct` different ones."""
    pool = draw_cells(kind, distinct, seed=seed)
    rng = Random(f"{seed}:{kind}:column")
    return (
        [*pool, *rng.choices(pool, k=rows - len(pool))] if rows > len(pool) else list(pool[:rows])
    )
