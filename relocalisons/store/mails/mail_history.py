"""Store: what earlier weeks have told, for the policy of the next one."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import orjson
from sqlalchemy import Connection, func, select

from relocalisons.core.reminders.people import person_key
from relocalisons.core.reminders.rules.answers import SentDigest, SentDigests
from relocalisons.core.reminders.rules.release import marks_in
from relocalisons.store.mails.notice_states import LEFT, NoticeState
from relocalisons.store.moments import from_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, notice, notice_item

DIGESTS = ("digest", "escalation")  # kinds that ask a partner for something; notices do not


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHistory:
    """What earlier weeks have told. A person is known by `person_key`.

    `weeks`: person → ISO weeks that have a digest, whatever became of it. `told`: (finding key,
    due date) → the highest level of its lines in digests that really left. `sent`: person →
    digests that left, oldest first.
    """

    weeks: Mapping[str, frozenset[str]]
    told: Mapping[tuple[str, date | None], int]
    sent: SentDigests


def mail_history(
    store: Store, programme: str, *, before_week: str | None = None, with_marks: bool = False
) -> MailHistory:
    """The history of digests, without the week `before_week` and later ones when given.

    `with_marks` reads the stored bodies for what rows said when they were asked about.
    """
    # The last attempt, not the last change: a delivery that is told a day later moves no date.
    left_at = (
        select(func.max(attempt.c.started_at))
        .where(attempt.c.notice_key == notice.c.key)
        .scalar_subquery()
    )
    items = (
        select(
            notice.c.key,
            notice.c.partner,
            notice.c.role,
            notice.c.iso_week,
            notice.c.state,
            left_at.label("left_at"),
            notice_item.c.finding_key,
            notice_item.c.due,
            notice_item.c.level,
        )
        .join(notice_item, notice_item.c.notice_key == notice.c.key, isouter=True)
        .where(notice.c.programme == programme, notice.c.kind.in_(DIGESTS))
        .order_by(left_at, notice.c.key)
    )
    if before_week is not None:
        items = items.where(notice.c.iso_week < before_week)
    weeks: dict[str, set[str]] = {}
    told: dict[tuple[str, date | None], int] = {}
    sent: dict[str, dict[str, tuple[datetime, dict[str, date | None]]]] = {}
    with store.begin() as connection:
        marks = _marks(connection, programme) if with_marks else {}
        for row in connection.execute(items):
            person = person_key(row.partner, row.role)
            weeks.setdefault(person, set()).add(row.iso_week)
            if NoticeState(row.state) not in LEFT:
                continue
            of_mail = sent.setdefault(person, {}).setdefault(row.key, (from_text(row.left_at), {}))
            if row.finding_key is None:
                continue  # a welcome may ask for nothing
            due = date.fromisoformat(row.due) if row.due else None
            # The level, not a count: a line that names another partner is another item of the
            # same finding, and a level that was used once is a key that is taken.
            told[row.finding_key, due] = max(told.get((row.finding_key, due), 0), row.level)
            of_mail[1][row.finding_key] = due
    return MailHistory(
        weeks={person: frozenset(found) for person, found in weeks.items()},
        told=told,
        sent={
            person: tuple(
                SentDigest(left_at=at, keys=frozenset(dates), dates=dates, marks=marks.get(key, {}))
                for key, (at, dates) in mails.items()
            )
            for person, mails in sent.items()
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFinding:
    """A finding in a digest made on `day`; `left_at`: when that one last began to leave."""

    key: str
    day: date
    state: NoticeState
    left_at: datetime | None


def asked_since(store: Store, programme: str, day: date) -> tuple[AskedFinding, ...]:
    """The findings of the digests made since `day`."""
    left_at = (
        select(func.max(attempt.c.started_at))
        .where(attempt.c.notice_key == notice.c.key)
        .correlate(notice)
        .scalar_subquery()
    )
    query = (
        select(
            notice_item.c.finding_key,
            notice.c.logical_date,
            notice.c.state,
            left_at.label("left_at"),
        )
        .join(notice, notice_item.c.notice_key == notice.c.key)
        .where(
            notice.c.programme == programme,
            notice.c.kind == DIGESTS[0],
            notice.c.logical_date >= day.isoformat(),
        )
    )
    with store.begin() as connection:
        return tuple(
            AskedFinding(
                key=row.finding_key,
                day=date.fromisoformat(row.logical_date),
                state=NoticeState(row.state),
                left_at=from_text(row.left_at) if row.left_at else None,
            )
            for row in connection.execute(query)
        )


def _marks(connection: Connection, programme: str) -> dict[str, dict[str, str]]:
    """Notice key → marks of its lines; without those whose body is wiped."""
    query = select(notice.c.key, notice.c.body).where(
        notice.c.programme == programme,
        notice.c.kind.in_(DIGESTS),
        notice.c.state.in_([state.value for state in LEFT]),
        notice.c.body.is_not(None),
    )
    bodies = {row.key: orjson.loads(zlib.decompress(row.body)) for row in connection.execute(query)}
    return {key: marks_in(body["digest"]) for key, body in bodies.items() if "digest" in body}


def first_sent(store: Store, programme: str, week: str) -> Mapping[str, datetime]:
    """Key → when the first call for a mail of an ISO week began, for those that may have left."""
    query = (
        select(notice.c.key, func.min(attempt.c.started_at).label("at"))
        .join(attempt, attempt.c.notice_key == notice.c.key)
        .where(
            notice.c.programme == programme,
            notice.c.iso_week == week,
            notice.c.state.in_([one.value for one in LEFT]),
        )
        .group_by(notice.c.key)
    )
    with store.begin() as connection:
        return {row.key: from_text(row.at) for row in connection.execute(query)}
