"""Pure: the hours of a meeting as typed in « Réunions »; what is not clear is no hour at all."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from relocalisons.core.kernel.sheets import raw
from relocalisons.core.kernel.words.french import NBSP
from relocalisons.core.meetings.words.hours import hours_in
from relocalisons.core.meetings.words.meetings import MeetingKind, meeting_kind

# Without an end the agenda needs a length; it is said to be indicative wherever it shows.
USUAL_MINUTES = {MeetingKind.STEERING: 120, MeetingKind.TECHNICAL: 90}
OTHER_MINUTES = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When a meeting starts and ends that day; None is what is not said, or not clear.

    `doubtful` tells that something is typed and nobody can read it for sure.
    """

    starts: time | None = None
    ends: time | None = None
    doubtful: bool = False

    @property
    def text(self) -> str:
        """`14 h – 16 h 30`, `14 h`, or an empty text."""
        if self.starts is None:
            return ""
        words = say_hour(self.starts)
        return f"{words} – {say_hour(self.ends)}" if self.ends else words


def read_hours(value: object) -> Hours:
    """« 14 h – 16 h 30 », « de 9h30 à 12h », « 14:00 », or a time of the sheet.

    Two hours are a start and an end; three, an end before the start, a range that no day has or
    any other word are a doubt.
    """
    value = raw(value)
    if value is None or (isinstance(value, str) and not value.strip()):
        return Hours()
    if isinstance(value, time):
        return Hours(starts=value.replace(second=0, microsecond=0, tzinfo=None))
    if isinstance(value, datetime):
        return Hours(starts=time(value.hour, value.minute))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _from_serial(float(value))
    return _from_words(str(value))


def minutes_of(hours: Hours, *, type_of_meeting: str) -> tuple[int, bool]:
    """How long it lasts, and whether that is stated (False: the usual length of its kind)."""
    if hours.starts and hours.ends:
        start = hours.starts.hour * 60 + hours.starts.minute
        return hours.ends.hour * 60 + hours.ends.minute - start, True
    return USUAL_MINUTES.get(meeting_kind(type_of_meeting), OTHER_MINUTES), False


def after(start: time, minutes: int) -> time:
    """The hour that many minutes later, on the same day."""
    return (datetime.combine(date(2000, 1, 1), start) + timedelta(minutes=minutes)).time()


def say_hour(hour: time) -> str:
    """`14 h`, `9 h 30`."""
    minutes = f"{NBSP}{hour.minute:02d}" if hour.minute else ""
    return f"{hour.hour}{NBSP}h{minutes}"


def _from_serial(value: float) -> Hours:
    """A time of Sheets is a fraction of a day; 14 alone could be an hour or anything else."""
    if not 0 < value < 1:
        return Hours(doubtful=True)
    minutes = round(value * 24 * 60)
    return Hours(starts=time(minutes // 60, minutes % 60)) if minutes < 24 * 60 else _DOUBT


def _from_words(text: str) -> Hours:
    said = hours_in(text) or ()
    if not 1 <= len(said) <= 2 or any(hour >= 24 for hour, _ in said):
        return _DOUBT
    starts, *rest = (time(*hour) for hour in said)
    ends = rest[0] if rest else None
    if ends is not None and ends <= starts:
        return _DOUBT
    return Hours(starts=starts, ends=ends)


_DOUBT = Hours(doubtful=True)
