"""Pure: the life of a growing contract: its stages, its signatures, its seven clauses, its term."""

from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.model import Doubt, GrowingContract, Row, first_day, last_day
from relocalisons.core.producers.contracts.words import (
    Clause,
    Renewal,
    Stage,
    read_clause,
    read_renewal,
    read_stage,
)
from relocalisons.core.producers.rows import ContractSheet, has_column, is_empty, settled_amount

_NEXT = {
    Stage.PROSPECT: Stage.INTENTION,
    Stage.INTENTION: Stage.DRAFT,
    Stage.DRAFT: Stage.SIGNING,
    Stage.SIGNING: Stage.SIGNED,
    Stage.SIGNED: Stage.GROWING,
    Stage.GROWING: Stage.DELIVERING,
    Stage.DELIVERING: Stage.CLOSED,
}

# In the order of the law: each with the column of its answer (oui / non / à revoir).
CLAUSES: tuple[tuple[str, str], ...] = (
    ("clause_1", "quantité et caractéristiques des produits"),
    ("clause_2", "prix et révision"),
    ("clause_3", "collecte ou livraison"),
    ("clause_4", "paiement"),
    ("clause_5", "durée"),
    ("clause_6", "force majeure"),
    ("clause_7", "préavis et indemnité de résiliation"),
)
_SIGNED = ("producer_signed", "buyer_signed")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseGaps:
    """Clauses of a contract that are not said to be there; numbers from 1 to 7."""

    absent: tuple[int, ...]  # « non »
    to_review: tuple[int, ...]  # « à revoir », or any other word than yes and no
    empty: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """All of them, in order."""
        return tuple(sorted((*self.absent, *self.to_review, *self.empty)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """When a contract ends and until when it may be stopped or renewed."""

    end: date
    deadline: date  # the end, less the notice when one is given
    notice: int | None  # days; None when the sheet gives none
    renewal: Renewal | None  # None when it is not said, or not clearly


def stage_of(contract: GrowingContract) -> Stage | None:
    """The stage that a cell names, whatever its spelling; None when it names none for sure."""
    return read_stage(contract.stage).value


def next_stage(stage: Stage) -> Stage | None:
    """The stage that comes after; None at the end of a contract's life."""
    return _NEXT.get(stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the service proposes for a contract: a stage, or to stay, and why (French)."""

    stage: Stage | None  # None: stay where it is
    why: str


def propose_stage(sheet: ContractSheet, *, as_of: date) -> Proposal | None:
    """The next stage, when the line of a contract shows that it is reached; None at its end.

    Only what the sheet says counts: nothing is proposed on a guess, and nothing written there.
    """
    stage = stage_of(sheet.contract)
    if stage is None or next_stage(stage) is None:
        return None
    reached, yes, no = _step(sheet, stage, as_of=as_of)
    return Proposal(stage=next_stage(stage), why=yes) if reached else Proposal(stage=None, why=no)


def clause_gaps(row: Row) -> ClauseGaps:
    """What the seven clause columns leave open; a column that the sheet lacks is not judged."""
    absent: list[int] = []
    to_review: list[int] = []
    empty: list[int] = []
    for number, (column, _) in enumerate(CLAUSES, start=1):
        # A broken cell has its own finding: nothing is concluded from it.
        doubtful = row.reading(column).doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
        if doubtful or not has_column(row, column):
            continue
        said = read_clause(row.text(column)).value
        if is_empty(row, column):
            empty.append(number)
        elif said is Clause.ABSENT:
            absent.append(number)
        elif said is not Clause.PRESENT:
            to_review.append(number)
    return ClauseGaps(absent=tuple(absent), to_review=tuple(to_review), empty=tuple(empty))


def term_of(sheet: ContractSheet) -> Term | None:
    """The term of a contract; None when its end cannot be read.

    Without a readable notice the deadline is the end itself: no notice is invented.
    """
    end = last_day(sheet.contract.end)
    if end is None:
        return None
    said = settled_amount(sheet.row, "notice_days")
    notice = int(said) if said is not None and 0 <= said <= 730 else None
    return Term(
        end=end,
        deadline=end - timedelta(days=notice or 0),
        notice=notice,
        renewal=sheet.row.said("renewal", read_renewal).value,
    )


def _step(sheet: ContractSheet, stage: Stage, *, as_of: date) -> tuple[bool, str, str]:
    """Whether the next stage is reached, why it is, and what is missing."""
    contract, row = sheet.contract, sheet.row
    start, end = first_day(contract.start), last_day(contract.end)
    began, ended = start is not None and start <= as_of, end is not None and end < as_of
    match stage:
        case Stage.PROSPECT:
            ready = contract.volume.is_set and bool(contract.crop)
            return ready, "culture et volume connus", "culture et volume à convenir"
        case Stage.INTENTION:
            ready = contract.volume.is_set and start is not None and end is not None
            return ready, "volume et dates connus", "volume et dates à convenir"
        case Stage.DRAFT:
            open_clauses = len(clause_gaps(row).numbers)
            ready = open_clauses == 0 and contract.volume.is_set
            return ready, "clauses complètes", "clauses ou volume à compléter"
        case Stage.SIGNING:
            ready = all(row.reading(column).is_set for column in _SIGNED)
            return ready, "signé des deux côtés", "signatures attendues"
        case Stage.SIGNED:
            return began, "le contrat a commencé", "le contrat n’a pas commencé"
        case Stage.GROWING:
            return bool(contract.deliveries), "des livraisons sont saisies", "aucune livraison"
        case _:
            return ended, "le contrat est arrivé à son terme", "le contrat est en cours"
