"""Pure: what was to be said to somebody, and that a cell of its line now leaves in doubt.

An unreadable date is no other date: what was late stays before her until somebody types one that
can be read. A workbook that cannot be read at all is another matter, with an act of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.findings.gestures import Verb
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    FindingState,
    Programme,
    Row,
    TrackedFinding,
    Trait,
)
from relocalisons.core.kernel.sheets import column_letter
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    quote,
    shorten,
    typo,
)

_ROW = re.compile(r"\d+$")

Line = tuple[str, int, str]  # file, tab, row
Doubts = Mapping[Line, CellRef]

_LONGEST = 40
_TWO_LINES = 58  # characters, after « Ne se lit pas : », on a phone
_LONGEST_TAB = 32
_GESTURES: Mapping[ColumnKind, str] = {
    ColumnKind.DATE: "faire écrire la date entière",
    ColumnKind.CHOICE: "faire écrire un mot de la liste",
    ColumnKind.STATUS: "faire écrire « à venir », « en cours », « réalisé » ou « bloqué »",
    ColumnKind.NUMBER: "faire écrire un nombre",
    ColumnKind.PARTNER: "dire qui c’est, par un « Synonyme » de « Paramètres »",
}


def still_told(tracked: Iterable[TrackedFinding]) -> list[TrackedFinding]:
    """Calls that stood until a cell of their line became unreadable, and may stand still."""
    tracked = tuple(tracked)
    unseen = [
        one
        for one in tracked
        if one.state is FindingState.OUT_OF_SIGHT and one.finding.kind.gesture.verb is Verb.CALL
    ]
    if not unseen:
        return []
    doubts = doubts_of(one.finding for one in tracked if one.is_open)
    return [one for one in unseen if doubt_of(one.finding, doubts) is not None]


def doubts_of(found: Iterable[Finding]) -> Doubts:
    """The cells that somebody is asked to type better, by their line."""
    return {
        line: place
        for finding in found
        if finding.kind.has(Trait.CELL)
        for place in finding.evidence
        for line in _lines(place)
    }


def doubt_of(finding: Finding, doubts: Doubts) -> CellRef | None:
    """The cell in doubt on the line of a finding: its own where several are."""
    own = next((place for place in finding.evidence[:1] if place in doubts.values()), None)
    lines = (line for place in finding.evidence[:1] for line in _lines(place))
    return own or next((doubts[line] for line in lines if line in doubts), None)


def doubted_cells(members: Iterable[TrackedFinding], doubts: Doubts) -> tuple[CellRef, ...]:
    """The cell of each member that a doubt leaves standing."""
    unseen = (one.finding for one in members if not one.is_open)
    return tuple(dict.fromkeys(filter(None, (doubt_of(finding, doubts) for finding in unseen))))


def say_in_doubt(one: TrackedFinding, places: Iterable[CellRef], words: Iterable[str]) -> str:
    """« 6.2 – … : illisible depuis le 2 octobre 2026 (cellule F3, « fin octobre ? ») ».

    Of what a doubt leaves standing: the figures of the last day on which it could be read are none
    of today. `words` say the `places`, one by one; empty where none is on its line.
    """
    said = dict(zip(places, words, strict=True))
    place = doubt_of(one.finding, {line: each for each in said for line in _lines(each)})
    if place is None or one.unseen_since is None:
        return ""
    since = format_long_date(one.unseen_since)
    return f"{one.finding.label}{NBSP}: illisible depuis le {since} ({said[place]})"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableCell:
    """A cell in which something was typed that nobody can read for sure."""

    place: CellRef
    typed: str
    header: str
    label: str
    gesture: str


def unreadable_cells(
    tracked: Iterable[TrackedFinding], *, programme: Programme
) -> Iterator[UnreadableCell]:
    """Those of hers to look at, each with its words; an empty cell says nothing unreadable."""
    for one in tracked:
        finding = one.finding
        if not (one.is_open and finding.kind.has(Trait.CELL)):
            continue
        if finding.audience is not Audience.COORDINATION and not finding.members:
            continue
        for place in finding.evidence:
            at = _cell_at(place, programme)
            if at is not None and (words := at.row.typed(at.column)):
                yield _unreadable(place, at, words)


def say_unreadable_cells(cells: Iterable[UnreadableCell]) -> tuple[tuple[str, CellRef], ...]:
    """« Suivi P07, Plan d’action, V11 « fin octobre ? » », and where: two lines of a phone.

    Those of one column have one gesture, and are told together, at the place of the first, which
    is named: the cell that it opens says what is to be typed there.
    """
    columns: dict[tuple[str, str, str, str], list[UnreadableCell]] = {}
    for one in cells:
        at = one.place
        columns.setdefault((at.file_id, at.tab, one.header, one.gesture), []).append(one)
    return tuple((_named(alike), alike[0].place) for alike in columns.values())


def _named(cells: list[UnreadableCell]) -> str:
    first, rest = cells[0], len(cells) - 1
    place = first.place
    # « Pilotage » is hers; a partner's workbook is known by its first words, « Suivi P07 ».
    book, _, partner = typo(place.workbook).partition(" – ")
    tab = shorten(f"{book}, {typo(place.tab)}" if partner else typo(place.tab), limit=_LONGEST_TAB)
    more = f" et {count_of(rest, 'autre')}" if rest else ""
    room = _TWO_LINES - len(f"{tab}, {place.cell} «  »{more}")
    return typo(f"{tab}, {place.cell} {quote(shorten(first.typed, limit=room))}{more}")


@dataclass(frozen=True, slots=True)
class _At:
    row: Row
    column: str


def say_cell(place: CellRef, *, programme: Programme) -> str:
    """« cellule V11, « fin octobre ? » »."""
    at = _cell_at(place, programme)
    words = at.row.typed(at.column) if at is not None else ""
    said = f", {quote(shorten(words, limit=_LONGEST))}" if words else ""
    return typo(f"cellule {place.cell}{said}")


def _unreadable(place: CellRef, at: _At, words: str) -> UnreadableCell:
    column = at.row.table.column(at.column)
    return UnreadableCell(
        place=place,
        typed=words,
        header=typo(column.header),
        label=at.row.plain(at.row.table.label) if at.row.table.label else "",
        gesture=_GESTURES.get(column.kind, "à préciser avec qui l’a écrit"),
    )


def _cell_at(place: CellRef, programme: Programme) -> _At | None:
    """The row and the column of a cell, among the tables read tonight."""
    letter = place.cell.rstrip("0123456789")
    for line in _lines(place):
        for table in (table for tables in programme.tables.values() for table in tables):
            if (table.workbook.file_id, table.tab.sheet_id) != line[:2]:
                continue
            row = next((each for each in table.rows if str(each.number) == line[2]), None)
            if row is None:
                continue
            columns = table.reading.columns_at(row.number).items()
            name = next((each for each, at in columns if column_letter(at) == letter), "")
            if name:
                return _At(row, name)
    return None


def _lines(place: CellRef) -> Iterator[Line]:
    row = _ROW.search(place.cell or "")
    if row is not None and place.file_id:
        yield place.file_id, place.sheet_id, row[0]
