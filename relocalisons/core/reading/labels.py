"""Pure: the label of a column: its comparable forms, and the column it names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from relocalisons.core.kernel.model import TableSchema
from relocalisons.core.reading.cells.numbers.measures import measure_at_end
from relocalisons.core.reading.cells.words import fold, tidy

CLOSE_ENOUGH = 0.78


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """How the columns of a table may be called; rank 0 is the usual header, 1 an alias."""

    exact: Mapping[str, tuple[str, int]]
    stems: Mapping[str, tuple[str, int]]
    labels: Mapping[str, str]  # header or alias as written → canonical column


@lru_cache(maxsize=20_000)
def header_key(label: str) -> str:
    """A label without case, accents, spaces, line breaks or punctuation: `n° action` → "
    "`naction`."""
    folded = re.sub(r"\b(?:numero|num\.?|no)\b|n°", "n", fold(label))
    return re.sub(r"[^a-z0-9%]+", "", folded)


@lru_cache(maxsize=20_000)
def without_measure(label: str) -> str:
    """A label without what stands in brackets, stars, units and marks of obligation."""
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", label).rstrip()
    bare = bare[: measure_at_end(bare)]
    bare = re.sub(r"(?i)\b(?:obligatoire|jj/mm/aaaa|si connu|en %)\b|[*:]+", " ", bare)
    return tidy(bare)


@lru_cache(maxsize=20_000)
def stem_key(label: str) -> str:
    """The key without plural and feminine endings: « Fin prévue » and « Fin prévu » are one."""
    words = re.findall(r"[a-z0-9%]+", re.sub(r"\b(?:numero|num|no)\b|n°", "n", fold(label)))
    return "".join(_stem(word) for word in words)


def _stem(word: str) -> str:
    word = word.removesuffix("s")
    for ending, shorter in (("elle", "el"), ("ee", "e"), ("ue", "u"), ("ie", "i"), ("ise", "is")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + shorter
    return word


def vocabulary(table: TableSchema, extra_aliases: Mapping[str, Iterable[str]]) -> Vocabulary:
    """The vocabulary of a table, with the aliases of « Paramètres » by canonical name or header."""
    more = tuple((name, tuple(labels)) for name, labels in extra_aliases.items())
    return _vocabulary(table, more)


@lru_cache(maxsize=512)
def _vocabulary(table: TableSchema, extra: tuple[tuple[str, tuple[str, ...]], ...]) -> Vocabulary:
    exact: dict[str, tuple[str, int]] = {}
    stems: dict[str, tuple[str, int] | None] = {}
    labels: dict[str, str] = {}
    by_label = {header_key(name): names for name, names in extra}
    for rank in (0, 1):
        for column in table.columns:
            more = by_label.get(header_key(column.name), ()) + by_label.get(
                header_key(column.header), ()
            )
            for label in (column.header,) if rank == 0 else (*column.aliases, *more):
                exact.setdefault(header_key(label), (column.name, rank))
                labels.setdefault(label, column.name)
                stem = stem_key(label)
                known = stems.setdefault(stem, (column.name, rank))
                if known is not None and known[0] != column.name:
                    stems[stem] = None  # two meanings: only the exact label counts
    kept = {stem: known for stem, known in stems.items() if known is not None and stem not in exact}
    return Vocabulary(exact=exact, stems=kept, labels=labels)


def meaning_of(label: str, words: Vocabulary) -> tuple[str, int] | None:
    """The canonical column of a label and how well it fits (0 best), or None."""
    for rank, candidate in enumerate((label, without_measure(label))):
        key = header_key(candidate)
        if key in words.exact:
            name, alias = words.exact[key]
            return name, 2 * rank + alias
        stem = stem_key(candidate)
        if stem in words.stems:
            name, alias = words.stems[stem]
            return name, 2 * rank + alias
    return None


def suggest(label: str, words: Vocabulary, wanted: Iterable[str]) -> str | None:
    """The canonical column among `wanted` that a label resembles most, or None; never applied."""
    key = header_key(without_measure(label))
    names = set(wanted)
    if len(key) < 3 or not names:
        return None
    abridged = {
        name
        for spelling, name in words.labels.items()
        if name in names and _abridges(label, spelling)
    }
    if len(abridged) == 1:
        return abridged.pop()
    scored = [
        (SequenceMatcher(None, key, known).ratio(), name)
        for known, (name, _) in words.exact.items()
        if name in names and len(known) >= 3
    ]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= CLOSE_ENOUGH else None


def _abridges(label: str, spelling: str) -> bool:
    """Whether a label is short for a header, word by word: « Fin rév. » for « Fin révisée »."""
    short = re.findall(r"[a-z0-9]+", fold(label))
    whole = re.findall(r"[a-z0-9]+", fold(spelling))
    same_length = len(short) == len(whole) > 0
    return same_length and all(w.startswith(s) for s, w in zip(short, whole, strict=True))
