"""Store: the mails that a person may be answering, by the keyed hash of their address."""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import func, select

from relocalisons.store.mails.notice_states import LEFT
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, notice


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerableMail:
    """A mail that left, with what it said. `role` holds the meeting's number of an invitation."""

    key: str
    kind: str
    partner: str
    role: str
    subject: str
    left_at: datetime
    body: Mapping[str, Any]


def answerable_mails(
    store: Store, programme: str, hashes: Collection[str], *, since: datetime
) -> tuple[AnswerableMail, ...]:
    """The mails that left, or may have left, for these addresses since an instant, newest first.

    Those whose body retention has wiped are left out: nothing of them can be answered any more.
    """
    left_at = func.max(attempt.c.started_at).label("left_at")
    query = (
        select(notice, left_at)
        .join(attempt, attempt.c.notice_key == notice.c.key)
        .where(
            notice.c.programme == programme,
            notice.c.recipient_hash.in_(list(hashes)),
            notice.c.recipient_hash != "",
            notice.c.state.in_([state.value for state in LEFT]),
            notice.c.body.is_not(None),
        )
        .group_by(notice.c.key)
        .having(left_at >= to_text(since))
        .order_by(left_at.desc(), notice.c.key)
    )
    with store.begin() as connection:
        return tuple(
            AnswerableMail(
                key=row.key,
                kind=row.kind,
                partner=row.partner,
                role=row.role,
                subject=row.subject,
                left_at=from_text(row.left_at),
                body=orjson.loads(zlib.decompress(row.body)),
            )
            for row in connection.execute(query)
        )
