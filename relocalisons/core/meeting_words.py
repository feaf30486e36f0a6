"""Pure: the words people use for a meeting's status, a presence, an answer and a role.

Each word list is closed: what is not in it stays in doubt, and « peut-être » is no answer.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from relocalisons.core.names import fold


class MeetingStatus(StrEnum):
    """What « Statut » says of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"  # put off: its date no longer holds until another is typed
    CANCELLED = "cancelled"


class Presence(StrEnum):
    """How a member took part."""

    PRESENT = "present"
    REMOTE = "remote"
    REPRESENTED = "represented"
    EXCUSED = "excused"
    ABSENT = "absent"

    @property
    def counts(self) -> bool:
        """Whether the seat counts towards the quorum."""
        return self in (Presence.PRESENT, Presence.REMOTE, Presence.REPRESENTED)


class AnswerKind(StrEnum):
    """What a member answered to the notice."""

    YES = "yes"
    NO = "no"
    PROXY = "proxy"


T = TypeVar("T", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Generic[T]):
    """What a cell says; `value` is None when it says nothing, or nothing clear (`doubtful`)."""

    value: T | None = None
    doubtful: bool = False
    name: str = ""  # who represents, or holds the proxy, as typed; empty when nobody is named


_STATUS = {
    MeetingStatus.HELD: ("tenu", "realise", "termine", "passe", "fait", "ok"),
    MeetingStatus.CANCELLED: ("annul", "supprime"),
    MeetingStatus.MOVED: ("report", "decal"),
    MeetingStatus.PLANNED: (
        "prevu", "planifi", "programm", "a venir", "confirm", "convoqu", "a planifier", "a prevoir",
    ),
}  # fmt: skip
_PRESENCE = {
    Presence.REMOTE: ("visio", "distan", "en ligne", "telephone", "teams", "zoom"),
    Presence.REPRESENTED: ("represent", "pouvoir", "procuration"),
    Presence.EXCUSED: ("excus",),
    Presence.ABSENT: ("absent",),
    Presence.PRESENT: ("present",),
}
_YES = frozenset(("oui", "o", "x", "ok", "vrai", "1", "✓", "✔", "✅", "☑"))
_NO = frozenset(("non", "n", "faux", "0", "✗", "✘", "❌"))
_WILL_COME = ("oui", "present", "viendra", "vient", "participe", "confirm", "ok", "visio", "serai")
_WILL_NOT = ("non", "absent", "excus", "indisponible", "decline", "empech")
_PROXY = ("pouvoir", "procuration", "represent")
_HOLDER = re.compile(r"\b(?:à|a|par)\s+(?P<name>.+)$", re.IGNORECASE)
_TO_BE_NAMED = ("precis", "defin", "design", "confirm", "voir", "nommer")
_NO_VOTE = ("invit", "observ", "anim", "secret", "suppl", "technic", "prestat")
_UNSURE = ("peut etre", "a confirmer", "sans doute", "probable", "a voir", "sous reserve")
_NEGATIONS = frozenset(("non", "pas", "ni"))


def read_meeting_status(text: str | None) -> Said[MeetingStatus]:
    """The status of a meeting; a word that is in no list is doubtful."""
    return _said(text, _kinds(text, _STATUS))


def read_presence(text: str | None) -> Said[Presence]:
    """How somebody took part: « présente », « absent excusé », « représenté par P07 »."""
    plain = (text or "").strip().casefold()
    if plain in _YES:
        return Said(value=Presence.PRESENT)
    if plain in _NO:
        return Said(value=Presence.ABSENT)
    words, kinds = fold(plain).split(), _kinds(text, _PRESENCE)
    if kinds == {Presence.ABSENT, Presence.EXCUSED}:
        return Said(value=Presence.ABSENT if "non" in words else Presence.EXCUSED)
    if kinds == {Presence.PRESENT, Presence.REMOTE}:
        kinds = {Presence.REMOTE}
    if Presence.REPRESENTED in kinds:
        kinds = kinds - {Presence.ABSENT, Presence.EXCUSED}  # « excusé, représenté par P07 »
    said = _said(text, kinds)
    if said.value is Presence.REPRESENTED:
        return Said(value=said.value, name=_holder(text))
    return said


def read_answer(text: str | None) -> Said[AnswerKind]:
    """What a member answered: « oui », « non », « pouvoir à P07 »; « peut-être » is doubtful."""
    plain = (text or "").strip().casefold()
    if plain in _YES:
        return Said(value=AnswerKind.YES)
    if plain in _NO:
        return Said(value=AnswerKind.NO)
    kinds = _kinds(
        text,
        {AnswerKind.PROXY: _PROXY, AnswerKind.NO: _WILL_NOT, AnswerKind.YES: _WILL_COME},
    )
    if AnswerKind.PROXY in kinds:
        kinds = kinds - {AnswerKind.NO}  # « absent, pouvoir à P07 »
    said = _said(text, kinds)
    if said.value is AnswerKind.PROXY:
        return Said(value=said.value, name=_holder(text))
    return said


def has_vote(role: str | None) -> bool:
    """Whether a role holds a seat: everybody but guests, observers, hosts and deputies."""
    words = fold(role or "").split()
    return not any(word.startswith(_NO_VOTE) for word in words)


def _said(text: str | None, kinds: set[T]) -> Said[T]:
    """One kind is an answer; none or several, a question mark or a « pas » is a doubt."""
    folded = fold(text or "")
    if not folded and "?" not in (text or ""):
        return Said()
    words = set(folded.split())
    unsure = "?" in (text or "") or any(doubt in folded for doubt in _UNSURE)
    if len(kinds) != 1 or unsure:
        return Said(doubtful=True)
    kind = next(iter(kinds))
    if words & _NEGATIONS and kind.value != AnswerKind.NO:
        return Said(doubtful=True)
    return Said(value=kind)


def _kinds(text: str | None, lists: dict[T, tuple[str, ...]]) -> set[T]:
    folded = fold(text or "")
    return {
        kind
        for kind, stems in lists.items()
        if any(re.search(rf"\b{re.escape(stem)}", folded) for stem in stems)
    }


def _holder(text: str | None) -> str:
    found = _HOLDER.search(text or "")
    name = found["name"].strip(" .,;()") if found else ""
    return "" if fold(name).startswith(_TO_BE_NAMED) else name
