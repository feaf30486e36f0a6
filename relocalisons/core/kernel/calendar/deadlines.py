"""Pure: the day that is asked of people: never a Saturday, a Sunday or a day off.

A day of ours moves: to the last working day before it when that leaves two working days after the
message, else to the first working day after it, as long as it passes no date of a funder. A day
that somebody else fixed (a funder, a contract) never moves: the working day before it is asked
for, and the true date is told beside it.
"""

from datetime import date, timedelta

from relocalisons.core.kernel.calendar.calendar import (
    FIRST_DAY,
    LAST_DAY,
    Roll,
    WorkCalendar,
    french_calendar,
)
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, format_day

# With room for days off at both ends of the table.
_FIRST, _LAST = FIRST_DAY + timedelta(days=30), LAST_DAY - timedelta(days=30)
_LEAST = 2  # working days between a message and the day it asks for


def working_days(programme: Programme) -> WorkCalendar:
    """The days on which the programme works: its region, and its closures of « Paramètres »."""
    working = programme.working_time
    return french_calendar(region=working.region, closures=working.closures)


def our_deadline(
    wanted: date, *, sent: date, calendar: WorkCalendar, not_after: date | None = None
) -> date:
    """The working day to ask for when we would like `wanted` in a message that leaves on `sent`.

    `not_after` is the first date of a funder behind it: a day moved later stops there, at the last
    working day that is not before the message, or at that date itself when there is none.
    """
    if not _FIRST < wanted < _LAST or calendar.is_working(wanted):
        return wanted
    before = calendar.roll(wanted, to=Roll.BACKWARD)
    if calendar.between(sent, before) >= _LEAST:
        return before
    after = calendar.roll(wanted)
    if not_after is None or after <= not_after:
        return after
    return asked_day(not_after, told_on=sent, calendar=calendar)


def day_before(day: date, *, days: int, calendar: WorkCalendar) -> date:
    """The working day on or before the one `days` before `day` (after it when negative).

    A day that the calendar does not know (a year typed as 2206) stays as it is.
    """
    return _rolled_back(day - timedelta(days=days), calendar=calendar)


def asked_day(fixed: date, *, told_on: date, calendar: WorkCalendar) -> date:
    """The day to ask for when somebody else fixed `fixed`: the working day on or before it.

    When that day is already past, the fixed date itself.
    """
    asked = _rolled_back(fixed, calendar=calendar)
    return asked if asked >= told_on else fixed


def say_day(day: date, *, told_on: date) -> str:
    """`mardi 3 mars`; with its year when that is not the year of the message."""
    year = "" if day.year == told_on.year else f"{NBSP}{day.year}"
    return f"{format_day(day)}{year}"


def say_fixed(fixed: date, *, told_on: date, calendar: WorkCalendar) -> str:
    """`vendredi 3 avril (l’échéance du dimanche 5 avril)`; the fixed date alone when it is asked.

    To be read after « au plus tard le ».
    """
    asked, said = asked_day(fixed, told_on=told_on, calendar=calendar), ""
    if asked != fixed:
        said = f" (l’échéance du {say_day(fixed, told_on=told_on)})"
    return f"{say_day(asked, told_on=told_on)}{said}"


def _rolled_back(day: date, *, calendar: WorkCalendar) -> date:
    return calendar.roll(day, to=Roll.BACKWARD) if _FIRST < day < _LAST else day
