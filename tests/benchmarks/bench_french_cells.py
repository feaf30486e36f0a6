"""Messy French cells of known truth: wrong cells and rows a second, beside what scripts use.

Run: python tests/benchmarks/bench_french_cells.py [rows]
100,000 rows of 8 columns (identifier, title, and six columns with a truth); about 5 % of the cells
are distinct. A cell is wrong when its value is not the truth's, « no value » included; it is
silently wrong when a value was given all the same. Peers have no doubt: giving nothing is right for
them wherever the truth is doubtful, and for a period the last day is right. Times are the best of
five runs (processor time), each from a cold memo; the cells drawn are kept out of the way of the
garbage collector.
"""

import gc
import importlib.util
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.messy.cells import draw_column, notation_count
from support.messy.notation import Messy

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import DateInterval, Quantity, QuantityRange
from relocalisons.core.reading.cells.readers import make_reader

ROWS = 100_000
DISTINCT = (
    0.09  # draws for each column; repeated notations bring the share of distinct cells to 5 %
)
CHECKED = ("date", "date", "money", "quantity", "progress", "status")
SAMPLE = 1_500  # cells for peers that would need minutes

Cells = Sequence[Any]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one reader did with one lot of cells."""

    name: str
    rows: int
    columns: int
    seconds: float
    wrong: int
    silent: int

    def line(self) -> str:
        """One row of the printed table."""
        cells = self.rows * self.columns
        return (
            f"{self.name:52} {self.columns:3} {self.seconds * 1000:10.0f} ms"
            f" {self.rows / self.seconds:12,.0f} {self.wrong:9,} {self.silent:9,} of {cells:,}"
        )


def plain(value: object) -> object:
    """A value of the product in the words of the truth."""
    if isinstance(value, DateInterval):
        return (value.earliest, value.latest)
    if isinstance(value, Quantity):
        return (value.amount, value.unit)
    if isinstance(value, QuantityRange):
        return (value.low, value.high, value.unit)
    return value


def best_of(run: Callable[[], Any], *, times: int = 5) -> tuple[float, Any]:
    """The shortest time of several runs, and the last answer."""
    shortest, answer = float("inf"), None
    for _ in range(times):
        start = time.process_time()
        answer = run()
        shortest = min(shortest, time.process_time() - start)
    return shortest, answer


def read_ours(columns: Sequence[tuple[ColumnKind, Cells]]) -> list[list[Any]]:
    """Every column by a reader that remembers nothing yet."""
    return [make_reader(kind).read_column(cells) for kind, cells in columns]


def read_without_memo(columns: Sequence[tuple[ColumnKind, Cells]]) -> None:
    """The same, each cell parsed anew (a reader a cell would pay for itself: one a hundred)."""
    for kind, cells in columns:
        for start in range(0, len(cells), 100):
            make_reader(kind).read_column(cells[start : start + 100])


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


# --- peers ------------------------------------------------------------------------------------


def pandas_dates(cells: Cells, *, dayfirst: bool) -> list[date | None]:
    """`to_datetime`, with the serial numbers converted for it."""
    series = pd.Series(cells, dtype=object)
    numbers = pd.to_numeric(series.where(series.map(type).isin((int, float))), errors="coerce")
    days = pd.to_datetime(
        series.where(numbers.isna()), format="mixed", dayfirst=dayfirst, errors="coerce", utc=True
    )
    serials = pd.to_datetime(numbers, unit="D", origin="1899-12-30", utc=True, errors="coerce")
    return [None if pd.isna(day) else day.date() for day in days.fillna(serials)]


def pandas_amounts(cells: Cells, *, cleaned: bool) -> list[Decimal | None]:
    """`to_numeric`, alone or after the usual chain of `.str` calls."""
    series = pd.Series(cells, dtype=object)
    if cleaned:
        texts = series.where(series.map(type).eq(str))
        tidy = (
            texts.str.replace(r"[\s\u00a0\u202f€]|euros?|EUR|HT|TTC", "", regex=True)
            .str.replace("−", "-")
            .str.replace(",", ".")
        )
        series = series.where(texts.isna(), tidy)
    numbers = pd.to_numeric(series, errors="coerce")
    return [None if pd.isna(number) else Decimal(f"{number:.15g}") for number in numbers]


def pydantic_values(cells: Cells, adapter: TypeAdapter[Any]) -> list[Any]:
    """One lax validation a cell."""
    values = []
    for cell in cells:
        try:
            values.append(adapter.validate_python(cell))
        except ValidationError:
            values.append(None)
    return values


def dateparser_dates(cells: Cells) -> list[date | None]:
    """`dateparser` told that the language is French and the day comes first."""
    dateparser = importlib.import_module("dateparser")
    settings = {"DATE_ORDER": "DMY", "STRICT_PARSING": True}
    values = []
    for cell in cells:
        found = dateparser.parse(str(cell or ""), languages=["fr"], settings=settings)
        values.append(None if found is None else found.date())
    return values


def peers(dates: Sequence[Messy], amounts: Sequence[Messy]) -> list[Result]:
    """What scripts use, on one column of dates and one of amounts."""
    few = dates[:: max(len(dates) // SAMPLE, 1)][:SAMPLE]
    contests: list[tuple[str, Sequence[Messy], Callable[[Cells], list[Any]]]] = [
        ("dates: pandas to_datetime(mixed)", dates, lambda c: pandas_dates(c, dayfirst=False)),
        (
            "dates: pandas to_datetime(mixed, dayfirst)",
            dates,
            lambda c: pandas_dates(c, dayfirst=True),
        ),
        ("dates: pydantic date", dates, lambda c: pydantic_values(c, TypeAdapter(date))),
        ("amounts: pandas to_numeric", amounts, lambda c: pandas_amounts(c, cleaned=False)),
        (
            "amounts: pandas .str chain, to_numeric",
            amounts,
            lambda c: pandas_amounts(c, cleaned=True),
        ),
        ("amounts: pydantic Decimal", amounts, lambda c: pydantic_values(c, TypeAdapter(Decimal))),
    ]
    if importlib.util.find_spec("dateparser"):
        contests.append((f"dates: dateparser (fr, DMY), {len(few):,} cells", few, dateparser_dates))
    results = []
    for name, drawn, read in contests:
        raws = [messy.raw for messy in drawn]
        seconds, values = best_of(lambda read=read, raws=raws: read(raws), times=1)
        wrong, silent = judge_peer(drawn, values)
        results.append(
            Result(
                name=name, rows=len(drawn), columns=1, seconds=seconds, wrong=wrong, silent=silent
            )
        )
    return results


def ours(rows: int, drawn: Sequence[Sequence[Messy]]) -> list[Result]:
    """All eight columns at once, then one column of dates and one of amounts."""
    identifiers = [f"A{number % 40}.{number % 4000}" for number in range(rows)]
    titles = [f"Former les cuisiniers du secteur {number % 4000}" for number in range(rows)]
    columns: list[tuple[ColumnKind, Cells]] = [
        (ColumnKind.ID, identifiers),
        (ColumnKind.TEXT, titles),
        *(
            (ColumnKind(kind), [m.raw for m in col])
            for kind, col in zip(CHECKED, drawn, strict=True)
        ),
    ]
    gc.collect()
    gc.freeze()
    distinct = sum(len({(type(cell), cell) for cell in cells}) for _, cells in columns)
    print(
        f"{rows:,} rows of {len(columns)} columns, {notation_count()} notations, "
        f"{distinct / (rows * len(columns)):.1%} distinct cells, {rows * len(CHECKED):,} checked\n"
    )
    header = ("reader", "columns", "time", "rows/s", "wrong", "silently")
    print(
        f"{header[0]:50} {header[1]} {header[2]:>8} {header[3]:>16} {header[4]:>9} {header[5]:>9}"
    )
    seconds, readings = best_of(lambda: read_ours(columns))
    judged = [judge(col, got) for col, got in zip(drawn, readings[2:], strict=True)]
    plain_seconds, _ = best_of(lambda: read_without_memo(columns), times=1)
    totals = (sum(wrong for wrong, _ in judged), sum(silent for _, silent in judged))
    shared = {"rows": rows, "wrong": totals[0], "silent": totals[1]}
    results = [
        Result(name="relocalisons, all columns", columns=8, seconds=seconds, **shared),
        Result(
            name="relocalisons, memo of 100 cells only", columns=8, seconds=plain_seconds, **shared
        ),
    ]
    for at, name in ((2, "relocalisons, one column of dates"), (4, "relocalisons, one of amounts")):
        alone, got = best_of(lambda at=at: read_ours(columns[at : at + 1])[0])
        wrong, silent = judge(drawn[at - 2], got)
        results.append(
            Result(name=name, rows=rows, columns=1, seconds=alone, wrong=wrong, silent=silent)
        )
    return results


def main(rows: int = ROWS) -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    pool = max(int(rows * DISTINCT), 100)
    drawn = [
        draw_column(kind, rows, distinct=pool, seed=2026 + at) for at, kind in enumerate(CHECKED)
    ]
    for result in ours(rows, drawn):
        print(result.line(), flush=True)
    print()
    for result in peers(drawn[0], drawn[2]):
        print(result.line(), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
