"""Pure: the day of a feast by its name: « Noël », « Pâques », « la Chandeleur »."""

from datetime import date, timedelta

from relocalisons.core.kernel.calendar.public_holidays import easter
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
