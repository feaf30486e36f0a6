"""Pure: months, quarters, weeks, seasons and years as intervals of days."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from relocalisons.core.kernel.model import DateInterval, Reading
from relocalisons.core.reading.cells.advice import CELL, ambiguous
from relocalisons.core.reading.cells.dates.english import in_french
from relocalisons.core.reading.cells.dates.spans import (
    MONTH,
    MONTHS,
    about_period,
    full_year,
    impossible,
    in_year,
    month_interval,
    months_interval,
    week_interval,
)

# An English month before two digits may be a day (« March 26 ») as well as a year.
_ENGLISH = frozenset(
    (
        "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul",
        "july", "aug", "august", "september", "october", "november", "december",
    )
)  # fmt: skip
# Short for a month in both languages: a year of these programmes, or else perhaps a day.
_IN_BOTH = frozenset(("jan", "sept", "oct", "nov", "dec"))
_LIKELY_YEARS = (23, 30)
_ORDINALS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1re": 1, "1": 1, "2": 2, "2e": 2, "2eme": 2,
    "2d": 2,
    "2nd": 2, "2nde": 2, "second": 2, "seconde": 2, "deuxieme": 2, "3": 3, "3e": 3, "3eme": 3,
    "troisieme": 3, "4": 4, "4e": 4, "4eme": 4, "quatrieme": 4,
}  # fmt: skip
_ORDINAL = "(?:" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
_SEASONS: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "printemps": ((3, 20), (6, 20)),
    "ete": ((6, 21), (9, 22)),
    "automne": ((9, 23), (12, 20)),
    "rentree": ((9, 1), (9, 30)),
    "noel": ((12, 25), (12, 25)),
}
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_TAIL = r"(?:[ ./,-]*\(?(?P<year>(?:19|20|21)\d\d|'?\d\d)\)?)?"
_PART = (
    r"(?:(?P<part>debut|deb\.?|mi|fin|courant|milieu)[ -](?:de |du |d'|le |la |l'|mois de )*)?"
    r"(?:(?:en|au|a la|a l'|dans le|au cours du|au cours de|durant|pour|mois de|mois d'|l'|le|la"
    r"|cet|cette|ce) ?)*"
)

_MONTH_FORM = re.compile(_PART + rf"(?:mois (?:de |d'))?(?P<month>{MONTH}|jui)\.?" + _TAIL + r"$")
_HALF_MONTH = re.compile(
    rf"(?P<nth>{_ORDINAL}) quinzaine (?:de |d')(?P<month>{MONTH})\.?" + _TAIL + r"$"
)
_TWO_MONTHS = re.compile(
    rf"(?:de |d'|entre )?(?P<first>{MONTH})\.? ?(?P<link>-|/|a|et|ou|->) ?(?P<last>{MONTH})\.?"
    + _TAIL
    + r"$"
)
_NUMERIC_MONTH = re.compile(
    r"(?:(?P<m1>\d{1,2}) ?[/.-] ?(?P<y1>\d{4})|(?P<y2>\d{4}) ?[/.-] ?(?P<m2>\d{1,2}))$"
)
_QUARTER = re.compile(
    _PART
    + r"(?:(?:t|q|trim\.?|trimestre) ?(?P<n1>[1-4])"
    + rf"|(?P<n2>{_ORDINAL}) ?(?:trimestre|trim\.?))(?:[ ]de)?"
    + _TAIL
    + r"$"
)
_QUARTER_AFTER = re.compile(_PART + _YEAR + r"[ /-]*\(?(?:t|q)(?P<n1>[1-4])(?P<n2>)\)?$")
_QUARTER_TIGHT = re.compile(_PART + r"(?P<n1>[1-4])(?P<n2>)t[ -]?" + _YEAR + r"$")
_SEMESTER = re.compile(
    _PART
    + r"(?:(?P<n3>[12])(?:s|h)(?=[ ]?(?:19|20|21)\d\d)"
    + rf"|(?:semestre|h) ?(?P<n1>[12])|(?P<n2>{_ORDINAL}) ?(?:semestre|sem\.?))(?:[ ]de)?"
    + _TAIL
    + r"$"
)
_WEEK = re.compile(
    r"(?:fin (?:de )?)?(?:(?:en|la|le|cette) )?(?P<word>s|sem|semaine|w|week)\.? ?"
    r"(?:n ?°? ?)?(?P<week>\d{1,2})"
    r"(?:[ ]de)?" + _TAIL + r"$"
)
_WEEK_AFTER = re.compile(_YEAR + r"[ /-]*(?P<word>s|w)(?P<week>\d{1,2})$")
_SEASON = re.compile(
    _PART + r"(?P<season>printemps|ete|automne|hiver|rentree|noel)"
    r"(?: (?:scolaire|universitaire|de septembre))?(?:[ ]de)?"
    r"(?:[ ./,-]*\(?(?P<year>(?:19|20|21)\d\d|'?\d\d)(?:[ ]?[/-][ ]?(?P<next>(?:20)?\d\d))?\)?)?$"
)
_BREAK = re.compile(
    _PART
    + r"(?:(?:conges|vacances)(?: scolaires)? (?:d'|de la |de |du )(?P<what>noel|toussaint|ete)"
    r"|(?P<feast>toussaint))" + _TAIL + r"$"
)
_YEAR_FORM = re.compile(
    _PART + r"(?:annee |exercice |d'annee |l'annee |toute l'annee |tout )*" + _YEAR + r"$"
)
_YEAR_END = re.compile(r"(?P<part>debut|fin) (?:de l'|d')?annee$")


def read_period(text: str, *, default_year: int | None) -> Reading[Any] | None:
    """The reading of a folded text that names a period; None when it names none."""
    for words in dict.fromkeys((text, in_french(text))):
        for form, read in _FORMS:
            match = form.match(words)
            found = read(match, default_year) if match is not None else None
            if found is not None:
                return found
    return None


def _year_of(match: re.Match[str]) -> int | None:
    found = match["year"]
    return full_year(found) if found else None


def _part_of(match: re.Match[str]) -> str | None:
    part = match["part"]
    return {"deb": "debut", "deb.": "debut", "milieu": "mi", "courant": None}.get(part, part)


def _read_month(match: re.Match[str], default_year: int | None) -> Reading[Any]:
    word, part, tail = match["month"], _part_of(match), match["year"]
    if word == "jui":
        year = _year_of(match) or default_year
        found = tuple(month_interval(year, month, part) for month in (6, 7)) if year else ()
        return ambiguous(f"{CELL} peut être juin ou juillet : écrivez le mois en entier.", found)
    month = MONTHS[word]
    if tail and len(tail) == 2 and (_may_be_day(word, match) or not 15 <= int(tail) <= 45):
        return _month_or_day(month, int(tail), default_year)
    return in_year(
        lambda year: month_interval(year, month, part),
        year=_year_of(match),
        default_year=default_year,
    )


def _may_be_day(word: str, match: re.Match[str]) -> bool:
    """« March 26 »; « Dec 31 » too, but « déc-26 » as spreadsheets write a month is none."""
    if word in _ENGLISH:
        return True
    apart = match.string[match.end("month") : match.start("year")].strip() in ("", ",", ".")
    return (
        word in _IN_BOTH
        and apart
        and not _LIKELY_YEARS[0] <= int(match["year"]) <= _LIKELY_YEARS[1]
    )


def _month_or_day(month: int, number: int, default_year: int | None) -> Reading[Any]:
    found: list[DateInterval] = [month_interval(full_year(str(number)), month)]
    if default_year is not None and 1 <= number <= monthrange(default_year, month)[1]:
        day = date(default_year, month, number)
        found.append(DateInterval(day, day))
    return ambiguous(
        f"Dans {CELL}, {number} peut être le jour ou l’année : tapez la date complète, par "
        "exemple 12/03/2026.",
        tuple(found),
    )


def _read_half(match: re.Match[str], default_year: int | None) -> Reading[Any] | None:
    month, nth = MONTHS[match["month"]], _ORDINALS[match["nth"]]
    if nth > 2:
        return impossible()

    def build(year: int) -> DateInterval:
        whole = month_interval(year, month)
        if nth == 1:
            return DateInterval(whole.earliest, whole.earliest.replace(day=15))
        return DateInterval(whole.earliest.replace(day=16), whole.latest)

    return in_year(build, year=_year_of(match), default_year=default_year)


def _read_two_months(match: re.Match[str], default_year: int | None) -> Reading[Any]:
    first, last, year = MONTHS[match["first"]], MONTHS[match["last"]], _year_of(match)
    if match["link"] == "ou" or first >= last:
        known = year or default_year
        found = (month_interval(known, first), month_interval(known, last)) if known else ()
        return ambiguous(
            f"{CELL} laisse le choix entre deux mois : gardez-en un, avec l’année.", found
        )
    return in_year(
        lambda year: months_interval(year, first, last), year=year, default_year=default_year
    )


def _read_numeric_month(match: re.Match[str], _: int | None) -> Reading[Any] | None:
    month, year = int(match["m1"] or match["m2"]), int(match["y1"] or match["y2"])
    if month > 12 and month == (year + 1) % 100:
        return None  # « 2025-26 »: two years
    if not 1 <= month <= 12:
        return impossible(f"il n’y a pas de mois {month}")
    if not 1900 <= year <= 2199:
        return impossible()
    interval = month_interval(year, month)
    return about_period(interval)


def _number_of(match: re.Match[str]) -> int:
    if match.groupdict().get("n3"):
        return int(match["n3"])
    return int(match["n1"]) if match["n1"] else _ORDINALS[match["n2"]]


def _read_quarter(match: re.Match[str], default_year: int | None) -> Reading[Any]:
    first, part = 3 * _number_of(match) - 2, _part_of(match)
    return in_year(
        lambda year: months_interval(year, first, first + 2, part),
        year=_year_of(match),
        default_year=default_year,
    )


def _read_semester(match: re.Match[str], default_year: int | None) -> Reading[Any]:
    number, part = _number_of(match), _part_of(match)
    if number > 2:
        return impossible("une année a deux semestres")
    first = 6 * number - 5
    return in_year(
        lambda year: months_interval(year, first, first + 5, part),
        year=_year_of(match),
        default_year=default_year,
    )


def _read_week(match: re.Match[str], default_year: int | None) -> Reading[Any]:
    week, year = int(match["week"]), _year_of(match)
    if match["word"] in ("s", "sem") and week in (1, 2):
        known = year or default_year
        found = (
            (months_interval(known, 6 * week - 5, 6 * week), week_interval(known, week))
            if known
            else ()
        )
        return ambiguous(
            f"{CELL} peut être le semestre {week} ou la semaine {week} : écrivez "
            f"« semestre {week} » ou « semaine {week} », avec l’année.",
            found,
        )
    if not 1 <= week <= 53:
        return impossible(f"il n’y a pas de semaine {week}")
    return in_year(lambda year: week_interval(year, week), year=year, default_year=default_year)


def _read_season(match: re.Match[str], default_year: int | None) -> Reading[Any] | None:
    season, year, part = match["season"], _year_of(match), _part_of(match)
    if part is not None and season not in ("printemps", "ete", "automne", "hiver"):
        return None
    if year is not None and len(match["year"]) < 4 and not 2015 <= year <= 2045:
        return None
    if season == "hiver":
        return _read_winter(year, match["next"], default_year)
    if match["next"]:
        return None

    def build(year: int) -> DateInterval:
        (first_month, first_day), (last_month, last_day) = _SEASONS[season]
        first, last = date(year, first_month, first_day), date(year, last_month, last_day)
        third = timedelta(days=(last - first).days // 3)
        if part == "debut":
            last = first + third
        elif part == "fin":
            first = last - third
        elif part == "mi":
            first, last = first + third, last - third
        return DateInterval(first, last)

    return in_year(build, year=year, default_year=default_year)


def _read_break(match: re.Match[str], default_year: int | None) -> Reading[Any]:
    """« Vacances de Noël », « Toussaint »: the days on which all schools are closed."""
    what = match["what"] or match["feast"]
    return in_year(
        lambda year: _school_break(what, year), year=_year_of(match), default_year=default_year
    )


# A Saturday on this day or in the week after it; two weeks and a day, but the summer.
_BREAKS = {"toussaint": (10, 16), "noel": (12, 18), "ete": (7, 2)}


def _school_break(what: str, year: int) -> DateInterval:
    day = date(year, *_BREAKS[what])
    first = day + timedelta(days=(5 - day.weekday()) % 7)
    last = date(year, 8, 31) if what == "ete" else first + timedelta(days=15)
    return DateInterval(first, last)


def _read_winter(year: int | None, following: str | None, default_year: int | None) -> Reading[Any]:
    if year is not None and following is not None:
        if full_year(following) != year + 1:
            return impossible()
        interval = DateInterval(date(year, 12, 21), date(year + 1, 3, 19))
        return about_period(interval)
    known = year or default_year
    found = (
        tuple(DateInterval(date(y, 12, 21), date(y + 1, 3, 19)) for y in (known - 1, known))
        if known
        else ()
    )
    return ambiguous(
        f"{CELL} est à cheval sur deux années : écrivez par exemple « hiver 2025-2026 ».", found
    )


def _read_year(match: re.Match[str], _: int | None) -> Reading[Any]:
    year = int(match["year"])
    spans = {"debut": (1, 3), "fin": (10, 12)}
    part = _part_of(match)
    if part == "mi":
        return about_period(DateInterval(date(year, 6, 15), date(year, 7, 15)))
    return about_period(months_interval(year, *spans.get(part or "", (1, 12))))


def _read_year_end(match: re.Match[str], default_year: int | None) -> Reading[Any]:
    span = (1, 3) if match["part"] == "debut" else (10, 12)
    return in_year(lambda year: months_interval(year, *span), year=None, default_year=default_year)


_FORMS = (
    (_MONTH_FORM, _read_month),
    (_NUMERIC_MONTH, _read_numeric_month),
    (_QUARTER, _read_quarter),
    (_QUARTER_AFTER, _read_quarter),
    (_QUARTER_TIGHT, _read_quarter),
    (_WEEK, _read_week),
    (_WEEK_AFTER, _read_week),
    (_SEMESTER, _read_semester),
    (_YEAR_FORM, _read_year),
    (_YEAR_END, _read_year_end),
    (_SEASON, _read_season),
    (_BREAK, _read_break),
    (_TWO_MONTHS, _read_two_months),
    (_HALF_MONTH, _read_half),
)
