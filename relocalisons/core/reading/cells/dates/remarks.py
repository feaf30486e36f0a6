"""Pure: a date and a remark beside it: « 15/12/2026 (avant COPIL) », « 26 Nov 2026 (was 15 Oct) ».

A remark that speaks of something else leaves the date; one that gives the day that held before does
too. One that hedges, gives a day of its own, or says of what the date is but a part is a question.
"""

import re
from typing import Any

from relocalisons.core.kernel.model import DateInterval, Doubt, Reading
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import CELL, about, seal
from relocalisons.core.reading.cells.dates.days import read_moment
from relocalisons.core.reading.cells.dates.spans import LEAP_YEAR, MONTH, other_year
from relocalisons.core.reading.cells.words import fold

_LONGEST = 120
_BEHIND = re.compile(
    r"(?P<day>[^()\[\]]{4,30}?) ?(?:[(\[](?P<inside>[^()\[\]]+)[)\]]|(?: - |[,;] )(?P<after>.+))"
)
_PUT_OFF = re.compile(
    r"(?P<day>[^()\[\]]{4,30}?)(?: ?[(\[]| - |[,;] | )(?P<remark>(?:finalement |desormais |date "
    r"|nouvelle |report|repouss|decal|avanc|prolong|prorog|remis|deplac|recal|reprog|replan|fixe"
    r"|differ|ajourn|maintenant|devenu|moved|postponed|pushed|put back|extended|deferred|resched"
    r"|delayed|brought|changed|revised|now|new )[^()\[\]]+)[)\]]?"
)
# « Prochaine AG (mars 2027) »: what happens, and when.
_NAMED = re.compile(r"(?P<words>[^()\d]{3,60}?) ?\((?P<day>[^()]{4,30})\)")
# « M18 (Feb 2027) »: a month of a project, and which one it is.
_COUNTED = re.compile(r"(?:m|mois|month|t ?0 ?\+) ?\d{1,3} ?\((?P<day>[^()]{4,30})\)")
# « initialement 09/10 », « et non plus 15/01 », « was 15 Oct »: what held before.
_FORMER = re.compile(
    r"(?:(?:date |prevue? |fixee? |annoncee? )?(?:initiale(?:ment)?|a l'origine|au depart|d'abord"
    r"|auparavant|precedemment|anciennement)(?: prevue?| fixee?| le| au| en| pour)*"
    r"|(?:prevue?|fixee?) (?:initialement|d'abord|a l'origine)(?: le| au| en| pour)*"
    r"|(?:et )?non(?: plus| pas)?(?: le| au| en)?|au lieu d[ue](?: la| l'| le)?|en remplacement du"
    r"|plutot que(?: le)?|ex|(?:reporte|repousse|decale|avance|deplace)(?:e|es|s)? du|remplace le"
    r"|(?:it )?was|were|previously|originally|initially|formerly|instead of|rather than|not"
    r"|(?:moved|postponed|brought forward|changed|delayed) from|originally planned(?: for| on)?"
    r")[ :-]+(?P<day>.+)"
)
# « repoussé au 31/01/2027 », « now 15 Dec »: what holds.
_LATTER = re.compile(
    r"(?:(?:finalement |desormais |date )?(?:reporte|repousse|decale|avance|prolonge|proroge|remis"
    r"|deplace|recale|reprogramme|replanifie|fixe|differe|ajourne)(?:e|es|s)?"
    r"(?: finalement| desormais)?(?: au| a| en| le| pour(?: le)?| jusqu'au| jusqu'a)"
    r"|report (?:au|a|en)|(?:nouvelle (?:date|echeance)|desormais|finalement|maintenant)"
    r"(?: prevue?| fixee?)?(?: le| au| en| pour)?|devenue? (?:le )?"
    r"|(?:moved|postponed|pushed|put back|extended|deferred|rescheduled|delayed|brought forward"
    r"|changed|revised)(?: back| out)? (?:to|until|till)|now|new date)[ :-]+(?P<day>.+)"
)
# What leaves open which date it is, or whether it holds.
_OPEN = re.compile(
    r"\?|\b(?:si|sinon|ou|or|if|unless|sauf|voir|cf|see|selon|depend\w*|environ|peut-etre|maybe|tbc"
    r"|sous reserve|a (?:confirmer|valider|verifier|preciser|definir|revoir|caler|fixer)"
    r"|au plus tot|earliest|pas avant|apres|not before|after|a partir|from|jusqu|depuis"
    r"|reporte|repousse|decale|differe|retard\w*|avance|annul\w*|abandon\w*|suspend\w*|bloque"
    r"|postponed|delayed|cancel\w*|moved|late|debut|demarrage|lancement|start|begin\w*|kick-?off"
    r"|ouverture|depart|opening|premiere?s?|1ere?|first|partiel\w*|partial\w*|moitie|half|provisoire"
    r"|previsionnel\w*|estim\w*|indicati\w*|theorique|souhait\w*|ideal\w*|facture|paiement|fait|ok"
    r"|termine|done|realise)(?:e?s?)\b"
    # « phase 2 »: the date of a part.
    r"|\b(?:phase|tranche|lot|etape|volet|partie|step|batch|part) ?(?:n ?°? ?)?(?:\d|[ivx]+\b)"
)
_DATED = re.compile(
    rf"\d[/.]\d|\b(?:19|20)\d\d\b|\b{MONTH}\b|\b[stqhwm] ?\d{{1,2}}\b"
    r"|\b(?:semestre|trimestre|semaine|sem|quarter|week|half-year|jours?|mois|days?|months?|ans?"
    r"|annee|year|printemps|ete|automne|hiver|spring|summer|autumn|winter|noel|rentree)\b"
)


