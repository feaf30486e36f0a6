"""Sample: the dates of the story and small steps between days."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

PROGRAMME_START = date(2025, 9, 1)
PROGRAMME_END = date(2027, 8, 31)
STORY_EVE = date(2026, 1, 4)  # the workspace before anybody's first edit
STORY_END = date(2026, 4, 3)
DEMO_NIGHTS = (
    date(2026, 3, 2),
    date(2026, 3, 3),
    date(2026, 3, 5),
    date(2026, 3, 10),
    date(2026, 3, 17),
    date(2026, 4, 1),
)


def between(rng: Random, first: date, last: date) -> date:
    """A day drawn between two days, both included."""
    return first + timedelta(days=rng.randint(0, (last - first).days))


def workday(day: date) -> date:
    """The day itself, or the Monday after the week-end it falls in."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def working_day_between(rng: Random, first: date, last: date) -> date:
    """A working day drawn between two days; the week-ends are not counted."""
    days = [
        first + timedelta(days=step)
        for step in range((last - first).days + 1)
        if (first + timedelta(days=step)).weekday() < 5
    ]
    return rng.choice(days)


def month_end(day: date) -> date:
    """The last day of that month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def add_months(first: date, months: int) -> date:
    """The first day of the month that comes `months` later."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def at_noon(day: date, *, minutes: int = 0) -> datetime:
    """An instant of that day, in UTC."""
    return datetime.combine(day, time(11, 0), tzinfo=UTC) + timedelta(minutes=minutes)


def typed_date(day: date) -> str:
    """« 12/03/2026 », as people type it."""
    return f"{day:%d/%m/%Y}"
