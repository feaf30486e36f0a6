"""Pure: draws of when activities may finish, and what they say of the dates that count.

Off unless « Paramètres » turns it on. The network costs little; drawing is what costs, so durations
are drawn by the inverse of their distribution, a whole activity at a time (`make bench`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from relocalisons.core.plan.network import CircularDependencyError, find_knots

if TYPE_CHECKING:  # odds are off unless asked for: who does not ask imports no numpy
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]


DRAWS = 10_000
FEWEST_RATIOS = 10  # below it the programme's own past says too little


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreePoint:
    """A duration at best, most likely and at worst, in one unit; drawn as a triangle."""

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high:
            raise ValueError(f"a duration needs 0 <= low <= likely <= high, not {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPast:
    """A planned duration, drawn as the programme's past ratios of real to planned durations."""

    planned: float
    ratios: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """`successor` starts `lag` after the end of `predecessor`; `to_finish`: it ends after it."""

    predecessor: int
    successor: int
    lag: float = 0.0
    to_finish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """When a milestone may finish: quantiles in the unit of the durations.

    `chance` is the share of draws that finish by `limit`, None without a limit.
    """

    p50: float
    p80: float
    p95: float
    chance: float | None = None


def draw_finishes(
    durations: Sequence[ThreePoint | FromPast],
    waits: Sequence[Wait],
    *,
    releases: Sequence[float] | None = None,
    draws: int = DRAWS,
    seed: int,
) -> "Samples":
    """Draw the finish of every activity.

    `releases`: before which an activity cannot start (0 by default). The same seed gives the same
    draws. Shape: (activities, draws). Raises CircularDependencyError on a cycle.
    """
    import numpy as np

    rng = np.random.default_rng(seed)
    order, before = _order(len(durations), waits)
    finishes = np.empty((len(durations), draws), dtype=np.float32)
    for number in order:
        finish = finishes[number]
        finish.fill(releases[number] if releases else 0.0)
        for wait in before[number]:
            if not wait.to_finish:
                known = finishes[wait.predecessor]
                np.maximum(finish, known + np.float32(wait.lag) if wait.lag else known, out=finish)
        finish += _draw(durations[number], rng, draws)
        for wait in before[number]:
            if wait.to_finish:
                np.maximum(finish, finishes[wait.predecessor], out=finish)
    return finishes


def weigh(finishes: "Samples", *, limit: float | None = None) -> Odds:
    """The quantiles of one activity's draws, and the chance to finish by `limit`."""
    import numpy as np

    # The stub of numpy leaves arguments of nested sequences untyped.
    p50, p80, p95 = np.quantile(finishes, (0.5, 0.8, 0.95))  # pyright: ignore[reportUnknownMemberType]
    chance = None if limit is None else float(np.mean(finishes <= limit))
    return Odds(p50=float(p50), p80=float(p80), p95=float(p95), chance=chance)


def past_ratios(done: Sequence[tuple[float, float]]) -> tuple[float, ...] | None:
    """Ratios of real to planned durations; None when fewer than `FEWEST_RATIOS` are known.

    `done`: (planned, real) durations; those planned for no time are left out.
    """
    ratios = tuple(sorted(real / planned for planned, real in done if planned > 0 and real > 0))
    return ratios if len(ratios) >= FEWEST_RATIOS else None


def _draw(
    duration: ThreePoint | FromPast, rng: "np.random.Generator", draws: int
) -> "Samples | np.float32":
    import numpy as np

    if isinstance(duration, FromPast):
        ratios = np.asarray(duration.ratios, dtype=np.float32)
        return ratios[rng.integers(0, ratios.size, draws)] * np.float32(duration.planned)
    low, likely, high = duration.low, duration.likely, duration.high
    span = high - low
    if span == 0:
        return np.float32(low)
    # The inverse of the triangle: √ from the left up to the mode, √ from the right beyond it; each
    # is cut at the mode and their sum is taken, which asks no draw on which side it fell.
    beyond = _chances(rng, draws)
    before = beyond * np.float32(span * (likely - low))
    np.minimum(np.sqrt(before, out=before), np.float32(likely - low), out=before)
    beyond -= np.float32(1)
    beyond *= np.float32(span * (likely - high))
    np.minimum(np.sqrt(beyond, out=beyond), np.float32(high - likely), out=beyond)
    before -= beyond
    before += np.float32(low + high - likely)
    return before


def _chances(rng: "np.random.Generator", draws: int) -> "Samples":
    """From 0 to 1, in 65,536 steps: a quarter of the random bits of a float, and of their time."""
    import numpy as np

    bits = rng.bit_generator.random_raw(-(-draws // 4)).view(np.uint16)[:draws]
    return bits * np.float32(2**-16)


def _order(count: int, waits: Sequence[Wait]) -> tuple[list[int], list[list[Wait]]]:
    before: list[list[Wait]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for wait in waits:
        before[wait.successor].append(wait)
        after[wait.predecessor].append(wait.successor)
        waiting[wait.successor] += 1
    order = [number for number in range(count) if waiting[number] == 0]
    for number in order:  # grows while it is walked
        for successor in after[number]:
            waiting[successor] -= 1
            if waiting[successor] == 0:
                order.append(successor)
    if len(order) < count:
        knot: tuple[Any, ...] = find_knots((w.predecessor, w.successor) for w in waits)[0]
        raise CircularDependencyError(knot)
    return order, before
