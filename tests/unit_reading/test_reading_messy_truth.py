"""Messy cells of known truth, in 98 notations: none is read wrong, none is guessed in silence."""

from collections import Counter

import pytest
from support.messy.cells import KINDS, Messy, draw_cells, draw_column, notation_count

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import (
    ActionStatus,
    DateInterval,
    Quantity,
    QuantityRange,
    Reading,
)
from relocalisons.core.reading.cells.readers import read_column, reader_of

KIND_OF = {name: ColumnKind(name) for name in KINDS}


def plain(value: object) -> object:
    """A value of the product in the words of the truth."""
    match value:
        case DateInterval():
            return (value.earliest, value.latest)
        case Quantity():
            return (value.amount, value.unit)
        case QuantityRange():
            return (value.low, value.high, value.unit)
        case ActionStatus():
            return value.value
    return value


def is_right(messy: Messy, reading: Reading[object]) -> bool:
    """Whether doubt and value are those of the truth."""
    return (reading.doubt.value, plain(reading.value)) == (messy.doubt, messy.value)


@pytest.mark.parametrize("seed", [2026, 7])
@pytest.mark.parametrize("kind", KINDS)
def test_no_messy_cell_is_read_wrong(kind: str, seed: int):
    drawn = draw_cells(kind, 4_000, seed=seed)

    wrong = [m for m in drawn if not is_right(m, reader_of(KIND_OF[kind]).read(m.raw))]

    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_read_at_once_is_its_cells_read_one_by_one(kind: str):
    raws = [messy.raw for messy in draw_column(kind, 3_000, distinct=500, seed=3)]

    at_once = read_column(raws, kind=KIND_OF[kind])

    assert at_once == [reader_of(KIND_OF[kind]).read(raw) for raw in raws]


def test_there_are_at_least_sixty_notations_and_every_one_is_drawn():
    assert notation_count() >= 60
    for kind, notations in KINDS.items():
        seen = Counter(messy.notation for messy in draw_cells(kind, 200, seed=1))
        assert set(seen) == {notation.name for notation in notations}


def test_the_truth_is_the_same_for_the_same_seed_and_another_for_another():
    assert draw_cells("date", 300, seed=1) == draw_cells("date", 300, seed=1)
    assert draw_cells("date", 300, seed=1) != draw_cells("date", 300, seed=2)
