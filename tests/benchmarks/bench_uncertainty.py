"""Draws of a plan's finish, beside the loop that one would write first: one draw after another.

Run: python tests/benchmarks/bench_uncertainty.py
10,000 draws of 120 activities. The loop draws its own durations; the quantiles are compared.
"""

import os
import random
import sys
import time

import numpy as np

from relocalisons.core.plan.uncertainty import ThreePoint, Wait, draw_finishes, weigh

ACTIVITIES = 120
DRAWS = 10_000
BUDGET_MS = 150
TOLERANCE = 0.01

Plan = tuple[list[ThreePoint], list[Wait]]


def make_plan(size: int = ACTIVITIES, *, seed: int = 2026) -> Plan:
    """A plan whose activities wait for up to three of the twenty before them."""
    draw = random.Random(seed)
    durations = []
    for _ in range(size):
        likely = draw.randint(3, 40)
        durations.append(ThreePoint(low=likely * 0.8, likely=likely, high=likely * 1.9))
    pairs = {
        (draw.randrange(max(0, number - 20), number), number)
        for number in range(1, size)
        for _ in range(3)
    }
    return durations, [Wait(predecessor=a, successor=b) for a, b in sorted(pairs)]


def ours(plan: Plan) -> np.ndarray:
    """The finish of the whole plan, all draws at once."""
    durations, waits = plan
    return draw_finishes(durations, waits, draws=DRAWS, seed=1).max(axis=0)


def one_by_one(plan: Plan, *, draws: int = DRAWS) -> np.ndarray:
    """The same by plain loops; activities are numbered in order, as this plan makes them."""
    durations, waits = plan
    before: list[list[int]] = [[] for _ in durations]
    for wait in waits:
        before[wait.successor].append(wait.predecessor)
    draw = random.Random(7)
    ends = []
    for _ in range(draws):
        finish: list[float] = []
        for number, duration in enumerate(durations):
            start = max((finish[each] for each in before[number]), default=0.0)
            finish.append(start + draw.triangular(duration.low, duration.high, duration.likely))
        ends.append(max(finish))
    return np.array(ends)


def main() -> int:
    """Print both; 1 when a quantile differs by more than 1 %."""
    plan = make_plan()
    times = []
    for _ in range(10):
        start = time.perf_counter()
        drawn = ours(plan)
        times.append((time.perf_counter() - start) * 1000)
    start = time.perf_counter()
    looped = one_by_one(plan)
    loop_ms = (time.perf_counter() - start) * 1000
    mine, theirs = weigh(drawn), weigh(looped)
    print(f"{DRAWS:,} draws x {ACTIVITIES} activities (load average {os.getloadavg()[0]:.1f})")
    print(f"relocalisons   {min(times):10.1f} ms best of {len(times)} (budget {BUDGET_MS} ms)")
    print(f"per-draw loop  {loop_ms:10.1f} ms, {loop_ms / min(times):,.0f} times as long")
    wrong = 0
    for name in ("p50", "p80", "p95"):
        a, b = getattr(mine, name), getattr(theirs, name)
        wrong += abs(a - b) > TOLERANCE * b
        print(f"{name}            {a:10.2f} beside {b:.2f} ({(a - b) / b:+.2%})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
