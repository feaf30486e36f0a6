"""Pure: « qui a changé quoi depuis »: what differs between two snapshots, line by line.

Lines are matched by title, number and cells together wherever they stand: a sorted
sheet, a plan numbered anew, an inserted column or a renamed tab changes nothing. Lines of which
nobody knows whether they are the same have not changed. Who did it is the last person whom Drive
names for the workbook: Sheets tells of no one cell by cell, so it is said of the file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from relocalisons.core.kernel.model import (
    CellRef,
    ColumnKind,
    DateInterval,
    Reading,
    Row,
    Snapshot,
    SourcedTable,
)
from relocalisons.core.kernel.words.french import format_date, format_number, quote, shorten, typo
from relocalisons.core.reading.identity.lines import pair_rows
from relocalisons.core.sources.parameters import Parameters
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.sources.table_loader import TableLoader
from relocalisons.core.tables import BY_NAME


class ChangeKind(StrEnum):
    """What happened to a line."""

    ADDED = "added"
    REMOVED = "removed"
    EDITED = "edited"  # one cell of a line that is in both
    STRUCK = "struck"  # crossed out since
    UNSTRUCK = "unstruck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `before` and `after` are what the cell shows, empty when nothing.

    `column` is canonical, None for a whole line. `place` is the cell as it stands now, or as it
    stood for a line that is gone. `file_changed_at` and `last_editor` are Drive's, of the whole
    workbook, None when the listing lacks it.
    """

    kind: ChangeKind
    owner: str  # partner code, or « pilotage »
    table: str
    row: str  # the identity of the line, else « ligne 17 »
    column: str | None
    before: str
    after: str
    place: CellRef
    file_changed_at: datetime | None
    last_editor: str | None
    title: str = ""  # what the line is called, as its first column of free text says
    has_number: bool = False  # whether something names the line, beside its place

    @property
    def sentence(self) -> str:
        """« A1.2, Fin prévue : 13/02/2026 → 30/04/2026 » in French."""
        table = BY_NAME[self.table]
        if self.column is None:
            said = {
                ChangeKind.ADDED: "ligne ajoutée",
                ChangeKind.REMOVED: "ligne supprimée",
                ChangeKind.STRUCK: "ligne barrée",
                ChangeKind.UNSTRUCK: "ligne rétablie",
            }[self.kind]
            return f"{quote(typo(table.title))}, {self.row}\u00a0: {said}."
        header = table.column(self.column).header
        before = quote(shorten(self.before, limit=60)) if self.before else "vide"
        after = quote(shorten(self.after, limit=60)) if self.after else "vide"
        return f"{quote(typo(table.title))}, {self.row}, {header}\u00a0: {before} → {after}."


def changes_between(
    before: Snapshot,
    after: Snapshot,
    *,
    entries: Iterable[SourceEntry],
    parameters: Parameters | None = None,
    partners: frozenset[str] = frozenset(),
) -> tuple[Change, ...]:
    """Everything that people changed from one snapshot to the other, in the order of the sources.

    Both are read by the same `entries`, aliases and spellings of `partners`, those of today. A
    table that one of the two cannot show (unreachable, tab gone, header lost) is left out: its
    lines did not change, they are out of sight, and a finding of its own says so. A line without an
    id that says something else altogether reads as one removed and one added.
    """
    entries = tuple(entries)
    rules = parameters or Parameters()
    loaders = (
        TableLoader(snapshot=each, aliases=rules.aliases, programme=rules.lasts, partners=partners)
        for each in (before, after)
    )
    old, new = ({_key(table): table for table in loader.load(entries).tables} for loader in loaders)
    editors = {item.file_id: item for item in after.items}
    changes: list[Change] = []
    for key, table in new.items():
        if key in old:
            changes.extend(_table_changes(old[key], table, editors=editors))
    return tuple(changes)


def changes_by_owner(changes: Iterable[Change]) -> Mapping[str, tuple[Change, ...]]:
    """Partner code (or « pilotage ») → its changes."""
    grouped: dict[str, tuple[Change, ...]] = {}
    for change in changes:
        grouped[change.owner] = (*grouped.get(change.owner, ()), change)
    return grouped


def _key(table: SourcedTable) -> tuple[str, str, int]:
    # The sheet id, not the title: a tab that is renamed is the same tab.
    return table.table.name, table.workbook.file_id, table.tab.sheet_id


def _table_changes(
    old: SourcedTable, new: SourcedTable, *, editors: Mapping[str, Any]
) -> Iterator[Change]:
    pairs, removed, added = _match(old, new)
    item = editors.get(new.workbook.file_id)

    def change(kind: ChangeKind, row: Row, column: str | None, one: str, two: str) -> Change:
        return Change(
            kind=kind,
            owner=new.owner,
            table=new.table.name,
            row=row.key,
            column=column,
            before=one,
            after=two,
            place=row.place.cell(column or new.table.columns[0].name),
            file_changed_at=item.modified_time if item else None,
            last_editor=item.last_modifying_user if item else None,
            title=title_of(row),
            has_number=row.identity is not None,
        )

    for before, after in pairs:
        if before.struck != after.struck:
            kind = ChangeKind.STRUCK if after.struck else ChangeKind.UNSTRUCK
            yield change(kind, after, None, "", "")
        for column in new.table.columns:
            one, two = (shown(row.reading(column.name)) for row in (before, after))
            if one != two:
                yield change(ChangeKind.EDITED, after, column.name, one, two)
    for row in added:
        yield change(ChangeKind.ADDED, row, None, "", "")
    for row in removed:
        yield change(ChangeKind.REMOVED, row, None, "", "")


def _match(
    old: SourcedTable, new: SourcedTable
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """(pairs in the order of the new sheet, lines gone, lines new)."""
    matched = pair_rows(old.reading, new.reading, table=new.table)
    before, after = ({row.number: row for row in each.rows} for each in (old, new))
    pairs = sorted(matched.pairs, key=lambda pair: pair[1])
    return (
        [(before[one], after[two]) for one, two in pairs],
        [before[number] for number in matched.gone],
        [after[number] for number in matched.new],
    )


def title_of(row: Row) -> str:
    """What a line is called, as its first column of free text says; maybe nothing."""
    texts = (column.name for column in row.table.columns if column.kind is ColumnKind.TEXT)
    return next((said for name in texts if (said := row.text(name))), "")


def shown(reading: Reading[Any]) -> str:
    """What a cell says, in one comparable spelling: a date typed in two ways is one date."""
    value = reading.value
    if isinstance(value, DateInterval):
        if value.earliest == value.latest:
            return format_date(value.latest)
        return f"{format_date(value.earliest)} – {format_date(value.latest)}"
    if value is not None:
        return _plain(value)
    found = getattr(reading.found, "value", reading.found)
    return "" if found is None else " ".join(str(found).split())


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, cast("tuple[Any, ...]", value)))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if hasattr(value, "amount"):
        return " ".join(filter(None, (format_number(value.amount), value.unit)))
    if hasattr(value, "low"):
        low, high = format_number(value.low), format_number(value.high)
        return " ".join(filter(None, (f"{low} à {high}", value.unit)))
    return " ".join(str(value).split())
