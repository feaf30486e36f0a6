"""Pure: how much a title of a column is like the words that name each meaning of a table.

1 for a word as known, less for a form of it; what merely resembles stays below `SURE` and is never
applied. A known decoy (`NOBODY`) is a meaning too: it claims the column and gives nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from relocalisons.core.kernel.model import TableSchema
from relocalisons.core.reading.cells.words import fold, tidy
from relocalisons.core.reading.labels import header_key, stem_key, without_measure
from relocalisons.core.reading.recognition.synonyms.nobody import NOBODY
from relocalisons.core.reading.recognition.synonyms.tables import AT_WORST, PERIOD, PLANS, SYNONYMS
from relocalisons.core.reading.recognition.wordings import (
    Wording,
    is_nobodys,
    plainer,
    worded,
)

SURE = 0.9  # a title at least so alike is known
LEAST = 0.55  # less than this is nothing

_STEMMED, _DRESSED, _COMPOUND, _WORDED = 0.95, 0.92, 0.92, 0.91
_BEGUN, _BEGUN_BY_LITTLE, _SHARED = 0.8, 0.7, 0.85
_MISSPELT, _FEW_LETTERS = 0.84, 5
_AT_MOST = 0.89  # what only resembles

_MOST_LABELS = 20_000

DECOY = ""  # the meaning of a column that is nobody's


class Rank(IntEnum):
    """Whose word a title is; of two columns with one meaning the lower rank has it."""

    HERS = 0
    HEADER = 1
    ALIAS = 2
    SYNONYM = 3
    AT_WORST = 4
    LOOSE = 5


@dataclass(frozen=True, slots=True)
class Fit:
    """A meaning that a title may have: canonical (or `DECOY`), how alike (0–1), whose word."""

    meaning: str
    likeness: float
    rank: Rank


_OF_WHAT = re.compile(
    r"(?<![/&+-]) (?:de l'|de la |des |du |de |d'|de chaque |of the |of )?"
    r"(?:action|actions|projet|operation|tache|taches|mesure|fiche|fiche[ -]action|activite|plan"
    r"|travaux|dossier|chantier|demarche|project|task|action plan)$"
)
# « Completion date (planned) », « Fin (réelle) »: what brackets say of the time of a date.
_IN_BRACKETS = re.compile(
    r"\((?:(?P<planned>planned|expected|estimated|target|previsionnel\w*|prevue?|estimee?|cible"
    r"|souhaitee?|visee?|objectif)|(?P<actual>actual|real|reelle?|effective?|effectif|constatee?"
    r"|realisee?)|(?P<revised>revised|revisee?|reportee?|actualisee?|nouvelle))\)"
)
_SHADE = re.compile(
    r" (?:previsionnel|prevu|souhaite|estime|envisage|indicatif|vise|cible|initial|vote|adopte"
    r"|approuve|delibere|contractuel|conventionne|officiel|convenu|programme|annonce)(?:l?e)?s?\b"
    r"|\b(?:planned|expected|estimated|target|initial|agreed|approved|original|baseline) "
)
# « semaine de début » is a date of a beginning.
_AT_UNIT = re.compile(r"^(?:semaine|mois|annee|trimestre|semestre|jour) (?:de |d')")
# « avancement au 15/03/2026 » is the progress on that day.
_AS_OF = re.compile(r" (?:au|en date du|a la date du|le|as of|on) [0-9].*$")
_PARTED = re.compile(r" ?/ ?| ou | et | & | or | and | - ")
_SMALL = frozenset(
    ("de", "du", "des", "la", "le", "les", "d", "l", "en", "et", "a", "au", "aux", "ou", "date",
     "par", "pour", "the", "of", "on", "by", "to", "in", "n", "action", "actions", "dates")
)  # fmt: skip
# What a word says of the time of a date, and the meanings that it excludes.
_TIMES = tuple(
    (re.compile(rf"\b(?:{words})\b"), re.compile(meanings))
    for words, meanings in (
        (r"limite|prevue?|previsionnel\w*|echeances?|planned|due|target|expected|souhaite\w*|cible"
         r"|butoir\w*", "actual_.*"),
        (r"reel|reelle|effectif|effective|actual", "planned_.*|due"),
        (r"revis\w+|report\w*|nouve\w+|revised|new", "planned_.*|due"),
        (r"debut\w*|demarr\w*|start\w*|begin\w*|lanc\w+", ".*_end|due"),
        (r"fin|echeances?|end|finish|due|deadline|clotur\w*", ".*_start"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Word:
    tokens: tuple[str, ...]
    key: str
    meaning: str
    rank: Rank


class Lexicon:
    """The words of one table; `hers` are the coordinator's, by canonical column."""

    __slots__ = ("_exact", "_fits", "_hers", "_known", "_spelt", "_stems", "_table", "_words")

    def __init__(self, table: TableSchema, hers: Mapping[str, Iterable[str]]) -> None:
        self._table = table
        self._exact: dict[str, list[tuple[str, Rank]]] = {}
        self._stems: dict[str, list[tuple[str, Rank]]] = {}
        self._spelt: dict[str, set[str]] = {}  # with its accents: « démarre le », « démarré le »
        self._words: list[_Word] = []
        self._fits: dict[str, tuple[Fit, ...]] = {}
        self._known: dict[str, tuple[Fit, ...]] = {}
        self._hers = {
            key_of(label): column.name
            for column in table.columns
            for label in _hers_of(column.name, column.header, hers)
        }
        for column in table.columns:
            self._add((column.header,), column.name, Rank.HEADER)
            self._add(column.aliases, column.name, Rank.ALIAS)
        for words, rank in (
            (SYNONYMS, Rank.SYNONYM),
            (AT_WORST, Rank.AT_WORST),
        ):
            for meaning, listed in words.get(table.name, {}).items():
                if table.has(meaning) or meaning == PERIOD:
                    self._add(phrases_of(listed), meaning, rank)
        self._add(phrases_of(NOBODY), DECOY, Rank.LOOSE)

    def _add(self, labels: Iterable[str], meaning: str, rank: Rank) -> None:
        for label in labels:
            key = key_of(label)
            self._spelt.setdefault(tidy(label).lower(), set()).add(meaning)
            known = self._exact.setdefault(key, [])
            if meaning not in [name for name, _ in known]:
                known.append((meaning, rank))
            stem = stem_key(label)
            stems = self._stems.setdefault(stem, [])
            if meaning not in [name for name, _ in stems]:
                stems.append((meaning, rank))
            if not _BINDING.search(fold(label)):
                self._words.append(_Word(_tokens(label), key, meaning, rank))

    def hers(self, label: str) -> str | None:
        """The meaning that she gave to a title, or None."""
        return self._hers.get(key_of(label)) if label else None

    def fits(self, label: str) -> tuple[Fit, ...]:
        """What a title may mean, the likeliest first; a decoy only where it is no other word."""
        found = self._fits.get(label)
        if found is None:
            found = self._fits[label] = tuple(self._find(label))
        return found

    def known(self, label: str) -> tuple[Fit, ...]:
        """The same, of words and forms of words only: nothing that merely resembles."""
        found = self._known.get(label)
        if found is None:
            said = _spaced(label)
            fits = self._forms(said) or self._nobodys(said) or self._compound(said)
            if not fits and "_" in label:
                fits = self._same_words(said)
            found = tuple(
                sorted(
                    [*fits, *self._worded(said, fits)], key=lambda fit: (-fit.likeness, fit.rank)
                )
            )
            if len(self._known) < _MOST_LABELS:
                self._known[label] = found
        return found

    def _same_words(self, label: str) -> list[Fit]:
        """« Etat_avancement » of a data base: the words of « état d'avancement »."""
        tokens = _tokens(label)
        found = {
            word.meaning: Fit(word.meaning, _DRESSED, word.rank)
            for word in reversed(self._words)
            if tokens and word.tokens == tokens
        }
        return list(found.values())

    def _nobodys(self, label: str) -> list[Fit]:
        """« Échéance financeur » of a plan: no word of a meaning outweighs whose it is."""
        is_one = self._table.name in PLANS and is_nobodys(label)
        return [Fit(DECOY, SURE, Rank.LOOSE)] if is_one else []

    def _find(self, label: str) -> list[Fit]:
        found = list(self.known(label)) or self._loose(_spaced(label))
        own = [fit for fit in found if fit.meaning != DECOY and fit.likeness >= SURE]
        if own and own[0].rank < Rank.AT_WORST:
            found = [fit for fit in found if fit.meaning != DECOY]
        return sorted(found, key=lambda fit: (-fit.likeness, fit.rank))

    def _forms(self, label: str) -> list[Fit]:
        folded = fold(label)
        bare = without_measure(label)
        plain = _SHADE.sub(" ", f"{_OF_WHAT.sub('', fold(bare))} ").strip()
        said = _IN_BRACKETS.search(folded)
        for form, likeness in ((label, 1.0), (bare, 1.0), (_unnumbered(folded), _DRESSED)):
            if form and (fits := self._look_up(form, likeness)):
                return fits if said is None else self._in_time(fits, str(said.lastgroup))
        dated = _AS_OF.sub("", folded)
        for form in (plain, plainer(label), _AT_UNIT.sub("date de ", folded), dated):
            if form and form != folded and (fits := self._look_up(form, _DRESSED)):
                return _as_planned(fits) if _SHADE.search(f"{folded} ") else fits
        return []

    def _in_time(self, fits: list[Fit], time: str) -> list[Fit]:
        """The same days as planned, as they were, or as they are now said to be."""
        told = (replace(fit, meaning=_TIME.sub(f"{time}_", fit.meaning)) for fit in fits)
        return [fit for fit in told if fit.meaning == DECOY or self._table.has(fit.meaning)]

    def _worded(self, label: str, fits: Iterable[Fit]) -> list[Fit]:
        """What a title says in words of its own, where no other word has that meaning."""
        said = worded(label) if self._table.name in PLANS else None
        if said is None:
            return []
        meaning, sureness = said
        known = {fit.meaning for fit in fits}
        has = self._table.has(meaning) or meaning == PERIOD
        if not has or meaning in known:
            return []
        if sureness is Wording.KNOWN:
            return (
                []
                if any(fit.likeness == 1 for fit in fits)
                else [Fit(meaning, _WORDED, Rank.SYNONYM)]
            )
        likeness = _WORDED if sureness is Wording.AGREED and DECOY not in known else _BEGUN
        return [Fit(meaning, likeness, Rank.AT_WORST)]

    def _look_up(self, form: str, likeness: float) -> list[Fit]:
        key = key_of(form)
        if key in self._exact:
            spelt = self._spelt.get(tidy(form).lower())
            return [
                Fit(name, likeness, rank)
                for name, rank in self._exact[key]
                if spelt is None or name in spelt
            ]
        stem = stem_key(form)
        if stem and stem in self._stems:
            return [Fit(name, min(likeness, _STEMMED), rank) for name, rank in self._stems[stem]]
        return []

    def _compound(self, label: str) -> list[Fit]:
        """« Pilote / Responsable » is what both say; « Début / Fin » is a period.

        « Décision / action » is what the one says that we know.
        """
        parts = [part for part in _PARTED.split(fold(without_measure(label))) if part]
        if len(parts) != 2:
            return []
        first, second = (
            {fit.meaning: fit.rank for fit in self._forms(part) if fit.meaning != DECOY}
            for part in parts
        )
        if "planned_start" in first and "planned_end" in second:
            return [Fit(PERIOD, _COMPOUND, Rank.SYNONYM)]
        if bool(first) != bool(second) and not self._forms(parts[bool(first)]):
            return [Fit(name, SURE, rank) for name, rank in (first or second).items()]
        both = [name for name in first if name in second]
        return [Fit(name, _COMPOUND, max(first[name], second[name])) for name in both]

    def _loose(self, label: str) -> list[Fit]:
        folded = fold(label)
        tokens, key = _tokens(label), key_of(without_measure(label))
        best: dict[str, Fit] = {}
        said, first = set(tokens), key[:1]
        for word in self._words:
            if not said.intersection(word.tokens) and word.key[:1] != first:
                continue  # neither a word in common nor a slip of the pen
            likeness = _likeness(tokens, key, word)
            known = best.get(word.meaning)
            if likeness >= LEAST and (known is None or likeness > known.likeness):
                best[word.meaning] = Fit(word.meaning, likeness, Rank.LOOSE)
        excluded = [meanings for words, meanings in _TIMES if words.search(folded)]
        return [
            fit
            for fit in best.values()
            if not any(meanings.fullmatch(fit.meaning) for meanings in excluded)
        ]


