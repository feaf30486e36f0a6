"""Messy dates with their truth, notation by notation."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from support.messy.notation import NBSP, Notation, always

EPOCH = date(1899, 12, 30)
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def a_day(rng: Random) -> date:
    """A day of the programme's span, or around it."""
    return date(2024, 1, 1) + timedelta(days=rng.randrange(1460))


def _day(name: str, form: Callable[[date, Random], object], weight: int = 10) -> Notation:
    def write(rng: Random) -> tuple[object, str, object]:
        day = a_day(rng)
        return form(day, rng), "certain", (day, day)

    return Notation(name, write, weight)


def _period(
    name: str, form: Callable[[Random], tuple[str, date, date]], weight: int = 3
) -> Notation:
    def write(rng: Random) -> tuple[object, str, object]:
        text, first, last = form(rng)
        return text, "about", (first, last)

    return Notation(name, write, weight)


def _month(rng: Random) -> tuple[int, int, date, date]:
    year, month = rng.randrange(2024, 2028), rng.randrange(1, 13)
    return year, month, date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _whole_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, last = _month(rng)
    name = rng.choice((MONTHS[month - 1], MONTHS[month - 1].capitalize(), SHORT[month - 1]))
    return rng.choice((f"{name} {year}", f"{name}{NBSP}{year}", f"en {name} {year}")), first, last


def _short_year(rng: Random) -> tuple[str, date, date]:
    year, month, first, last = _month(rng)
    return f"{MONTHS[month - 1]} {year % 100}", first, last


def _numeric_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, last = _month(rng)
    return rng.choice((f"{month:02}/{year}", f"{month}/{year}", f"{year}-{month:02}")), first, last


def _end_of_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, last = _month(rng)
    name = MONTHS[month - 1]
    text = rng.choice((f"fin {name} {year}", f"Fin {name}{NBSP}{year}", f"d’ici fin {name} {year}"))
    return text, first.replace(day=21), last


def _start_of_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, _ = _month(rng)
    return f"début {MONTHS[month - 1]} {year}", first, first.replace(day=10)


def _middle_of_month(rng: Random) -> tuple[str, date, date]:
    year, month, first, _ = _month(rng)
    text = rng.choice((f"mi-{MONTHS[month - 1]} {year}", f"mi {MONTHS[month - 1]} {year}"))
    return text, first.replace(day=10), first.replace(day=20)


def _quarter(rng: Random) -> tuple[str, date, date]:
    year, number = rng.randrange(2024, 2028), rng.randrange(1, 5)
    month = 3 * number
    rank = "1er" if number == 1 else f"{number}e"
    text = rng.choice(
        (
            f"T{number} {year}",
            f"courant T{number} {year}",
            f"{rank} trimestre {year}",
            f"Q{number} {year}",
        )
    )
    return text, date(year, month - 2, 1), date(year, month, monthrange(year, month)[1])


def _semester(rng: Random) -> tuple[str, date, date]:
    year, number = rng.randrange(2024, 2028), rng.randrange(1, 3)
    rank = "1er" if number == 1 else rng.choice(("2e", "2ème", "second"))
    first, last = (date(year, 1, 1), date(year, 6, 30))
    if number == 2:
        first, last = date(year, 7, 1), date(year, 12, 31)
    return rng.choice((f"{rank} semestre {year}", f"semestre {number} {year}")), first, last


def _week(rng: Random) -> tuple[str, date, date]:
    year, week = rng.randrange(2024, 2028), rng.randrange(3, 52)
    monday = date.fromisocalendar(year, week, 1)
    text = rng.choice(
        (f"S{week} {year}", f"sem. {week} {year}", f"semaine {week} {year}", f"{year}-W{week:02}")
    )
    return text, monday, monday + timedelta(days=6)


def _season(rng: Random) -> tuple[str, date, date]:
    year = rng.randrange(2024, 2028)
    name, first, last = rng.choice(
        (("printemps", (3, 20), (6, 20)), ("été", (6, 21), (9, 22)), ("automne", (9, 23), (12, 20)))
    )
    return f"{name} {year}", date(year, *first), date(year, *last)


def _impossible(rng: Random) -> tuple[object, str, object]:
    year = rng.randrange(2024, 2028)
    day, month = rng.choice(((30, 2), (31, 4), (31, 6), (31, 9), (31, 11), (32, 1), (0, 5)))
    text = rng.choice((f"{day:02}/{month:02}/{year}", f"{day}.{month}.{year}"))
    return text, "unreadable", None


def _american(rng: Random) -> tuple[object, str, object]:
    day = a_day(rng)
    day = day.replace(day=rng.randrange(13, 28))
    return f"{day.month:02}/{day.day}/{day.year}", "about", (day, day)


def _wrong_weekday(rng: Random) -> tuple[object, str, object]:
    day = a_day(rng)
    other = WEEKDAYS[(day.weekday() + rng.randrange(1, 7)) % 7]
    return f"{other} {day.day} {MONTHS[day.month - 1]} {day.year}", "ambiguous", None


def _swapped_year(rng: Random) -> tuple[object, str, object]:
    return f"{a_day(rng):%d/%m}/20{rng.choice((52, 62, 72))}", "ambiguous", None


