"""Reading the programme's material: what moved in the Drive, one request per changed workbook.

Cold, the whole drive is listed and every workbook is read. Otherwise the Drive's change list says
what moved, and workbooks whose `version` is the one already kept are not read again. Once a week
nothing rests on the list of changes: the drive is listed anew, and whatever may change without an
edit (a formula on today's date, on another file) is read again whatever its version.
A workbook that cannot be read keeps its last good reading, and that is said.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from relocalisons.core.kernel.model import DriveItem, Snapshot, SourceProblem, WorkbookGrid
from relocalisons.core.programme.decisions.own_tabs import known_tabs, with_own_tabs
from relocalisons.core.sources.siblings import newer_neighbours
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.sources.table_loader import is_too_old
from relocalisons.errors import (
    SourceError,
    UnreadableWorkbookError,
    VendorUnavailableError,
    WorkbookUnreachableError,
)
from relocalisons.store.readings.snapshots import with_tabs_at_hand
from tasks.google.drive import Drive
from tasks.google.sheets import read_workbook
from tasks.intake.dropped_files import read_file
from tasks.intake.own_writes import is_own_write
from tasks.run.clock import Clock
from tasks.run.progress import in_sight

if TYPE_CHECKING:
    import gspread

FULL_READING_EVERY = timedelta(days=6, hours=12)  # the seventh night, even one that starts early
# However little may change in it: what a later release reads of a workbook is then read of all.
OLDEST_READING = timedelta(days=28)
TRUNCATED = "source_truncated"
MOST_SILENT = 2  # workbooks for which Google may fail before the whole night does


SourcesOf = Callable[[WorkbookGrid, tuple[DriveItem, ...]], Iterable[SourceEntry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveMark:
    """Where the last reading stopped in the Drive's change list, and when all was last read."""

    page_token: str
    full_reading_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A snapshot, the mark to keep once it is stored, and what reading it took."""

    snapshot: Snapshot
    mark: DriveMark
    read: tuple[str, ...]  # names of the workbooks read again
    reused: int

    @property
    def full(self) -> bool:
        """Whether every workbook was read, nothing of a reading before standing in."""
        return not self.reused


def take_snapshot(
    drive: Drive,
    sheets: "gspread.Client",
    *,
    pilotage_id: str,
    previous: Snapshot | None,
    mark: DriveMark | None,
    clock: Clock,
    sources_of: SourcesOf,
    account: str | None = None,
) -> Intake:
    """Everything as it stands now; `sources_of` gives the lines in force of « Pilotage » as read.

    `account`: the service's own address, by which its own writes are recognised; None when people
    work under the same account.

    Raises WorkbookUnreachableError when « Pilotage » itself cannot be read (nothing can be done
    without it) and VendorUnavailableError when Google does not answer.
    """
    at = clock()
    if previous is not None and at < previous.read_at:
        mark = None  # a clock that went back: the newest reading is not the one that goes with it
    weekly = mark is not None and at - mark.full_reading_at >= FULL_READING_EVERY
    items, token, anew = _listing(drive, previous=previous, mark=mark, whole=weekly)
    full = weekly or anew
    reader = _Reader(
        drive=drive,
        sheets=sheets,
        items={item.file_id: item for item in items},
        known=_still_known(previous, at=at, anew=anew, weekly=weekly),
        fallback={} if previous is None else {b.file_id: b for b in previous.workbooks},
        clock=clock,
        account=account,
        told=_told_of_caps(previous),
    )
    before = previous.workbook(pilotage_id) if previous is not None else None
    pilotage = with_tabs_at_hand(with_own_tabs(reader.read(pilotage_id), known_tabs(before)))
    entries = tuple(sources_of(pilotage, items))
    partners, problems = _read_partners(reader, pilotage, entries, at=at)
    beside = _to_look_at(newer_neighbours(entries, items=items), previous=previous, full=full)
    books = [pilotage, *partners, *_read_beside(reader, beside)]
    snapshot = Snapshot(
        snapshot_id=f"{at:%Y%m%dT%H%M%S%f}Z",
        read_at=at,
        workbooks=tuple(books),
        items=items,
        problems=(*problems, *(one for each in reader.truncated.values() for one in each)),
    )
    return Intake(
        snapshot=snapshot,
        mark=DriveMark(
            page_token=token,
            full_reading_at=at if full or mark is None else mark.full_reading_at,
        ),
        read=tuple(reader.read_names),
        reused=len(books) - len(reader.read_names),
    )


def _still_known(
    previous: Snapshot | None, *, at: datetime, anew: bool, weekly: bool
) -> dict[str, WorkbookGrid]:
    """The workbooks of the last reading that stand for themselves while their version is the same.

    None when the drive had to be listed anew; once a week only those in which nothing is computed.
    """
    if previous is None or anew:
        return {}
    return {
        book.file_id: book
        for book in previous.workbooks
        if not weekly or (at - book.read_at < OLDEST_READING and _only_edits_change(book))
    }


def _only_edits_change(book: WorkbookGrid) -> bool:
    return all(tab.typed for tab in book.tabs)


def _read_partners(
    reader: "_Reader", pilotage: WorkbookGrid, entries: Iterable[SourceEntry], *, at: datetime
) -> tuple[list[WorkbookGrid], list[SourceProblem]]:
    """Every other workbook of the registry; one that cannot be read never stops the others.

    Google may fail for one workbook for ever; when it does for several, it is Google that is down.
    """
    books: list[WorkbookGrid] = []
    problems: list[SourceProblem] = []
    silent = 0
    for file_id, name in in_sight(
        tuple(_partner_workbooks(pilotage, entries)), "Lecture des classeurs"
    ):
        last = reader.last_good(file_id, at=at)
        known_as = last.name if last is not None else reader.name_of(file_id) or name
        try:
            books.append(reader.read(file_id, name=known_as))
        except (SourceError, VendorUnavailableError) as error:
            silent += isinstance(error, VendorUnavailableError)
            if silent > MOST_SILENT:
                raise
            problems.append(_problem(file_id, error, name=known_as))
            if last is not None:
                books.append(last)
    return books, problems


def _to_look_at(
    items: Iterable[DriveItem], *, previous: Snapshot | None, full: bool
) -> tuple[DriveItem, ...]:
    """Of the newer files beside followed ones, those that moved or were read before.

    All of them once a week: what cannot be read is not tried every night. None at first, when there
    is nothing that they could replace.
    """
    if previous is None:
        return ()
    known = {book.file_id for book in previous.workbooks}
    return tuple(
        item
        for item in items
        if full or item.file_id in known or item.modified_time > previous.read_at
    )


def _read_beside(reader: "_Reader", items: Iterable[DriveItem]) -> Iterator[WorkbookGrid]:
    """Newer files beside the followed ones; one that cannot be read is nobody's concern."""
    for item in items:
        with suppress(SourceError, VendorUnavailableError):
            yield reader.read(item.file_id, name=item.name)
        reader.truncated.pop(item.file_id, None)


