"""Pure: what the words of a free cell say, or the doubt about them; one shape for every subject.

Each subject has its words (`deliverables.words`, `meetings.words`, …): an enum, its lists and its
readers. Findings, reports, reminders and flows ask that module and compare no text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Generic

from relocalisons.core.kernel.readings import Said, W, WordDoubt
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.misspelling import closest_spelling
from relocalisons.core.reading.cells.words import fold as fold_cell
from relocalisons.core.reading.cells.words import says_nothing_as_text

__all__ = ["Said", "Vocabulary", "WordDoubt", "is_negation", "is_unsure"]


@dataclass(frozen=True, kw_only=True)
class Vocabulary(Generic[W]):
    """The words of one cell of a subject, without accents.

    `meanings`: value → phrases parted by `|`. In a phrase `annule+` is « annulé », « annulée »,
    « annulés », « annulées »; `remis,rendu` is either word. The longest phrase wins (« a envoyer »
    is not « envoye ») and takes its words; one letter of slip is forgiven in a word of five.
    `unclear`: phrases of several meanings, with what they may mean; they count only where nothing
    clear stands beside. An infinitive (« annuler ») is unclear by itself: typed for « annulé », or
    still to do.
    `stages`: values of which a later one tells more than an earlier one (« déposé, validé »).
    `last_wins`: values that are in force when they come last (« reportée puis annulée »). Any other
    two values in one cell are a doubt. `whole`: so is a word beside (« public après accord »).
    `offered`: what to type instead, as people write it.
    """

    meanings: Mapping[W, str]
    offered: tuple[str, ...]
    unclear: Mapping[tuple[W, ...], str] = field(default_factory=dict[tuple[W, ...], str])
    stages: tuple[W, ...] = ()
    last_wins: tuple[W, ...] = ()
    whole: bool = False

    @cached_property
    def _found(self) -> Mapping[tuple[str, ...], "_Phrase[W]"]:
        """Every phrase by its words, made when the first cell is read: most runs read few kinds."""
        found: dict[tuple[str, ...], _Phrase[W]] = {}
        for value, lines in self.meanings.items():
            for words in _expand(lines):
                found.setdefault(words, _Phrase(words, (value,), clear=True))
            for infinitive in _infinitives(lines):
                found.setdefault((infinitive,), _Phrase((infinitive,), (value,), clear=False))
        for values, lines in self.unclear.items():
            for words in _expand(lines):
                found[words] = _Phrase(words, values, clear=False)
        return found

    @cached_property
    def phrases(self) -> Mapping[str, tuple["_Phrase[W]", ...]]:
        """The phrases by their first word, the longest first."""
        by_first: dict[str, list[_Phrase[W]]] = {}
        for phrase in sorted(self._found.values(), key=lambda each: -len(each.words)):
            by_first.setdefault(phrase.words[0], []).append(phrase)
        return {first: tuple(each) for first, each in by_first.items()}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of a phrase."""
        return frozenset(word for words in self._found for word in words)

    def read(self, text: str | None) -> Said[W]:
        """What a cell says; never raises."""
        typed = " ".join((text or "").split())
        if not typed:
            return Said()
        # What stands in brackets is a comment: « annulée (pas reportée) ». A question mark there
        # still says that nobody is sure.
        plain = _BRACKETS.sub(" ", typed)
        told = self._told(plain)
        if not told.any_value and plain != typed:
            told = self._told(typed)
        may_be = told.candidates
        if "?" in typed or is_unsure(" ".join(told.left)):
            return Said(doubt=WordDoubt.UNSURE, text=typed, candidates=may_be)
        if not told.any_value and says_nothing_as_text(fold_cell(typed)):
            return Said()
        if not told.any_value:
            return Said(doubt=WordDoubt.UNKNOWN, text=typed)
        value = self._settle(told)
        if value is None or (self.whole and told.rest):
            return Said(doubt=WordDoubt.SEVERAL, text=typed, candidates=may_be)
        return Said(value=value, text=typed)

    def _settle(self, told: "_Told[W]") -> W | None:
        """The one value in force, or None."""
        values = tuple(dict.fromkeys(told.values))
        if not values:
            return None
        if told.values[-1] in self.last_wins:
            return told.values[-1]
        if len(values) > 1 and set(values) <= set(self.stages):
            return max(values, key=self.stages.index)
        return values[0] if len(values) == 1 else None

    def _told(self, text: str) -> "_Told[W]":
        words = [self._spelling(word) for word in _words_of(text)]
        told: _Told[W] = _Told()
        at = 0
        while at < len(words):
            phrase = self._at(words, at)
            if phrase is None:
                told.rest = told.rest or words[at] not in _SMALL
                told.left.append(words[at])
                at += 1
                continue
            if _is_denied(words[:at]):
                told.denied.extend(phrase.values)
            elif phrase.clear:
                told.values.extend(phrase.values)
            else:
                told.unclear.extend(phrase.values)
            told.left.extend(("/",) if phrase.clear else phrase.words)
            at += len(phrase.words)
        return told

    def _at(self, words: list[str], at: int) -> "_Phrase[W] | None":
        for phrase in self.phrases.get(words[at], ()):
            if tuple(words[at : at + len(phrase.words)]) == phrase.words:
                return phrase
        return None

    def _spelling(self, word: str) -> str:
        if word in self.known or word in _ORDINARY:
            return word
        return closest_spelling(word, self.known) or word


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[W]):
    words: tuple[str, ...]
    values: tuple[W, ...]
    clear: bool


