"""Pure: how an existing workbook could be read: a proposed correspondence, never applied by us.

A workbook that people kept long before the programme has its own titles. What its columns were
taken for is told by `reading`; here it becomes words that the coordinator corrects and confirms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from relocalisons.core.kernel.model import Snapshot, Sureness, TabGrid, TableSchema, Verdict
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.correspondence import write_mapping
from relocalisons.core.sources.sources import SourceEntry, tab_of_source
from relocalisons.core.tables import BY_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What could be written beside a line of « Sources ». `missing`: needed headers without.

    `again`: she refused another one, which it replaces.
    """

    entry: SourceEntry
    text: str
    missing: tuple[str, ...] = ()
    again: bool = False


def propose_mappings(
    snapshot: Snapshot, entries: Iterable[SourceEntry], *, partners: frozenset[str] = frozenset()
) -> tuple[Proposal, ...]:
    """A proposal for each line of « Sources » whose table is not understood for sure.

    Lines that already have a confirmed correspondence are left alone, and so are the coordinator's
    own tabs, which have no line.
    """
    proposals: list[Proposal] = []
    for entry in entries:
        table, book = BY_NAME[entry.table], snapshot.workbook(entry.file_id)
        if entry.place is None or entry.columns or book is None:
            continue
        tab = tab_of_source(book, entry)
        if tab is None:
            continue
        found = propose(
            tab, table, header_row=entry.header_row, refused=entry.refused, partners=partners
        )
        if found is not None:
            mapping, missing = found
            text = write_mapping(mapping, table=table, refused=entry.refused)
            again = bool(entry.refused)
            proposals.append(Proposal(entry=entry, text=text, missing=missing, again=again))
    return tuple(proposals)


def propose(
    grid: TabGrid | Sequence[Sequence[object]],
    table: TableSchema,
    *,
    header_row: int | None = None,
    refused: Mapping[str, Iterable[str]] | None = None,
    partners: frozenset[str] = frozenset(),
) -> tuple[Mapping[str, str], tuple[str, ...]] | None:
    """(canonical column → header of the sheet, needed headers still without), or None.

    None when everything is known, or when nothing resembles the table. A table that is only
    proposed is proposed whole; of one that is applied, what is likely and not read.
    """
    reading = read_table(grid, table, header_row=header_row, refused=refused, partners=partners)
    is_whole = reading.verdict is Verdict.PROPOSED
    mapping = {
        each.meaning: each.label
        for each in reading.understood
        if each.meaning is not None and (is_whole or each.sureness is Sureness.LIKELY)
    }
    if reading.verdict is Verdict.REFUSED or not mapping:
        return None
    missing = [column.header for column in table.needed if column.name not in reading.columns]
    return mapping, tuple(missing)
