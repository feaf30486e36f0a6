"""Pure: which monthly reports are due on a day, by « Échéancier rapports » and the calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.calendar import WorkCalendar
from relocalisons.core.french import format_month
from relocalisons.core.model import Programme
from relocalisons.core.names import fold

_MONTHLY = ("mensuel", "mensuelle", "note mensuelle", "rapport mensuel")
_DONE = ("envoye", "envoyee", "transmis", "recu", "clos")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month, both days included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DueNotes:
    """The funders whose monthly note is due, and why others have none (French)."""

    period: Period
    funders: tuple[str, ...]
    skipped: tuple[str, ...]


def is_first_working_day(as_of: date, *, calendar: WorkCalendar) -> bool:
    """Whether `as_of` is the first working day of its month."""
    first = as_of.replace(day=1)
    return calendar.is_working(as_of) and not any(
        calendar.is_working(first + timedelta(days=number)) for number in range(as_of.day - 1)
    )


def month_before(as_of: date) -> Period:
    """The whole month before the one of `as_of`."""
    end = as_of.replace(day=1) - timedelta(days=1)
    return Period(start=end.replace(day=1), end=end)


def due_monthly_notes(programme: Programme, *, as_of: date) -> DueNotes:
    """The funders with a monthly line for the month that has just ended.

    A line already sent is done; a line whose period cannot be read is no line, and is said; a
    funder without line gets no note, and that is said too: nothing is guessed about a funder.
    """
    period = month_before(as_of)
    due: list[str] = []
    skipped: list[str] = []
    for funder in programme.funders:
        lines = [
            line
            for line in programme.report_deadlines
            if fold(line.funder) == fold(funder.code) and fold(line.type) in _MONTHLY
        ]
        # A line in doubt must not pass for a line about another month.
        doubtful = [line for line in lines if line.period_end.value is None]
        mine = [
            line
            for line in lines
            if line.period_end.value is not None and line.period_end.value.latest == period.end
        ]
        if mine and fold(mine[0].status or "") in _DONE:
            skipped.append(f"{funder.name} : la note de {format_month(period.start)} est envoyée.")
        elif mine:
            due.append(funder.code)
        elif doubtful:
            skipped.append(
                f"{funder.name} : une ligne d’« Échéancier rapports » a une période illisible "
                f"({doubtful[0].place.cell('period_end')})."
            )
        else:
            skipped.append(
                f"{funder.name} : pas de note mensuelle pour {format_month(period.start)} dans "
                "« Échéancier rapports »."
            )
    return DueNotes(period=period, funders=tuple(due), skipped=tuple(skipped))
