"""Pure: how a day is put in a folded clause, what leads to it, and how its writer speaks to us."""

import re

_TOWARDS = frozenset(
    (
        "pas", "avant", "apres", "pour", "le", "du", "au", "a", "des", "depuis", "jusqu'au",
        "d'ici", "ni", "vers", "plutot", "fin", "de", "en", "ce",
    )
)  # fmt: skip
_MONTH = re.compile(r"janv|fevr|mars|avril|mai|juin|juil|aout|sept|octo|nove|dece|\d/\d")
_WEEKDAY = re.compile(r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche")
_OF_MONTH = re.compile(r"(?:le |du |au )?\d+(?:er)?")
_LEFT_OUT = re.compile(r"(?:\bpas (?:pour|avant|a|d.ici)?|\bni|\bnon)$")
_CLOSE = re.compile(r"\b(?:tu|te|ton|ta|toi)\b")


def form_of_day(told: str) -> str:
    """How a day is put: with its month, as a weekday, as a day of the month, by a distance."""
    if _MONTH.search(told):
        return "month"
    if _WEEKDAY.search(told):
        return "weekday" if _WEEKDAY.fullmatch(told) else "weekday and more"
    return "day of month" if _OF_MONTH.fullmatch(told) else "distance"


def word_before(text: str) -> str:
    """The small word by which what stands before a day leads to it."""
    last = text.split()[-1:]
    return last[0] if last and last[0] in _TOWARDS else "none"


def leaves_out(text: str) -> bool:
    """« pas avant le 12 », « ni lundi »: what stands before a day denies it."""
    return bool(_LEFT_OUT.search(text.rstrip()))


def is_close(text: str) -> bool:
    """Whether the writer says « tu »."""
    return bool(_CLOSE.search(text))
