"""Pure: a date with words around it: « fait le », « d'ici », « reporté au », « ? »."""

import re
from datetime import date, timedelta
from typing import Any

from relocalisons.core.kernel.model import DateInterval, Doubt, Reading
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import CELL, about, ambiguous, question, unreadable
from relocalisons.core.reading.cells.dates.days import EXAMPLE, read_moment
from relocalisons.core.reading.cells.dates.remarks import read_remarked
from relocalisons.core.reading.cells.dates.spans import MONTH, week_interval

_LEAD = re.compile(
    r"(?:date ?:? |la date du |dans le |le |au |du |pour le "
    r"|prevu(?:e|es|s)? (?:le |pour (?:le )?|en |au )?|fixee? (?:le |au ))"
)
_DONE = re.compile(
    r"(?:(?:c'est )?(?:fait|termine|fini|realise|acheve|livre|depose|envoye|signe|paye|recu|valide"
    r"|publie|demarre|commence|lance|ok|cloture|effectue|rendu)(?:e|es|s)?(?: depuis)? ?[:,-]? ?"
    r"(?:le |depuis le |en )?"
    r"|(?:reporte|repousse|decale)(?:e|s|es)? (?:au |a )|nouvelle date ?:? ?)"
)
_APPROXIMATE = re.compile(
    r"(?:~ ?|vers (?:le |la )?|env\.? |environ (?:le )?|autour du |aux alentours du |\+/- )"
)
_DEADLINE = re.compile(
    r"(?:au plus tard (?:le |en )?|d'ici (?:le |au |a |la |l')?|jusqu'(?:au |a |en )"
    r"|avant (?:le |la |l')?|pas apres le |deadline ?:? |date limite ?:? |dl ?:? "
    r"|by |until |till |no later than |before )"
)
_ENDING = ("fin", "la fin", "end", "the end", "late")
# Before a feast, a break or the first school day nobody means after it.
_BEGINS = re.compile(
    r"(?:les |the )?(?P<feast>noel|toussaint|christmas|xmas)\b|(?:les |the )?(?:vacances|conges) "
    r"|rentree\b|christmas holidays|summer holidays"
)
_FEASTS = {"toussaint": (10, 31), "noel": (12, 24), "christmas": (12, 24), "xmas": (12, 24)}
_LAST = re.compile(
    r" (?:au plus tard|dernier delai|maxi?(?:mum)?|at the latest"
    r"|\(?(?:prevu|previsionnel|estime|indicatif|environ|planned|estimated|tentative)e?s?\)?)$"
)
_WEEK_OF = re.compile(r"(?:la )?(?:semaine|sem\.?|s\.?) du (?:lundi )?(.+)$")
_UNSURE = re.compile(
    r"(?: ?\?+| ?\(?(?:a confirmer|a valider|a verifier|a definir|a preciser|tbc|sous reserve)\)?)$"
)
_ANY_DATE = re.compile(
    r"(?<![0-9])(?:[0-9]{4}[/.-][0-9]{1,2}[/.-][0-9]{1,2}"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-][0-9]{2,4})?"
    rf"|[0-9]{{1,2}}(?:er)?[ -]*{MONTH}\b\.?(?:[ -]*[0-9]{{4}})?|{MONTH}\b\.? [0-9]{{4}})(?![0-9])",
    re.ASCII,
)


def read_phrase(text: str, default_year: int | None) -> Reading[Any]:
    """The reading of a folded text that is neither a day nor a period by itself."""
    if match := _UNSURE.search(text):
        inner = _read_inside(text[: match.start()].rstrip(), default_year)
        return question(
            inner, f"{CELL} n’est pas confirmé : tapez la date seule quand elle est sûre."
        )
    return (
        _read_dressed(text, default_year)
        or read_remarked(text, default_year)
        or _read_loose(text, default_year)
    )


def _read_inside(text: str, default_year: int | None) -> Reading[Any]:
    return read_moment(text, default_year) or read_phrase(text, default_year)