@dataclass(slots=True)
class _Told(Generic[W]):
    """What the phrases of a text name, in their order.

    `left`: its words but those of clear phrases, each of which leaves a `/`; `rest`: some of them
    are more than small words.
    """

    values: list[W] = field(default_factory=list[W])
    denied: list[W] = field(default_factory=list[W])
    unclear: list[W] = field(default_factory=list[W])
    left: list[str] = field(default_factory=list[str])
    rest: bool = False

    @property
    def any_value(self) -> bool:
        return bool(self.values or self.denied or self.unclear)

    @property
    def candidates(self) -> tuple[W, ...]:
        return tuple(dict.fromkeys((*self.values, *self.denied, *self.unclear)))


# What figures mean in a status, as words that a vocabulary can list.
NONE_OF_IT, ALL_OF_IT, PART_OF_IT, AMOUNT, YEAR, TICK = (
    "zeropourcent", "centpourcent", "pourcent", "montant", "aaaa", "coche",
)  # fmt: skip

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_AMOUNT = re.compile(r"\d[\d\s.,]*(?:€|k€|euros?\b)", re.IGNORECASE)
_PERCENT = re.compile(r"(?P<share>\d+(?:[.,]\d+)?)\s*%")
_YEAR = re.compile(r"\b20\d\d\b")
_TICKS = re.compile(r"[✓✔☑✅🗹]")
_LETTER_AND_FIGURE = re.compile(r"([^\W\d_])(\d)")
_UNSURE = (
    "peut etre", "a confirmer", "sans doute", "probable", "probablement", "a voir", "sous reserve",
    "a priori", "en principe", "je crois", "il semble", "risque de", "envisage", "envisagee",
    "initialement", "sera", "seront", "serait", "seraient", "devait", "devrait", "devraient",
)  # fmt: skip
_NEGATIONS = frozenset(("non", "pas", "ni", "jamais"))
_BETWEEN = frozenset(("encore", "ete", "toujours", "vraiment", "de", "d", "a", "tout"))
_SMALL = frozenset(
    ("le", "la", "les", "l", "un", "une", "de", "du", "des", "d", "et", "a", "au", "aux", "pour",
     "tous", "nos")
)  # fmt: skip
_ORDINARY = frozenset(("faire", "suite", "point", "salle", "plan", "date", "mars", "avril"))


def is_unsure(text: str) -> bool:
    """Whether the words themselves say that nobody is sure."""
    folded = " ".join(("", *(word if word == "/" else fold(word) for word in text.split()), ""))
    return any(f" {words} " in folded for words in _UNSURE)


def is_negation(word: str) -> bool:
    """Whether a folded word denies what follows."""
    return word in _NEGATIONS


def _is_denied(before: list[str]) -> bool:
    for word in reversed(before):
        if word in _NEGATIONS:
            return True
        if word not in _BETWEEN:
            return False
    return False


def _words_of(text: str) -> list[str]:
    text = _AMOUNT.sub(f" {AMOUNT} ", _TICKS.sub(f" {TICK} ", text))
    text = _YEAR.sub(f" {YEAR} ", _PERCENT.sub(_share_word, text))
    return fold(_LETTER_AND_FIGURE.sub(r"\1 \2", text)).split()


def _share_word(found: re.Match[str]) -> str:
    share = float(found["share"].replace(",", "."))
    return f" {NONE_OF_IT if share == 0 else ALL_OF_IT if share >= 100 else PART_OF_IT} "


def _expand(lines: str) -> list[tuple[str, ...]]:
    """Every spelling of the phrases of a notation, cut into words."""
    return [
        spelling
        for phrase in " ".join(lines.split()).split("|")
        for spelling in product(
            *([form for word in token.split(",") for form in _forms(word)]
              for token in phrase.split())
        )
    ]  # fmt: skip


def _forms(word: str) -> tuple[str, ...]:
    if not word.endswith("+"):
        return (word,)
    stem = word[:-1]
    # « remis », « remise »: a plural « s » is never doubled.
    return tuple(dict.fromkeys((stem, f"{stem}e", stem if stem[-1] == "s" else f"{stem}s",
                                f"{stem}es")))  # fmt: skip


def _infinitives(lines: str) -> list[str]:
    """« annuler » of « annulé »."""
    return [
        f"{word[:-1]}r"
        for phrase in " ".join(lines.split()).split("|")
        for word in phrase.split(",")
        if " " not in phrase and word.endswith("e+")
    ]
