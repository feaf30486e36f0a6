"""Pure: the dates that prose says from its own day: « lundi », « le 12 », « sous huitaine ».

A whole date (« 12 juin », « S20 », « fin mai ») is read by `parse_date`, in the year nearest to
that day. Weekdays and days of the month need a direction: what is done lies behind, the rest ahead.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.reading.cells.dates.counts import COUNT, count_of, length_of
from relocalisons.core.reading.cells.dates.dates import parse_date
from relocalisons.core.reading.cells.dates.feasts import FEASTS, days_of_feast
from relocalisons.core.reading.cells.dates.spans import MONTH, day_interval
from relocalisons.core.reading.cells.dates.stretches import STRETCH, stretch_of

_ONE = timedelta(days=1)
# « le 14/03 » in a mail of May is rather of this year, and « le 25 juin » is not eleven months ago.
_LATE = timedelta(days=90)
_LONG_AGO = timedelta(days=270)
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY = "(?:" + "|".join(_DAYS) + ")"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its days (None: no such day), where it stands, and what is unsure of it."""

    days: DateInterval | None
    start: int
    end: int
    vague: bool = False  # a weekday that is not that day, a count of working days
    shift: int = 0  # « reporté d'une semaine »: days from the date that was set
    part: bool = False  # a bare month or season: good as a limit only

    @property
    def last(self) -> date | None:
        """The last day that it may mean."""
        return self.days.latest if self.days else None


@dataclass(frozen=True, slots=True)
class _When:
    """The day on which a text was written, and whether it tells what lies behind."""

    written: date
    past: bool


@lru_cache(maxsize=1024)
def find_dates(text: str, *, written: date, past: bool = False) -> tuple[FoundDate, ...]:
    """The dates of a folded text, in order, none over another; many ask for those of one clause."""
    found: list[FoundDate] = []
    for pattern, build in _FORMS:
        for match in pattern.finditer(text):
            free = all(match.end() <= each.start or each.end <= match.start() for each in found)
            if free and (made := build(match, _When(written, past))) is not None:
                found.append(made)
    return tuple(sorted(found, key=lambda each: each.start))


def _one(day: date) -> DateInterval:
    return DateInterval(day, day)


def _at(match: re.Match[str], days: DateInterval | None, *, vague: bool = False) -> FoundDate:
    return FoundDate(days, match.start(), match.end(), vague)


def _nearest(text: str, when: _When) -> DateInterval | None:
    """The reading of a date without year, in the year that its direction asks for."""
    years = range(when.written.year - 1, when.written.year + 2)
    read = (parse_date(text, None, year).value for year in years)
    return _in_direction([each for each in read if isinstance(each, DateInterval)], when)


def _in_direction(spans: list[DateInterval], when: _When) -> DateInterval | None:
    """The nearest of the same day in several years; what lies ahead may be a little late."""
    fitting = [
        each
        for each in spans
        if (
            when.written - _LONG_AGO <= each.earliest <= when.written
            if when.past
            else each.latest >= when.written - _LATE
        )
    ]
    away = {each: abs((each.latest - when.written).days) for each in fitting or spans}
    return min(away, key=away.__getitem__, default=None)


def _in_year(text: str, year: str | None, when: _When) -> DateInterval | None:
    if not year:
        return _nearest(text, when)
    read = parse_date(f"{text} {year}", None, when.written.year).value
    return read if isinstance(read, DateInterval) else None


def _checked(match: re.Match[str], days: DateInterval | None) -> FoundDate:
    """A day whose weekday is said too: in doubt when they do not agree."""
    weekday = match["weekday"]
    agree = not weekday or days is None or _DAYS.index(weekday) == days.latest.weekday()
    return _at(match, days, vague=not agree)


def _full(match: re.Match[str], when: _When) -> FoundDate:
    return _checked(match, _in_year(f"{match['day']} {match['month']}", match["year"], when))


def _range(match: re.Match[str], when: _When) -> FoundDate | None:
    """« du 10 au 24 juin »."""
    last = _in_year(f"{match['day']} {match['month']}", match["year"], when)
    first = int(match["first"])
    if last is None or not 1 <= first <= last.latest.day:
        return None
    return _at(match, DateInterval(last.latest.replace(day=first), last.latest))


