"""Pure: the day that the result of an action or deliverable must not pass, for its funders.

Counted are the interim, annual and final reports of « Échéancier rapports » (end of the period in
which the result is due) and the end of eligibility of « Financeurs ». Monthly notes are left out
(they tell what is done by then and close nothing), and so are payment claims (they count expenses,
not results) and lines whose type is in doubt.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.deliverables.findings import deliverable_due
from relocalisons.core.kernel.calendar.forecast import action_due
from relocalisons.core.kernel.model import Action, Funder, Programme, last_day
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.reports import read_report_type
from relocalisons.core.programme.scope import codes_by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderDate:
    """A day that counts for a funder; `what` completes « la date de »: « rapport annuel PNA »."""

    funder: str
    day: date
    what: str


def milestone_day(action: Action, due: date) -> date:
    """The day of a milestone that its funder knows, of an action that is `due` by its own dates.

    A partner who means to end it before the planned day moves no day of a funder.
    """
    planned = last_day(action.planned_end)
    return due if planned is None else max(due, planned)


def funder_limits(programme: Programme) -> Mapping[str, FunderDate]:
    """By number of action or deliverable, the first funder's date on or after its date in force.

    Without funder, known date or later funder's date, a number is left out: no limit is known,
    which is not the same as having time.
    """
    dates = {funder.code: _dates_of(funder, programme) for funder in programme.funders}
    codes = codes_by_name(programme.funders)
    limits: dict[str, FunderDate] = {}
    cited: dict[str, set[str]] = {}
    for action in programme.actions:
        mine = {codes[fold(name)] for name in action.funders if fold(name) in codes}
        for number in action.deliverables:
            cited.setdefault(fold(number), set()).update(mine)
        due = action_due(action)
        _add(limits, action.key, mine, due.day if due else None, dates)
    for deliverable in programme.deliverables:
        due = deliverable_due(deliverable)
        mine = cited.get(fold(deliverable.number), set())
        _add(limits, deliverable.key, mine, due.day if due else None, dates)
    return limits


def _add(
    limits: dict[str, FunderDate],
    number: str,
    funders: Iterable[str],
    due: date | None,
    dates: Mapping[str, tuple[FunderDate, ...]],
) -> None:
    if due is None:
        return
    later = [each for code in sorted(funders) for each in dates[code] if each.day >= due]
    if later:
        limits[number] = min(later, key=lambda each: each.day)


def _dates_of(funder: Funder, programme: Programme) -> tuple[FunderDate, ...]:
    found = [
        FunderDate(funder=funder.code, day=day, what=f"{kind.words.lower()} {funder.code}")
        for deadline in programme.report_deadlines
        if deadline.funder == funder.code
        and (kind := read_report_type(deadline.type).value) is not None
        and kind.tells_results
        and not deadline.closed
        and (day := last_day(deadline.period_end)) is not None
    ]
    end = last_day(funder.eligibility_end)
    if end is not None:
        what = f"fin d’éligibilité {funder.code}"
        found.append(FunderDate(funder=funder.code, day=end, what=what))
    return tuple(found)
