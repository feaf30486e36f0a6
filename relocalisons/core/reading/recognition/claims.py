"""Pure: a column and a meaning that it may have, and the pairs that were made so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from relocalisons.core.kernel.model import (
    ActionStatus,
    Column,
    ColumnKind,
    Reading,
    TableSchema,
    raw,
)
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.reading.cells.legends import explained, legend_of
from relocalisons.core.reading.recognition.contents import Contents, contents_of
from relocalisons.core.reading.recognition.judgements import Judgement, judge
from relocalisons.core.reading.recognition.lexicon import SURE, Fit, Rank, key_of
from relocalisons.core.reading.recognition.months import is_part_of_year, is_year
from relocalisons.core.reading.recognition.project_months import counts_months, project_start
from relocalisons.core.reading.recognition.synonyms.tables import PERIOD

Rows = Sequence[Sequence[object]]

_BY_TITLE, _BY_CONTENTS = 0.65, 0.35
_ABOVE = 20  # rows in which the start of a project is said
_EXPLAINED = 0.6  # of the cells of a column, those that a legend explains


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A column and a meaning that it may have."""

    column: int
    meaning: str
    likeness: float
    rank: Rank
    judged: Judgement

    @property
    def score(self) -> float:
        """Title and contents together, 0–1."""
        return _BY_TITLE * self.likeness + _BY_CONTENTS * self.judged.agreement

    @property
    def column_name(self) -> str:
        """The canonical column of its meaning: a period is asked about as an end."""
        return "planned_end" if self.meaning == PERIOD else self.meaning

    @property
    def is_known(self) -> bool:
        """Whether its title is a word of the meaning, hers included."""
        return self.likeness >= SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Canonical meaning → claim, as known or only likely; meanings that several columns claim.

    `against`: column → the claim that its contents contradict. `states`: column that is crossed →
    the status that its title says; `in_turn`: one is crossed after the other, as a line goes on.
    """

    known: Mapping[str, Claim]
    likely: Mapping[str, Claim]
    clashes: Mapping[str, tuple[int, ...]]
    decoys: frozenset[int]
    against: Mapping[int, Claim]
    states: Mapping[int, ActionStatus] = field(default_factory=dict[int, ActionStatus])
    in_turn: bool = False


@dataclass(slots=True)
class Pairing:
    """What is known and likely so far, and the columns that are taken."""

    table: TableSchema
    labels: Mapping[int, str]
    body: Rows
    refused: Mapping[str, frozenset[str]]
    known: dict[str, Claim] = field(default_factory=dict[str, Claim])
    likely: dict[str, Claim] = field(default_factory=dict[str, Claim])
    clashes: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    against: dict[int, Claim] = field(default_factory=dict[int, Claim])
    used: set[int] = field(default_factory=set[int])
    partners: frozenset[str] = frozenset()  # folded spellings of the programme's partners
    seen: dict[int, Contents] = field(default_factory=dict[int, Contents])
    states: dict[int, ActionStatus] = field(default_factory=dict[int, ActionStatus])
    in_turn: bool = False
    rows: Rows = ()  # of the whole tab
    _legend: dict[object, Reading[Any]] | None = None

    @property
    def legend(self) -> Mapping[object, Reading[Any]]:
        """What the tab says that its signs and codes mean."""
        if self._legend is None:
            self._legend = legend_of(self.rows)
        return self._legend

    def contents(self, column: int) -> Contents:
        """What the cells of a column hold."""
        if column not in self.seen:
            self.seen[column] = contents_of(self.body, column)
        return self.seen[column]

    def claim(self, column: int, fit: Fit) -> Claim:
        """A column with a meaning that its title may have, judged by its cells."""
        judged = self.judged(
            column, fit.meaning, known=fit.likeness >= SURE, is_weak=fit.rank is Rank.AT_WORST
        )
        return Claim(
            column=column,
            meaning=fit.meaning,
            likeness=fit.likeness,
            rank=fit.rank,
            judged=judged,
        )

    def judged(self, column: int, meaning: str, *, known: bool, is_weak: bool = False) -> Judgement:
        """What the cells of a column say of a meaning; codes say what the legend says of them."""
        wanted, contents = self._column(meaning), self.contents(column)
        if meaning == PERIOD and self._counts_in_years(column):
            return Judgement(1.0, False, "compté dans l’année d’une autre colonne")
        if wanted.kind is ColumnKind.DATE and known and self._counts_months(column):
            return Judgement(1.0, False, "compté depuis le début du projet")
        judged = judge(wanted, contents, known=known, is_weak=is_weak)
        if wanted.kind is not ColumnKind.STATUS or not contents.filled or not judged.vetoed:
            return judged
        told = self._told(contents)
        share = told / contents.filled
        if share < _EXPLAINED:
            return judged
        why = f"{count_of(told, 'signe')} de la légende sur {contents.filled}"
        return Judgement(share, False, why)

    def is_explained(self, contents: Contents, *, share: float = _EXPLAINED) -> bool:
        """Whether a key of the tab says what most cells of a column mean as a status."""
        return contents.filled > 0 and self._told(contents) >= share * contents.filled

    def _told(self, contents: Contents) -> int:
        return sum(explained(self.legend, raw(cell)) is not None for cell in contents.cells)

    def _counts_in_years(self, column: int) -> bool:
        """Whether bare numbers stand under « Mois », and years in another column."""
        is_part = is_part_of_year(self.labels.get(column, ""))
        return (
            is_part
            and any(is_year(label) for label in self.labels.values())
            and self.contents(column).numbers > _EXPLAINED
        )

    def _counts_months(self, column: int) -> bool:
        """Whether « 9 » stands under « End month », and the start of the project above."""
        return (
            counts_months(self.labels.get(column, ""))
            and self.contents(column).numbers > _EXPLAINED
            and project_start(self.rows[:_ABOVE]) is not None
        )

    def _column(self, meaning: str) -> Column:
        return self.table.column("planned_end" if meaning == PERIOD else meaning)

    def is_free(self, claim: Claim) -> bool:
        """Whether neither its column nor its meaning is taken."""
        taken = claim.meaning in self.known or claim.column_name in self.clashes
        return not taken and claim.column not in self.used

    def forbids(self, meaning: str, column: int) -> bool:
        """Whether she refused that meaning for that title."""
        labels = self.refused.get(meaning, frozenset())
        return bool(labels) and (key_of(self.labels[column]) in labels or "*" in labels)

    def take(self, claim: Claim) -> None:
        """Hold a claim as known."""
        self.known[claim.meaning] = claim
        self.used.add(claim.column)


_STATUS, _PROGRESS = "status", "progress"
_MOSTLY = 0.5
# Of two that resemble one of these equally, neither is absent: their cells are in doubt.
DOUBTFUL = frozenset((ColumnKind.DATE, ColumnKind.STATUS, ColumnKind.PROGRESS))


def is_mood(pairing: Pairing, claim: Claim) -> bool:
    """« Météo » beside figures that say where lines stand: how they go, unless a key says more."""
    if claim.meaning != _STATUS or _PROGRESS not in pairing.known:
        return False
    contents = pairing.contents(claim.column)
    return contents.statuses < _MOSTLY * contents.filled and not pairing.is_explained(contents)


def told_by_key(pairing: Pairing, claim: Claim) -> Claim:
    """« RAG » is a status for sure where a key of the tab says the state of nearly each sign."""
    if claim.meaning != _STATUS or claim.is_known:
        return claim
    is_told = pairing.is_explained(pairing.contents(claim.column))
    return replace(claim, likeness=SURE, rank=Rank.AT_WORST) if is_told else claim


def without_empty(pairing: Pairing, claims: list[Claim]) -> list[Claim]:
    """« Timeline » that nobody fills gives way to « Date »: a date or a status has one column."""
    filled = {
        claim.column_name
        for claim in claims
        if claim.is_known and pairing.contents(claim.column).filled
    }
    return [
        claim
        for claim in claims
        if claim.column_name not in filled
        or pairing.table.column(claim.column_name).kind not in DOUBTFUL
        or claim.rank <= Rank.HEADER
        or pairing.contents(claim.column).filled
    ]