def read_remarked(text: str, default_year: int | None) -> Reading[Any] | None:
    """The date of a folded text that is a date and a remark which leaves it; None for any other."""
    if len(text) > _LONGEST:
        return None
    if match := _BEHIND.fullmatch(text):
        inner = read_moment(match["day"].strip(), default_year)
        remark = (match["inside"] or match["after"]).strip()
        if inner is not None and _leaves(remark):
            return _alone(inner)
    match = _COUNTED.fullmatch(text)
    if match is not None:
        inner = read_moment(match["day"].strip(), default_year)
        return _alone(inner) if inner is not None else None
    match = _NAMED.fullmatch(text)
    if match is None or _OPEN.search(match["words"]) or _DATED.search(match["words"]):
        return None
    inner = read_moment(match["day"].strip(), default_year)
    return _alone(inner) if inner is not None and inner.value is not None else None


def _leaves(remark: str) -> bool:
    former = _FORMER.fullmatch(remark)
    if former is not None:
        return _is_moment(former["day"])
    return not _OPEN.search(remark) and not _DATED.search(remark) and any(map(str.isalpha, remark))


def _is_moment(text: str) -> bool:
    said = read_moment(text.strip(), LEAP_YEAR)
    return text.strip().isdigit() or (said is not None and said.value is not None)


def _alone(inner: Reading[Any]) -> Reading[Any]:
    if inner.value is None or inner.doubt not in (Doubt.CERTAIN, Doubt.ABOUT):
        return inner
    day = format_date(inner.value.latest)
    return about(inner.value, f"{CELL} est lu comme le {day} : mettez la remarque en commentaire.")


def read_postponed(value: object) -> Reading[Any] | None:
    """The date that « 31/10/2026 (repoussé au 31/01/2027) » ends with; None for any other cell.

    Of a new date without its year, the first one after the old date (before it, if brought
    forward).
    """
    text = fold(value).strip("' ").rstrip(".;,:!") if isinstance(value, str) else ""
    match = _PUT_OFF.fullmatch(text) if len(text) <= _LONGEST else None
    latter = _LATTER.fullmatch(match["remark"].strip()) if match is not None else None
    old = read_moment(match["day"].strip(), None) if match is not None else None
    if latter is None or old is None or old.value is None:
        return None
    new = _after(latter["day"].strip(), old.value, is_sooner="avance" in latter[0][:30])
    if new is None:
        return None
    told = about(
        new,
        f"{CELL} est lu comme le {format_date(new.latest)}, la date qui remplace l’autre : "
        "tapez-la seule.",
    )
    return seal(told, value)


def _after(text: str, old: DateInterval, *, is_sooner: bool) -> DateInterval | None:
    whole = read_moment(text, None)
    if whole is not None and whole.value is not None:
        return whole.value
    said = read_moment(text, old.latest.year)
    new = said.value if said is not None else None
    if new is None:
        return None
    if not is_sooner and new.latest < old.latest:
        return other_year(new, old.latest.year + 1)
    if is_sooner and new.latest > old.latest:
        return other_year(new, old.latest.year - 1)
    return new
