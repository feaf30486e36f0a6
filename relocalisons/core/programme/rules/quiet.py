"""Pure: when a partner is left in peace: harvest, August, evenings and week-ends.

« Période de récolte » and « Période calme » of « Paramètres » give the days, « Heures d’envoi »
the hours. Without any line, August is quiet for everybody and mails leave from 8 h to 19 h.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.working_time import day_in_year, is_day
from relocalisons.core.kernel.words.french import MONTHS, quote
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.rules.words import hours_said, period_said

_MONTHS = tuple(map(normalised, MONTHS))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietPeriod:
    """The same days every year, both included; over New Year when `last` comes first.

    `scope` is a profile or a partner code, normalised; empty for everybody.
    """

    label: str
    first: tuple[int, int]  # month, day
    last: tuple[int, int]
    scope: str = ""

    def concerns(self, *, code: str, profile: str) -> bool:
        """Whether it is for this partner; « agriculteurs » is for every « agriculteur »."""
        if not self.scope or self.scope == normalised(code):
            return True
        return normalised(profile).startswith(self.scope.rstrip("s"))

    def end_after(self, day: date) -> date | None:
        """Its last day when `day` is in it, else None."""
        today = (day.month, day.day)
        if self.first <= self.last:
            if not self.first <= today <= self.last:
                return None
            return day_in_year(day.year, self.last)
        if today >= self.first:
            return day_in_year(day.year + 1, self.last)
        return day_in_year(day.year, self.last) if today <= self.last else None

    def next_start(self, day: date) -> date:
        """The first day of its next occurrence, on or after `day`."""
        start = day_in_year(day.year, self.first)
        return start if start >= day else day_in_year(day.year + 1, self.first)


AUGUST = QuietPeriod(label="août", first=(8, 1), last=(8, 31))


def told_until(
    periods: Iterable[QuietPeriod], *, code: str, profile: str, as_of: date, days: int
) -> date:
    """The last due date that is told on `as_of`: `days` ahead, or the end of a quiet period.

    What falls due in a quiet period that begins before long is told before it begins.
    """
    soon = as_of + timedelta(days=days)
    ends = [soon]
    for period in periods:
        if not period.concerns(code=code, profile=profile):
            continue
        start = period.next_start(as_of)
        end = period.end_after(start)
        if as_of < start <= soon and end is not None:
            ends.append(end)
    return max(ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingHours:
    """Mails leave on working days from `start` to `end` (whole hours, programme's time zone)."""

    start: int = 8
    end: int = 19

    def allow(self, moment: datetime, *, calendar: WorkCalendar) -> bool:
        """Whether a mail may leave at this local moment."""
        return calendar.is_working(moment.date()) and self.start <= moment.hour < self.end

    def next_opening(self, moment: datetime, *, calendar: WorkCalendar) -> datetime:
        """The next moment at which a mail may leave; `moment` itself when it may."""
        if self.allow(moment, calendar=calendar):
            return moment
        day = moment.date()
        if moment.hour >= self.end or not calendar.is_working(day):
            day = calendar.roll(day + timedelta(days=1))
        return datetime.combine(day, time(self.start), tzinfo=moment.tzinfo)


def read_period(value: str, *, label: str = "", scope: str = "") -> QuietPeriod:
    """« 15/06 au 15/09 », « août »; ValueError with a French reason for anything else."""
    words = normalised(value)
    if words in _MONTHS:
        month = _MONTHS.index(words) + 1
        first, last = (month, 1), (month, 31)  # `day_in_year` ends it with its month
    else:
        said = period_said(value)
        if said is None:
            raise ValueError(f"une période s’écrit {quote('15/06 au 15/09')} ou {quote('août')}")
        first, last = said
        if not (is_day(*first) and is_day(*last)):
            raise ValueError(f"{quote(value)} contient un jour qui n’existe pas")
    return QuietPeriod(
        label=label or value.strip(), first=first, last=last, scope=normalised(scope)
    )


def read_hours(value: str) -> SendingHours:
    """« 8 h – 19 h »; ValueError with a French reason for anything else."""
    start, end = hours_said(value) or (0, 0)
    if not 0 <= start < end <= 24:
        raise ValueError(f"les heures d’envoi s’écrivent {quote('8 h – 19 h')}")
    return SendingHours(start=start, end=end)