def _listing(
    drive: Drive, *, previous: Snapshot | None, mark: DriveMark | None, whole: bool
) -> tuple[tuple[DriveItem, ...], str, bool]:
    """Items as they are now, the next page token, and whether nothing of before could be used.

    By changes when there is a mark that Google still knows, else anew; a `whole` one leaves the
    mark where it is: the next list of changes says again what moved since.
    """
    if mark is not None and previous is not None and whole:
        return drive.list_items(), mark.page_token, False
    if mark is not None and previous is not None:
        try:
            changes = drive.changes_since(mark.page_token)
        except WorkbookUnreachableError:
            raise
        except SourceError:
            pass  # Google drops old page tokens: list everything again
        else:
            moved = {item.file_id: item for item in changes.items}
            kept = {
                item.file_id: item for item in previous.items if item.file_id not in changes.removed
            }
            return tuple((kept | moved).values()), changes.next_token, False
    token = drive.start_token()  # before the listing: what moves meanwhile is seen again
    return drive.list_items(), token, True


class _Reader:
    """Reads or reuses workbooks, and counts what was read."""

    def __init__(
        self,
        *,
        drive: Drive,
        sheets: "gspread.Client",
        items: dict[str, DriveItem],
        known: dict[str, WorkbookGrid],
        fallback: dict[str, WorkbookGrid],
        clock: Clock,
        account: str | None,
        told: dict[str, tuple[SourceProblem, ...]],
    ) -> None:
        self._drive, self._sheets, self._items, self._clock = drive, sheets, items, clock
        self._known, self._fallback, self._account = known, fallback, account
        self._told = told
        self.read_names: list[str] = []
        self.truncated: dict[str, tuple[SourceProblem, ...]] = {}  # by file: beyond the caps

    def read(self, file_id: str, *, name: str = "Pilotage") -> WorkbookGrid:
        item = self._items.get(file_id)
        known = self._known.get(file_id)
        if item is not None and known is not None and self._is_same(known, item):
            self.truncated[file_id] = self._told.get(file_id, ())
            return replace(known, name=item.name, version=item.version)
        if item is not None:
            read = read_file(self._drive, self._sheets, item, clock=self._clock)
            book = read.book
            self.truncated[file_id] = tuple(_truncated(book, one) for one in read.refused)
        else:
            # Without a Drive version nothing proves that it has not moved: always read again.
            book = read_workbook(
                self._sheets,
                file_id,
                name=name,
                version="",
                modified_time=self._clock(),
                clock=self._clock,
            )
        self.read_names.append(book.name)
        return book

    def name_of(self, file_id: str) -> str:
        item = self._items.get(file_id)
        return item.name if item is not None else ""

    def _is_same(self, known: WorkbookGrid, item: DriveItem) -> bool:
        return known.version == item.version or is_own_write(known, item, account=self._account)

    def last_good(self, file_id: str, *, at: datetime) -> WorkbookGrid | None:
        last = self._fallback.get(file_id)
        return last if last is not None and not is_too_old(last.read_at, at=at) else None


