"""Pure: each line of « Indicateurs » as it stands on a day, for whoever speaks of it.

Findings word it, reports print it; neither judges again.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.words.french import join_words
from relocalisons.core.objectives.trajectory import (
    Goal,
    Standing,
    Verdict,
    goes_together,
    judge,
    origin_of,
    stand,
)
from relocalisons.core.objectives.words import is_rate, read_mode, read_way
from relocalisons.core.sources.parameters import programme_start
from relocalisons.core.sources.thresholds import MEASURE_EVERY, days_in_force

JUDGED = ("baseline_value", "target", "due", "direction", "mode", "value", "measured_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorState:
    """An indicator on a day.

    `is_doubtful`: a cell that counts cannot be read, nothing is judged. `problem` says in French
    why there is no trajectory, empty when there is one or when no target is given. `verdict` is
    None without trajectory, value or day of measure. `age` is in days, None when never measured.
    """

    row: Row
    partner: str | None  # whose workbook holds it; None in « Pilotage »
    is_doubtful: bool
    goal: Goal | None
    problem: str
    standing: Standing | None
    verdict: Verdict | None
    age: int | None
    is_old: bool  # measured longer ago than « Indicateurs : mesure tous les (jours) »

    @property
    def value(self) -> Decimal | None:
        """What was measured; None when absent or in doubt."""
        return self.row.decimal("value")

    @property
    def measured_on(self) -> date | None:
        """The day of the measure; None when absent or in doubt."""
        return self.row.last_day("measured_on")

    @property
    def expected(self) -> Decimal | None:
        """What the value should be on the day of its measure; None when nothing says it."""
        if self.goal is None or self.standing is None:
            return None
        return self.goal.expected(self.standing.elapsed)


def indicator_states(programme: Programme, *, as_of: date) -> tuple[IndicatorState, ...]:
    """Every line that is not struck, in the order of the tab."""
    start = programme_start(programme)
    return tuple(
        _state(row, programme=programme, start=start, as_of=as_of)
        for row in programme.rows("indicators")
    )


def _state(row: Row, *, programme: Programme, start: date | None, as_of: date) -> IndicatorState:
    value, measured = row.decimal("value"), row.last_day("measured_on")
    age = (as_of - measured).days if value is not None and measured is not None else None
    is_doubtful = row.is_doubtful(*JUDGED)
    goal, problem = (None, "") if is_doubtful else _goal(row, start=start)
    standing, verdict = None, None
    if goal is not None and value is not None and measured is not None:
        standing = stand(goal, value=value, on=min(measured, as_of))
        verdict = judge(goal, standing, parameters=programme.parameters)
    return IndicatorState(
        row=row,
        partner=row.partner,
        is_doubtful=is_doubtful,
        goal=goal,
        problem=problem,
        standing=standing,
        verdict=verdict,
        age=age,
        is_old=age is not None and age > days_in_force(programme.parameters, MEASURE_EVERY),
    )


def _goal(row: Row, *, start: date | None) -> tuple[Goal | None, str]:
    """The trajectory, or why there is none; nothing at all without a target (told elsewhere)."""
    unit = row.text("unit")
    baseline, target, due = (
        row.decimal("baseline_value"),
        row.decimal("target"),
        row.last_day("due"),
    )
    way, mode = read_way(row.text("direction")), read_mode(row.text("mode"))
    if target is None or start is None:
        return None, ""
    missing = {
        "la référence (T0)": baseline is None and not is_rate(unit),
        "l’échéance": due is None,
        "le sens (hausse ou baisse)": way is None,
        "le mode (cumul, dernière valeur ou moyenne)": mode is None,
    }
    if due is None or way is None or mode is None or any(missing.values()):
        absent = [words for words, is_missing in missing.items() if is_missing]
        return None, f"il manque {join_words(absent)}"
    goal = Goal(
        origin=origin_of(baseline, unit=unit),
        target=target,
        start=start,
        due=due,
        mode=mode,
        way=way,
        ceiling=Decimal(100) if is_rate(unit) else None,
    )
    if goes_together(goal):
        return goal, ""
    return None, "sens, référence, cible et échéance ne vont pas ensemble"
