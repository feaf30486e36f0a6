"""Pure: the day of a feast by its name: « Noël », « Pâques », « la Chandeleur »."""

from datetime import date, timedelta

from relocalisons.core.kernel.model import DateInterval

_JUST_GONE = timedelta(days=14)
_FIXED = {
    "noel": (25, 12), "toussaint": (1, 11), "jour de l'an": (1, 1), "nouvel an": (1, 1),
    "nouvelle annee": (1, 1), "assomption": (15, 8), "saint-jean": (24, 6),
    "saint-martin": (11, 11), "epiphanie": (6, 1), "fete des rois": (6, 1),
    "chandeleur": (2, 2), "sainte-catherine": (25, 11), "saint-valentin": (14, 2),
    "fete du travail": (1, 5), "fete nationale": (14, 7), "saint-michel": (29, 9),
    "saint-sylvestre": (31, 12), "armistice": (11, 11), "saint-nicolas": (6, 12),
    "saint-georges": (23, 4), "saint-marc": (25, 4), "saint-vincent": (22, 1),
}  # fmt: skip
# Days after Easter.
_MOVABLE = {
    "lundi de paques": 1, "vendredi saint": -2, "rameaux": -7, "mardi gras": -47,
    "lundi de pentecote": 50, "pentecote": 49, "ascension": 39, "quasimodo": 7,
    "fete-dieu": 60, "cendres": -46, "paques": 0,
}  # fmt: skip
FEASTS = "|".join((*_MOVABLE, *_FIXED))


def feast_day(name: str, year: int) -> date:
    """The day of a feast in a year."""
    if name in _MOVABLE:
        return easter(year) + timedelta(days=_MOVABLE[name])
    day, month = _FIXED[name]
    return date(year, month, day)


def days_of_feast(name: str, written: date, *, past: bool) -> list[DateInterval]:
    """A feast in the years about a day; what is announced has hardly gone by."""
    days = [feast_day(name, year) for year in range(written.year - 1, written.year + 2)]
    return [DateInterval(day, day) for day in days if past or day >= written - _JUST_GONE]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    lunar = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - lunar - rest % 4) % 7
    shift = (golden + 11 * lunar + 22 * weekday) // 451
    month, day = divmod(lunar + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
