"""Pure: milestones of a funder that were put off beyond the day that the funder knows."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.kernel.calendar.calendar import FIRST_DAY, LAST_DAY, WorkCalendar
from relocalisons.core.kernel.calendar.forecast import (
    DateInForce,
    action_due,
    baseline_end,
    is_open,
)
from relocalisons.core.kernel.model import Action, Audience, Finding, Funder, Programme, Severity
from relocalisons.core.kernel.wording import label_of, say_due, say_line
from relocalisons.core.kernel.words.french import THIN, format_long_date, format_short_date, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.plan.findings.schedule import SLIP_DAYS
from relocalisons.core.plan.words import says_agreed
from relocalisons.core.programme.decisions.baseline import say_reference_of
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.programme.scope import codes_by_name
from relocalisons.core.sources.thresholds import MILESTONE_NOTICE, days_in_force


def find_postponed_milestones(
    programme: Programme, *, as_of: date, baseline: Mapping[str, date], calendar: WorkCalendar
) -> tuple[Finding, ...]:
    """One finding a funder for each open milestone that its partner revised beyond the day of the
    plan of reference, once that day has passed or is near.

    Not of a milestone that is late on its revised date too (that is told as late), nor of one whose
    new date a line of « Décisions » says to be agreed: that of an amendment is the reference.
    """
    codes = codes_by_name(programme.funders)
    funders = {one.code: one for one in programme.funders}
    notice = days_in_force(programme.parameters, MILESTONE_NOTICE)
    found: list[Finding] = []
    for action in programme.actions:
        due, planned = action_due(action), baseline_end(action, baseline=baseline)
        if not action.milestone or not is_open(action) or due is None or planned is None:
            continue
        put_off = action.revised_end.is_set and (due.day - planned).days > SLIP_DAYS
        if not put_off or due.day < as_of or not _is_near(planned, as_of, notice, calendar):
            continue
        reference = say_reference_of(action.key, baseline)
        mine = dict.fromkeys(codes[fold(one)] for one in action.funders if fold(one) in codes)
        found.extend(
            _postponed(action, code, due, planned, reference, programme)
            for code in mine
            if not _is_agreed(action, funders[code], programme)
        )
    return tuple(found)


def _is_near(planned: date, as_of: date, notice: int, calendar: WorkCalendar) -> bool:
    if planned <= as_of:
        return True
    return as_of >= FIRST_DAY and planned <= LAST_DAY and calendar.between(as_of, planned) <= notice


def _is_agreed(action: Action, funder: Funder, programme: Programme) -> bool:
    """Of several funders each is named; a milestone of one needs no name."""
    names = (funder.code, funder.name) if len(action.funders) > 1 else ()
    lines = (row.text("decision") or "" for row in programme.rows("decisions"))
    return any(says_agreed(one, number=action.number, by=names) for one in lines)


def _postponed(
    action: Action,
    funder: str,
    due: DateInForce,
    planned: date,
    reference: str,
    programme: Programme,
) -> Finding:
    short = planned.year == due.day.year
    before = format_short_date(planned) if short else format_long_date(planned)
    return Finding(
        kind=PlanKind.MILESTONE_POSTPONED,
        subject=f"{action.key}/{funder}",
        partner=action.owner,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{say_line(action, programme)} est un jalon de {funder} reporté du "
        f"{format_long_date(planned)} {say_due(due, at='au')} par rapport {reference}{THIN}; rien "
        f"ne dit que {funder} l’a accepté.",
        action=f"Écrire à {funder} pour faire accepter le report, puis noter "
        f"{quote('date accordée au …')} ici, ou son accord dans {quote('Décisions')}.",
        label=label_of(action.number, action.title),
        evidence=(action.place.cell(due.column), action.place.cell("planned_end")),
        due=planned,
        days=(due.day - planned).days,
        about=due.about,
        headline=f"{action.number} ({before} → {format_long_date(due.day)})",
    )
