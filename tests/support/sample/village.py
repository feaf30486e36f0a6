"""A programme of another shape: seven of the 23 structures, and nothing that names the others."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from relocalisons.sample.engine.cells import EMPTY, Row
from relocalisons.sample.engine.events import PILOTAGE, Event, FileUploaded, RowAdded
from relocalisons.sample.engine.structures import BY_CODE
from relocalisons.sample.engine.workspace import File, Workbook, Workspace
from relocalisons.sample.programme import SampleProgramme

# Its lead, two chambers, a town, two growers and the one who follows the indicators.
STAYING = ("P01", "P02", "P03", "P04", "P08", "P10", "P21", "P22")


def cut_to(sample: SampleProgramme, codes: Iterable[str] = STAYING) -> SampleProgramme:
    """The same story with these partners only: the lines and files of the others never were."""
    others = _Others(sample, frozenset(codes))
    eve = Workspace(
        workbooks={
            owner: _without(book, others)
            for owner, book in sample.eve.workbooks.items()
            if owner not in others.codes
        },
        files=tuple(_files_kept(sample.eve.files, others)),
    )
    return replace(
        sample,
        teams={code: team for code, team in sample.teams.items() if code not in others.codes},
        eve=eve,
        events=tuple(_events_kept(sample.events, eve, others)),
    )


class _Others:
    """Those who are not there, and what names them: codes, names, files, numbers of their lines."""

    def __init__(self, sample: SampleProgramme, staying: frozenset[str]) -> None:
        self.codes = frozenset(sample.teams) - staying
        known = _known_names(sample, self.codes)
        self._learn(known)
        contracts = sample.eve.tab(PILOTAGE, "contracts").rows
        added = [event.row for event in sample.events if isinstance(event, RowAdded)]
        theirs = [row for row in (*contracts, *added) if self.stand_in(row)]
        numbers = {str(row.cell("number").value) for row in theirs if row.cell("number").value}
        self._learn(known | numbers)

    def _learn(self, words: set[str]) -> None:
        self._words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words)))})(?!\w)")

    def named_in(self, value: object) -> bool:
        return value is not None and self._words.search(str(value)) is not None

    def stand_in(self, row: Row) -> bool:
        return any(
            self.named_in(cell.value) or self.named_in(cell.meaning) for cell in row.cells.values()
        )


def _known_names(sample: SampleProgramme, codes: frozenset[str]) -> set[str]:
    structures = [BY_CODE[code] for code in codes]
    names = {name for each in structures for name in (each.code, each.name, *each.spellings)}
    books = [sample.eve.workbooks[code] for code in codes]
    rows = [
        row for book in books for table in ("actions", "deliverables")
        for row in book.tab_of(table).rows
    ]  # fmt: skip
    numbers = {str(row.cell("number").value) for row in rows if row.cell("number").value}
    return names | numbers | {book.file_id for book in books}


def _without(book: Workbook, others: _Others) -> Workbook:
    """In « Pilotage » their lines go; a partner who stays only forgets to mention them."""

    def kept(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if book.owner == PILOTAGE:
            return tuple(row for row in rows if not others.stand_in(row))
        return tuple(
            row.with_cells(
                {name: EMPTY for name, cell in row.cells.items() if others.named_in(cell.value)}
            )
            for row in rows
        )

    return replace(book, tabs=tuple(replace(tab, rows=kept(tab.rows)) for tab in book.tabs))


def _files_kept(files: tuple[File, ...], others: _Others) -> Iterator[File]:
    dropped: set[str] = set()
    for file in files:
        if file.parent_id in dropped or others.named_in(file.name.replace("_", " ")):
            dropped.add(file.file_id)
        else:
            yield file


def _events_kept(events: tuple[Event, ...], eve: Workspace, others: _Others) -> Iterator[Event]:
    lines = {
        (owner, tab.table, row.uid)
        for owner, book in eve.workbooks.items() for tab in book.tabs for row in tab.rows
    }  # fmt: skip
    for event in events:
        if event.owner in others.codes:
            continue
        if isinstance(event, FileUploaded):
            if not others.named_in(event.file.name.replace("_", " ")):
                yield event
        elif isinstance(event, RowAdded):
            if not others.stand_in(event.row):
                lines.add((event.owner, event.table, event.row.uid))
                yield event
        elif (event.owner, event.table, event.uid) in lines:
            yield event
