"""Store: what a person does to mails outside « Relances », each act with its reason, and its story.

An act and the move it makes are one transaction: nothing moves without its reason, and no reason
stands for a move that was not made.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select, update

from relocalisons.core.kernel.words.french import NBSP
from relocalisons.store.mails.holds import EVERYTHING
from relocalisons.store.mails.notice_states import NoticeState
from relocalisons.store.masking import mask_addresses
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, hold, ledger_act, notice


class ActKind(StrEnum):
    """What a person may do."""

    HOLD = "hold"
    RELEASE = "release"
    SETTLE = "settle"
    RESEND = "resend"
    RESTORED = "restored"
    FORGET = "forget"
    DECIDED = "decided"  # she released it: where, when and in which words is the reason
    ASKED_AGAIN = "asked_again"  # what she decided on may not be this mail: a new word is wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act. `subject` is a notice key, a partner code or EVERYTHING; `by` a role."""

    kind: ActKind
    subject: str
    reason: str
    by: str
    at: datetime
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One call for a mail, and what its answer was."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    http_status: int | None
    message_id: str
    batch_id: str


IN_DOUBT = frozenset({NoticeState.UNSETTLED, NoticeState.SILENT})
MAY_BE_RESENT = frozenset(
    {
        NoticeState.UNSETTLED,
        NoticeState.SILENT,
        NoticeState.LAPSED,
        NoticeState.REFUSED,
        NoticeState.BOUNCED,
        NoticeState.DROPPED,
    }
)
MAY_HAVE_LEFT_SINCE = frozenset(
    {NoticeState.HELD, NoticeState.READY, NoticeState.SUBMITTING, NoticeState.PREPARED}
)
"""In a restored store, what it believes to be still here."""
_RESTORED = "mémoire du service rétablie depuis une sauvegarde"


def stop(store: Store, act: Act, *, programme: str) -> None:
    """Stop the mails of `act.subject`: a notice, a partner, or everything."""
    with store.begin() as connection:
        connection.execute(
            hold.insert().values(
                programme=programme,
                scope=act.subject,
                reason=mask_addresses(act.reason),
                put_by=act.by,
                put_at=to_text(act.at),
            )
        )
        record_in(connection, act, programme=programme)


def lift(store: Store, act: Act, *, programme: str) -> int:
    """Lift every stop on `act.subject`; how many were in force (0: nothing is recorded)."""
    with store.begin() as connection:
        lifted = connection.execute(
            update(hold)
            .where(
                hold.c.programme == programme,
                hold.c.scope == act.subject,
                hold.c.lifted_at.is_(None),
            )
            .values(lifted_at=to_text(act.at))
        ).rowcount
        if lifted:
            record_in(connection, act, programme=programme)
        return lifted


def settle_doubt(store: Store, act: Act, *, programme: str, arrived: bool) -> bool:
    """UNSETTLED or SILENT → ACCEPTED, or LAPSED when it never came; False when it is neither."""
    to = NoticeState.ACCEPTED if arrived else NoticeState.LAPSED
    words = "reçu, d’après" if arrived else "jamais parti, d’après"
    return _move(
        store, act, programme=programme, of=IN_DOUBT, to=to, words=f"{words} l’exploitation"
    )


def send_again(store: Store, act: Act, *, programme: str) -> bool:
    """A mail that ended → HELD again: it leaves a second time only when she decides so.

    False when it is in another state, or when its words were wiped by retention.
    """
    return _move(
        store,
        act,
        programme=programme,
        of=MAY_BE_RESENT,
        to=NoticeState.HELD,
        words="nouvel envoi proposé par l’exploitation, « envoyer à nouveau » pour l’accepter",
        with_body=True,
    )


def ask_again(store: Store, act: Act, *, programme: str) -> bool:
    """HELD or READY → HELD with the reason of the act, until she gives a new word.

    False when it is in another state: then nothing is recorded.
    """
    of = (NoticeState.HELD, NoticeState.READY)
    return _move(store, act, programme=programme, of=of, to=NoticeState.HELD)


