"""Pure: how much of a unit of time one person can work in a month, and in a day."""

from decimal import Decimal

# 35 h a week, 52 weeks, 12 months (Code du travail L3121-27); 23 working days in the longest month.
FULL_TIME_HOURS = Decimal("151.67")
_MOST_DAYS = Decimal(23)
_HOURS, _DAYS = ("h", "heure", "heures"), ("jour", "jours", "j")


def most_in_a_month(
    unit: str | None, *, hours: Decimal = FULL_TIME_HOURS, paid: Decimal | None = None
) -> Decimal | None:
    """The most that is paid in a month, in that unit; None for a unit nobody knows.

    `hours` is a full time, `paid` what this person is paid for, where that is known.
    """
    if unit in _HOURS:
        return hours if paid is None else paid
    if unit not in _DAYS and unit is not None:
        return None
    return _MOST_DAYS if paid is None else min(_MOST_DAYS, _MOST_DAYS * paid / hours)


# Ten hours are worked a day at most (Code du travail, L3121-18); what is above sixteen is no day.
_MOST_HOURS, _LONGEST = Decimal(10), Decimal(16)


def most_in_a_day(unit: str | None) -> Decimal | None:
    """The most that one person works in a day, in that unit; None for a unit nobody knows."""
    if unit in _HOURS:
        return _MOST_HOURS
    return Decimal(1) if unit is None or unit in _DAYS else None


def may_be_of_a_day(amount: Decimal, unit: str | None) -> bool:
    """Whether so much time may be that of one day, and not of a month."""
    if unit in _HOURS:
        return amount <= _LONGEST
    return (unit is None or unit in _DAYS) and amount <= 1


def is_in_days(unit: str | None) -> bool:
    """Whether a time is written in days; not where it has no unit."""
    return unit in _DAYS


# A rate that leaves less than three hours a day is a day's, one that leaves more than ten nobody's.
_SHORTEST = Decimal(3)


def may_be_hours_of_a_day(ratio: Decimal) -> bool:
    """Whether a cost over its days × rate may be the hours of a day, the rate being hourly."""
    return _SHORTEST <= ratio <= _MOST_HOURS