def _range_of_days(match: re.Match[str], when: _When) -> FoundDate | None:
    """« du 8 au 19 »: the first of both is read, the last is the next such day after it."""
    first, last = int(match["day"]), int(match["last"])
    start = _day_only(match, when)
    if start is None or start.days is None or not 1 <= last <= 31:
        return None
    begin = start.days.earliest
    year, month = begin.year, begin.month
    if last <= first:
        year, month = year + month // 12, month % 12 + 1
    days = day_interval(year, month, last)
    between = match[0].startswith("entre")
    return _at(match, DateInterval(begin, days.latest), vague=between) if days else None


def _numeric(match: re.Match[str], when: _When) -> FoundDate | None:
    day, month = int(match["day"]), int(match["month"])
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    year = match["year"]
    if year:
        number = int(year) + (2000 if len(year) == 2 else 0)
        return _checked(match, day_interval(number, month, day))
    years = range(when.written.year - 1, when.written.year + 2)
    days = [span for year in years if (span := day_interval(year, month, day))]
    return _checked(match, _in_direction(days, when))


def _period(match: re.Match[str], when: _When) -> FoundDate | None:
    days = _in_year(f"{match['part'] or ''}{match['month']}", match["year"], when)
    return FoundDate(days, match.start(), match.end(), part=not match["part"]) if days else None


def _stretch(match: re.Match[str], when: _When) -> FoundDate | None:
    month = _in_year(match["month"], match["year"], when)
    days = stretch_of(match, month) if month else None
    return _at(match, days) if days else None


def _week_number(match: re.Match[str], when: _When) -> FoundDate | None:
    days = _nearest(f"s{match['week']}", when)
    return _at(match, days) if days else None


def _day_only(match: re.Match[str], when: _When) -> FoundDate | None:
    """« le 12 »: the next twelfth, or the last one."""
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None
    year, month = when.written.year, when.written.month
    if match.string[match.end() :].startswith((" courant", " du mois", " de ce mois")):
        days = day_interval(year, month, day)
        return _checked(match, days)
    for _ in range(13):
        made = date(year, month, day) if day <= monthrange(year, month)[1] else None
        if made and (made <= when.written if when.past else made >= when.written):
            return _checked(match, _one(made))
        step = -1 if when.past else 1
        year, month = divmod(12 * year + month - 1 + step, 12)
        month += 1
    return None


def _weekday(match: re.Match[str], when: _When) -> FoundDate:
    word = match["turn"] or ""
    behind = word.startswith("der") or word.startswith("pas") or (when.past and not word)
    if behind:
        back = (when.written.weekday() - _DAYS.index(match["weekday"]) - 1) % 7 + 1
        return _at(match, _one(when.written - back * _ONE))
    ahead = (_DAYS.index(match["weekday"]) - when.written.weekday() - 1) % 7 + 1
    ahead += {"en huit": 7, "en quinze": 14}.get(word, 0)
    return _at(match, _one(when.written + ahead * _ONE))


def _near(match: re.Match[str], when: _When) -> FoundDate:
    steps = {"apres-demain": 2, "apres demain": 2, "demain": 1, "avant-hier": -2, "hier": -1}
    return _at(match, _one(when.written + steps.get(match[0].split(" mat")[0], 0) * _ONE))


def _week(match: re.Match[str], when: _When) -> FoundDate | None:
    if not (match["turn"] or match["early"] or match["part"] or match["this"]):
        return None
    turn = match["turn"] or match["early"] or ""
    monday = when.written - when.written.weekday() * _ONE
    monday += 7 * (1 if turn.startswith(("pro", "suiv")) else -1 if turn else 0) * _ONE
    part = match["part"] or ""
    first, last = (
        (0, 2) if part.startswith("debut") else (3, 4) if part.startswith("fin") else (0, 6)
    )
    days = DateInterval(monday + first * _ONE, monday + last * _ONE)
    return _at(match, days, vague=bool(part) and not turn)


def _week_after(match: re.Match[str], when: _When) -> FoundDate:
    return FoundDate(None, match.start(), match.end(), vague=when.past, shift=7)