def declare_restored(store: Store, act: Act, *, programme: str) -> int:
    """After a backup came back: nothing that it believes unsent may leave; how many mails lapsed.

    Everything is stopped as well, until a person lifts it.
    """
    states = [one.value for one in sorted(MAY_HAVE_LEFT_SINCE)]
    with store.begin() as connection:
        lapsed = connection.execute(
            update(notice)
            .where(notice.c.programme == programme, notice.c.state.in_(states))
            .values(
                state=NoticeState.LAPSED.value,
                reason=f"{_RESTORED}{NBSP}: peut-être déjà parti",
                version=notice.c.version + 1,
                changed_at=to_text(act.at),
                not_before=None,
            )
        ).rowcount
        connection.execute(
            hold.insert().values(
                programme=programme,
                scope=EVERYTHING,
                reason=_RESTORED,
                put_by=act.by,
                put_at=to_text(act.at),
            )
        )
        record_in(connection, act, programme=programme)
        return lapsed


def record_act(store: Store, act: Act, *, programme: str) -> None:
    """An act that moves nothing by itself."""
    with store.begin() as connection:
        record_in(connection, act, programme=programme)


def acts_on(store: Store, programme: str, subjects: Collection[str]) -> tuple[Act, ...]:
    """The acts on any of the subjects, the oldest first."""
    query = (
        select(ledger_act)
        .where(ledger_act.c.programme == programme, ledger_act.c.subject.in_(sorted(subjects)))
        .order_by(ledger_act.c.done_at, ledger_act.c.act_id)
    )
    with store.begin() as connection:
        return tuple(
            Act(
                kind=ActKind(row.act),
                subject=row.subject,
                reason=row.reason,
                by=row.done_by,
                at=from_text(row.done_at),
                before=row.before,
                after=row.after,
            )
            for row in connection.execute(query)
        )


def attempts_of(store: Store, key: str) -> tuple[Attempt, ...]:
    """Every call for a mail, the first first."""
    query = select(attempt).filter_by(notice_key=key).order_by(attempt.c.number)
    with store.begin() as connection:
        return tuple(
            Attempt(
                number=row.number,
                started_at=from_text(row.started_at),
                ended_at=from_text(row.ended_at) if row.ended_at else None,
                outcome=row.outcome or "",
                http_status=row.http_status,
                message_id=row.message_id or "",
                batch_id=row.batch_id or "",
            )
            for row in connection.execute(query)
        )


def _move(
    store: Store,
    act: Act,
    *,
    programme: str,
    of: Collection[NoticeState],
    to: NoticeState,
    words: str = "",
    with_body: bool = False,
) -> bool:
    """Compare-and-set with its act; the state before is part of what is recorded."""
    mine = (notice.c.programme == programme, notice.c.key == act.subject)
    why = mask_addresses(act.reason)
    with store.begin() as connection:
        row = connection.execute(
            select(notice.c.state, notice.c.version, notice.c.body.is_(None).label("wiped")).where(
                *mine
            )
        ).first()
        if row is None or NoticeState(row.state) not in of or (with_body and row.wiped):
            return False
        moved = connection.execute(
            update(notice)
            .where(*mine, notice.c.version == row.version)
            .values(
                state=to.value,
                reason=f"{words}{NBSP}: {why}" if words else why,
                version=notice.c.version + 1,
                changed_at=to_text(act.at),
                not_before=None,
            )
        ).rowcount
        if moved:
            record_in(connection, act, programme=programme, before=row.state, after=to.value)
        return moved == 1


def record_in(
    connection: Connection, act: Act, *, programme: str, before: str = "", after: str = ""
) -> None:
    """Record an act in the transaction of the move that it makes."""
    connection.execute(
        ledger_act.insert().values(
            programme=programme,
            subject=act.subject,
            act=act.kind.value,
            reason=mask_addresses(act.reason),
            done_by=act.by,
            done_at=to_text(act.at),
            before=before,
            after=after,
        )
    )
