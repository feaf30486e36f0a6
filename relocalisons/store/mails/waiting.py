"""Store: whether any mail of a programme waits for the next settlement, and when it should pass.

It asks more than the settlement itself does before it looks at her decisions (`nothing_waits`), so
that a programme for which nothing is planned is one in which a pass would find nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy import exists, select, update

from relocalisons.store.mails.batches import batches_in
from relocalisons.store.mails.events import SILENT_AFTER, unheard_since
from relocalisons.store.mails.notice_states import UNFINISHED, BatchState, NoticeState
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import mail_event, notice

_WAITING = (NoticeState.HELD, NoticeState.READY, NoticeState.SUBMITTING, NoticeState.PREPARED)
_DOUBTFUL = (NoticeState.UNSETTLED, NoticeState.SILENT)
DOUBT_IS_NEW = timedelta(hours=1)  # told by the pass after the one that made it, or tried again
FIRST_LOOK = timedelta(minutes=15)  # after a mail left, for what its vendor says of it


def next_pass(store: Store, programme: str, *, at: datetime, hears: bool) -> datetime | None:
    """When a settlement has something to do: `at` for as soon as may be, later, or None for never.

    `hears`: the vendor tells of each mail (the webhook is set up). What is then sent and not told
    of is looked for again after as long as it has been waited for, until it counts as silent.
    """
    if _waits(store, programme, at=at) or _batch_waits(store, programme):
        return at
    return _next_look(store, programme, at=at) if hears else None


def _waits(store: Store, programme: str, *, at: datetime) -> bool:
    mine = notice.c.programme == programme
    waiting = notice.c.state.in_([one.value for one in _WAITING])
    new_doubt = notice.c.state.in_([one.value for one in _DOUBTFUL]) & (
        notice.c.changed_at > to_text(at - DOUBT_IS_NEW)
    )
    untold = exists().where(
        mail_event.c.notice_key == notice.c.key, mail_event.c.joined_at.is_(None)
    )
    query = select(notice.c.key).where(mine, waiting | new_doubt | untold).limit(1)
    with store.begin() as connection:
        return connection.execute(query).first() is not None


def _batch_waits(store: Store, programme: str) -> bool:
    # A cancelled one keeps its place for an hour: somebody must give it back.
    return bool(batches_in(store, programme, (*UNFINISHED, BatchState.CANCELLED)))


def _next_look(store: Store, programme: str, *, at: datetime) -> datetime | None:
    """When mails that left, and of which nothing is heard, are looked for again; None without."""
    looks = (_look_at(left, at=at) for left in unheard_since(store, programme, at=at))
    return min(looks, default=None)


def _look_at(left: datetime, *, at: datetime) -> datetime:
    """After as long as it was waited for, and no later than when it counts as silent."""
    return max(min(left + max(2 * (at - left), FIRST_LOOK), left + SILENT_AFTER), at)


def put_off(store: Store, key: str, *, until: datetime, reason: str, at: datetime) -> bool:
    """An approved mail stays so and leaves from `until` on; False when it is READY no more."""
    values = {"not_before": to_text(until), "reason": reason, "changed_at": to_text(at)}
    ready = (notice.c.key == key, notice.c.state == NoticeState.READY.value)
    with store.begin() as connection:
        return connection.execute(update(notice).where(*ready).values(values)).rowcount == 1
