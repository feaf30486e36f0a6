"""Store: how long personal data stays, forgetting a person, and what is known of one.

Bodies and raw readings are the only places that may hold an address. What is older than its time is
wiped. The history of findings holds none: its days go with the readings that they speak of, but the
last of each finding, so that a store stays as large as what it follows.
"""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, Select, Table, delete, select, update

from relocalisons.core.kernel.model import FindingState
from relocalisons.store.act_schema import act_word
from relocalisons.store.inserting import insert_once
from relocalisons.store.mails.notice_states import NoticeState
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.replies.proposals import (
    forget_in_proposals,
    proposals_of,
    wipe_proposals,
)
from relocalisons.store.replies.tables import answer_page, inbound_mail
from relocalisons.store.schema import (
    blob,
    brake_reference,
    decision,
    finding,
    finding_event,
    hold,
    ledger_act,
    line,
    mail_event,
    notice,
    send_order,
    snapshot,
    snapshot_workbook,
)

FORGOTTEN = "personne oubliée"
_STILL_NEEDED = (
    NoticeState.HELD,
    NoticeState.READY,
    NoticeState.SUBMITTING,
    NoticeState.PREPARED,
    NoticeState.UNSETTLED,
    NoticeState.SILENT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long each kind of thing is kept."""

    bodies: timedelta = timedelta(days=90)  # after the last move of the mail
    readings: timedelta = timedelta(days=760)  # a programme lasts two years: plans are compared
    events: timedelta = timedelta(days=365)
    answers: timedelta = timedelta(days=60)  # opened or not, from the day they came
    recipients: timedelta = timedelta(days=730)  # then nobody can be recognised any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiped:
    """How much went."""

    bodies: int
    readings: int
    events: int
    recipients: int
    answers: int = 0


def apply_retention(
    store: Store, programme: str, *, at: datetime, policy: Retention | None = None
) -> Wiped:
    """Wipe what is older than its time, in one transaction; the newest reading always stays.

    A mail that may still leave, or is in doubt, keeps its body whatever its age.
    """
    kept = policy or Retention()
    mine = notice.c.programme == programme
    with store.begin() as connection:
        bodies = connection.execute(
            update(notice)
            .where(
                mine,
                notice.c.body.is_not(None),
                notice.c.state.not_in([one.value for one in _STILL_NEEDED]),
                notice.c.changed_at < to_text(at - kept.bodies),
            )
            .values(body=None)
        ).rowcount
        events = connection.execute(
            delete(mail_event).where(
                mail_event.c.received_at < to_text(at - kept.events),
                mail_event.c.notice_key.in_(select(notice.c.key).where(mine))
                | mail_event.c.notice_key.not_in(select(notice.c.key)),
            )
        ).rowcount
        recipients = connection.execute(
            update(notice)
            .where(
                mine,
                notice.c.recipient_hash != "",
                notice.c.changed_at < to_text(at - kept.recipients),
            )
            .values(recipient_hash="")
        ).rowcount
        connection.execute(
            delete(brake_reference).where(
                brake_reference.c.programme == programme,
                brake_reference.c.changed_at < to_text(at - kept.recipients),
            )
        )
        answers = connection.execute(
            delete(inbound_mail).where(
                inbound_mail.c.programme == programme,
                inbound_mail.c.received_at < to_text(at - kept.answers),
            )
        ).rowcount
        connection.execute(
            delete(answer_page).where(
                answer_page.c.programme == programme,
                answer_page.c.expires_at < to_text(at - kept.answers),
            )
        )
        wipe_proposals(connection, programme, before=(at - kept.answers).date())
        readings = _wipe_readings(connection, programme, before=to_text(at - kept.readings))
        _wipe_history(connection, programme, before=(at - kept.readings).date())
    return Wiped(
        bodies=bodies, readings=readings, events=events, recipients=recipients, answers=answers
    )


def forget(store: Store, programme: str, *, words: Iterable[str], hashes: Iterable[str]) -> int:
    """Take a person out of a programme's store; how many rows changed.

    `words` are what names the person (address, name, telephone), without regard to case;
    `hashes` the keyed hashes of the addresses. What is still in Google comes back with the next
    reading: it is to be removed there first.
    """
    pattern = _pattern(words)
    return forget_where(
        store, programme, clean=lambda text: pattern.sub(FORGOTTEN, text), hashes=hashes
    )


def forget_where(
    store: Store, programme: str, *, clean: Callable[[str], str], hashes: Iterable[str]
) -> int:
    """The same, where `clean` gives a text back without the person."""
    wanted = list(hashes)
    with store.begin() as connection:
        changed = connection.execute(
            update(notice)
            .where(notice.c.programme == programme, notice.c.recipient_hash.in_(wanted))
            .values(recipient_hash="", body=None)
        ).rowcount
        changed += connection.execute(
            delete(brake_reference).where(
                brake_reference.c.programme == programme,
                brake_reference.c.address_hash.in_(wanted),
            )
        ).rowcount
        changed += connection.execute(
            delete(inbound_mail).where(
                inbound_mail.c.programme == programme, inbound_mail.c.sender_hash.in_(wanted)
            )
        ).rowcount
        changed += connection.execute(
            delete(answer_page).where(
                answer_page.c.programme == programme, answer_page.c.recipient_hash.in_(wanted)
            )
        ).rowcount
        changed += forget_in_proposals(connection, programme, clean, wanted)
        changed += _forget_in_bodies(connection, programme, clean)
        changed += _forget_in_readings(connection, programme, clean)
        for table, columns in (
            (notice, ("subject", "reason")),
            (decision, ("decision", "note")),
            (act_word, ("decision", "note")),
            (finding, ("content",)),
            (line, ("number", "title")),
            (hold, ("reason",)),
            (ledger_act, ("reason",)),
            (send_order, ("words",)),
            (snapshot, ("problems",)),
        ):
            changed += _forget_in_text(connection, table, columns, programme, clean)
    return changed


def known_of(
    store: Store, programme: str, *, words: Iterable[str], hashes: Iterable[str]
) -> dict[str, Any]:
    """What the store holds of a person, as JSON values: their mails, and the cells that name them.

    Cells are those of the newest reading of each workbook.
    """
    pattern, wanted = _pattern(words), list(hashes)
    query = (
        select(notice)
        .where(notice.c.programme == programme)
        .order_by(notice.c.created_at, notice.c.key)
    )
    mails: list[dict[str, Any]] = []
    with store.begin() as connection:
        for row in connection.execute(query):
            body = zlib.decompress(row.body).decode() if row.body is not None else ""
            if row.recipient_hash not in wanted and not pattern.search(body):
                continue
            content = orjson.loads(body) if body else {}
            mails.append(
                {
                    "week": row.iso_week,
                    "partner": row.partner,
                    "role": row.role,
                    "state": row.state,
                    "subject": row.subject,
                    "text": content.get("text", ""),
                    "changed_at": row.changed_at,
                }
            )
        cells = list(_cells_naming(connection, programme, pattern))
        answers = proposals_of(
            connection, programme, hashes=wanted, names=lambda text: bool(pattern.search(text))
        )
    return {"programme": programme, "mails": mails, "cells": cells, "answers": answers}


def _newest_reading(programme: str) -> Select[tuple[str]]:
    return (
        select(snapshot.c.snapshot_id)
        .where(snapshot.c.programme == programme)
        .order_by(snapshot.c.read_at.desc())
        .limit(1)
    )


def _wipe_readings(connection: Connection, programme: str, *, before: str) -> int:
    newest = _newest_reading(programme)
    old = select(snapshot.c.snapshot_id).where(
        snapshot.c.programme == programme,
        snapshot.c.read_at < before,
        snapshot.c.snapshot_id.not_in(newest.scalar_subquery()),
    )
    names = list(connection.execute(old).scalars())
    connection.execute(delete(snapshot_workbook).where(snapshot_workbook.c.snapshot_id.in_(names)))
    connection.execute(delete(snapshot).where(snapshot.c.snapshot_id.in_(names)))
    _drop_unused(connection)
    return len(names)


def _wipe_history(connection: Connection, programme: str, *, before: date) -> None:
    """The days of findings that no reading in the store speaks of; the last of each stays."""
    later = finding_event.alias()
    connection.execute(
        delete(finding_event).where(
            finding_event.c.programme == programme,
            finding_event.c.as_of < before.isoformat(),
            select(later.c.as_of)
            .where(
                later.c.programme == finding_event.c.programme,
                later.c.key == finding_event.c.key,
                later.c.as_of > finding_event.c.as_of,
                later.c.state != FindingState.OUT_OF_SIGHT.value,
            )
            .exists(),
        )
    )


def _drop_unused(connection: Connection) -> None:
    connection.execute(
        delete(blob).where(
            blob.c.digest.not_in(select(snapshot_workbook.c.digest)),
            blob.c.digest.not_in(select(snapshot.c.items_digest)),
        )
    )


def _forget_in_bodies(connection: Connection, programme: str, clean: Callable[[str], str]) -> int:
    query = select(notice.c.key, notice.c.body).where(
        notice.c.programme == programme, notice.c.body.is_not(None)
    )
    changed = 0
    for row in connection.execute(query).all():
        text = zlib.decompress(row.body).decode()
        without = clean(text)
        if without != text:
            body = zlib.compress(without.encode(), level=6)
            connection.execute(update(notice).filter_by(key=row.key).values(body=body))
            changed += 1
    return changed


def _forget_in_readings(connection: Connection, programme: str, clean: Callable[[str], str]) -> int:
    """Readings are named by the hash of what they hold: another content has another name."""
    changed = 0
    for digest in _readings_of(connection, programme):
        text = _content(connection, digest)
        without = clean(text)
        if without == text:
            continue
        data = without.encode()
        name = hashlib.sha256(data).hexdigest()
        insert_once(connection, blob, {"digest": name, "content": zlib.compress(data, level=6)})
        connection.execute(update(snapshot_workbook).filter_by(digest=digest).values(digest=name))
        connection.execute(
            update(snapshot).filter_by(items_digest=digest).values(items_digest=name)
        )
        changed += 1
    _drop_unused(connection)
    return changed


def _forget_in_text(
    connection: Connection,
    table: Table,
    columns: tuple[str, ...],
    programme: str,
    clean: Callable[[str], str],
) -> int:
    keys = list(table.primary_key.columns)
    changed = 0
    for row in connection.execute(select(table).filter_by(programme=programme)).all():
        values = {name: clean(getattr(row, name)) for name in columns}
        if any(values[name] != getattr(row, name) for name in columns):
            mine = [column == getattr(row, column.name) for column in keys]
            connection.execute(update(table).where(*mine).values(**values))
            changed += 1
    return changed


def _readings_of(connection: Connection, programme: str) -> set[str]:
    books = (
        select(snapshot_workbook.c.digest)
        .join(snapshot, snapshot.c.snapshot_id == snapshot_workbook.c.snapshot_id)
        .where(snapshot.c.programme == programme)
    )
    items = select(snapshot.c.items_digest).where(snapshot.c.programme == programme)
    return {*connection.execute(books).scalars(), *connection.execute(items).scalars()}


def _content(connection: Connection, digest: str) -> str:
    content = connection.scalar(select(blob.c.content).where(blob.c.digest == digest))
    return zlib.decompress(content).decode() if content is not None else ""


def _cells_naming(
    connection: Connection, programme: str, pattern: re.Pattern[str]
) -> Iterator[dict[str, Any]]:
    newest = _newest_reading(programme)
    books = connection.execute(
        select(snapshot_workbook.c.name, snapshot_workbook.c.digest)
        .where(snapshot_workbook.c.snapshot_id == newest.scalar_subquery())
        .order_by(snapshot_workbook.c.position)
    ).all()
    for book in books:
        for tab in orjson.loads(_content(connection, book.digest) or "[]"):
            for number, row in enumerate(tab["rows"], start=1):
                for cell in row:
                    value = cell[0] if isinstance(cell, list) else cell
                    if isinstance(value, str) and pattern.search(value):
                        yield {
                            "workbook": book.name,
                            "tab": tab["title"],
                            "row": number,
                            "value": value,
                        }


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Raises ValueError without a word of four characters: it would be found everywhere."""
    found = sorted({word.strip() for word in words if len(word.strip()) >= 4}, key=len)
    if not found:
        raise ValueError("name the person by an address, a name or a number of 4 characters")
    # JSON may escape what is not ASCII, never does here: orjson writes UTF-8.
    return re.compile("|".join(re.escape(word) for word in reversed(found)), re.IGNORECASE)
