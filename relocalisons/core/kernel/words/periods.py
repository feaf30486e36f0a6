"""Pure: a period of every year as people type it: « 15/06 au 15/09 », « du 1.7 à 31.8 »."""

import re

_PERIOD = re.compile(
    r"(?:du )?(?P<d1>\d{1,2})[/.](?P<m1>\d{1,2}) ?(?:au|à|-|–) ?(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})"
)
MonthDay = tuple[int, int]


def period_in(text: str) -> tuple[MonthDay, MonthDay] | None:
    """The first and the last (month, day), as typed; None when a text is no period.

    Whether a year has these days is judged by who asks.
    """
    found = _PERIOD.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    return (int(found["m1"]), int(found["d1"])), (int(found["m2"]), int(found["d2"]))
