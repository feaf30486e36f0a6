"""Messy French cells of known truth: wrong cells and rows a second, beside what scripts use.

Rows of 8 columns (identifier, title, and six columns with a truth); about 5 % of the cells are
distinct. A cell is wrong when its value is not the truth's, « no value » included; silently wrong
when a value was given all the same. Peers have no doubt: giving nothing is right for them wherever
the truth is doubtful, and for a period the last day is right. Each reading starts from a cold memo.
The truth is the judge: a row stands when we are right everywhere, and says how often a peer is not.
"""

import gc
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks.measures import other_pythons
from benchmarks.table.clocks import in_turn, once
from benchmarks.table.rows import Figure, Row, Size, Target
from support.messy.cells import draw_column
from support.messy.notation import Messy

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import DateInterval, Quantity, QuantityRange
from relocalisons.core.reading.cells.readers import make_reader

ROWS = {Size.FULL: 100_000, Size.QUICK: 2_000}
# Draws for each column; repeated notations bring the share of distinct cells to 5 %.
DISTINCT = 0.09
CHECKED = ("date", "date", "money", "quantity", "progress", "status")
DATES, AMOUNTS = 0, 2
SAMPLE = {Size.FULL: 1_500, Size.QUICK: 100}  # cells for peers that would need minutes
TARGET = Target(least=350_000)

Cells = Sequence[Any]
Columns = list[tuple[ColumnKind, Cells]]
Judged = tuple[int, int]


def measure(size: Size) -> Iterator[Row]:
    """All columns on each Python at hand, then a column of dates and one of amounts."""
    drawn = _drawn(ROWS[size])
    columns = _columns(drawn)
    gc.freeze()  # the cells drawn are out of the way of the garbage collector
    yield from _all_columns(drawn, columns)
    yield from other_pythons.rows(size, target=TARGET)
    yield from _alone("dates", drawn[DATES], columns[DATES + 2], _readers_of_dates(size))
    yield from _alone("amounts", drawn[AMOUNTS], columns[AMOUNTS + 2], _readers_of_amounts())


def ours_alone(size: Size) -> tuple[float, int]:
    """(rows a second, wrong cells) on the Python that runs this."""
    drawn = _drawn(ROWS[size])
    columns = _columns(drawn)
    gc.freeze()
    (found,) = in_turn(lambda: read_ours(columns))
    return len(drawn[0]) / found.seconds, _judge_all(drawn, found.answer)[0]


def _drawn(rows: int) -> list[list[Messy]]:
    pool = max(int(rows * DISTINCT), 100)
    return [
        draw_column(kind, rows, distinct=pool, seed=2026 + at) for at, kind in enumerate(CHECKED)
    ]


def _columns(drawn: Sequence[Sequence[Messy]]) -> Columns:
    numbers = range(len(drawn[0]))
    return [
        (ColumnKind.ID, [f"A{number % 40}.{number % 4000}" for number in numbers]),
        (ColumnKind.TEXT, [f"Former les cuisiniers du secteur {n % 4000}" for n in numbers]),
        *(
            (ColumnKind(kind), [messy.raw for messy in column])
            for kind, column in zip(CHECKED, drawn, strict=True)
        ),
    ]


def read_ours(columns: Columns) -> list[list[Any]]:
    """Every column by a reader that remembers nothing yet."""
    return [make_reader(kind).read_column(cells) for kind, cells in columns]


def _all_columns(drawn: Sequence[Sequence[Messy]], columns: Columns) -> Iterator[Row]:
    from benchmarks.peers.cell_readers import pydantic_rows

    ours, theirs = in_turn(lambda: read_ours(columns), lambda: pydantic_rows(columns))
    wrong, _ = _judge_all(drawn, ours.answer)
    rows = len(drawn[0])
    yield Row(
        work=f"French cells, {rows:,} rows of 8 columns, {rows * len(CHECKED):,} cells with truth",
        ours=Figure(value=rows / ours.seconds, unit="rows/s"),
        peer="pydantic, a model a row around our readers",
        theirs=Figure(value=rows / theirs.seconds, unit="rows/s"),
        more_is_better=True,
        same=not wrong and _judge_all(drawn, theirs.answer)[0] == wrong,
        judged=f"{wrong} wrong",
        target=TARGET,
    )


