"""Pure: the words people use for how often, when and whether reminders leave."""

import re
from enum import StrEnum

from relocalisons.core.programme.decisions.decisions import normalised


class Frequency(StrEnum):
    """How often somebody wants to be written to, by « Fréquence de relance »."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    NEVER = "never"


MonthDay = tuple[int, int]
NAME_HERE = "{personne}"  # in her salutation

_FREQUENCIES = {
    Frequency.WEEKLY: ("", "hebdo", "hebdomadaire", "chaque semaine", "toutes les semaines",
                       "semaine", "1 semaine"),
    Frequency.FORTNIGHTLY: ("quinzaine", "bimensuelle", "bimensuel", "tous les quinze jours",
                            "tous les 15 jours", "2 semaines", "toutes les deux semaines",
                            "toutes les 2 semaines", "une semaine sur deux", "1 semaine sur 2"),
    Frequency.MONTHLY: ("mensuelle", "mensuel", "mois", "chaque mois", "tous les mois", "1 mois",
                        "une fois par mois", "1 fois par mois"),
    Frequency.NEVER: ("suspendue", "suspendu", "aucune", "jamais", "non", "pas de relance", "stop"),
}  # fmt: skip
_UNTIL = re.compile(r"^suspendue?s? (?:jusqu ?(?:au|a)|au) ?(?P<when>.+)$")
_PERIOD = re.compile(r"(?:du )?(\d{1,2}) (\d{1,2}) (?:(?:au|a) )?(\d{1,2}) (\d{1,2})")
_HOURS = re.compile(r"(?:de )?(\d{1,2}) ?h?(?: (?:a|au|et))? (\d{1,2}) ?h?")
# Digests are prepared on Tuesday morning and leave on working days of their own week.
_DAYS = {"mercredi": 2, "jeudi": 3, "vendredi": 4}
_MOMENT = re.compile(
    r"(?:le )?(?P<day>mercredi|jeudi|vendredi)s?(?: a| avant)?"
    r"(?: (?:(?P<noon>midi)|(?P<hour>\d{1,2}) ?(?:h|heures?)? ?(?P<minute>\d{2})?))?"
)
_NO = ("", "non", "n", "faux", "false", "0")
_NO_QUIET_PERIOD = ("aucune", "non", "pas de periode calme")
_TO_DEPUTY = ("ecrire au suppleant", "ecrire a la suppleante", "suppleant", "suppleante")


def read_frequency(text: str | None) -> Frequency | None:
    """How often; an empty cell is WEEKLY, and None is not understood."""
    said = normalised(text)
    return next((each for each, words in _FREQUENCIES.items() if said in words), None)


def suspended_until(text: str | None) -> str | None:
    """The end in « suspendue jusqu'au 15 mars », as typed; None when nothing gives one."""
    found = _UNTIL.match(normalised(text, keep_dates=True))
    return found["when"] if found else None


def period_said(text: str) -> tuple[MonthDay, MonthDay] | None:
    """The first and the last (month, day) of « 15/06 au 15/09 »; None for anything else.

    Whether a year has these days is judged by who asks.
    """
    found = _PERIOD.fullmatch(normalised(text))
    if found is None:
        return None
    return (int(found[2]), int(found[1])), (int(found[4]), int(found[3]))


def hours_said(text: str) -> tuple[int, int] | None:
    """The two hours of « 8 h – 19 h »; None for anything else."""
    found = _HOURS.fullmatch(normalised(text))
    return (int(found[1]), int(found[2])) if found else None


def moment_said(text: str) -> tuple[int, int, int] | None:
    """Weekday (0 for Monday), hour and minute of « jeudi 12 h », « vendredi midi », « jeudi ».

    None for anything else; without an hour it is noon.
    """
    found = _MOMENT.fullmatch(normalised(text))
    if found is None:
        return None
    return _DAYS[found["day"]], int(found["hour"] or 12), int(found["minute"] or 0)


def is_clear_no(text: str | None) -> bool:
    """Whether a pause or « Tout suspendre » is clearly off, an empty value included."""
    return normalised(text) in _NO


def is_no_quiet_period(text: str | None) -> bool:
    """Whether « Période calme » says that there is none, not even August."""
    return normalised(text) in _NO_QUIET_PERIOD


def is_to_deputy(text: str | None) -> bool:
    """Whether a pause asks to write to the deputy meanwhile."""
    return normalised(text) in _TO_DEPUTY


def greeting_of(words: str, *, person: str) -> str:
    """Her salutation with the name where she wants it, without its comma; empty for the usual one.

    One that wants a name says nothing of somebody who has none.
    """
    before, place, after = words.partition(NAME_HERE)
    if place and not person:
        return ""
    return f"{before}{person if place else ''}{after}".strip(" ,")