def _weekend(match: re.Match[str], when: _When) -> FoundDate:
    back = (when.past and not (match["turn"] or "").startswith("pro")) or match["turn"] == "dernier"
    ahead = (5 - when.written.weekday()) % 7 - (7 if back else 0)
    saturday = when.written + ahead * _ONE
    return _at(match, DateInterval(saturday, saturday + _ONE))


def _feast(match: re.Match[str], when: _When) -> FoundDate:
    days = _in_direction(days_of_feast(match["feast"], when.written, past=when.past), when)
    if days is not None and match["count"]:
        count = count_of(match["count"]) * (-1 if match["side"] == "avant" else 1)
        days = _one(days.latest + length_of(count, match["unit"], days.latest))
    return _at(match, days, vague=True)


def _month_end(match: re.Match[str], when: _When) -> FoundDate:
    last = date(
        when.written.year, when.written.month, monthrange(when.written.year, when.written.month)[1]
    )
    if match["next"]:
        if match["next"] != "prochain":
            last = date(when.written.year, when.written.month, 1) - _ONE
            return _at(match, DateInterval(last.replace(day=1), last))
        first = last + _ONE
        last = date(first.year, first.month, monthrange(first.year, first.month)[1])
        return _at(match, DateInterval(first, last))
    return _at(match, _one(last))


