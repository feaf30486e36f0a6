"""Pure: whether words name a person, and how much of that person they say is paid for."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.names import bare_letters, fold
from relocalisons.core.money.words.piece_texts import CENT, NUMBER, decimal_of, plain_text
from relocalisons.core.reading.cells.readers import read_single_day

_PERCENT = r"(\d+(?:[.,]\d+)?)\s*%"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidTime:
    """What a person is paid for each month: hours, or a share of full time; `more` is beside."""

    hours: Decimal | None = None
    share: Decimal | None = None
    more: Decimal = Decimal(0)


def names_person(name: str | None, *texts: str | None) -> bool:
    """Whether one of the texts holds that name, in the order typed and as whole words."""
    wanted = fold(name or "")
    return bool(wanted) and any(f" {wanted} " in f" {fold(text or '')} " for text in texts)


_TITLES = re.compile(
    r"^(?:p/?o|m|mr|mme|mlle|monsieur|madame|maitre|dr|l[ae]|president[e]?|maire|direct\w+|"
    r"represent\w+|elue?|vice)$"
)


def without_titles(text: str | None) -> str:
    """« Mme Anne Blanc, maire » is « Anne Blanc »; one function or name alone stays."""
    first = (text or "").split(",")[0]
    words = [word for word in fold(first).split() if not _TITLES.match(word)]
    return " ".join(words)


def whom_named(text: str | None) -> str | None:
    """The first part of a text that is written as somebody's name: « Lia Brun »."""
    parts = re.split(r"[;,\n]", text or "")
    return next((each.strip() for each in parts if _NAME.fullmatch(each.strip())), None)


_NAME = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? [A-ZÀ-Ý][a-zà-ÿA-ZÀ-Ý'’-]+")


def is_same_person(one: str | None, other: str | None) -> bool:
    """« Paul Rinaldi », « RINALDI P. »: one name, turned round or cut to a first letter."""
    first, second = fold(one or "").split(), fold(other or "").split()
    shared = set(first) & set(second)
    if not any(len(word) > 2 for word in shared):
        return False
    left = [[word for word in words if word not in shared] for words in (first, second)]
    if len(first) == 1 or len(second) == 1:
        return not left[0] or not left[1]
    return len(left[0]) == len(left[1]) and all(
        any(a.startswith(b) or b.startswith(a) for b in left[1] if 1 in (len(a), len(b)))
        for a in left[0]
    )


def month_told(text: str | None) -> tuple[int, int] | None:
    """« Salaire février 2026 », « Paie 02-2026 » are (2026, 2); None when no month is told."""
    said = bare_letters(text or "")  # a day written out in full keeps the name of its month
    if found := _MONTH_NAMED.search(said):
        return int(found[2]), _MONTHS.index(found[1]) + 1
    found = _MONTH_NUMBER.search(said)
    return (int(found[2]), int(found[1])) if found else None


_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_MONTH_NAMED = re.compile(rf"\b({'|'.join(_MONTHS)}) (20\d\d)\b")
_MONTH_NUMBER = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])[-/.](20\d\d)\b")
_PARTS_OF_A_MONTH = re.compile(r"\b(?:quinzaine|semaine|acompte|solde|rappel|regularisation)\b")


def is_part_of_a_month(text: str | None) -> bool:
    """« 1re quinzaine »: whether a pay is told to be a part of its month."""
    return _PARTS_OF_A_MONTH.search(plain_text(text)) is not None


