"""Pure: the rules of reminders, from « Paramètres », and what earlier weeks have told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.decisions import normalised
from relocalisons.core.model import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPolicy:
    """What the coordinator set.

    `upcoming_days` is when an item enters (J-14). After `call_after` digests without an answer
    the person leaves the mail loop for the call list. `pauses` maps a partner code to the last
    day of its pause, None when it has no end.
    """

    upcoming_days: int = 14
    call_after: int = 2
    suspended: bool = False
    pauses: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderHistory:
    """What the store remembers.

    `weeks`: partner code → the ISO weeks in which a digest was stored (`2026-W10`).
    `told`: (finding key, due date in force) → in how many digests really sent.
    `unanswered`: partner code → digests sent since the last answer.
    """

    weeks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    told: Mapping[tuple[str, date | None], int] = field(default_factory=dict)
    unanswered: Mapping[str, int] = field(default_factory=dict)


_NO = {"", "non", "n", "faux", "false", "0"}


def policy_in_force(programme: Programme) -> ReminderPolicy:
    """The policy that « Paramètres » sets; what it does not set keeps its usual value.

    « Tout suspendre » stops everything for any word but a clear no: she who hesitates there wants
    nothing to leave.
    """
    words = {normalised(name): normalised(value) for name, value in programme.parameters.items()}
    usual = ReminderPolicy()
    return ReminderPolicy(
        suspended=any(
            value not in _NO for name, value in words.items() if name.startswith("tout suspend")
        ),
        upcoming_days=_number(words.get("relances jours avant echeance"), usual.upcoming_days),
        call_after=_number(words.get("relances sans reponse avant appel"), usual.call_after),
    )


def _number(words: str | None, usual: int) -> int:
    """A whole number between 1 and 60; anything else leaves the usual value in force."""
    found = re.fullmatch(r"(\d{1,2})(?: j| jours?)?", words or "")
    number = int(found[1]) if found else 0
    return number if 1 <= number <= 60 else usual
