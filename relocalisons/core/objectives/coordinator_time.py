"""Pure: how the coordinator's own time is shared between the field and the coordination."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import DateInterval, Programme, Quantity, Row
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.parameter_names import OWN_FIELD_ACTIONS as FIELD_ACTIONS
from relocalisons.core.sources.parameter_names import OWN_PERSON as PERSON
from relocalisons.core.sources.parameters import find_parameter

_HOURS_A_DAY = Decimal(7)


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
