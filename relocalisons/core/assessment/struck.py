"""Pure: lines that somebody crossed out without saying what became of them.

A struck line counts nowhere. That may be meant, or a slip of the hand: it is asked until « Statut »
says so, an end is noted, the line is no longer struck, or the coordinator decides.
"""

from collections.abc import Iterator
from dataclasses import replace

from relocalisons.core.assessment.as_it_stood import as_it_stood
from relocalisons.core.communication.words import PublicationStatus
from relocalisons.core.deliverables.words import DeliverableStatus
from relocalisons.core.kernel.calendar.forecast import CLOSED
from relocalisons.core.kernel.findings.gestures import Scope, Verb, by_herself
from relocalisons.core.kernel.model import (
    ActionStatus,
    Audience,
    Finding,
    FindingKind,
    Partner,
    Programme,
    Row,
    Severity,
    SourcedTable,
    Trait,
)
from relocalisons.core.kernel.wording import contact_of
from relocalisons.core.kernel.words.french import NBSP, quote, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.words.decisions import DecisionStatus
from relocalisons.core.meetings.words.meetings import MeetingStatus
from relocalisons.core.money.words.claims import ClaimStatus
from relocalisons.core.money.words.expenses import ExpenseStatus
from relocalisons.core.money.words.reports import ReportStatus
from relocalisons.core.producers.contracts.words import Stage
from relocalisons.core.programme.findings.judged_columns import JUDGED
from relocalisons.core.programme.findings.reading_findings import FOLLOWED, NUMBERED_APART, Reader
from relocalisons.core.sources.changes import title_of
from relocalisons.core.tables import PARTNERS

_PLAN = by_herself(Verb.DECIDE, "lignes du plan")


class LineKind(FindingKind):
    """What is told of a line that counts nowhere any more, or may be another one."""

    # In the frozen planning, in no plan any more.
    ROW_DELETED = "row_deleted", _PLAN, Trait.LINE_GONE, "row_struck"
    # Crossed out, and nothing says what became of it.
    ROW_STRUCK = "row_struck", replace(_PLAN, over=Scope.ROW), Trait.LINE_GONE
    # It may be one known before: nothing is guessed.
    LINE_UNSURE = "line_unsure", _PLAN, Trait.ABOUT_DOUBT


_LONGEST_NAME = 60  # characters of what the line is called
_COUNTS_NOWHERE = "Tant qu’elle est barrée, elle n’est comptée nulle part."
_NOT_ENDED = frozenset((ActionStatus.BLOCKED, ActionStatus.PLANNED))
# The statuses that say what became of a line: done, or given up.
_SETTLED = frozenset[object](
    (
        *(DeliverableStatus.VALIDATED, DeliverableStatus.PUBLISHED, DeliverableStatus.DROPPED),
        *(MeetingStatus.HELD, MeetingStatus.CANCELLED),
        *(DecisionStatus.DONE, DecisionStatus.DROPPED),
        *(ReportStatus.SENT, ReportStatus.ACCEPTED, ReportStatus.DROPPED),
        *(ClaimStatus.SENT, ClaimStatus.PAID, ClaimStatus.REFUSED),
        *(Stage.CLOSED, Stage.BROKEN),
        *(PublicationStatus.OUT, PublicationStatus.DROPPED),
        *(ExpenseStatus.ACCEPTED, ExpenseStatus.REFUSED),
    )
)


def find_struck(programme: Programme) -> tuple[Finding, ...]:
    """Struck lines with a number, of every table that people fill, in the order of the tables.

    A line of which another copy stands unstruck was replaced: nothing is lost. Lines that no number
    names (a delivery, a working time) are not told one by one.
    """
    names = programme.names
    reader = Reader(names=names, partners=programme.partners)
    found: dict[str, Finding] = {}
    for name in (each for each in FOLLOWED if each != PARTNERS.name):  # these have left
        tables = programme.tables.get(name, ())
        standing = {_line(table, row) for table in tables for row in table.rows if not row.struck}
        for table in tables:
            for row in _struck(table):
                if _line(table, row) not in standing:
                    one = _finding(table, row, programme=programme, reader=reader)
                    found.setdefault(one.key, one)
    return tuple(found.values())


def _struck(table: SourcedTable) -> Iterator[Row]:
    for row in table.rows:
        if row.struck and row.identity and not _is_settled(row):
            yield row


def _is_settled(row: Row) -> bool:
    """Whether its status, or a real end, says what became of it; « abandonné ? » does not.

    What is held up or to come has not ended, whatever day is beside it.
    """
    status = row.reading("status").value if row.table.has("status") else None
    ended = row.table.has("actual_end") and row.reading("actual_end").is_set
    if ended and status not in _NOT_ENDED:
        return True
    if status in CLOSED:
        return True
    judged = JUDGED.get(row.table.name, {})
    said = (judged[column](row)[0] for column in ("status", "stage") if column in judged)
    return any(one.value in _SETTLED for one in said)


def _line(table: SourcedTable, row: Row) -> tuple[str, str]:
    """Which line it is; expenses are numbered by each partner apart."""
    whose = table.owner if table.table.name in NUMBERED_APART else ""
    return whose, fold(row.identity or "")


def _finding(table: SourcedTable, row: Row, *, programme: Programme, reader: Reader) -> Finding:
    partner = reader.owner_of(row, table=table, producers={})
    name = table.table.name
    words = title_of(row)
    called = f" ({quote(typo(shorten(words, limit=_LONGEST_NAME)))})" if words else ""
    stood = as_it_stood(row, names=programme.names, as_of=programme.as_of)
    label = f"{row.key} – ligne barrée"
    return Finding(
        kind=LineKind.ROW_STRUCK,
        subject=row.key if name == "actions" else f"{table.owner}/{name}/{row.key}",
        partner=partner.code if partner else None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"La ligne {row.key}{called} est barrée dans {quote(typo(table.table.title))} "
        f"({quote(typo(table.workbook.name))}){NBSP}: abandonnée, ou barrée par erreur\u202f?",
        action=_what_to_do(row, partner),
        label=label,
        headline=f"{label}, {stood.what}" if stood else "",
        evidence=(row.place.cell(table.table.identity or ""),),
        detail=" ".join(filter(None, (stood and stood.sentence, _COUNTS_NOWHERE))),
    )


def _what_to_do(row: Row, partner: Partner | None) -> str:
    who = f"Demander à {contact_of(partner)}" if partner else "Voir avec qui tient ce tableau"
    given_up = (
        f"si elle est abandonnée, l’écrire dans {quote('Statut')}"
        if row.table.has("status")
        else f"si c’est voulu, répondre {quote('sans objet')}"
    )
    return f"{who}{NBSP}: {given_up}\u202f; sinon, enlever le barré."
