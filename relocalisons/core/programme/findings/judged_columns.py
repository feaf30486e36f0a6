"""Pure: the columns of free words that each subject's module judges, and what to type there.

A word that nobody understands, or that its author doubts, is told where it stands: what is
concluded from it elsewhere is nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from relocalisons.core.communication.words import PUBLICATION_STATUS
from relocalisons.core.deliverables.words import DELIVERABLE_STATUS, READERS
from relocalisons.core.kernel.model import Row
from relocalisons.core.kernel.words.french import NBSP, THIN, quote, typo
from relocalisons.core.meetings.words.decisions import DECISION_STATUS
from relocalisons.core.meetings.words.meetings import (
    MEETING_STATUS,
    PRESENCES_OFFERED,
    read_presence,
)
from relocalisons.core.money.words.claims import CLAIM_STATUS
from relocalisons.core.money.words.expenses import EXPENSE_STATUS
from relocalisons.core.money.words.reports import (
    REPORT_STATUS,
    REPORT_TYPE,
    ReportType,
    read_report_type,
    read_row_status,
)
from relocalisons.core.producers.contracts.words import STAGE
from relocalisons.core.reading.cells.said import Said, Vocabulary, WordDoubt

_Judge = Callable[[Row], tuple[Said[Any], tuple[str, ...]]]


def _by(column: str, vocabulary: Vocabulary[Any]) -> tuple[str, _Judge]:
    return column, lambda row: (row.said(column, vocabulary.read), vocabulary.offered)


def _line_status(row: Row) -> tuple[Said[Any], tuple[str, ...]]:
    kind = row.said("type", read_report_type).value
    vocabulary = CLAIM_STATUS if kind is ReportType.CLAIM else REPORT_STATUS
    return read_row_status(row), vocabulary.offered


JUDGED: Mapping[str, Mapping[str, _Judge]] = {
    "deliverables": dict([_by("status", DELIVERABLE_STATUS), _by("confidentiality", READERS)]),
    "contracts": dict([_by("stage", STAGE)]),
    "meetings": dict([_by("status", MEETING_STATUS)]),
    "attendance": {
        "presence": lambda row: (row.said("presence", read_presence), PRESENCES_OFFERED)
    },
    "decisions": dict([_by("status", DECISION_STATUS)]),
    "communication": dict([_by("status", PUBLICATION_STATUS)]),
    "report_schedule": {**dict([_by("type", REPORT_TYPE)]), "status": _line_status},
    "expenses": dict([_by("status", EXPENSE_STATUS)]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordInDoubt:
    """A cell whose words are not understood, or not for sure; `fix` is French, for its author."""

    column: str
    said: Said[Any]
    fix: str

    @property
    def is_unknown(self) -> bool:
        """Whether no word of it is known, rather than two meanings fit."""
        return self.said.doubt is WordDoubt.UNKNOWN


def words_in_doubt(row: Row) -> Iterator[WordInDoubt]:
    """The judged cells of a row that are in doubt; those that reading told are left to it."""
    for column, judge in JUDGED.get(row.table.name, {}).items():
        if row.is_doubtful(column):
            continue
        said, offered = judge(row)
        if said.doubtful:
            yield WordInDoubt(column=column, said=said, fix=_fix(said, offered))


def _fix(said: Said[Any], offered: tuple[str, ...]) -> str:
    words = ", ".join(quote(typo(word)) for word in offered[:-1])
    words = f"{words} ou {quote(typo(offered[-1]))}"
    if said.doubt is WordDoubt.UNKNOWN:
        return f"Mots compris dans cette colonne{NBSP}: {words}."
    return f"Écrivez ce qui est sûr{NBSP}: {words}{THIN}; rien n’en est conclu en attendant."
