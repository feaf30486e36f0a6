"""Sample: the workspace on any evening of the story, and the edits that lead there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from relocalisons.sample.engine.cells import Form, Row, Typed
from relocalisons.sample.engine.days import STORY_EVE, at_noon, typed_date
from relocalisons.sample.engine.events import (
    PILOTAGE,
    CellsTyped,
    Event,
    FileUploaded,
    RowAdded,
    RowDeleted,
    RowStruck,
)
from relocalisons.sample.engine.people import COORDINATOR_EMAIL
from relocalisons.sample.engine.workspace import Tab, Workspace, a1
from relocalisons.sample.programme import SampleProgramme

Scalar = str | int | float | None


class EditKind(StrEnum):
    """What a person does in the browser."""

    TYPE = "type"  # types values in a cell and those to its right
    STRIKE = "strike"  # strikes a whole line through
    DELETE_ROW = "delete_row"  # deletes a whole line
    UPLOAD = "upload"  # drops a new file in a folder
    REPLACE = "replace"  # gives a file new bytes under the same id


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEdit:
    """One act of one person, complete enough to be done through Google's APIs.

    TYPE: `values` go from `cell` rightwards as typed (USER_ENTERED); None leaves a cell alone.
    STRIKE and DELETE_ROW: the 1-based `row` of the tab; STRIKE covers its first `width` cells.
    UPLOAD: a new file `name` in `folder_id`; REPLACE: new `content` for `file_id`.
    """

    on: date
    kind: EditKind
    editor: str  # e-mail of the person
    file_id: str = ""  # of the spreadsheet, or of the file replaced
    workbook: str = ""
    tab: str = ""
    sheet_id: int = 0
    cell: str = ""
    row: int = 0
    width: int = 0
    values: tuple[Scalar, ...] = ()
    folder_id: str = ""
    name: str = ""
    mime_type: str = ""
    content: bytes = b""


def workspace_at(sample: SampleProgramme, on: date) -> Workspace:
    """The workspace after every edit up to and including that day."""
    *_, (_, workspace) = evenings_until(sample, on)
    return workspace


def evenings_until(sample: SampleProgramme, on: date) -> Iterator[tuple[date, Workspace]]:
    """The eve, then each evening of a day with an edit up to `on`, with the workspace as it stands.

    What nobody touched in between is the same object from one evening to the next.
    """
    workspace = sample.eve
    yield STORY_EVE, workspace
    for day, events in groupby(sample.events, key=lambda event: event.on):
        if day > on:
            return
        for event in events:
            workspace = _after(workspace, event, sample=sample)
        yield day, workspace


def edits_between(sample: SampleProgramme, *, after: date, until: date) -> tuple[PartnerEdit, ...]:
    """What people do from the day after `after` to `until` included, in order.

    Done in this order on the workspace of `after`, they lead to the workspace of `until`.
    """
    workspace, edits = workspace_at(sample, after), []
    for event in sample.events:
        if after < event.on <= until:
            edits.extend(_edits(workspace, event, sample=sample))
            workspace = _after(workspace, event, sample=sample)
    return tuple(edits)


def _editor(event: Event, sample: SampleProgramme) -> str:
    if event.owner == PILOTAGE:
        return COORDINATOR_EMAIL
    return sample.teams[event.owner].contact.email


def _after(workspace: Workspace, event: Event, *, sample: SampleProgramme) -> Workspace:
    if isinstance(event, FileUploaded):
        others = tuple(each for each in workspace.files if each.file_id != event.file.file_id)
        return replace(workspace, files=(*others, event.file))
    tab = workspace.tab(event.owner, event.table)
    at: datetime = at_noon(event.on)
    return workspace.with_tab(_changed(tab, event), editor=_editor(event, sample), at=at)


def _changed(tab: Tab, event: CellsTyped | RowAdded | RowStruck | RowDeleted) -> Tab:
    match event:
        case CellsTyped():
            return tab.with_row(tab.row(event.uid).with_cells(event.cells))
        case RowAdded():
            return replace(tab, rows=(*tab.rows, event.row))
        case RowStruck():
            return tab.with_row(replace(tab.row(event.uid), struck=True))
        case RowDeleted():
            return tab.without_row(event.uid)


def _edits(workspace: Workspace, event: Event, *, sample: SampleProgramme) -> list[PartnerEdit]:
    editor = _editor(event, sample)
    if isinstance(event, FileUploaded):
        file = event.file
        return [
            PartnerEdit(
                on=event.on,
                kind=EditKind.REPLACE if event.replaces else EditKind.UPLOAD,
                editor=editor,
                file_id=file.file_id if event.replaces else "",
                folder_id=file.parent_id,
                name=file.name,
                mime_type=file.mime_type,
                content=file.content or b"",
            )
        ]
    book = workspace.workbooks[event.owner]
    tab = book.tab_of(event.table)
    base = PartnerEdit(
        on=event.on,
        kind=EditKind.TYPE,
        editor=editor,
        file_id=book.file_id,
        workbook=book.name,
        tab=tab.title,
        sheet_id=tab.sheet_id,
        width=len(tab.columns),
    )
    match event:
        case CellsTyped():
            row = tab.row_number(event.uid)
            line = {tab.column_index(name): typed for name, typed in event.cells.items()}
            return _typing(base, row, line)
        case RowAdded():
            row = tab.header_row + 1 + len(tab.rows)
            return [_one_line(base, row, _placed(tab, event.row))]
        case RowStruck():
            row = tab.row_number(event.uid)
            return [replace(base, kind=EditKind.STRIKE, row=row, cell=a1(row, 0))]
        case RowDeleted():
            row = tab.row_number(event.uid)
            return [replace(base, kind=EditKind.DELETE_ROW, row=row, cell=a1(row, 0))]


def _placed(tab: Tab, row: Row) -> dict[int, Typed]:
    return {
        index: row.cell(column.name)
        for index, column in enumerate(tab.columns)
        if column.name is not None and row.cell(column.name).value is not None
    }


def _one_line(base: PartnerEdit, row: int, line: dict[int, Typed]) -> PartnerEdit:
    first, last = min(line), max(line)
    values = tuple(
        as_typed(line[index]) if index in line else None for index in range(first, last + 1)
    )
    return replace(base, row=row, cell=a1(row, first), values=values)


def _typing(base: PartnerEdit, row: int, line: dict[int, Typed]) -> list[PartnerEdit]:
    """One act for each run of neighbouring cells."""
    runs = groupby(enumerate(sorted(line)), key=lambda pair: pair[1] - pair[0])
    return [_one_line(base, row, {index: line[index] for _, index in run}) for _, run in runs]


def as_typed(typed: Typed) -> Scalar:
    """What fingers type for a cell: « 12/03/2026 », « 65 % », 1200.5; an empty text to erase."""
    value = typed.value
    if value is None:
        return ""
    if isinstance(value, date):
        return typed_date(value)
    if typed.form is Form.PERCENT and isinstance(value, int | float):
        return f"{value * 100:g} %".replace(".", ",")
    return value