def _two_dates(rng: Random) -> tuple[object, str, object]:
    first = a_day(rng)
    second = first + timedelta(days=rng.randrange(5, 90))
    text = rng.choice(
        (
            f"{first:%d/%m/%Y} -> {second:%d/%m/%Y}",
            f"{first:%d/%m/%Y} → {second:%d/%m/%Y}",
            f"{first:%d/%m} (reporté au {second:%d/%m})",
            f"{first:%d/%m/%Y} ou {second:%d/%m/%Y}",
        )
    )
    return text, "ambiguous", None


def _done_on(rng: Random) -> tuple[object, str, object]:
    day = a_day(rng)
    word = rng.choice(("Fait le", "fait le", "livré le", "réalisé le", "vers le", "reporté au"))
    return f"{word} {day:%d/%m/%Y}", "about", (day, day)


def _asked(rng: Random) -> tuple[object, str, object]:
    return f"{a_day(rng):%d/%m/%Y}{rng.choice((' ?', '?', ' (à confirmer)'))}", "ambiguous", None


def _commented(rng: Random) -> tuple[object, str, object]:
    word = rng.choice(("(voir mail)", "- COPIL annulé", "sauf avis contraire"))
    return f"{a_day(rng):%d/%m/%Y} {word}", "ambiguous", None


def _ordinal(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


DATES = (
    _day("dd/mm/yyyy", lambda d, _: f"{d:%d/%m/%Y}", 60),
    _day("d/m/yyyy", lambda d, _: f"{d.day}/{d.month}/{d.year}", 20),
    _day("dd/mm/yy", lambda d, _: f"{d:%d/%m/%y}", 15),
    _day("d.m.yyyy", lambda d, _: f"{d.day}.{d.month}.{d.year}"),
    _day("dd-mm-yyyy", lambda d, _: f"{d:%d-%m-%Y}"),
    _day("ISO", lambda d, _: f"{d:%Y-%m-%d}"),
    _day("ISO with time", lambda d, _: f"{d:%Y-%m-%d}T08:30:00"),
    _day("with hour", lambda d, _: f"{d:%d/%m/%Y} à 14h30", 4),
    _day("spaces around signs", lambda d, _: f"{d:%d} / {d:%m} / {d:%Y}", 4),
    _day("no-break space after", lambda d, _: f"{d:%d/%m/%Y}{NBSP}", 4),
    _day("serial number", lambda d, _: (d - EPOCH).days, 40),
    _day("serial with time", lambda d, _: (d - EPOCH).days + 0.5, 4),
    _day("month in letters", lambda d, _: f"{_ordinal(d)} {MONTHS[d.month - 1]} {d.year}", 15),
    _day("short month", lambda d, _: f"{d.day} {SHORT[d.month - 1]} {d.year}"),
    _day("capitals", lambda d, _: f"{d.day} {MONTHS[d.month - 1].upper()} {d.year}", 4),
    _day("without accents", lambda d, _: f"{d.day} {_plain(MONTHS[d.month - 1])} {d:%y}", 4),
    _day("right weekday", lambda d, _: f"{WEEKDAYS[d.weekday()]} {d:%d/%m/%Y}"),
    _day("weekday after", lambda d, _: f"{d:%d/%m/%Y} ({WEEKDAYS[d.weekday()]})", 4),
    _day("with le", lambda d, _: f"le {_ordinal(d)} {MONTHS[d.month - 1]} {d.year}", 4),
    _period("month", _whole_month, 10),
    _period("month, short year", _short_year),
    _period("numeric month", _numeric_month),
    _period("end of month", _end_of_month, 10),
    _period("start of month", _start_of_month),
    _period("middle of month", _middle_of_month),
    _period("quarter", _quarter),
    _period("semester", _semester),
    _period("week", _week),
    _period("season", _season),
    Notation("done on", _done_on, 5),
    Notation("month first", _american, 4),
    Notation("impossible", _impossible, 5),
    Notation("wrong weekday", _wrong_weekday, 3),
    Notation("two dates", _two_dates, 5),
    Notation("digits of the year swapped", _swapped_year, 2),
    always("machine’s date", "unreadable", ("01/01/0001", "31/12/9999", "12/03/1926")),
    Notation("unconfirmed date", _asked, 3),
    Notation("date and words", _commented, 3),
    always("S1 or S2", "ambiguous", (f"S{n} {y}" for n in (1, 2) for y in range(2024, 2028))),
    always(
        "no year", "ambiguous", ("15/03", "fin mars", "S14", "printemps", "12 mars", "courant T2")
    ),
    always("no date", "absent", ("à définir", "TBD", "-", "NC", "?", "dès que possible", "n/a")),
    always("empty", "absent", ("", None, "  ", NBSP), 10),
    always("error value", "unreadable", ("#REF!", "#N/A", "#VALEUR!", "#DIV/0!", "Loading...")),
    always("words", "unreadable", ("voir avec Paul", "après la réunion", "oui", "cf. CR")),
)


def _plain(word: str) -> str:
    return word.replace("é", "e").replace("û", "u")
