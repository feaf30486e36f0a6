"""Store: what invitations need besides the life of every mail: their states, and their week."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, tzinfo

from sqlalchemy import func, select, update

from relocalisons.store.mails.notice_states import LEFT, NoticeState
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, notice

MEETING_NOTICE = "meeting_notice"
OUTSIDE = "instance"  # what stands for the partner's code of somebody from no partner
_UNDECIDED = (NoticeState.HELD.value, NoticeState.READY.value)


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
