"""Pure: « Relances : décision avant » of « Paramètres »: until when she decides on the digests."""

import re
from dataclasses import dataclass

from relocalisons.core.kernel.words.french import quote
from relocalisons.core.programme.decisions.decisions import normalised

# Digests are prepared on Tuesday morning and leave on working days of their own week.
_DAYS = {"mercredi": 2, "jeudi": 3, "vendredi": 4}
_TIME = re.compile(
    r"(?:le )?(?P<day>mercredi|jeudi|vendredi)s?(?: a| avant)?"
    r"(?: (?:(?P<noon>midi)|(?P<hour>\d{1,2}) ?(?:h|heures?)? ?(?P<minute>\d{2})?))?"
)
_EARLIEST, _LATEST = 8, 19


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTime:
    """A moment of the week, `weekday` from 0 for Monday, in the programme's time zone."""

    weekday: int
    hour: int = 12
    minute: int = 0


def read_decision_time(value: str) -> DecisionTime:
    """« jeudi 12 h », « vendredi midi », « mercredi à 9 h 30 »; else ValueError in French."""
    found = _TIME.fullmatch(normalised(value))
    hour = int(found["hour"]) if found and found["hour"] else 12
    minute = int(found["minute"]) if found and found["minute"] else 0
    if not found or not _EARLIEST <= hour < _LATEST or minute > 59:
        raise ValueError(
            f"la date limite s’écrit {quote('jeudi 12 h')}, un mercredi, un jeudi ou un vendredi "
            f"entre {_EARLIEST} h et {_LATEST} h"
        )
    return DecisionTime(weekday=_DAYS[found["day"]], hour=hour, minute=minute)
