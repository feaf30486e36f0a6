"""Pure: where an indicator stands on the straight line from its T0 to its target."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.names import fold


class Way(StrEnum):
    """Which way is progress."""

    UP = "hausse"
    DOWN = "baisse"


class Mode(StrEnum):
    """What « Valeur » is: a running total, the last value, or a mean since the start."""

    TOTAL = "cumul"
    LAST = "derniere valeur"
    MEAN = "moyenne"


_WAYS = {"hausse": Way.UP, "augmentation": Way.UP, "baisse": Way.DOWN, "diminution": Way.DOWN}
_MODES = {
    "cumul": Mode.TOTAL,
    "cumule": Mode.TOTAL,
    "somme": Mode.TOTAL,
    "derniere valeur": Mode.LAST,
    "derniere": Mode.LAST,
    "moyenne": Mode.MEAN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """From `origin` (T0) on `start` to `target` on `due`; `ceiling` where values cannot pass it."""

    origin: Decimal
    target: Decimal
    start: date
    due: date
    mode: Mode
    ceiling: Decimal | None = None  # 100 for a percentage

    @property
    def path(self) -> Decimal:
        """The way to go; negative when progress is downwards, never zero."""
        return self.target - self.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A value on its trajectory, on the day it was measured.

    `elapsed`: fraction of the time gone, above zero; `done`: fraction of the way (above 1 is beyond
    the target, below 0 is worse than T0); `is_impossible`: no value still possible leads there.
    """

    elapsed: Decimal
    done: Decimal
    is_impossible: bool

    @property
    def pace(self) -> Decimal:
        """The way done over the time gone: 1 is on the line, 0.5 leads to half of the way."""
        return self.done / self.elapsed


def read_way(text: str | None) -> Way | None:
    """The way a cell says; None when it says nothing known."""
    return _WAYS.get(fold(text or ""))


def read_mode(text: str | None) -> Mode | None:
    """The mode a cell says; None when it says nothing known."""
    return _MODES.get(fold(text or ""))


def goes_together(goal: Goal, way: Way) -> bool:
    """Whether T0, target, way and dates say one thing: something to do, and time to do it."""
    if goal.path == 0 or goal.due <= goal.start:
        return False
    return (goal.path > 0) is (way is Way.UP)


def stand(goal: Goal, *, value: Decimal, on: date) -> Standing | None:
    """Where a value measured on that day stands; None before the trajectory begins.

    A day after the due date counts as the due date. A lower target of a running total is lost once
    passed; a mean is lost when the rest would have to pass the ceiling, or to go below zero.
    """
    span = Decimal((goal.due - goal.start).days)
    gone = min(Decimal((on - goal.start).days), span)
    if gone <= 0:
        return None
    elapsed, done = gone / span, (value - goal.origin) / goal.path
    over = elapsed >= 1 and done < 1
    if goal.mode is Mode.MEAN:
        lost = over or _mean_is_lost(goal, value=value, elapsed=elapsed)
    else:
        lost = over or (goal.mode is Mode.TOTAL and goal.path < 0 and value > goal.origin)
    return Standing(elapsed=elapsed, done=done, is_impossible=lost)


def _mean_is_lost(goal: Goal, *, value: Decimal, elapsed: Decimal) -> bool:
    if elapsed >= 1:
        return False
    needed = (goal.target - value * elapsed) / (1 - elapsed)
    return needed < 0 if goal.path < 0 else goal.ceiling is not None and needed > goal.ceiling