def _read_dressed(text: str, default_year: int | None) -> Reading[Any] | None:
    """A day or a period with words around it that are known not to change it."""
    if match := _WEEK_OF.match(text):
        return _read_week_of(match[1], default_year)
    if match := _DEADLINE.match(text):
        return _read_deadline(match[0], text[match.end() :], default_year)
    if match := _LAST.search(text):
        return _alone(read_moment(text[: match.start()], default_year))
    if match := _LEAD.match(text):
        return read_moment(text[match.end() :], default_year)
    if match := _DONE.match(text):
        rest = _LEAD.sub("", text[match.end() :], count=1)
        return _alone(read_moment(rest, default_year)) if rest else None
    if match := _APPROXIMATE.match(text):
        return _alone(read_moment(text[match.end() :], default_year))
    return None


def _alone(inner: Reading[Any] | None) -> Reading[Any] | None:
    """The date without the words, ABOUT."""
    if inner is None or inner.value is None or inner.doubt is not Doubt.CERTAIN:
        return inner
    day = format_date(inner.value.latest)
    return about(inner.value, f"{CELL} est lu comme le {day} : tapez la date seule.")


def _read_week_of(rest: str, default_year: int | None) -> Reading[Any] | None:
    inner = read_moment(rest, default_year)
    if inner is None or inner.value is None:
        return inner
    year, week, _ = inner.value.earliest.isocalendar()
    return about(
        week_interval(year, week),
        f"{CELL} est lu comme la semaine {week} : tapez le jour exact dès que vous le connaissez.",
    )


def _read_deadline(lead: str, rest: str, default_year: int | None) -> Reading[Any] | None:
    """« avant fin mars » is due at the end of March; « avant mars » may mean before it begins."""
    inner = read_moment(rest, default_year)
    if inner is None or inner.value is None:
        return inner
    interval = inner.value
    begins = _BEGINS.match(rest) if lead.startswith(("avant", "before")) else None
    if begins is not None:
        return _before(interval, begins["feast"])
    is_period = interval.earliest != interval.latest and not rest.startswith(_ENDING)
    if not lead.startswith(("avant", "before")) or not is_period:
        return _alone(inner)
    eve = interval.earliest - timedelta(days=1)
    return ambiguous(
        f"{CELL} ne dit pas si la période est comprise : tapez le dernier jour, par exemple "
        f"{format_date(interval.latest)}.",
        (DateInterval(eve, eve), interval),
    )


def _before(interval: DateInterval, feast: str | None) -> Reading[Any]:
    """The last days before it, at the latest the eve of a feast."""
    eve = interval.earliest - timedelta(days=1)
    last = date(eve.year, *_FEASTS[feast]) if feast is not None else eve
    day = format_date(last)
    return about(
        DateInterval(min(eve, last), last), f"{CELL} est lu comme le {day} : tapez le jour exact."
    )


def _read_loose(text: str, default_year: int | None) -> Reading[Any]:
    """Several dates, or a date among other words: a question, never a choice."""
    pieces = [match[0] for match in _ANY_DATE.finditer(text)]
    candidates = _dates_in(pieces, default_year)
    years = {interval.latest.year for interval in candidates}
    if default_year is None and len(years) == 1:
        candidates = _dates_in(pieces, years.pop())
    if len(pieces) >= 2:
        return ambiguous(
            f"{CELL} contient plusieurs dates : ne gardez ici que celle de cette colonne. Pour un "
            "report, la date d’origine reste dans la colonne prévue et la nouvelle va dans la "
            "colonne révisée.",
            candidates,
        )
    if pieces and (candidates or any(map(str.isalpha, text))):
        return ambiguous(
            f"{CELL} contient une date et d’autres mots : ne laissez que la date, par exemple "
            "12/03/2026, et mettez le reste en commentaire.",
            candidates,
        )
    return unreadable(f"{CELL} n’est pas une date : tapez {EXAMPLE}, ou laissez vide.")


def _dates_in(pieces: list[str], default_year: int | None) -> tuple[DateInterval, ...]:
    readings = (read_moment(piece, default_year) for piece in pieces)
    found = (r.value for r in readings if r is not None and r.value is not None)
    return tuple(dict.fromkeys(found))
