"""Pure: where an indicator stands towards its target: the one engine of tabs, notes and papers.

A count or a quantity follows the straight line from its T0 to its target. So does a rate that has
a T0 of its own (18 % → 50 %). A rate without one, or whose T0 is 0, has no line: « 64 % » would
be far above a line that comes from zero, and still below « 80 % ». Its mean is held to the target
as to a floor (a ceiling when progress is downwards); its last value has a target on the due date,
and is not judged before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.objectives.words import Mode, Way, is_rate
from relocalisons.core.sources.thresholds import (
    BEHIND_BY,
    JUDGED_FROM,
    OUT_OF_REACH_BELOW,
    value_in_force,
)


class Course(StrEnum):
    """How a target is approached."""

    LINE = "line"  # from T0 to the target
    LEVEL = "level"  # a floor or a ceiling, at every measure
    TARGET = "target"  # on the due date alone


class Verdict(StrEnum):
    """Where a value stands; only the first three are good news."""

    REACHED = "reached"
    HELD = "held"  # its floor or ceiling
    ON_LINE = "on_line"
    BEHIND = "behind"
    FAR = "far"  # its pace misses the target by much; nothing is lost yet
    OUT_OF_REACH = "out_of_reach"  # no value still possible leads there
    TO_COME = "to_come"  # below a target that is for later, without a line
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """From `origin` (T0) on `start` to `target` on `due`; `ceiling` where values cannot pass it.

    `origin` is None where no T0 counts: a floor, a ceiling, or a target without a line.
    """

    origin: Decimal | None
    target: Decimal
    start: date
    due: date
    mode: Mode
    way: Way
    ceiling: Decimal | None = None  # 100 for a percentage

    @property
    def course(self) -> Course:
        """A line where there is a T0; else a level for a mean, a target for the rest."""
        if self.origin is not None:
            return Course.LINE
        return Course.LEVEL if self.mode is Mode.MEAN else Course.TARGET

    def is_met_by(self, value: Decimal) -> bool:
        """Whether a value is at the target or beyond it."""
        return value >= self.target if self.way is Way.UP else value <= self.target

    def expected(self, elapsed: Decimal) -> Decimal | None:
        """What a value should be after that fraction of the time; None before a mere target."""
        if self.origin is not None:
            return self.origin + (self.target - self.origin) * elapsed
        return self.target if self.course is Course.LEVEL or elapsed >= 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A value towards its goal, on the day it was measured.

    `elapsed`: fraction of the time gone, above zero; `done`: fraction of the line (above 1 is
    beyond the target, below 0 is worse than T0), None without a line; `is_impossible`: no value
    still possible leads there.
    """

    elapsed: Decimal
    done: Decimal | None
    is_met: bool
    is_impossible: bool

    @property
    def pace(self) -> Decimal | None:
        """The way done over the time gone: 1 is on the line, 0.5 leads to half of the way."""
        return self.done / self.elapsed if self.done is not None else None


def origin_of(baseline: Decimal | None, *, unit: str | None) -> Decimal | None:
    """The T0 of a line: what is typed, but for a rate that begins at 0 (see the module)."""
    return None if is_rate(unit) and baseline == 0 else baseline


def goes_together(goal: Goal) -> bool:
    """Whether T0, target, way and dates say one thing: something to do, and time to do it."""
    if goal.due <= goal.start:
        return False
    if goal.origin is None:
        return goal.ceiling is None or 0 <= goal.target <= goal.ceiling
    return goal.target != goal.origin and (goal.target > goal.origin) is (goal.way is Way.UP)


def stand(goal: Goal, *, value: Decimal, on: date) -> Standing | None:
    """Where a value measured on that day stands; None before the trajectory begins.

    A day after the due date counts as the due date. A lower target of a running total is lost once
    passed; a mean is lost when the rest would have to pass the ceiling, or to go below zero.
    """
    span = Decimal((goal.due - goal.start).days)
    gone = min(Decimal((on - goal.start).days), span)
    if gone <= 0:
        return None
    elapsed, is_met = gone / span, goal.is_met_by(value)
    done = None
    if goal.origin is not None:
        done = (value - goal.origin) / (goal.target - goal.origin)
    lost = not is_met and (elapsed >= 1 or _is_lost(goal, value=value, elapsed=elapsed))
    return Standing(elapsed=elapsed, done=done, is_met=is_met, is_impossible=lost)


def judge(goal: Goal, standing: Standing | None, *, parameters: Mapping[str, str]) -> Verdict:
    """The verdict on a value, by the thresholds of « Paramètres »."""
    if standing is None:
        return Verdict.TOO_EARLY
    if standing.is_met:
        # What only adds up may still pass a lower target until the last day.
        may_pass = goal.mode is Mode.TOTAL and goal.way is Way.DOWN and standing.elapsed < 1
        return Verdict.HELD if may_pass or goal.course is Course.LEVEL else Verdict.REACHED
    if standing.elapsed < value_in_force(parameters, JUDGED_FROM):
        return Verdict.TOO_EARLY
    if standing.is_impossible:
        return Verdict.OUT_OF_REACH
    if standing.pace is None:
        return Verdict.BEHIND if goal.course is Course.LEVEL else Verdict.TO_COME
    # A mean has no pace: what is gone weighs in it, whatever comes.
    slowest = value_in_force(parameters, OUT_OF_REACH_BELOW)
    if goal.mode is not Mode.MEAN and standing.pace < slowest:
        return Verdict.FAR
    is_behind = standing.pace < 1 - value_in_force(parameters, BEHIND_BY)
    return Verdict.BEHIND if is_behind else Verdict.ON_LINE


def _is_lost(goal: Goal, *, value: Decimal, elapsed: Decimal) -> bool:
    """Before the due date, for a value that does not meet the target."""
    if goal.mode is Mode.TOTAL:
        return goal.way is Way.DOWN and goal.origin is not None and value > goal.origin
    if goal.mode is Mode.LAST:
        return False
    needed = (goal.target - value * elapsed) / (1 - elapsed)
    if goal.way is Way.DOWN:
        return needed < 0
    return goal.ceiling is not None and needed > goal.ceiling