def _within(match: re.Match[str], when: _When) -> FoundDate:
    loose = match["lead"] not in ("dans", "sous", "d'ici")
    if match["whole"]:
        days = {"quinzaine": 14, "dizaine": 10}.get(match["whole"], 7)
        return _at(match, _one(when.written + days * _ONE), vague=loose)
    count = count_of(match["count"])
    if match["working"]:
        return _at(match, _one(when.written + (7 * count // 5 + 1) * _ONE), vague=True)
    length = length_of(count, match["unit"], when.written)
    return _at(match, _one(when.written + length), vague=loose)


def _ago(match: re.Match[str], when: _When) -> FoundDate:
    count = count_of(match["count"])
    if match["unit"].startswith("mois"):
        return _at(match, _one(when.written + length_of(-count, match["unit"], when.written)))
    return _at(match, _one(when.written - length_of(count, match["unit"], when.written)))


def _shifted(match: re.Match[str], when: _When) -> FoundDate:
    if match["whole"]:
        days = 14 if match["whole"].startswith("quinz") else 7
    else:
        days = length_of(count_of(match["count"]), match["unit"], when.written).days
    return FoundDate(None, match.start(), match.end(), shift=days)


_LEAD = r"\b(?:(?P<weekday>" + _DAY + r") )?"
_UNIT = r"(?P<unit>jours?|j|semaines?|sem|mois)\b"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _When], FoundDate | None]], ...] = (
    (
        re.compile(
            r"\b(?:decale|reporte|repousse|retarde|glisse)\w* (?:de |d')"
            r"(?:(?P<whole>quinzaine|huitaine)|(?P<count>" + COUNT + r") " + _UNIT + ")"
        ),
        _shifted,
    ),
    (
        re.compile(
            r"\b(?:(?P<whole>quinzaine|huitaine)|(?P<count>" + COUNT + r") " + _UNIT + ")"
            r" (?:de plus|supplementaires?|de mieux|de retard)\b"
        ),
        _shifted,
    ),
    (
        re.compile(
            r"\b(?P<lead>dans|sous|d'ici|comptez|compter|faut|faudra|encore|prevoyez|prevoir|"
            r"annonce\w*|(?:laisse[rz]?|donne[rz]?|demande)[- ](?:moi|nous)|di[ts]|disent|"
            r"parl\w+ de) "
            r"(?:une |les |a peu pres |environ |encore )*"
            r"(?:(?P<whole>huitaine|quinzaine|dizaine)(?: de jours)?|(?P<count>"
            + COUNT
            + r") "
            + _UNIT
            + r"(?P<working> ouvr\w+)?)"
        ),
        _within,
    ),
    (re.compile(r"\b(?:il y a|depuis) (?:bien |deja )?(?P<count>" + COUNT + r") " + _UNIT), _ago),
    (STRETCH, _stretch),
    (
        re.compile(
            r"\b(?:du|entre le) (?P<first>\d{1,2})(?:er)? (?:au|et le) (?P<day>\d{1,2}) "
            r"(?P<month>" + MONTH + r")\b(?: (?P<year>20\d\d)\b)?"
        ),
        _range,
    ),
    (
        re.compile(
            _LEAD
            + r"(?P<day>\d{1,2})(?:er)? ?(?P<month>"
            + MONTH
            + r")\b\.?(?: (?P<year>20\d\d)\b)?"
        ),
        _full,
    ),
    (
        re.compile(
            _LEAD
            + r"(?<![\d/.,])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[/.](?P<year>20\d\d|\d\d))?"
            r"(?![\d/]|\.\d)(?! ?(?:du |des |de |d'|h\b|%))"
        ),
        _numeric,
    ),
    (
        re.compile(
            r"\b(?P<part>fin |debut |mi-|mi |courant )?(?:de |d'|en )?(?P<month>"
            + MONTH.replace("|mar|", "|")
            + r")\b(?: (?P<year>20\d\d)\b)?"
        ),
        _period,
    ),
    (re.compile(r"\b(?:s|sem |semaine )(?P<week>[0-5]?\d)\b"), _week_number),
    (
        re.compile(
            r"\b(?P<part>fin |debut |fin de |debut de )?(?:de )?(?:la |(?P<this>cette |"
            r"de semaine)|de )?"
            r"(?P<early>prochaine )?(?:semaine|sem)\b(?: (?P<turn>pro\w*|suivante|derniere|"
            r"passee))?"
        ),
        _week,
    ),
    (re.compile(r"\b(?:semaine|sem) d'apres\b"), _week_after),
    (
        re.compile(
            rf"\b(?:(?P<count>{COUNT}) {_UNIT} (?P<side>apres|avant) (?:la |le |l'|les )?)?"
            rf"(?P<feast>{FEASTS})\b"
        ),
        _feast,
    ),
    (
        re.compile(r"\b(?:ce |le )?(?:week-end|weekend|we)\b(?: (?P<turn>prochain|dernier))?"),
        _weekend,
    ),
    (
        re.compile(r"\b(?:(?:la )?fin (?:du |de )mois\b|mois (?P<next>prochain|dernier|passe)\b)"),
        _month_end,
    ),
    (
        re.compile(
            r"\b(?:apres[- ]demain|avant-hier|demain|hier|aujourd'hui|aujourdhui|auj|"
            r"ce matin|a l'instant|"
            r"ce soir|ce midi|tout a l'heure|dans la (?:journee|soiree|matinee)"
            r"|cet apres-midi|ce jour(?![- ]la\b))\b"
        ),
        _near,
    ),
    (
        re.compile(
            rf"\b(?:du|entre le) (?:(?P<weekday>{_DAY}) )?(?P<day>\d{{1,2}})(?:er)? "
            rf"(?:au|et le) (?:{_DAY} )?(?P<last>\d{{1,2}})\b(?! ?(?:h\b|h\d|%|/))"
        ),
        _range_of_days,
    ),
    (
        re.compile(
            _LEAD + r"(?:(?:le |du |au |d'ici le )|(?<=i )|(?<=soit ))(?P<day>\d{1,2})(?:er)?\b"
            r"(?! ?(?:h\b|h\d|%|m\b|ha\b|t\b|euros?|€|/|x |personnes|visites|rangs?|heures?|° |"
            r"kg\b|g\b|km\b|l\b|litres?|tonnes?|cartons?|caisses?|pages?|fois|parts|repas|"
            r"familles|jours?\b|semaines?|mois\b|ans?\b))"
        ),
        _day_only,
    ),
    (
        re.compile(
            rf"\b(?P<weekday>{_DAY})\b(?! \d)(?: (?P<turn>prochain|dernier|passe|en huit|"
            r"en quinze))?"
        ),
        _weekday,
    ),
    (re.compile(r"\b(?:le|au) (?P<weekday>" + _DAY + r") (?P<day>\d{1,2})\b"), _day_only),
)
