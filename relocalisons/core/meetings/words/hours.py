"""Pure: the hours that people type for a meeting: « 14 h – 16 h 30 », « de 9h30 à 12h »."""

import re

_HOUR = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-4])\s*(?:heures?|h|:)\s*(?P<minute>[0-5]\d)?(?!\d)",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(r"^(?:de|à|a|-|–|—|/|jusqu['’]?à|au?|entre|et|\s|\.|;|,)*$", re.IGNORECASE)


def hours_in(text: str) -> tuple[tuple[int, int], ...] | None:
    """The hours and minutes that a text gives, in its order; None when it says anything else.

    An hour may be 24: what no day has is judged by who asks.
    """
    if "?" in text or not _LEFT_OVER.match(_HOUR.sub(" ", text)):
        return None
    found = _HOUR.finditer(text)
    return tuple((int(each["hour"]), int(each["minute"] or 0)) for each in found)
