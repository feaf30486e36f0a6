"""Store: what is known of one address, by its keyed hash: mails, refusals, silence, privacy."""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

import orjson
from sqlalchemy import func, select

from relocalisons.store.mails.notice_states import LEFT, NoticeState
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, mail_event, notice

_DEAD_DETAILS = ("bounced", "invalid")  # of a mail that was not passed on
_AWAY = ("unsubscribe", "group_unsubscribe", "spamreport", "spam_report")
_AWAY_DETAILS = ("unsubscribed", "spam")
_BACK = "group_resubscribe"
# In doubt, or refused by the address, the next mail tells once more.
_TOLD = (NoticeState.PREPARED, NoticeState.ACCEPTED, NoticeState.DELIVERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SilencedRecipients:
    """Hash of an address → the day on which it refused a mail, or its person asked for silence."""

    bounced: Mapping[str, date]
    unsubscribed: Mapping[str, date]


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


def silenced_recipients(store: Store, programme: str, *, zone: tzinfo = UTC) -> SilencedRecipients:
    """What events and states tell. A delivery after a refusal, or a new subscription, ends it."""
    query = (
        select(mail_event.c.type, mail_event.c.at, mail_event.c.detail, notice.c.recipient_hash)
        .join(notice, notice.c.key == mail_event.c.notice_key)
        .where(notice.c.programme == programme)
        .order_by(mail_event.c.at, mail_event.c.sg_event_id)
    )
    refused = select(notice.c.recipient_hash, notice.c.changed_at).where(
        notice.c.programme == programme, notice.c.state == NoticeState.BOUNCED.value
    )
    bounced: dict[str, date] = {}
    away: dict[str, date] = {}
    with store.begin() as connection:
        for row in connection.execute(refused):
            bounced[row.recipient_hash] = _day(row.changed_at, zone)
        for row in connection.execute(query):
            dropped = row.type == "dropped"
            if row.type == "bounce" or (dropped and row.detail in _DEAD_DETAILS):
                bounced[row.recipient_hash] = _day(row.at, zone)
            elif row.type in _AWAY or row.detail in _AWAY_DETAILS:
                away[row.recipient_hash] = _day(row.at, zone)
            elif row.type == "delivered":
                bounced.pop(row.recipient_hash, None)
            elif row.type == _BACK:
                away.pop(row.recipient_hash, None)
    return SilencedRecipients(bounced=bounced, unsubscribed=away)


def sent_to(store: Store, programme: str, recipient_hash: str, *, since: datetime) -> int:
    """How many mails of any kind left, or may have left, to an address since an instant."""
    query = (
        select(func.count(notice.c.key.distinct()))
        .join(attempt, attempt.c.notice_key == notice.c.key)
        .where(
            notice.c.programme == programme,
            notice.c.recipient_hash == recipient_hash,
            notice.c.state.in_([one.value for one in LEFT]),
            attempt.c.started_at >= to_text(since),
        )
    )
    with store.begin() as connection:
        return connection.scalar(query) or 0


def answerable_keys(store: Store, programme: str, *, since: datetime) -> frozenset[str]:
    """Keys of the mails to somebody that left, or may have left, since an instant."""
    query = (
        select(notice.c.key)
        .join(attempt, attempt.c.notice_key == notice.c.key)
        .where(
            notice.c.programme == programme,
            notice.c.recipient_hash != "",
            notice.c.state.in_([state.value for state in LEFT]),
            attempt.c.started_at >= to_text(since),
        )
    )
    with store.begin() as connection:
        return frozenset(connection.execute(query).scalars())


def answerable_mails(
    store: Store,
    programme: str,
    hashes: Collection[str],
    *,
    since: datetime,
    keys: Collection[str] = (),
) -> tuple[AnswerableMail, ...]:
    """The mails that left, or may have left, for these addresses since an instant, newest first.

    And those of these keys, whoever they went to.

    Those whose body retention has wiped are left out: nothing of them can be answered any more.
    """
    left_at = func.max(attempt.c.started_at).label("left_at")
    query = (
        select(notice, left_at)
        .join(attempt, attempt.c.notice_key == notice.c.key)
        .where(
            notice.c.programme == programme,
            notice.c.recipient_hash.in_(list(hashes)) | notice.c.key.in_(list(keys)),
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


def told_of_privacy(store: Store, programme: str) -> frozenset[str]:
    """Hashes of the addresses to which a mail left that leads to the notice of article 14."""
    query = select(notice.c.recipient_hash).where(
        notice.c.programme == programme,
        notice.c.tells_privacy,
        notice.c.recipient_hash != "",
        notice.c.state.in_([one.value for one in _TOLD]),
    )
    with store.begin() as connection:
        return frozenset(connection.execute(query).scalars())


def _day(text: str, zone: tzinfo) -> date:
    return from_text(text).astimezone(zone).date()