_HOURS = r"(\d+(?:[.,]\d+)?)\s*h(?:eures?)?\b"
_MONTHLY = re.compile(
    rf"{_HOURS}\s*(?:payees?|remunerees?|(?:par|/|au) ?mois|mensuelles?|mensualisees?|"
    r"au contrat|contractuelles?)|"
    r"(?:\bhoraire mensuel(?: de)?|\bbase(?: mensuelle)?(?: de)?|(?:€|euros?|eur) pour)"
    rf"\s*:?\s*{_HOURS}"
)
_WEEKLY = re.compile(rf"{_HOURS}\s*(?:(?:par|/|la) ?sem(?:aine)?\b|hebdo\w*)")
_EXTRA = re.compile(rf"{_HOURS}\s*(?:complementaires?|supplementaires?)")
_PART = re.compile(
    rf"(?:temps partiel|quotite de travail|etp)\D{{0,12}}{_PERCENT}|{_PERCENT} d.?un temps plein"
)
_HALF = re.compile(r"\bmi-? ?temps\b")
# « deux contrats à mi-temps », « mi-temps porté à temps plein »: all of somebody's time.
_WHOLE = re.compile(
    r"\b(?:deux|2) (?:\w+ ){0,2}mi-? ?temps\b|\b(?:porte|passe|devenu)e?s? (?:a|en) temps "
    r"(?:plein|complet)\b"
)
_FRACTION = re.compile(r"\b([1-4])/([2-5])\b(?!/)")
_DAYS = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAYS_A_WEEK = re.compile(rf"\b({'|'.join(_DAYS)}) jours? (?:par|/|la) ?sem(?:aine)?\b")
_FIXED = re.compile(
    r"\b(?:quotite|part fixe|affecte\w*|affectation|a hauteur de|consacre\w*)\b"
    rf"[^%;\d]{{0,40}}{_PERCENT}|{_PERCENT} (?:de son|du|de leur|d'un) temps\b"
)
_CHARGED = re.compile(rf"{_PERCENT}\s*(?:=|du cout|soit|impute)")
_COST = re.compile(
    rf"\b(?:couts?|total (?:verse par l.)?employeur)\b[^;=€\d]{{0,40}}"
    rf"({NUMBER})\s?(?:€|euros?\b|eur\b)"
)
_ACCEPTED = re.compile(r"\b(?:accepte|acceptee|validee?|agreee?|approuvee?)\b")
_ACCEPTED_ON = re.compile(
    r"\b(?:accepte|validee?|agreee?|approuvee?|acceptee|accord)\b[^;,]{0,40}?\b(?:le|du) "
    r"(\d{2}/\d{2}/\d{4})"
)
_NOT_ACCEPTED = re.compile(
    r"\b(?:non|pas(?: encore)?|jamais) (?:accepte|valide|agre|approuve)\w*|\ben attente\b|"
    r"\brefus\w*"
)


def paid_time(text: str | None) -> PaidTime | None:
    """« mi-temps, 75,83 h par mois »; None when nothing tells how much a person is paid for."""
    said = plain_text(text)
    more = sum((decimal_of(each) for each in _EXTRA.findall(said)), Decimal(0))
    if _WHOLE.search(said):
        return PaidTime(share=Decimal(1), more=more)
    if found := _MONTHLY.search(said):
        return PaidTime(hours=decimal_of(found[1] or found[2]), more=more)
    if found := _WEEKLY.search(said):
        hours = (decimal_of(found[1]) * 52 / 12).quantize(CENT)
        return PaidTime(hours=hours, more=more)
    if found := _PART.search(said):
        return PaidTime(share=decimal_of(found[1] or found[2]) / 100, more=more)
    if found := _DAYS_A_WEEK.search(said):
        return PaidTime(share=Decimal(_DAYS[found[1]]) / 5, more=more)
    if (found := _FRACTION.search(said)) and "temps" in said:
        return PaidTime(share=Decimal(found[1]) / Decimal(found[2]), more=more)
    return PaidTime(share=Decimal("0.5"), more=more) if _HALF.search(said) else None


def fixed_share(text: str | None) -> Decimal | None:
    """« quotité fixe 30 % »: a share of somebody's time, as a fraction."""
    found = _FIXED.search(plain_text(text))
    return decimal_of(found[1] or found[2]) / 100 if found else None


def charged_share(text: str | None) -> Decimal | None:
    """« coût chargé du mois 3 400,00 € ; 45 % = 1 530,00 € » is 0.45; « quotité 45 % » too."""
    found = _CHARGED.search(plain_text(text))
    return decimal_of(found[1]) / 100 if found else fixed_share(text)


def month_cost(text: str | None) -> Decimal | None:
    """« coût chargé du mois 3 400,00 € »."""
    found = _COST.search(plain_text(text))
    return decimal_of(found[1]) if found else None


def day_accepted(text: str | None) -> date | None:
    """« acceptée par la Région le 03/09/2025 »: when the funder took a share."""
    found = _ACCEPTED_ON.search(plain_text(text))
    return read_single_day(found[1]) if found else None


def is_accepted(text: str | None) -> bool | None:
    """Whether a letter is said to be accepted by the funder; None when nothing says it."""
    said = plain_text(text)
    if _NOT_ACCEPTED.search(said):
        return False
    return True if _ACCEPTED.search(said) else None


def is_amended(text: str | None) -> bool:
    """Whether a work contract, or what is written beside it, is an amendment of another."""
    return "avenant" in fold(text or "").split()
