"""Pure: what an audience may see: the one place where a document's data is made fit for its reader.

Builders of reports, annexes and digests take their data from `view_for`. What the reader may not
see is not there: cells of narrower columns are absent, words of narrower findings are empty. Such a
finding keeps its kind, its state, its dates and the line it judges, so that figures are counted as
for everybody: a delay is one whether or not its owner can be read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from relocalisons.core.kernel.model import (
    Audience,
    Column,
    ColumnKind,
    Finding,
    Partner,
    PartnerNames,
    Programme,
    Reading,
    Row,
    SourcedTable,
    TabGrid,
    TableReading,
    TableSchema,
    TrackedFinding,
    Trait,
    absent,
)
from relocalisons.core.programme.decisions.shared_delays import is_told

HIDDEN = "(réservé)"  # in the place of a link

_ORDER = tuple(Audience)  # from the narrowest to the widest
_OWNERS = ("partner", "owner", "producer", "code")
# Sums and shares are computed from them; the committee is shown shares, never these cells.
_FIGURES = (ColumnKind.MONEY, ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.YESNO)
# What is made for everybody speaks of these and of nothing else.
_PUBLIC_TABLES = frozenset(("deliverables", "communication", "funders"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who reads: an audience, and which partner when it is one."""

    audience: Audience
    partner: str | None = None


COORDINATOR = Viewer(audience=Audience.COORDINATION)
FUNDER = Viewer(audience=Audience.FUNDER)
COMMITTEE = Viewer(audience=Audience.COPIL)
EVERYBODY = Viewer(audience=Audience.PUBLIC)