def _alone(
    what: str,
    drawn: Sequence[Messy],
    column: tuple[ColumnKind, Cells],
    readers: Sequence[tuple[str, int, Callable[[Cells], list[Any]] | None]],
) -> Iterator[Row]:
    """One column: a row a reader, of as many cells as it can be asked for."""
    kind, raws = column
    for name, most, read in readers:
        step = max(len(drawn) // most, 1) if most else 1
        some, cells = drawn[::step][: most or None], raws[::step][: most or None]
        (ours,) = in_turn(lambda cells=cells: read_ours([(kind, cells)])[0])
        wrong, _ = judge(some, ours.answer)
        work = f"French {what}, {len(cells):,} cells"
        figure = Figure(value=ours.seconds * 1000, unit="ms")
        if read is None:
            yield Row(work=work, ours=figure, peer=name, absent=f"{name} is not installed")
            continue
        theirs = once(lambda read=read, cells=cells: read(cells))
        bad, silent = judge_peer(some, theirs.answer)
        yield Row(
            work=work,
            ours=figure,
            peer=name,
            theirs=Figure(value=theirs.seconds * 1000, unit="ms"),
            same=not wrong,
            judged=f"ours {wrong} wrong; theirs {bad:,}, {silent:,} of them silently",
        )


def _readers_of_dates(size: Size) -> list[tuple[str, int, Callable[[Cells], list[Any]] | None]]:
    from benchmarks.peers import cell_readers as peers
    from pydantic import TypeAdapter

    there = importlib.util.find_spec("dateparser") is not None
    return [
        ("pandas to_datetime(mixed)", 0, lambda c: peers.pandas_dates(c, dayfirst=False)),
        ("pandas to_datetime(mixed, dayfirst)", 0, lambda c: peers.pandas_dates(c, dayfirst=True)),
        ("pydantic date", 0, lambda c: peers.pydantic_values(c, TypeAdapter(date))),
        ("dateparser (fr, DMY)", SAMPLE[size], peers.dateparser_dates if there else None),
    ]


def _readers_of_amounts() -> list[tuple[str, int, Callable[[Cells], list[Any]] | None]]:
    from benchmarks.peers import cell_readers as peers
    from pydantic import TypeAdapter

    return [
        ("pandas to_numeric", 0, lambda c: peers.pandas_amounts(c, cleaned=False)),
        ("pandas .str chain, to_numeric", 0, lambda c: peers.pandas_amounts(c, cleaned=True)),
        ("pydantic Decimal", 0, lambda c: peers.pydantic_values(c, TypeAdapter(Decimal))),
    ]


def _judge_all(drawn: Sequence[Sequence[Messy]], readings: Sequence[Sequence[Any]]) -> Judged:
    judged = [judge(column, got) for column, got in zip(drawn, readings[2:], strict=True)]
    return sum(wrong for wrong, _ in judged), sum(silent for _, silent in judged)


def plain(value: object) -> object:
    """A value of the product in the words of the truth."""
    if isinstance(value, DateInterval):
        return (value.earliest, value.latest)
    if isinstance(value, Quantity):
        return (value.amount, value.unit)
    if isinstance(value, QuantityRange):
        return (value.low, value.high, value.unit)
    return value


def judge(drawn: Sequence[Messy], readings: Sequence[Any]) -> tuple[int, int]:
    """Wrong and silently wrong readings, doubt included."""
    wrong = silent = 0
    for messy, reading in zip(drawn, readings, strict=True):
        if (reading.doubt.value, plain(reading.value)) != (messy.doubt, messy.value):
            wrong += 1
            silent += reading.value is not None and plain(reading.value) != messy.value
    return wrong, silent


def judge_peer(drawn: Sequence[Messy], values: Sequence[object]) -> tuple[int, int]:
    """Wrong and silently wrong values of a reader that gives a value or None."""
    wrong = silent = 0
    for messy, value in zip(drawn, values, strict=True):
        truth = messy.value[1] if isinstance(messy.value, tuple) else messy.value
        if value != truth:
            wrong += 1
            silent += value is not None
    return wrong, silent
