"""Store: what was read, compressed, each workbook kept once whatever the number of nights."""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection, func, select, update

from relocalisons.core.kernel.model import (
    Cell,
    DriveItem,
    Merge,
    Snapshot,
    SourceProblem,
    TabGrid,
    WorkbookGrid,
)
from relocalisons.store.inserting import insert_once, put
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import blob, drive_mark, run, snapshot, snapshot_workbook

WORKBOOKS_AT_HAND = 64  # a programme's, twice over
LISTINGS_AT_HAND = 4
TABS_AT_HAND = 256  # those of a programme's workbooks, and their earlier readings
# A workbook and what it holds, asked for together: a night looks at some hundred of them.
_WHOLE_BOOK = (snapshot_workbook, blob.c.content)
_HELD = blob.c.digest == snapshot_workbook.c.digest  # one that is lost is an error, not left out


def keep_snapshot(
    store: Store,
    kept: Snapshot,
    *,
    programme: str,
    run_id: int | None,
    page_token: str,
    full_reading_at: datetime,
) -> None:
    """Keep a snapshot and the Drive mark that goes with it, in one transaction.

    The mark moves only together with what it covers: after a crash in between, the same changes
    are read again. A snapshot already kept is left as it is.
    """
    with store.begin() as connection:
        is_new = insert_once(
            connection,
            snapshot,
            {
                "snapshot_id": kept.snapshot_id,
                "programme": programme,
                "run_id": run_id,
                "read_at": to_text(kept.read_at),
                "items_digest": _keep(connection, [_item_to(item) for item in kept.items]),
                "problems": orjson.dumps([_problem_to(one) for one in kept.problems]).decode(),
            },
        )
        for position, book in enumerate(kept.workbooks if is_new else ()):
            connection.execute(
                snapshot_workbook.insert().values(
                    snapshot_id=kept.snapshot_id,
                    position=position,
                    file_id=book.file_id,
                    name=book.name,
                    version=book.version,
                    modified_time=to_text(book.modified_time),
                    read_at=to_text(book.read_at),
                    locale=book.locale,
                    digest=_keep(
                        connection, [orjson.Fragment(_packed(_Same(tab))) for tab in book.tabs]
                    ),
                )
            )
        put(
            connection,
            drive_mark,
            {
                "programme": programme,
                "page_token": page_token,
                "full_reading_at": to_text(full_reading_at),
            },
        )


def with_tabs_at_hand(book: WorkbookGrid) -> WorkbookGrid:
    """The same workbook; a tab that says what it said before is the very object of then.

    What was read of that one is known (`table_loader`): most of « Pilotage » stays as it is while
    we write a tab of it.
    """
    return replace(book, tabs=tuple(_tab_of(_packed(_Same(tab)), tab.height) for tab in book.tabs))


def load_mark(store: Store, programme: str) -> tuple[str, datetime] | None:
    """(page token, instant of the last full reading), or None before the first reading."""
    with store.begin() as connection:
        row = connection.execute(select(drive_mark).filter_by(programme=programme)).first()
    return (row.page_token, from_text(row.full_reading_at)) if row else None


def last_snapshot(
    store: Store, programme: str, *, before: datetime | None = None
) -> Snapshot | None:
    """The newest snapshot, or the newest read before an instant (excluded); None when none is."""
    query = select(snapshot).where(snapshot.c.programme == programme)
    if before is not None:
        query = query.where(snapshot.c.read_at < to_text(before))
    query = query.order_by(snapshot.c.read_at.desc()).limit(1)
    with store.begin() as connection:
        row = connection.execute(query).first()
        return _load(connection, row) if row else None


def last_listing(
    store: Store, programme: str, *, kind: str, before: datetime
) -> tuple[DriveItem, ...] | None:
    """What the Drive held at the last reading, before an instant, of a run of that kind that ended.

    Its workbooks are left alone. A run that died had read the Drive and done nothing with it.
    """
    query = (
        select(snapshot.c.items_digest)
        .join(run, run.c.run_id == snapshot.c.run_id)
        .where(run.c.kind == kind, run.c.state == "finished")
        .where(snapshot.c.programme == programme, snapshot.c.read_at < to_text(before))
        .order_by(snapshot.c.read_at.desc())
        .limit(1)
    )
    with store.begin() as connection:
        digest = connection.execute(query).scalar()
        return _items_from(_content(connection, digest)) if digest else None


