"""Pure: the coordinator's own time between the field and the coordination, and her 80/20."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.findings.gestures import Verb, by_herself
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    DateInterval,
    Finding,
    FindingKind,
    Programme,
    Quantity,
    Row,
    Severity,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    format_long_date,
    format_number,
    format_percent,
    quote,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.parameter_names import OWN_FIELD_ACTIONS as FIELD_ACTIONS
from relocalisons.core.sources.parameter_names import OWN_PERSON as PERSON
from relocalisons.core.sources.parameters import find_parameter
from relocalisons.core.sources.thresholds import FIELD_MARGIN, FIELD_SHARE, value_in_force

_HOURS_A_DAY = Decimal(7)
_ENOUGH = 10  # days recorded before a share means anything


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeShare:
    """Days of « Temps passé » of one person up to a day.

    `field`: on contracts and visits; `office`: on coordination; `unsorted`: known days whose
    action is missing, unknown or on both sides; `unread`: lines whose days cannot be told.
    """

    person: str
    field: Decimal
    office: Decimal
    unsorted: Decimal
    unread: int
    rows: tuple[Row, ...]

    @property
    def total(self) -> Decimal:
        """Every day that could be read."""
        return self.field + self.office + self.unsorted

    @property
    def bounds(self) -> tuple[Decimal, Decimal] | None:
        """The least and the largest share of the field, whatever the unsorted days were.

        None without any day, or with a line whose days are unknown.
        """
        if self.unread or self.total <= 0:
            return None
        return self.field / self.total, (self.field + self.unsorted) / self.total


def measure_time(programme: Programme, *, as_of: date) -> TimeShare | None:
    """The share of the person whom « Paramètres » names; None when it names nobody.

    « Temps passé » has no column for the split: the actions do it. « Paramètres » lists those
    that are contracts and visits, by number or by the beginning of their number (« A2 »).
    """
    person = find_parameter(programme.parameters, PERSON)
    field_actions = find_parameter(programme.parameters, FIELD_ACTIONS)
    if not person or not field_actions:
        return None
    prefixes = tuple(
        fold(part) for part in field_actions.replace(",", ";").split(";") if fold(part)
    )
    field = office = unsorted = Decimal(0)
    unread = 0
    rows = tuple(_rows_of(programme, person))
    for row in rows:
        month, days = row.reading("month").value, _days(row)
        if isinstance(month, DateInterval) and month.earliest > as_of:
            continue
        if days is None or not isinstance(month, DateInterval):
            unread += 1
            continue
        sides = {_is_under(number, prefixes) for number in row.ids("action")}
        if sides == {True}:
            field += days
        elif sides == {False}:
            office += days
        else:
            unsorted += days
    return TimeShare(
        person=person, field=field, office=office, unsorted=unsorted, unread=unread, rows=rows
    )


def _rows_of(programme: Programme, person: str) -> Iterator[Row]:
    for row in programme.rows("timesheets"):
        if fold(row.plain("employee")) == fold(person):
            yield row


def _days(row: Row) -> Decimal | None:
    value = row.reading("time").value
    if not isinstance(value, Quantity):
        return None
    if value.unit == "jour":
        return value.amount
    return value.amount / _HOURS_A_DAY if value.unit == "h" else None


def _is_under(number: str, prefixes: tuple[str, ...]) -> bool:
    """A2.3 is under A2 and A2.3, not under A2.30 nor A."""
    words = fold(number)
    return any(words == prefix or words.startswith(f"{prefix} ") for prefix in prefixes)


class CoordinatorTimeKind(FindingKind):
    """What is told of the coordinator's own 80/20."""

    COORDINATOR_TIME = "coordinator_time", by_herself(Verb.DECIDE, "temps de coordination")


def find_coordinator_time(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """One finding when her time is certainly outside the split, or when there is none noted."""
    time = measure_time(programme, as_of=as_of)
    if time is None:
        return ()
    if not time.rows:
        timesheets = tuple(one.whole_tab for one in programme.tables.get("timesheets", ())[:1])
        return (_nothing(as_of=as_of, evidence=timesheets),)
    bounds = time.bounds
    if bounds is None or time.total < _ENOUGH:
        return ()
    wanted = value_in_force(programme.parameters, FIELD_SHARE)
    margin = value_in_force(programme.parameters, FIELD_MARGIN)
    least, most = bounds
    if most >= wanted - margin and least <= wanted + margin:
        return ()
    return (_outside(time, wanted=format_percent(wanted), as_of=as_of),)


def _outside(time: TimeShare, *, wanted: str, as_of: date) -> Finding:
    share = format_percent(time.field / time.total)
    days = f"{format_number(time.field)} sur {format_number(time.total)}{NBSP}jours"
    unsorted = (
        f" {count_days(int(time.unsorted))} sans action claire ne changent pas ce constat."
        if time.unsorted
        else ""
    )
    return _told(
        f"{share} sur les contrats et les visites au {format_long_date(as_of)} ({days}), pour "
        f"{wanted} prévus.",
        action="Rééquilibrer les semaines à venir, ou vérifier les actions notées dans "
        f"{quote('Temps passé')}.",
        evidence=tuple(row.place.cell("time") for row in time.rows[:20]),
        detail=f"Les actions des contrats et des visites sont celles de {quote('Paramètres')}."
        + unsorted,
    )


def _nothing(*, as_of: date, evidence: tuple[CellRef, ...]) -> Finding:
    return _told(
        f"aucune ligne dans {quote('Temps passé')} au {format_long_date(as_of)} pour la personne "
        f"nommée dans {quote('Paramètres')}.",
        action=f"Noter le temps passé, ou corriger la ligne {quote(PERSON)}.",
        evidence=evidence,
    )


def _told(said: str, *, action: str, evidence: tuple[CellRef, ...], detail: str = "") -> Finding:
    return Finding(
        kind=CoordinatorTimeKind.COORDINATOR_TIME,
        subject="coordination",
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"Temps de coordination{NBSP}: {said}",
        action=action,
        label="Temps de coordination",
        evidence=evidence,
        detail=detail,
    )
