"""Pure: hourly costs that a funder accepted, what a pay slip takes off, who signed a sheet."""

import re
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.people import month_told
from relocalisons.core.money.words.piece_texts import NUMBER, decimal_of, plain_text
from relocalisons.core.reading.cells.readers import read_single_day

_RATE = re.compile(
    r"\b(?:cout|taux|salaire)s? horaires?\b(?P<words>[^;€]*?)"
    rf"(?P<sum>{NUMBER})\s?(?:€|euros?\b|eur\b)"
)
_AGREED = re.compile(
    r"\b(?:accept\w*|valid\w*|conventionn\w*|retenu\w*|approuv\w*|agree\w*|plafonn\w*|"
    r"maxim\w*|accord|fixe\w*|notifi\w*)"
)
_REFUSED = re.compile(r"\b(?:non|pas|jamais) (?:encore )?(?:accept|valid|retenu|approuv)|\brefus")
_ABSENT = re.compile(
    r"(?P<before>\d+(?:[.,]\d+)?)\s*h(?:eures?)?\s*(?:d'|de |d )?(?:absences?|conges?|arrets?|"
    r"maladie|rtt|non travaillee?s?|non payee?s?|sans solde)|"
    r"\b(?:absences?|conges?(?: payes)?|arrets?(?: (?:de travail|maladie))?|maladie|sans solde|"
    r"rtt(?: et recup\w*)?|recuperations?)"
    r"\D{0,18}?(?P<after>\d+(?:[.,]\d+)?)\s*h(?:eures?)?\b"
)


def accepted_rate(text: str | None, *, is_acceptance: bool = False) -> Decimal | None:
    """« coût horaire accepté : Lia Brun 23,90 € »; None when none is told as accepted.

    `is_acceptance`: the piece is the funder's own letter, which needs not say the word again.
    """
    said = plain_text(text)
    found = _RATE.search(said)
    if found is None or _REFUSED.search(said):
        return None
    if not is_acceptance and not _AGREED.search(said):
        return None
    return decimal_of(found["sum"])


_LETTERS = (
    "lettre d acceptation", "acceptation", "accord", "decision", "notification d acceptation",
    "notification du cout", "bareme", "convention", "courrier du financeur", "validation",
)  # fmt: skip


def is_acceptance(nature: str | None) -> bool:
    """Whether a piece is a funder's own acceptance: « lettre d'acceptation »."""
    said = f"{fold(nature or '')} "
    return any(said.startswith(f"{each} ") for each in _LETTERS)


def rates_listed(text: str | None) -> tuple[tuple[str, Decimal], ...]:
    """« Lia Brun 23,90 ; Paul Noé 27,40 »: each name with its rate; no name is everybody."""
    found = (_LISTED.fullmatch(each.strip()) for each in re.split(r"[;\n]", text or ""))
    return tuple((each[1].strip(" :"), decimal_of(each[2])) for each in found if each is not None)


_AWAY = re.compile(
    r"\b(?:absen\w*|conges?|arrets?|maladie|maternite|paternite|rtt|repos|sans solde|suspen\w*)\b"
    r"[^;\n]{0,40}?\b(?:du (?P<first>\d{2}/\d{2}/\d{4}) au (?P<last>\d{2}/\d{2}/\d{4})|"
    r"le (?P<day>\d{2}/\d{2}/\d{4}))"
)


def days_away(text: str | None) -> tuple[tuple[date, date], ...]:
    """« congés payés du 10/11/2025 au 14/11/2025 »: first and last day, several where told."""
    found = (
        (
            read_single_day(each["first"] or each["day"]),
            read_single_day(each["last"] or each["day"]),
        )
        for each in _AWAY.finditer(plain_text(text))
    )
    return tuple((first, last) for first, last in found if first and last)


_SHEETS = (
    "feuille de temps", "feuilles de temps", "fiche de temps", "fiches de temps",
    "feuille d heures", "releve d heures", "releve de temps", "etat de temps",
    "suivi des temps", "temps passe",
)  # fmt: skip
_ALONE = re.compile(
    r"\b(?:(?:non|pas) (?:encore )?(?:contre-?)?(?:signe|vise)\w*|a (?:faire )?signer|"
    r"(?:signature|visa)s?[^;,]{0,30} (?:manqu\w+|absente?s?|non \w+)|"
    r"manque[^;,]{0,15} (?:signature|visa)|signee? par [^;,]{0,30} seul(?:e|ement)?|"
    r"sans (?:signature|visa|contre-?signature)|(?:signature|visa)s? manquante?s?|"
    r"(?:une|1) seule signature|signature (?:de l[ae'] ?|du )?(?:salarie|agent)e? seulement|"
    r"(?:case|ligne|cadre|zone|emplacement|rubrique)s?[^;]{0,40} (?:vides?|vierges?|en blanc|"
    r"non remplie?s?|blanche?s?)|"
    r"(?:responsable|employeur|presidente?|direct\w+|superieur\w*|hierarch\w+|encadrant\w*)"
    r"[^;,]{0,30} n'(?:a|ont) pas (?:encore )?(?:contre-?)?(?:signe|vise|valide)\w*)\b"
)
_EMPLOYEE = re.compile(r"\b(?:salarie|agent|employe|interesse|animat\w+|charge)e?s?\b")
_SECOND = re.compile(
    r"\b(?:responsable|employeu\w+|president\w*|direct\w+|superieur\w*|hierarch\w+|encadrant\w*|"
    r"maire|elue?|chef\w*|coordinat\w+|gerante?|tresorier\w*|secretaire|deux|contre-?sign\w*|"
    r"visee?|visa|bureau|tous|parties)\b"
)
_BOTH = re.compile(r"\b(?:et|deux|contre-?sign\w*|co-?sign\w*)\b")


