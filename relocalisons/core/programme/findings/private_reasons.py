"""Pure: private reasons that somebody typed, asked of the coordinator; their words are not kept.

Each cell that could leave the coordination is asked about once: its words are hidden meanwhile
(`core.kernel.discretion`), and « sans objet » beside all the cells that say the same lets them be
read.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.discretion.discretion import INTERNAL
from relocalisons.core.kernel.discretion.words.private import PrivateTopic
from relocalisons.core.kernel.discretion.words.reasons import topic_of
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    Programme,
    Row,
    Severity,
    SourcedTable,
    TrackedFinding,
)
from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.kernel.words.french import NBSP, THIN, quote, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.programme.findings.reading_findings import Reader
from relocalisons.core.sources.words import OpenName, read_open_name

# Hers alone, read by nobody else; what the service writes itself is not read at all.
_HERS = frozenset(("contacts", "sources", "settings"))
_WORDS = (ColumnKind.TEXT, ColumnKind.CHOICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateCell:
    """A cell that tells a private reason; `words` are folded."""

    subject: str
    topic: PrivateTopic
    words: str
    row: Row
    column: str
    place: CellRef
    partner: str | None


def find_private_reasons(programme: Programme) -> tuple[Finding, ...]:
    """One finding a cell whose words are hidden from everybody but the coordination."""
    return tuple(_asked(cell) for cell in _private_cells(programme))


def cleared_words(programme: Programme, tracked: Iterable[TrackedFinding]) -> frozenset[str]:
    """The texts, folded, that she found to tell nothing private: « sans objet » for each cell.

    The same words in a cell that she has not judged stay hidden everywhere: there they may tell of
    somebody.
    """
    void = {
        one.finding.key
        for one in tracked
        if one.finding.kind is ReadingKind.PRIVATE_REASON and one.word.meaning is Meaning.VOID
    }
    if not void:
        return frozenset()
    cells = _private_cells(programme)
    kept = {cell.words for cell in cells if _asked(cell).key not in void}
    return frozenset(cell.words for cell in cells) - kept


def _private_cells(programme: Programme) -> tuple[PrivateCell, ...]:
    names = programme.names
    reader = Reader(names=names, partners=programme.partners)
    found = [
        cell
        for name, entries in programme.tables.items()
        if name not in _HERS
        for entry in entries
        for row in entry.rows
        if not row.struck
        for cell in _of_row(row, entry, reader=reader)
    ]
    found += [
        _cell(row, "value", topic, owner=PILOTAGE, partner=None)
        for row in programme.reminder_lines
        if read_open_name(row.text("name")) is OpenName.OPENING
        if (topic := topic_of(row.text("value") or "")) is not None
    ]
    return tuple(found)


def _of_row(row: Row, entry: SourcedTable, *, reader: Reader) -> Iterator[PrivateCell]:
    for column in row.table.columns:
        if column.kind not in _WORDS or column.audience is Audience.COORDINATION:
            continue
        text = row.text(column.name)
        topic = topic_of(text) if text else None
        if topic is not None:
            whose = reader.owner_of(row, table=entry, producers={})
            yield _cell(
                row,
                column.name,
                topic,
                owner=entry.owner,
                partner=whose.code if whose else None,
            )


def _cell(
    row: Row, column: str, topic: PrivateTopic, *, owner: str, partner: str | None
) -> PrivateCell:
    words = fold(row.text(column) or "")
    # Other words in the same cell are another question: her answer was about these.
    mark = hashlib.sha256(words.encode()).hexdigest()[:6]
    return PrivateCell(
        subject=f"{owner}/{row.table.name}/{row.lasting_key}/{column}/{mark}",
        topic=topic,
        words=words,
        row=row,
        column=column,
        place=row.place.cell(column),
        partner=partner,
    )


def _asked(cell: PrivateCell) -> Finding:
    """The words themselves are not repeated: findings are kept for years."""
    header = quote(typo(cell.row.table.column(cell.column).header))
    line = f"{typo(cell.row.table.title)}, {cell.row.key}"
    return Finding(
        kind=ReadingKind.PRIVATE_REASON,
        subject=cell.subject,
        partner=cell.partner,
        severity=Severity.INFO,
        audience=Audience.COORDINATION,
        title=(
            f"{line}{NBSP}: {header} semble donner une raison privée ({cell.topic.value}). Les "
            f"rapports et les messages disent {quote(INTERNAL)} à la place."
        ),
        action=(
            "Remplacer ces mots par une formule neutre dans la cellule, ou décider "
            f"{quote('sans objet')} s’ils ne disent rien de privé{THIN}: ils seront alors repris "
            "tels quels."
        ),
        label=line,
        evidence=(cell.place,),
    )
