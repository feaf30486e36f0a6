"""Pure: a part of « Tableau de bord »: the dates in force that the present pace will not hold."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.kernel.calendar.forecast import (
    Slippage,
    action_due,
    is_open,
    measure_slippage,
)
from relocalisons.core.kernel.calendar.working_time import WorkCalendars
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Action, Programme
from relocalisons.core.kernel.wording import label_of
from relocalisons.core.kernel.words.french import NBSP, count_days, count_of, format_date, typo
from relocalisons.core.pilotage.dashboard.chains import RAG_TINTS
from relocalisons.core.pilotage.dashboard.findings import Part
from relocalisons.core.reminders.lines import natural_order
from relocalisons.core.views.own_tab import CellValue, Tint, link_to_cell, plain
from relocalisons.core.views.rag import WATCH_DAYS, rate_days, status

_LISTED = 6


def slippage_part(
    programme: Programme,
    *,
    baseline: Mapping[str, date],
    as_of: date,
    calendars: WorkCalendars,
    links: CellLinks,
) -> Part:
    """Open actions whose remaining work goes beyond their date in force, the furthest first.

    Late actions have their own finding and are left out. Hers alone: no partner said these dates.
    """
    found: list[tuple[Action, Slippage]] = []
    for action in programme.actions:
        due, owner = action_due(action), programme.partner(action.owner)
        if not is_open(action) or due is None or due.day < as_of:
            continue
        calendar = calendars.of(owner.profile if owner else None)
        (slip,) = measure_slippage((action,), baseline=baseline, as_of=as_of, calendar=calendar)
        beyond = slip.expected_finish is not None and slip.expected_finish > due.day
        if beyond and (slip.calendar_days or 0) > WATCH_DAYS:
            found.append((action, slip))
    found.sort(key=lambda pair: (-(pair[1].calendar_days or 0), natural_order(pair[0].number)))
    rows = [_row(action, slip, programme=programme, links=links) for action, slip in found]
    tints = [RAG_TINTS[rate_days(slip.calendar_days or 0)] for _, slip in found]
    rest = len(found) - _LISTED
    if rest > 0:
        rows = [*rows[:_LISTED], ("", f"et {count_of(rest, 'autre action', 'autres actions')}")]
        tints = [*tints[:_LISTED], Tint.NONE]
    return Part(
        heading="Dates qui ne tiendront pas au rythme actuel (prévision)",
        columns=("Météo", "Action", "Jours", "Constat", "À voir avec", "Lien"),
        rows=tuple(rows),
        tints=tuple(tints),
    )


def _row(
    action: Action, slip: Slippage, *, programme: Programme, links: CellLinks
) -> tuple[CellValue, ...]:
    days, partner = slip.calendar_days or 0, programme.partner(action.owner)
    due = action_due(action)
    finish = format_date(slip.expected_finish) if slip.expected_finish else ""
    worked = f", {count_days(slip.working_days, working=True)}" if slip.working_days else ""
    announced = f"date annoncée{NBSP}: {format_date(due.day)}" if due else ""
    return (
        status(rate_days(days)).text,
        plain(label_of(action.number, action.title)),
        days,
        plain(
            f"prévision{NBSP}: environ le {finish}, {count_days(days)} après la référence{worked} "
            f"({announced})"
        ),
        plain(f"{partner.code} – {typo(partner.name)}" if partner else ""),
        link_to_cell(action.place.cell(due.column if due else "planned_end"), links=links),
    )
