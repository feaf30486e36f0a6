"""Working days, beside numpy and pandas, of random days between 2016 and 2043.

One by one, as plans ask for them; numpy is asked one by one too, then for the whole column at
once, which no plan has. pandas needs seconds for a few thousand: it is asked for no more.
"""

import warnings
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from benchmarks.table.clocks import in_turn
from benchmarks.table.rows import Figure, Row, Size, Target

from relocalisons.core.kernel.calendar.calendar import WorkCalendar, french_calendar

CASES = {Size.FULL: 1_000_000, Size.QUICK: 2_000}
FEW = {Size.FULL: 5_000, Size.QUICK: 200}
STEP = 10
BESIDE_NUMPY, BESIDE_PANDAS = Target(ratio=8), Target(ratio=1_000)

Answers = Callable[[], Any]


def measure(size: Size) -> Iterator[Row]:
    """Three questions beside numpy, one of them beside pandas and a column."""
    ours = french_calendar()
    theirs = np.busdaycalendar(holidays=sorted(ours.days_off))
    generator = np.random.default_rng(2026)
    starts, ends = (
        np.datetime64("2016-01-01") + generator.integers(0, 10_000, CASES[size]) for _ in "ab"
    )
    days, lasts = starts.astype(object).tolist(), ends.astype(object).tolist()
    questions: tuple[tuple[str, Answers, Answers], ...] = (
        ("is it worked", lambda: [ours.is_working(day) for day in days],
         lambda: [np.is_busday(day, busdaycal=theirs) for day in starts]),
        ("count from one to another", lambda: list(map(ours.count, days, lasts)),
         lambda: [np.busday_count(a, b, busdaycal=theirs)
                  for a, b in zip(starts, ends, strict=True)]),
        (f"{STEP} days later", lambda: later(ours, days),
         lambda: [np.busday_offset(day, STEP, roll="forward", busdaycal=theirs)
                  for day in starts]),
    )  # fmt: skip
    for what, mine, other in questions:
        yield _beside(f"working days, {what}", "numpy, one by one", mine, other, len(days))
    yield _beside(
        f"working days, {STEP} days later",
        "numpy, the whole column at once",
        lambda: later(ours, days),
        lambda: np.busday_offset(starts, STEP, roll="forward", busdaycal=theirs),
        len(days),
        target=None,
    )
    yield _beside_pandas(days[: FEW[size]], ours=ours)


def later(calendar: WorkCalendar, days: list[date]) -> list[date]:
    """As a plan steps from a day."""
    return [calendar.day_at(calendar.index_of(day) + STEP) for day in days]


def _beside(
    work: str, peer: str, mine: Answers, other: Answers, cases: int,
    *, target: Target | None = BESIDE_NUMPY,
) -> Row:  # fmt: skip
    ours, theirs = in_turn(mine, other, rounds=3)
    return Row(
        work=f"{work}, {cases:,} cases",
        ours=_each(ours.seconds, cases),
        peer=peer,
        theirs=_each(theirs.seconds, cases),
        same=bool(np.array_equal(np.asarray(ours.answer), np.asarray(theirs.answer))),
        judged="every answer",
        target=target,
    )


def _beside_pandas(days: list[date], *, ours: WorkCalendar) -> Row:
    # From a day off pandas counts the next working day as a step; numpy and we roll first.
    worked = [day for day in days if ours.is_working(day)]
    step = pd.offsets.CustomBusinessDay(STEP, holidays=sorted(ours.days_off))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandas says itself that this is slow
        mine, theirs = in_turn(
            lambda: later(ours, worked), lambda: [pd.Timestamp(day) + step for day in worked]
        )
    return Row(
        work=f"working days, {STEP} days later, {len(worked):,} cases",
        ours=_each(mine.seconds, len(worked)),
        peer="pandas CustomBusinessDay",
        theirs=_each(theirs.seconds, len(worked)),
        same=[each.date() for each in theirs.answer] == mine.answer,
        judged="every answer",
        target=BESIDE_PANDAS,
    )


def _each(seconds: float, cases: int) -> Figure:
    return Figure(value=seconds / cases * 1e9, unit="ns each")