def last_workbook(store: Store, programme: str, *, file_id: str) -> WorkbookGrid | None:
    """One workbook as it was last read, the others left alone; None when it never was."""
    query = (
        select(*_WHOLE_BOOK)
        .outerjoin(blob, _HELD)
        .join(snapshot, snapshot.c.snapshot_id == snapshot_workbook.c.snapshot_id)
        .where(snapshot.c.programme == programme, snapshot_workbook.c.file_id == file_id)
        .order_by(snapshot.c.read_at.desc())
        .limit(1)
    )
    with store.begin() as connection:
        row = connection.execute(query).first()
        return _workbook_of(row) if row else None


def mark_sound(store: Store, snapshot_id: str, *, except_for: Iterable[str] = ()) -> None:
    """Every table of its workbooks could be read, but those of the files of `except_for`."""
    broken = frozenset(except_for)
    with store.begin() as connection:
        connection.execute(
            update(snapshot_workbook)
            .where(snapshot_workbook.c.snapshot_id == snapshot_id)
            .where(snapshot_workbook.c.file_id.not_in(broken))
            .values(sound=True)
        )


def last_sound_readings(store: Store, programme: str, *, before: datetime) -> Snapshot | None:
    """Each workbook as it stood when last all its tables could be read, before an instant.

    Taken one by one, so that a workbook that has been broken for days does not make the others
    stand in with an old reading. The listing and the id are those of the newest snapshot that
    has a part in it; there are no problems. None before the first sound reading.
    """
    nights = (
        select(snapshot_workbook.c.file_id, func.max(snapshot.c.read_at).label("night"))
        .join(snapshot, snapshot.c.snapshot_id == snapshot_workbook.c.snapshot_id)
        .where(snapshot.c.programme == programme, snapshot_workbook.c.sound)
        .where(snapshot.c.read_at < to_text(before))
        .group_by(snapshot_workbook.c.file_id)
        .subquery()
    )
    query = (
        select(*_WHOLE_BOOK, snapshot.c.read_at.label("night"))
        .outerjoin(blob, _HELD)
        .join(snapshot, snapshot.c.snapshot_id == snapshot_workbook.c.snapshot_id)
        .join(
            nights,
            (nights.c.file_id == snapshot_workbook.c.file_id)
            & (nights.c.night == snapshot.c.read_at),
        )
        .where(snapshot.c.programme == programme, snapshot_workbook.c.sound)
        .order_by(snapshot_workbook.c.position, snapshot_workbook.c.file_id)
    )
    with store.begin() as connection:
        rows = connection.execute(query).all()
        if not rows:
            return None
        newest = max(rows, key=lambda row: row.night).snapshot_id
        whole = _load(
            connection, connection.execute(select(snapshot).filter_by(snapshot_id=newest)).one()
        )
        books = tuple(map(_workbook_of, rows))
    return replace(whole, workbooks=books, problems=())


def load_snapshot(store: Store, snapshot_id: str) -> Snapshot | None:
    """The snapshot of that id, or None."""
    with store.begin() as connection:
        row = connection.execute(select(snapshot).filter_by(snapshot_id=snapshot_id)).first()
        return _load(connection, row) if row else None


def workbook_of(connection: Connection, row: Any) -> WorkbookGrid:
    """The workbook of a row of `snapshot_workbook`."""
    return _workbook(row, _content(connection, row.digest))


def _workbook_of(row: Any) -> WorkbookGrid:
    """The workbook of a row of `_WHOLE_BOOK`."""
    return _workbook(row, row.content)


def _workbook(row: Any, content: bytes) -> WorkbookGrid:
    return WorkbookGrid(
        file_id=row.file_id,
        name=row.name,
        version=row.version,
        modified_time=from_text(row.modified_time),
        read_at=from_text(row.read_at),
        locale=row.locale,
        tabs=_tabs_from(content),
    )


def _load(connection: Connection, row: Any) -> Snapshot:
    books = connection.execute(
        select(*_WHOLE_BOOK)
        .outerjoin(blob, _HELD)
        .where(snapshot_workbook.c.snapshot_id == row.snapshot_id)
        .order_by(snapshot_workbook.c.position)
    ).all()
    return Snapshot(
        snapshot_id=row.snapshot_id,
        read_at=from_text(row.read_at),
        workbooks=tuple(map(_workbook_of, books)),
        items=_items_from(_content(connection, row.items_digest)),
        problems=tuple(SourceProblem(**one) for one in orjson.loads(row.problems)),
    )


