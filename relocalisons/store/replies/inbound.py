"""Store: answers as they came, sealed; opened by the flows, wiped when their time is over.

The process that receives them may only insert: it can neither read nor change what it kept.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from relocalisons.store.inserting import insert_all_once
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.replies.tables import inbound_mail


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedMail:
    """An answer that waits to be opened."""

    key: str
    received_at: datetime
    sealed: bytes


def keep_inbound(store: Store, programme: str, *, body: bytes, sealed: bytes, at: datetime) -> bool:
    """Keep a post once, whatever the number of times it comes; whether it is new."""
    row = {
        "mail_key": hashlib.sha256(f"{programme}\n".encode() + body).hexdigest(),
        "programme": programme,
        "received_at": to_text(at),
        "sealed": sealed,
    }
    with store.begin() as connection:
        return insert_all_once(connection, inbound_mail, [row]) == 1


def waiting_inbound(store: Store, programme: str, *, most: int) -> tuple[SealedMail, ...]:
    """The oldest answers that nobody has opened."""
    query = (
        select(inbound_mail)
        .where(inbound_mail.c.programme == programme, inbound_mail.c.read_at.is_(None))
        .order_by(inbound_mail.c.received_at, inbound_mail.c.mail_key)
        .limit(most)
    )
    with store.begin() as connection:
        return tuple(
            SealedMail(key=row.mail_key, received_at=from_text(row.received_at), sealed=row.sealed)
            for row in connection.execute(query)
        )


def mark_inbound_read(store: Store, key: str, *, sender_hash: str, at: datetime) -> None:
    """She was told of it. `sender_hash` is of the person we had written to, else empty."""
    with store.begin() as connection:
        connection.execute(
            update(inbound_mail)
            .where(inbound_mail.c.mail_key == key, inbound_mail.c.read_at.is_(None))
            .values(read_at=to_text(at), sender_hash=sender_hash)
        )


def answered_since(store: Store, programme: str, *, since: datetime) -> dict[str, datetime]:
    """Hash of an address → when its newest answer came, of those that were opened."""
    query = (
        select(inbound_mail.c.sender_hash, inbound_mail.c.received_at)
        .where(
            inbound_mail.c.programme == programme,
            inbound_mail.c.sender_hash != "",
            inbound_mail.c.received_at >= to_text(since),
        )
        .order_by(inbound_mail.c.received_at)
    )
    with store.begin() as connection:
        return {row.sender_hash: from_text(row.received_at) for row in connection.execute(query)}
