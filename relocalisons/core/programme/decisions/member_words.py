"""Pure: her word beside several mails at once: which of them she means, and which she leaves out.

« envoyer sauf P07 » on the row of 23 equal convocations, « tout » or « P07 » in the cell on top of
« Relances ». A name that nobody there has, or that two have, is asked about: nothing is sent.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from relocalisons.core.kernel.model import Decision, Meaning
from relocalisons.core.kernel.words.french import join_words, quote, shorten
from relocalisons.core.programme.decisions.decision_tabs import DecisionDoubt, DecisionTab
from relocalisons.core.programme.decisions.decisions import (
    SEND_ALL,
    normalised,
    understand_reminder,
    understand_send_all,
)
from relocalisons.core.programme.decisions.exception_words import before_exception, split_exception

_TO = re.compile(r"^(?:envoyer|envoyez|envoie)(?: seulement)?(?: a)?\b")
_BESIDE_NAMES = frozenset(
    {"a", "au", "et", "l", "la", "le", "les", "m", "mme", "madame", "monsieur"}
)
_EVERYBODY = frozenset({"tout", "tous", "toutes", "tout le monde", "a tous", "envoyer a tous"})
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One mail of a row, or of the tab: its key, the code of its partner, its reader by name."""

    key: str
    code: str
    person: str

    @property
    def shown(self) -> str:
        """« Jeanne Vernet (P07) »."""
        return f"{self.person} ({self.code})" if self.person else self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersWord:
    """What is decided of whom: `meaning` for `keys`, « pas cette fois » for `left_out`.

    `words`: what she said of `keys`, without the names. `message` is a doubt: then nothing is.
    """

    meaning: Meaning = Meaning.NOTHING
    keys: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    words: str = ""
    message: str = ""


def understand_members(decision: str, note: str, members: Iterable[Member]) -> MembersWord:
    """Her word on a row of several mails; « sauf P07 » may stand in « Note » too."""
    members = tuple(members)
    everyone = frozenset(one.key for one in members)
    head, less = split_exception(normalised(decision))
    noted = split_exception(normalised(note))[1]
    left_out = frozenset[str]()
    for said, names in ((decision, less), (note, noted)):
        if names is not None:
            chosen = _chosen(names, members)
            if chosen is None or chosen == everyone:
                return _doubt(said, members)
            left_out |= chosen
    meant = understand_reminder(head)
    if not head and less is not None:
        return _doubt(decision, members)  # « sauf P07 » alone: what of the others?
    if meant.meaning is Meaning.SEND or head in _EVERYBODY or _is_all(head):
        words = decision if less is None else before_exception(decision)
        said = words.strip() if meant.meaning is Meaning.SEND else "envoyer"
        return MembersWord(
            meaning=Meaning.SEND, keys=everyone - left_out, left_out=left_out, words=said
        )
    if meant.meaning is Meaning.NOTHING:
        return MembersWord(left_out=left_out)
    if meant.is_clear and not left_out:
        return MembersWord(meaning=meant.meaning, keys=everyone, words=decision)
    named = _chosen(_TO.sub("", head), members) if not left_out else None
    if meant.is_clear or named is None:
        return _doubt(decision, members)
    return MembersWord(meaning=Meaning.SEND, keys=named, words="envoyer")


def understand_order(words: str, members: Iterable[Member]) -> MembersWord:
    """The cell on top of « Relances »: « tout », « tout sauf P07 », « P07 et P12 »."""
    members = tuple(members)
    head, less = split_exception(normalised(words))
    if not head and less is None:
        return MembersWord()
    left_out = frozenset[str]() if less is None else _chosen(less, members)
    if _is_all(head) or head in _EVERYBODY:
        if left_out is None:
            return _doubt(words, members)
        everyone = frozenset(one.key for one in members)
        return MembersWord(meaning=Meaning.SEND, keys=everyone - left_out, words=SEND_ALL)
    named = _chosen(_TO.sub("", head), members) if less is None else None
    if named is None:
        return MembersWord(meaning=Meaning.UNCLEAR, message=understand_send_all(words).message)
    return MembersWord(meaning=Meaning.SEND, keys=named, words=SEND_ALL)


def spread(tab: DecisionTab, groups: Mapping[str, tuple[Member, ...]]) -> DecisionTab:
    """Her words with, for each row of several mails that stands there, those on each of them.

    A member that has a row of its own keeps what is said there. Members of a row whose word is
    not understood have no word, and a doubt each, all with the same sentence.
    """
    by_key, doubted = tab.by_key(), {doubt.key: doubt for doubt in tab.doubts}
    decisions, keys, cells = list(tab.decisions), set(tab.keys), dict(tab.cells)
    silent, doubts = set(tab.silent), list(tab.doubts)
    for group, everyone in groups.items():
        if group not in tab.keys:
            continue
        members = tuple(one for one in everyone if one.key not in tab.keys)
        keys |= {one.key for one in members}
        cells |= {one.key: tab.cells.get(group, "") for one in members}
        said = by_key.get(group)
        meant = understand_members(said.decision, said.note, everyone) if said else MembersWord()
        message = meant.message or (doubted[group].message if group in doubted else "")
        for one in members:
            if message:
                cell = tab.cells.get(group, "")
                doubts.append(DecisionDoubt(cell=cell, key=one.key, message=message))
            elif one.key in meant.left_out:
                decisions.append(Decision(key=one.key, decision="pas cette fois", note=""))
            elif one.key in meant.keys:
                decisions.append(Decision(key=one.key, decision=meant.words, note=""))
            else:
                silent.add(one.key)
    return replace(
        tab,
        decisions=tuple(decisions),
        keys=frozenset(keys),
        cells=cells,
        silent=frozenset(silent),
        doubts=tuple(doubts),
    )


def _is_all(head: str) -> bool:
    return understand_send_all(head).meaning is Meaning.SEND


def _chosen(names: str, members: tuple[Member, ...]) -> frozenset[str] | None:
    """Those that she names, by code or person; None where a word names nobody, or one of two."""
    words = names.split()
    found: set[str] = set()
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            coded = {one.key for one in members if normalised(one.code) == phrase}
            named = {one.key for one in members if phrase in _names_of(one)}
            if coded or len(named) == 1:
                found |= coded or named
                at += length
                break
        else:
            if words[at] not in _BESIDE_NAMES:
                return None
            at += 1
    return frozenset(found) or None


def _names_of(member: Member) -> frozenset[str]:
    """« jeanne vernet » and « vernet »."""
    whole = normalised(member.person)
    return frozenset({whole, whole.partition(" ")[2]} - {""})


def _doubt(said: str, members: tuple[Member, ...]) -> MembersWord:
    shown = quote(shorten(" ".join(said.split()), limit=60))
    code = next((one.code for one in members), "P07")
    offered = join_words([quote("envoyer"), quote(f"envoyer sauf {code}")], last="ou")
    return MembersWord(
        meaning=Meaning.UNCLEAR,
        message=f"{shown} n’est pas compris. Écrivez {offered}, avec un code ou un nom de la "
        "ligne. Rien n’est envoyé en attendant.",
    )