_TIME = re.compile(r"^(?:planned|actual|revised)_")


def _as_planned(fits: list[Fit]) -> list[Fit]:
    """« Date d'achèvement prévisionnelle » is no day on which something was done."""
    return [replace(fit, meaning=fit.meaning.replace("actual_", "planned_")) for fit in fits]


def _hers_of(name: str, header: str, hers: Mapping[str, Iterable[str]]) -> list[str]:
    wanted = {header_key(name), header_key(header)}
    return [label for key, labels in hers.items() if header_key(key) in wanted for label in labels]


def key_of(label: str) -> str:
    """The comparable form of a title; « # » is one too."""
    return header_key(label) or tidy(label)


@lru_cache(maxsize=256)
def phrases_of(listed: str) -> tuple[str, ...]:
    """The phrases of a list parted by semicolons."""
    return tuple(phrase for part in listed.split(";") if (phrase := tidy(part)))


def _spaced(label: str) -> str:
    """« A_tenir_avant_le » of a data base as words."""
    return label.replace("_", " ")


def _unnumbered(folded: str) -> str:
    """« Responsable 1 » as « responsable », « Cible 2026 » as « cible »."""
    return re.sub(r" ?(?:n ?°)? ?(?:20[0-9]{2}|[0-9])$", "", folded)