def _keep(connection: Connection, content: Any) -> str:
    data = orjson.dumps(content)
    digest = hashlib.sha256(data).hexdigest()
    known = connection.scalar(select(blob.c.digest).where(blob.c.digest == digest))
    if known is None:
        insert_once(connection, blob, {"digest": digest, "content": zlib.compress(data, level=6)})
    return digest


def _content(connection: Connection, digest: str) -> bytes:
    return connection.execute(select(blob.c.content).where(blob.c.digest == digest)).scalar_one()


@lru_cache(maxsize=LISTINGS_AT_HAND)
def _items_from(content: bytes) -> tuple[DriveItem, ...]:
    """The kept listing of the Drive; most nights it is the same as the night before."""
    return tuple(_item_from(item) for item in orjson.loads(zlib.decompress(content)))


@lru_cache(maxsize=WORKBOOKS_AT_HAND)
def _tabs_from(content: bytes) -> tuple[TabGrid, ...]:
    """The tabs of a kept workbook; the same objects for the same content.

    A night looks at the same workbooks in the newest reading, the last sound one and the one of a
    week ago: unpacked once, they take the room of one, and what was read of them is known again.
    """
    return tuple(_tab_from(tab) for tab in orjson.loads(zlib.decompress(content)))


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A tab that equals itself only: comparing cell by cell would cost as much as packing it."""

    tab: TabGrid

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.tab is other.tab

    def __hash__(self) -> int:
        return id(self.tab)


@lru_cache(maxsize=TABS_AT_HAND)
def _packed(same: _Same) -> bytes:
    """A tab as it is kept; most tabs of a night were there the night before."""
    return orjson.dumps(_tab_to(same.tab))


@lru_cache(maxsize=TABS_AT_HAND)
def _tab_of(packed: bytes, height: int) -> TabGrid:
    """A tab as it was kept, with the height that is not kept."""
    return replace(_tab_from(orjson.loads(packed)), height=height)


def _tab_to(tab: TabGrid) -> dict[str, Any]:
    return {
        "id": tab.sheet_id,
        "title": tab.title,
        "hidden": tab.hidden,
        "merges": [
            [one.first_row, one.last_row, one.first_column, one.last_column] for one in tab.merges
        ],
        "hidden_rows": sorted(tab.hidden_rows),
        "rows": [[_cell_to(cell) for cell in row] for row in tab.rows],
        # Only where it says something: every other tab keeps the digest that it had before.
        **({"own": tab.own} if tab.own else {}),
        **({"typed": True} if tab.typed else {}),
    }


def _tab_from(data: dict[str, Any]) -> TabGrid:
    return TabGrid(
        sheet_id=data["id"],
        title=data["title"],
        hidden=data["hidden"],
        merges=tuple(Merge(*one) for one in data["merges"]),
        hidden_rows=frozenset(data["hidden_rows"]),
        rows=tuple(tuple(_cell_from(cell) for cell in row) for row in data["rows"]),
        own=data.get("own", ""),
        typed=data.get("typed", False),
    )


def _cell_to(cell: object) -> object:
    """Raw values as they are; a `Cell` as a list, which no raw value is."""
    if isinstance(cell, Cell):
        return [cell.value, cell.format, cell.struck, cell.hyperlink]
    return cell


def _cell_from(data: object) -> object:
    return Cell(*data) if isinstance(data, list) else data


def _item_to(item: DriveItem) -> list[Any]:
    return [
        item.file_id,
        item.name,
        item.mime_type,
        item.parent_id,
        to_text(item.modified_time),
        item.version,
        item.size,
        item.md5,
        item.web_link,
        item.trashed,
        dict(item.app_properties),
        item.last_modifying_user,
        item.permission_ids,
    ]


def _item_from(data: list[Any]) -> DriveItem:
    return DriveItem(
        file_id=data[0],
        name=data[1],
        mime_type=data[2],
        parent_id=data[3],
        modified_time=from_text(data[4]),
        version=data[5],
        size=data[6],
        md5=data[7],
        web_link=data[8],
        trashed=data[9],
        app_properties=data[10],
        last_modifying_user=data[11],
        # Listings kept before rights were read do not have them.
        permission_ids=tuple(data[12]) if len(data) > 12 and data[12] is not None else None,
    )


def _problem_to(problem: SourceProblem) -> dict[str, Any]:
    return {
        "kind": problem.kind,
        "file_id": problem.file_id,
        "workbook": problem.workbook,
        "tab": problem.tab,
        "message": problem.message,
        "advice": problem.advice,
    }
