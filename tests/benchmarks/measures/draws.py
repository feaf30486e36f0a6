"""Draws of a plan's finish, beside the loop that one would write first: one draw after another.

The loop draws each duration with numpy's generator and walks the plan in Python; both answer with
the finish of every draw, whose quantiles must agree.
"""

import random
from collections.abc import Iterator

import numpy as np
from benchmarks.table.clocks import in_turn, once
from benchmarks.table.rows import Figure, Row, Size, Target

from relocalisons.core.plan.uncertainty import ThreePoint, Wait, draw_finishes, weigh

ACTIVITIES = 120
DRAWS = 10_000
TOLERANCE = 0.01
ENOUGH_DRAWS = 10_000  # below, chance alone moves a quantile by more than the tolerance
TARGET = Target(ratio=100)

Plan = tuple[list[ThreePoint], list[Wait]]


def measure(size: Size) -> Iterator[Row]:
    """One row; fewer activities, never fewer draws, where results alone matter."""
    activities = ACTIVITIES if size is Size.FULL else 30
    plan = make_plan(activities)
    theirs = once(lambda: one_by_one(plan, draws=ENOUGH_DRAWS))
    (ours,) = in_turn(lambda: finishes(plan), rounds=10)
    mine, other = weigh(ours.answer), weigh(theirs.answer)
    apart = {name: getattr(mine, name) / getattr(other, name) - 1 for name in ("p50", "p80", "p95")}
    yield Row(
        work=f"{DRAWS:,} draws of {activities} activities",
        ours=Figure(value=ours.seconds * 1000, unit="ms"),
        peer="numpy, a draw at a time",
        theirs=Figure(value=theirs.seconds * 1000, unit="ms"),
        same=all(abs(each) <= TOLERANCE for each in apart.values()),
        judged=", ".join(f"{name} {each:+.2%}" for name, each in apart.items()),
        target=TARGET,
    )


def make_plan(size: int, *, seed: int = 2026) -> Plan:
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


def finishes(plan: Plan) -> np.ndarray:
    """The finish of the whole plan, all draws at once."""
    durations, waits = plan
    return draw_finishes(durations, waits, draws=DRAWS, seed=1).max(axis=0)


def one_by_one(plan: Plan, *, draws: int) -> np.ndarray:
    """The same draw by draw; activities are numbered in order, as this plan makes them."""
    durations, waits = plan
    before: list[list[int]] = [[] for _ in durations]
    for wait in waits:
        before[wait.successor].append(wait.predecessor)
    low, likely, high = (
        np.array([getattr(one, name) for one in durations]) for name in ("low", "likely", "high")
    )
    generator = np.random.default_rng(7)
    ends = []
    for _ in range(draws):
        drawn = generator.triangular(low, likely, high)
        finish: list[float] = []
        for number, lasting in enumerate(drawn):
            start = max((finish[each] for each in before[number]), default=0.0)
            finish.append(start + lasting)
        ends.append(max(finish))
    return np.array(ends)