# « suivi par », « porté par »: without its small word, such a title is another one.
_BINDING = re.compile(r"\b(?:par|pour|a|au|qui|to|by|on|who|when)\b")


@lru_cache(maxsize=8192)
def _tokens(label: str) -> tuple[str, ...]:
    words = re.findall(r"[a-z]+", fold(without_measure(label)))
    return tuple(stem_key(word) for word in words if word not in _SMALL)


def _likeness(tokens: tuple[str, ...], key: str, word: _Word) -> float:
    """How alike a title is to one word that it is not: 0–`_AT_MOST`, more for a decoy."""
    if not tokens or not word.tokens:
        return 0.0
    size = len(word.tokens)
    if tokens[:size] == word.tokens:
        if word.meaning == DECOY:
            return SURE
        return _BEGUN if 2 * size >= len(tokens) else _BEGUN_BY_LITTLE
    common = len(set(tokens) & set(word.tokens))
    shared = _SHARED * common / max(len(tokens), size) if common else 0.0
    if len(key) < _FEW_LETTERS or len(word.key) < _FEW_LETTERS or key[0] != word.key[0]:
        return shared
    if abs(len(key) - len(word.key)) > 3:
        return shared
    letters = SequenceMatcher(None, key, word.key).ratio()
    return max(shared, min(letters, _AT_MOST) if letters >= _MISSPELT else 0.0)


@lru_cache(maxsize=64)
def _lexicon_of(table: TableSchema, hers: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon(table, dict(hers))


def lexicon_of(table: TableSchema, hers: Mapping[str, Iterable[str]]) -> Lexicon:
    """The lexicon of a table with her words, made once."""
    return _lexicon_of(table, tuple((name, tuple(labels)) for name, labels in hers.items()))
