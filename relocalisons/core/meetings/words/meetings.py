"""Pure: the words people use for a meeting's kind and status, a presence, an answer and a role.

Each word list is closed: what is not in it stays in doubt, and « peut-être » is no answer.
"""

import re
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.said import Said, Vocabulary, WordDoubt, is_negation, is_unsure


class MeetingKind(StrEnum):
    """What « Type » says of a meeting."""

    STEERING = "steering"  # COPIL
    TECHNICAL = "technical"  # COTECH, CODIR and other committees
    GROUP = "group"
    OTHER = "other"  # two people, an event: nobody is convened


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

_Is = MeetingStatus
MEETING_STATUS = Vocabulary(
    meanings={
        _Is.HELD: "tenu+|realise+|termine+|passe+|fait+|effectue+|clos+|eu lieu|ok fait|"
        "cr,pv envoye+,depose+,diffuse+,redige+",
        _Is.CANCELLED: "annule+|supprime+|abandonne+|n aura pas lieu|sans objet",
        _Is.MOVED: "reporte+|report|decale+|deplace+|repousse+|differe+|ajourne+|a reprogrammer",
        _Is.PLANNED: "prevu+|planifie+|programme+|confirme+|convoque+|maintenu+|fixe+|cale+|"
        "retenu+|convocation envoyee|a venir|a tenir|a planifier|a prevoir|a programmer|"
        "a convoquer|a organiser|a fixer|se tiendra|aura lieu|pas encore tenu+|pas encore eu lieu",
    },
    unclear={
        (_Is.PLANNED, _Is.HELD): "ok",
        (_Is.PLANNED, _Is.MOVED): "avance+|option",
        (_Is.CANCELLED, _Is.MOVED): "suspendu+|annule+ remplace+|annule+ et remplace+",
        (_Is.HELD, _Is.MOVED): "quorum non atteint",
    },
    last_wins=(_Is.HELD, _Is.CANCELLED, _Is.MOVED),
    offered=("à convoquer", "convoquée", "tenue", "reportée", "annulée"),
)
PRESENCES_OFFERED = ("présent", "visio", "excusé", "représenté par", "absent")
_KINDS = (
    (MeetingKind.STEERING, ("copil", "comite de pilotage")),
    (MeetingKind.TECHNICAL, ("cotech", "codir", "comite")),
    (MeetingKind.GROUP, ("gt", "groupe")),
)
_PRESENCE = {
    Presence.REMOTE: ("visio", "distan", "en ligne", "telephone", "teams", "zoom"),
    Presence.REPRESENTED: ("represent", "pouvoir", "procuration"),
    Presence.EXCUSED: ("excus",),
    Presence.ABSENT: ("absent",),
    Presence.PRESENT: ("present",),
}
_YES = frozenset(("oui", "o", "x", "ok", "vrai", "1", "✓", "✔", "✅", "☑"))
_NO = frozenset(("non", "n", "faux", "0", "✗", "✘", "❌"))
_WILL_COME = (
    "oui", "present", "viendra", "viendrons", "viendront", "viens", "vient", "venons", "participe",
    "confirm", "ok", "visio", "serai", "y sera", "serons", "seront la", "sera la", "avec plaisir",
    "volontiers", "bien sur", "partant", "compte sur moi", "comptez sur",
)  # fmt: skip
_WILL_NOT = ("non", "absent", "excus", "indisponible", "decline", "empech")
_PROXY = ("pouvoir", "procuration", "represent")
# « je ne pourrai pas être présent » says no, and names nothing that is denied.
_DENIED = re.compile(
    r"(?:\bne? )?(?:\by )?\b(?:ser|vien|ven|pourr|peu|particip|assist)\w* pas"
    r"(?: (?:y )?(?:etre (?:present\w*|la|des votres)|venir|participer|assister))?\b"
    r"|\bpas (?:disponible|dispo|libre|possible)\w*|\bpas la$|\bsans moi\b|\bimpossible\b"
)
_HESITATES = re.compile(
    r"\bpas (?:encore )?(?:sur|certain|sais)|\b(?:sais|sait) pas\b|\b(?:vois|verrai|vais voir)\b"
    r"|\bsi (?:je|on|nous|possible|tout)\b|\bessai|\b(?:viendr|ser)(?:ais|ait|ions|aient)\b"
    r"|\bnormalement\b|\bsauf\b"
)
_WILL_BE = re.compile(r"\b(?:sera|seront)\b")  # an answer is of a day to come: no doubt in itself
_BY_REPLY = re.compile(r"\s*\(par réponse du [^()]*\)")  # how an answer by mail is marked
_HOLDER = re.compile(r"\b(?:à|a|par)\s+(?P<name>.+)$", re.IGNORECASE)
_TO_BE_NAMED = ("precis", "defin", "design", "confirm", "voir", "nommer")
_NO_VOTE = ("invit", "observ", "anim", "secret", "suppl", "technic", "prestat")


