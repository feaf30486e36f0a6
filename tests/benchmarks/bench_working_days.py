"""Working days on 1,000,000 random cases, beside numpy and pandas; all answers are compared.

Run: python tests/benchmarks/bench_working_days.py
pandas' CustomBusinessDay is timed on 10,000 cases and said as such: it needs seconds for them.
"""

import os
import sys
import time
import warnings

import numpy as np
import pandas as pd

from relocalisons.core.kernel.calendar.calendar import as_arrays, french_calendar

CASES = 1_000_000
FEW = 10_000


def timed(run):
    """The answer and the best of three times, in ms."""
    best, answer = float("inf"), None
    for _ in range(3):
        start = time.perf_counter()
        answer = run()
        best = min(best, (time.perf_counter() - start) * 1000)
    return answer, best


def main() -> int:
    """Print the table; 1 when an answer differs."""
    calendar = french_calendar()
    ours = as_arrays(calendar)
    theirs = np.busdaycalendar(holidays=sorted(calendar.days_off))
    rng = np.random.default_rng(2026)
    days = np.datetime64("2016-01-01") + rng.integers(0, 10_000, CASES)
    ends = np.datetime64("2016-01-01") + rng.integers(0, 10_000, CASES)
    steps = rng.integers(-200, 200, CASES)
    rows = (
        ("is working", lambda: ours.is_working(days),
         lambda: np.is_busday(days, busdaycal=theirs)),
        ("offset", lambda: ours.offset(days, steps),
         lambda: np.busday_offset(days, steps, roll="forward", busdaycal=theirs)),
        ("count", lambda: ours.count(days, ends),
         lambda: np.busday_count(days, ends, busdaycal=theirs)),
    )  # fmt: skip
    print(f"{CASES:,} cases, best of 3 in ms (load average {os.getloadavg()[0]:.1f})")
    print(f"{'':<12}{'relocalisons':>14}{'numpy':>10}{'ratio':>8}")
    wrong = 0
    for name, mine, other in rows:
        (a, quick), (b, slow) = timed(mine), timed(other)
        wrong += not np.array_equal(a, b)
        print(f"{name:<12}{quick:>14.1f}{slow:>10.1f}{slow / quick:>8.1f}")
    wrong += not _beside_pandas(days[:FEW], ours=ours, holidays=sorted(calendar.days_off))
    print("all answers equal" if not wrong else f"{wrong} answers differ")
    return 1 if wrong else 0


def _beside_pandas(days, *, ours, holidays) -> bool:
    step = pd.offsets.CustomBusinessDay(10, holidays=holidays)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandas says itself that this is not vectorised
        start = time.perf_counter()
        answer = (pd.Series(days) + step).to_numpy().astype("datetime64[D]")
        spent = (time.perf_counter() - start) * 1000
    tens = np.full(days.size, 10)
    mine, quick = timed(lambda: ours.offset(days, tens))
    # From a day off pandas counts the next working day as a step; numpy and we roll first.
    worked = ours.is_working(days)
    print(f"{'+10 days':<12}{quick:>14.2f}{spent:>10.0f} pandas, {days.size:,} cases only "
          f"({spent / quick:,.0f} times)")  # fmt: skip
    return bool(np.array_equal(answer[worked], mine[worked]))


if __name__ == "__main__":
    sys.exit(main())