def _truncated(book: WorkbookGrid, sentence: str) -> SourceProblem:
    return SourceProblem(
        kind=TRUNCATED, file_id=book.file_id, workbook=book.name, tab=None, message=sentence
    )


def _told_of_caps(previous: Snapshot | None) -> dict[str, tuple[SourceProblem, ...]]:
    """What was beyond the caps at the last reading of each file: it still is, until it moves."""
    told: dict[str, tuple[SourceProblem, ...]] = {}
    for problem in previous.problems if previous is not None else ():
        if problem.kind == TRUNCATED:
            told[problem.file_id] = (*told.get(problem.file_id, ()), problem)
    return told


def _partner_workbooks(
    pilotage: WorkbookGrid, entries: Iterable[SourceEntry]
) -> Iterator[tuple[str, str]]:
    """(file id, name for messages) of every other workbook of the registry, once each."""
    seen = {pilotage.file_id}
    for entry in entries:
        if entry.file_id not in seen:
            seen.add(entry.file_id)
            yield entry.file_id, f"classeur du partenaire {entry.partner or '?'}"


def _problem(file_id: str, error: Exception, *, name: str) -> SourceProblem:
    """Why a workbook was not read, as the end of a sentence that names it, and what to do."""
    advice = ""
    if isinstance(error, WorkbookUnreachableError):
        reason = "il a été supprimé, ou n’est plus partagé avec le service"
    elif isinstance(error, VendorUnavailableError):
        reason = "Google ne répond pas pour ce classeur ; un nouvel essai suivra"
    elif isinstance(error, UnreadableWorkbookError):
        reason, advice = error.problem, error.advice
    else:
        reason = str(error)
    return SourceProblem(
        kind="source_unreachable",
        file_id=file_id,
        workbook=name,
        tab=None,
        message=reason,
        advice=advice,
    )