def meeting_kind(text: str | None) -> MeetingKind:
    """What a meeting is, by how its « Type » begins."""
    said = fold(text or "")
    return next((kind for kind, words in _KINDS if said.startswith(words)), MeetingKind.OTHER)


@lru_cache(maxsize=4096)
def read_meeting_status(text: str | None) -> Said[MeetingStatus]:
    """The status of a meeting; a word that is in no list is doubtful."""
    return MEETING_STATUS.read(text)


def read_presence(text: str | None) -> Said[Presence]:
    """How somebody took part: « présente », « absent excusé », « représenté par P07 »."""
    plain = (text or "").strip().casefold()
    if plain in _YES:
        return Said(value=Presence.PRESENT, text=plain)
    if plain in _NO:
        return Said(value=Presence.ABSENT, text=plain)
    words, kinds = fold(plain).split(), _kinds(text, _PRESENCE)
    if kinds == {Presence.ABSENT, Presence.EXCUSED}:
        value = Presence.ABSENT if "non" in words else Presence.EXCUSED
        return Said(value=value, text=plain)
    if kinds == {Presence.PRESENT, Presence.REMOTE}:
        kinds = {Presence.REMOTE}
    if Presence.REPRESENTED in kinds:
        kinds = kinds - {Presence.ABSENT, Presence.EXCUSED}  # « excusé, représenté par P07 »
    said = _said(text, kinds)
    if said.value is Presence.REPRESENTED:
        return replace(said, name=_holder(text))
    return said


def read_answer(text: str | None) -> Said[AnswerKind]:
    """What a member answered: « oui », « non », « pouvoir à P07 »; « peut-être » is doubtful."""
    text = _BY_REPLY.sub("", text or "")
    plain = (text or "").strip().casefold()
    if plain in _YES:
        return Said(value=AnswerKind.YES, text=plain)
    if plain in _NO:
        return Said(value=AnswerKind.NO, text=plain)
    folded = _DENIED.sub("absent", fold(text))
    kinds = _kinds(
        folded,
        {AnswerKind.PROXY: _PROXY, AnswerKind.NO: _WILL_NOT, AnswerKind.YES: _WILL_COME},
    )
    if AnswerKind.PROXY in kinds:
        kinds = kinds - {AnswerKind.NO}  # « absent, pouvoir à P07 »
    said = _said(text, kinds, judged=_WILL_BE.sub("/", folded))
    if said.value is AnswerKind.PROXY:
        return replace(said, name=_holder(text))
    return said


def has_vote(role: str | None) -> bool:
    """Whether a role holds a seat: everybody but guests, observers, hosts and deputies."""
    words = fold(role or "").split()
    return not any(word.startswith(_NO_VOTE) for word in words)


def _said(text: str | None, kinds: set[T], *, judged: str = "") -> Said[T]:
    """One kind is an answer; none or several, a question mark or a « pas » is a doubt.

    `judged`: the words in which a doubt is looked for, where they are not all of them.
    """
    typed = " ".join((text or "").split())
    if not typed:
        return Said()
    candidates = tuple(sorted(kinds))
    if "?" in typed or is_unsure(judged or typed) or _HESITATES.search(judged):
        return Said(doubt=WordDoubt.UNSURE, text=typed, candidates=candidates)
    if not kinds:
        return Said(doubt=WordDoubt.UNKNOWN, text=typed)
    kind = next(iter(kinds))
    denied = kind.value != AnswerKind.NO and any(map(is_negation, (judged or fold(typed)).split()))
    if len(kinds) > 1 or denied:
        return Said(doubt=WordDoubt.SEVERAL, text=typed, candidates=candidates)
    return Said(value=kind, text=typed)


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


def is_held_apart(place: str) -> bool:
    """Whether people meet by telephone or camera, as the place says: nobody signs there."""
    words = fold(place)
    return any(word in words for word in _PRESENCE[Presence.REMOTE])


def runs_meetings(role: str) -> bool:
    """Whether a role of « Instances » is that of who runs the meetings."""
    return fold(role).startswith("animat")
