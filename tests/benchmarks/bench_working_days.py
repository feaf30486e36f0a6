"""Working days one by one, as plans ask for them, beside numpy and pandas; answers are compared.

Run: python tests/benchmarks/bench_working_days.py
pandas' CustomBusinessDay is timed on 5,000 cases and said as such: it needs seconds for more.
"""

import os
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from relocalisons.core.kernel.calendar.calendar import french_calendar

CASES = 100_000
FEW = 5_000


def timed(run: Callable[[], list[Any]]) -> tuple[list[Any], float]:
    """The answers and the best of three times, in ns a case."""
    best, answers = float("inf"), []
    for _ in range(3):
        start = time.perf_counter()
        answers = run()
        best = min(best, (time.perf_counter() - start) * 1e9 / len(answers))
    return answers, best


def main() -> int:
    """Print the table; 1 when an answer differs."""
    ours = french_calendar()
    theirs = np.busdaycalendar(holidays=sorted(ours.days_off))
    rng = np.random.default_rng(2026)
    starts = np.datetime64("2016-01-01") + rng.integers(0, 10_000, CASES)
    ends = np.datetime64("2016-01-01") + rng.integers(0, 10_000, CASES)
    days, pairs = starts.astype(object), list(zip(starts, ends, strict=True))
    our_pairs = list(zip(days, ends.astype(object), strict=True))
    rows = (
        ("is working", lambda: [ours.is_working(day) for day in days],
         lambda: [np.is_busday(day, busdaycal=theirs) for day in starts]),
        ("count", lambda: [ours.count(*pair) for pair in our_pairs],
         lambda: [np.busday_count(*pair, busdaycal=theirs) for pair in pairs]),
        ("+10 days", lambda: [ours.day_at(ours.index_of(day) + 10) for day in days],
         lambda: [np.busday_offset(day, 10, roll="forward", busdaycal=theirs) for day in starts]),
    )  # fmt: skip
    print(f"{CASES:,} cases, best of 3, ns a case (load average {os.getloadavg()[0]:.1f})")
    print(f"{'':<12}{'relocalisons':>14}{'numpy':>10}{'ratio':>8}")
    wrong = 0
    for name, mine, other in rows:
        (a, quick), (b, slow) = timed(mine), timed(other)
        wrong += not np.array_equal(np.asarray(a), np.asarray(b))
        print(f"{name:<12}{quick:>14.0f}{slow:>10.0f}{slow / quick:>8.1f}")
    wrong += not _beside_pandas(days[:FEW], ours=ours)
    print("all answers equal" if not wrong else f"{wrong} answers differ")
    return 1 if wrong else 0


def _beside_pandas(days, *, ours) -> bool:
    # From a day off pandas counts the next working day as a step; numpy and we roll first.
    worked = [day for day in days if ours.is_working(day)]
    step = pd.offsets.CustomBusinessDay(10, holidays=sorted(ours.days_off))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs, slow = timed(lambda: [pd.Timestamp(day) + step for day in worked])
    mine, quick = timed(lambda: [ours.day_at(ours.index_of(day) + 10) for day in worked])
    print(f"{'+10 days':<12}{quick:>14.0f}{slow:>10.0f}{slow / quick:>8.1f} pandas, "
          f"{len(worked):,} cases only")  # fmt: skip
    return [each.date() for each in theirs] == mine


if __name__ == "__main__":
    sys.exit(main())