def partner_viewer(code: str) -> Viewer:
    """The partner of that code: its own lines, and of the others what the committee sees."""
    return Viewer(audience=Audience.PARTNER, partner=code)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The programme and its findings as one viewer may see them."""

    programme: Programme
    tracked: tuple[TrackedFinding, ...] = ()


def view_for(
    programme: Programme, tracked: tuple[TrackedFinding, ...] = (), *, viewer: Viewer
) -> View:
    """The data of a document for `viewer`; the coordinator sees everything."""
    if viewer.audience is Audience.COORDINATION:
        return View(programme=programme, tracked=tracked)
    return View(
        programme=programme_for(programme, viewer=viewer),
        tracked=tuple(_tracked(each, viewer=viewer) for each in tracked),
    )


def may_see_finding(finding: Finding, *, viewer: Viewer) -> bool:
    """Whether the words of a finding are for that viewer; a partner sees its own ones."""
    if viewer.audience is Audience.COORDINATION:
        return True
    if viewer.audience is Audience.PARTNER and finding.partner == viewer.partner:
        return finding.audience is not Audience.COORDINATION
    wanted = Audience.COPIL if viewer.audience is Audience.PARTNER else viewer.audience
    return _is_for(finding.audience, wanted)


def may_see_column(column: Column, *, viewer: Viewer, is_own: bool = False) -> bool:
    """Whether a cell of that column is for that viewer; `is_own`: in a line of its own.

    The committee's documents compute with the figures of the funders' columns, whose texts they
    do not have.
    """
    if viewer.audience is Audience.COORDINATION:
        return True
    if viewer.audience is Audience.PARTNER:
        return _is_for(column.audience, Audience.PARTNER if is_own else Audience.COPIL)
    if viewer.audience is Audience.COPIL and column.audience is Audience.FUNDER:
        return column.kind in _FIGURES
    if viewer.audience is Audience.PUBLIC:
        return _is_for(column.audience, Audience.COPIL)
    return _is_for(column.audience, viewer.audience)


def programme_for(programme: Programme, *, viewer: Viewer) -> Programme:
    """The same programme without the cells that `viewer` may not see.

    What many papers are made of is one programme: what is built of it is built once for them all.
    """
    if viewer.partner is not None:
        return _programme_for(programme, viewer)
    name = f"{__name__}.{viewer.audience}"
    if name not in programme.derived:
        programme.derived[name] = _programme_for(programme, viewer)
    return cast("Programme", programme.derived[name])


def _programme_for(programme: Programme, viewer: Viewer) -> Programme:
    names = programme.names
    tables: Mapping[str, tuple[SourcedTable, ...]] = programme.tables
    return replace(
        programme,
        partners=tuple(_partner(each, viewer=viewer) for each in programme.partners),
        tables={
            name: tuple(_table(each, viewer=viewer, names=names) for each in entries)
            for name, entries in tables.items()
            if viewer.audience is not Audience.PUBLIC or name in _PUBLIC_TABLES
        },
        findings=tuple(_finding(each, viewer=viewer) for each in programme.findings),
    )


def _is_for(audience: Audience, wanted: Audience) -> bool:
    """Whether what is meant for `audience` is meant for `wanted` too: a wider one includes it."""
    return _ORDER.index(audience) >= _ORDER.index(wanted)


def _tracked(entry: TrackedFinding, *, viewer: Viewer) -> TrackedFinding:
    """Her note is hers; her decision stays: reports obey it.

    A chain that she lets be told keeps the numbers of its ends, and still no word.
    """
    finding = _finding(entry.finding, viewer=viewer)
    if not finding.subject and is_told(entry):
        finding = replace(finding, subject=entry.finding.subject)
    if finding is entry.finding and not entry.note:
        return entry
    return replace(entry, finding=finding, note="")


def _finding(finding: Finding, *, viewer: Viewer) -> Finding:
    if may_see_finding(finding, viewer=viewer):
        return finding
    return replace(
        finding,
        # The line is on the paper; without it, what is late would be « non mesurable » there.
        subject=finding.subject if finding.kind.has(Trait.BY_DATE) else "",
        partner=None,
        title="",
        action="",
        label="",
        evidence=(),
        detail="",
        ask="",
        waits_for="",
    )


def _partner(partner: Partner, *, viewer: Viewer) -> Partner:
    if viewer.partner == partner.code:
        return partner
    return replace(partner, emails=absent(), phone=None, channel=None, deputy_emails=None)


def _table(entry: SourcedTable, *, viewer: Viewer, names: PartnerNames) -> SourcedTable:
    own = frozenset(_own_rows(entry, viewer=viewer, names=names))
    seen = {
        is_own: frozenset(
            column.name
            for column in entry.table.columns
            if may_see_column(column, viewer=viewer, is_own=is_own)
        )
        for is_own in (True, False)
    }
    kept = seen[bool(own)]
    if len(kept) == len(entry.table.columns) and not entry.reading.extra_headers and not own:
        return replace(entry, workbook=replace(entry.workbook, tabs=()))
    reading = entry.reading
    columns = {name: at for name, at in reading.columns.items() if name in kept}
    return replace(
        entry,
        reading=_reading(reading, table=entry.table, columns=columns, seen=seen, own=own),
        tab=_tab(entry.tab, reading, seen=seen, own=own),
        workbook=replace(entry.workbook, tabs=()),
    )


def _own_rows(entry: SourcedTable, *, viewer: Viewer, names: PartnerNames) -> Iterator[int]:
    if viewer.partner is None:
        return
    for row in entry.rows:
        if entry.partner == viewer.partner or _names(row, viewer.partner, names=names):
            yield row.number


def _names(row: Row, partner: str, *, names: PartnerNames) -> bool:
    """Whether the first column that names a partner names this one."""
    column = next((each for each in _OWNERS if row.table.has(each)), None)
    return column is not None and names.code_of(row.text(column)) == partner


def _reading(
    reading: TableReading,
    *,
    table: TableSchema,
    columns: dict[str, int],
    seen: Mapping[bool, frozenset[str]],
    own: frozenset[int],
) -> TableReading:
    links = {column.name for column in table.columns if column.kind is ColumnKind.URL}
    return replace(
        reading,
        issues=tuple(
            issue
            for issue in reading.issues
            if issue.column is None or issue.column in seen[issue.row in own]
        ),
        readings={
            number: {
                name: cell if name in seen[number in own] else _mark(cell)
                for name, cell in cells.items()
                if name in seen[number in own] or name in links
            }
            for number, cells in reading.readings.items()
        },
        columns=columns,
        extra_headers=(),
        parts=tuple(
            replace(part, columns={n: at for n, at in part.columns.items() if n in columns})
            for part in reading.parts
        ),
    )


def _mark(reading: Reading[Any]) -> Reading[Any]:
    """A link that the viewer may not open: that a proof is there may count, not where it is."""
    return Reading(HIDDEN if reading.is_set else None, reading.doubt)


def _tab(
    tab: TabGrid,
    reading: TableReading,
    *,
    seen: Mapping[bool, frozenset[str]],
    own: frozenset[int],
) -> TabGrid:
    """Only the data rows are left, and of them the cells that are read."""
    numbers = set(reading.rows)

    def of(number: int, cells: tuple[object, ...]) -> tuple[object, ...]:
        names, columns = seen[number in own], reading.columns_at(number)
        places = {at for name, at in columns.items() if name in names}
        return tuple(cell if at in places else None for at, cell in enumerate(cells))

    return replace(
        tab,
        rows=tuple(
            of(number, cells) if number in numbers else ()
            for number, cells in enumerate(tab.rows, start=1)
        ),
        merges=(),
    )