def asks_two_signatures(rule: str | None) -> bool:
    """« fiche mensuelle signée par le salarié et son responsable »."""
    said = plain_text(rule)
    return "sign" in said and _BOTH.search(said) is not None and _SECOND.search(said) is not None


def is_signed_by_one(text: str | None) -> bool:
    """« signée par la salariée »: a signature that is told, of the person who worked and alone."""
    told = [each for each in re.split(r"[;.\n]", plain_text(text)) if "sign" in each]
    return bool(told) and not any(_SECOND.search(each) for each in told) and any(
        _EMPLOYEE.search(each) for each in told
    )  # fmt: skip


def is_sheet(nature: str | None) -> bool:
    """Whether a piece is a sheet of somebody's time."""
    said = f"{fold(nature or '')} "
    return any(said.startswith(f"{each} ") for each in _SHEETS)


_MADE_LATER = re.compile(
    r"\b(?:reconstitue\w*|recopie\w*|refaite?s?|reecrite?s?|de memoire|a posteriori|apres coup|"
    r"retroactive\w*|antidate\w*)\b"
)


def is_made_later(text: str | None) -> bool:
    """« reconstituée en février »: whether a sheet was not kept as the time passed."""
    return _MADE_LATER.search(plain_text(text)) is not None


def lacks_a_signature(text: str | None) -> bool:
    """Whether a sheet is said to lack one of its two signatures."""
    return _ALONE.search(plain_text(text)) is not None


_IN_ALL = re.compile(
    r"(?:\btotal\b|\bsoit\b|\ben tout\b|\bensemble\b|=)[^;.\d]{0,20}(\d+(?:[.,]\d+)?) ?"
    r"h(?:eures?)?(?: ?(\d{1,2})\b(?: ?(?:min\w*|mn))?|\b)(?! ?(?:par|/))"
)


def hours_in_all(text: str | None) -> Decimal | None:
    """« soit 56 h », « total : 38 h 30 min »: the hours of a sheet, in so many words."""
    found = _IN_ALL.search(plain_text(text))
    if found is None:
        return None
    minutes = Decimal(found[2]) / 60 if found[2] else Decimal(0)
    return decimal_of(found[1]) + minutes


_LISTED = re.compile(rf"(.*?)\s*({NUMBER})\s*(?:€|euros?)?(?:\s*/?\s*h(?:eure)?)?", re.IGNORECASE)


def hours_absent(text: str | None) -> Decimal:
    """« dont 35 h de congés payés », « arrêt maladie : 21 h »: paid hours that nobody worked."""
    said = plain_text(text)
    found = (each["before"] or each["after"] for each in _ABSENT.finditer(said))
    hours = sum((decimal_of(each) for each in found), Decimal(0))
    days = sum((decimal_of(each[1]) for each in _DAYS_OFF.finditer(said)), Decimal(0))
    return hours or days * HOURS_A_DAY


HOURS_A_DAY = 7
# « absence non rémunérée 10 jours »; « solde de congés : 12 jours » was not taken.
_DAYS_OFF = re.compile(
    r"(?<!solde de )(?<!solde )\b(?:absences?|conges? (?:sans solde|parental|maladie)|"
    r"arrets?(?: (?:de travail|maladie))?|sans solde)\b"
    r"[^;\d]{0,20}?(\d{1,2}(?:[.,]5)?) ?j(?:ours?)?\b"
)
_SHEET_MONTH = re.compile(r"(\d+(?:[.,]\d+)?) ?h(?:eures?)? (?:par|/|chaque) ?jour")
_LISTED_DAYS = re.compile(r"\bles? ((?:\d{1,2}(?:er)?(?:, ?| et | ;? ?|$))+)")


def days_listed(text: str | None) -> tuple[tuple[int, ...], Decimal | None]:
    """« 7 h par jour : les 14, 17 et 18 » is (14, 17, 18) at 7 hours."""
    said = plain_text(text)
    hours = _SHEET_MONTH.search(said)
    days = (int(day) for each in _LISTED_DAYS.findall(said) for day in re.findall(r"\d+", each))
    return tuple(dict.fromkeys(days)), decimal_of(hours[1]) if hours else None


_OF_ITS_SIGNING = re.compile(r"sign|\bvis[ae]|remis|transm|valid|\bfaite? le|etabli")
_DAY_OF_A_MONTH = re.compile(r"\b\d{1,2}(?:er)? (?=[a-z]+ 20\d\d\b)|\b\d{1,2}/(?=\d{1,2}/20\d\d\b)")


def sheet_month(text: str | None) -> tuple[int, int] | None:
    """« février 2026, 7 h par jour ; signée le 6 mars 2026 » is of February."""
    for clause in re.split(r"[;,\n]", text or ""):
        said = plain_text(clause)
        if not _OF_ITS_SIGNING.search(said) and not _DAY_OF_A_MONTH.search(said):
            told = month_told(clause)
            if told is not None:
                return told
    return None


_OPEN = re.compile(
    r"\b(?:week-? ?ends?|dimanches?|feries?|foires?|salons?|marches?|fetes?|portes ouvertes|"
    r"ordre de mission|festival\w*)\b"
)


def explains_days_off(text: str | None) -> bool:
    """« le week-end de la foire »: whether a sheet says why somebody worked on a Sunday."""
    return _OPEN.search(plain_text(text)) is not None


_TIME = re.compile(r"\b\d+(?:[.,]\d+)? ?h(?:eures?)?\b")


def tells_one_time(text: str | None) -> bool:
    """Whether a sheet speaks of hours once: « 7 h par jour, puis 14 h le samedi » does not."""
    return len(_TIME.findall(plain_text(text))) <= 1
