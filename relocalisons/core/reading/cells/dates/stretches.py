"""Pure: a stretch of a month that prose names: « la première quinzaine de mars »."""

import re
from calendar import monthrange
from datetime import date

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.reading.cells.dates.spans import MONTH

_RANKS = {
    "premiere": 0, "1ere": 0, "1re": 0, "deuxieme": 1, "seconde": 1, "2e": 1, "2eme": 1,
    "troisieme": 2, "3e": 2, "derniere": -1,
}  # fmt: skip
STRETCH = re.compile(
    r"\b(?P<rank>"
    + "|".join(_RANKS)
    + r") (?P<unit>semaine|quinzaine|moitie|decade) (?:de |du mois "
    r"de |d')(?P<month>" + MONTH + r")\b(?: (?P<year>20\d\d)\b)?"
)
_LENGTHS = {"semaine": 7, "quinzaine": 15, "moitie": 15, "decade": 10}


def stretch_of(match: re.Match[str], month: DateInterval) -> DateInterval | None:
    """The days of a stretch in its month, which was read already."""
    year, number = month.earliest.year, month.earliest.month
    days = monthrange(year, number)[1]
    length, rank = _LENGTHS[match["unit"]], _RANKS[match["rank"]]
    if rank < 0:
        return DateInterval(date(year, number, days - length + 1), date(year, number, days))
    first = rank * length + 1
    if first > days:
        return None
    last = days if days - first - length + 1 < length // 2 else first + length - 1
    return DateInterval(date(year, number, first), date(year, number, min(last, days)))
