"""Sample: what happens in the story, by intent: whose table, which line, what is meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.sample.engine.cells import Row, Typed
from relocalisons.sample.engine.workspace import File

PILOTAGE = "pilotage"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsTyped:
    """Somebody types over some cells of a line."""

    on: date
    owner: str  # whose workbook: partner code or « pilotage »
    table: str
    uid: str
    cells: Mapping[str, Typed]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAdded:
    """Somebody fills the first free line below a table."""

    on: date
    owner: str
    table: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStruck:
    """Somebody strikes a line through."""

    on: date
    owner: str
    table: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDeleted:
    """Somebody deletes a line; those below move up."""

    on: date
    owner: str
    table: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileUploaded:
    """Somebody drops a file; `replaces` when it is a new version of a file already there."""

    on: date
    owner: str
    file: File
    replaces: bool = False


Event = CellsTyped | RowAdded | RowStruck | RowDeleted | FileUploaded
