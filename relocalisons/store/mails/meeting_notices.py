"""Store: what invitations need besides the life of every mail.

Their states, their week, and which of them are equal and stand on one row of « Relances ».
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, tzinfo

from sqlalchemy import func, select, update

from relocalisons.core.kernel.keys import together_key
from relocalisons.core.programme.decisions.member_words import Member
from relocalisons.store.mails.notice_states import LEFT, NoticeState
from relocalisons.store.mails.notices import Notice, notices_in, notices_of_week, notices_with
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, notice

MEETING_NOTICE = "meeting_notice"
OUTSIDE = "instance"  # what stands for the partner's code of somebody from no partner
TOGETHER = "together"  # in the body of a mail: the keys of all that stand on its row
_WAITING = (NoticeState.HELD, NoticeState.READY)
_UNDECIDED = tuple(one.value for one in _WAITING)


def row_of(one: Notice) -> str:
    """The key of the row of several equal mails on which this one stands; empty for its own."""
    keys = (one.body or {}).get(TOGETHER, ())
    return together_key(keys) if keys else ""


def groups_shown(store: Store, programme: str, *, week: str) -> Mapping[str, tuple[Notice, ...]]:
    """Row of several equal mails → all of them, for rows of that week or with a mail that waits.

    They were written together and stay so: who is invited later is on another row.
    """
    met = {
        one.key: one
        for one in (
            *notices_in(store, programme, _WAITING),
            *notices_of_week(store, programme, week),
        )
    }
    groups = {row: one.body[TOGETHER] for one in met.values() if one.body and (row := row_of(one))}
    wanted = {key for keys in groups.values() for key in keys}
    met |= {one.key: one for one in notices_with(store, programme, wanted - met.keys())}
    return {row: tuple(met[key] for key in keys if key in met) for row, keys in groups.items()}


def members_of(groups: Mapping[str, Iterable[Notice]]) -> Mapping[str, tuple[Member, ...]]:
    """The same with each mail as she may name it."""
    return {row: tuple(map(member_of, mails)) for row, mails in groups.items()}


def member_of(one: Notice) -> Member:
    """A mail as she may name it: by its partner's code, or by who reads it."""
    body = one.body or {}
    person = str(body.get("digest", body).get("person", ""))
    return Member(key=one.key, code=one.partner, person=person)


def states_of(store: Store, keys: Collection[str]) -> Mapping[str, NoticeState]:
    """Key → state of the notices among `keys` that the store knows."""
    if not keys:
        return {}
    query = select(notice.c.key, notice.c.state).where(notice.c.key.in_(sorted(keys)))
    with store.begin() as connection:
        return {row.key: NoticeState(row.state) for row in connection.execute(query)}


def first_invitations(store: Store, programme: str, *, zone: tzinfo) -> Mapping[str, date]:
    """Meeting number → the day in `zone` on which an invitation to it first left, or may have."""
    query = (
        select(notice.c.role, func.min(attempt.c.started_at).label("at"))
        .join(attempt, attempt.c.notice_key == notice.c.key)
        .where(
            notice.c.programme == programme,
            notice.c.kind == MEETING_NOTICE,
            notice.c.state.in_([one.value for one in LEFT]),
        )
        .group_by(notice.c.role)
    )
    with store.begin() as connection:
        return {
            row.role: from_text(row.at).astimezone(zone).date() for row in connection.execute(query)
        }


def carry_over(
    store: Store, programme: str, *, iso_week: str, logical_date: date, at: datetime
) -> int:
    """Bring undecided invitations of earlier weeks into this one; how many there were.

    A digest lapses with its week; a meeting stays to be told until its day, and her decision is
    asked again in the « Relances » of the week.
    """
    with store.begin() as connection:
        return connection.execute(
            update(notice)
            .where(
                notice.c.programme == programme,
                notice.c.kind == MEETING_NOTICE,
                notice.c.state.in_(_UNDECIDED),
                notice.c.iso_week < iso_week,
            )
            .values(
                iso_week=iso_week,
                logical_date=logical_date.isoformat(),
                version=notice.c.version + 1,
                changed_at=to_text(at),
            )
        ).rowcount
