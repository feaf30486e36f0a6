"""Pure: the public holidays of France, those of a region besides (code du travail, L3133-1,
L3134-13 and L3422-2).

The rules have not moved since 2012, so that they stand here; a test holds them against the package
`holidays`, which reads the calendars of every country of the world before it knows one of them.
"""

from collections.abc import Iterable
from datetime import date, timedelta

_EVERYWHERE = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
_GOOD_FRIDAY, _MID_LENT = -2, -24
_SAINT_STEPHEN, _SCHOELCHER = (12, 26), (7, 21)

# By code of « Calendrier régional »: days of the year, then days after Easter. Overseas it is the
# day of the abolition of slavery, each its own.
_OF_REGION: dict[str, tuple[tuple[tuple[int, int], ...], tuple[int, ...]]] = {
    "57": ((_SAINT_STEPHEN,), (_GOOD_FRIDAY,)),  # Moselle
    "6AE": ((_SAINT_STEPHEN,), (_GOOD_FRIDAY,)),  # Alsace
    "971": (((5, 27), _SCHOELCHER), (_MID_LENT, _GOOD_FRIDAY)),  # Guadeloupe
    "972": (((5, 22), _SCHOELCHER), ()),  # Martinique
    "973": (((6, 10),), ()),  # Guyane
    "974": (((12, 20),), ()),  # La Réunion
    "976": (((4, 27),), ()),  # Mayotte
    "977": (((10, 9),), ()),  # Saint-Barthélemy
    "978": (((5, 28), _SCHOELCHER), ()),  # Saint-Martin
}
REGIONS = frozenset(_OF_REGION)


def public_holidays(years: Iterable[int], *, region: str | None = None) -> frozenset[date]:
    """Every public holiday of these years, from 2012 on; KeyError for a region not in `REGIONS`."""
    days, moving = ((), ()) if region is None else _OF_REGION[region]
    return frozenset(
        day
        for year in years
        for day in (
            *(date(year, *each) for each in (*_EVERYWHERE, *days)),
            *(easter(year) + timedelta(days=each) for each in (*_AFTER_EASTER, *moving)),
        )
    )


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    lunar = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - lunar - rest % 4) % 7
    shift = (golden + 11 * lunar + 22 * weekday) // 451
    month, day = divmod(lunar + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
