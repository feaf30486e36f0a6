"""Store: « tout envoyer » as one order with the mails it covers, and where each mail's row stands.

An order is known by its words, its week and its first reading. It covers the mails whose row stood
in « Relances » at a reading at which its cell was still empty: nothing that is written later, even
in the same week.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select, update

from relocalisons.store.mails.notice_states import NoticeState
from relocalisons.store.masking import mask_addresses
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import notice, send_order

_UNDECIDED = (NoticeState.HELD.value, NoticeState.READY.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOrder:
    """What she typed in the cell of « tout envoyer », understood or not, and what became of it.

    `covers` and `released` are notice keys; `left_since` counts the mails that waited when it
    acted and that it did not cover. `emptied_at`: our write emptied the cell; `gone_at`: these
    words were no longer there at a reading.
    """

    order_id: int
    week: str
    words: str
    cell: str
    first_read_at: datetime
    covers: frozenset[str]
    released: frozenset[str] = frozenset()
    left_since: int = 0
    acted_at: datetime | None = None
    emptied_at: datetime | None = None
    gone_at: datetime | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether she took the words away herself: what they released and has not left stays."""
        return self.gone_at is not None and self.emptied_at is None


def note_rows(store: Store, programme: str, *, shown: Collection[str], at: datetime) -> None:
    """The rows of undecided mails that a reading found in the tab."""
    _stamp(store, programme, keys=shown, values={"shown_at": to_text(at)})


def note_order_cell(
    store: Store,
    programme: str,
    *,
    words: str,
    week: str,
    cell: str,
    shown: Collection[str],
    at: datetime,
) -> None:
    """What a reading found in the cell of « tout envoyer », beside the rows `shown`.

    Empty: the mails of these rows may be covered by the next order, and an order that stood there
    is gone. The words of the order that stands already: the same order, whatever the week its
    label names now. Other words: a new order.
    """
    if not words:
        _stamp(store, programme, keys=shown, values={"asked_at": to_text(at)})
    with store.begin() as connection:
        standing = _standing(connection, programme)
        if standing is not None and standing.words == mask_addresses(words):
            return
        if standing is not None:
            _set(connection, standing.order_id, {"gone_at": to_text(at)})
        if words:
            connection.execute(
                send_order.insert().values(
                    programme=programme,
                    week=week,
                    words=mask_addresses(words),
                    cell=cell,
                    first_read_at=to_text(at),
                    covers=orjson.dumps(_asked(connection, programme)).decode(),
                )
            )


def rows_in_doubt(
    store: Store, programme: str, *, keys: Collection[str] | None = None, anew: bool = False
) -> None:
    """Nobody knows where the rows of undecided mails stand: a write of ours has begun, or lost one.

    A row that is missing at the next reading was then not deleted by her. `keys`: only these;
    `anew`: they are written anew, so that no order that was already given covers them.
    """
    values: dict[str, Any] = {"shown_at": None} | ({"asked_at": None} if anew else {})
    _stamp(store, programme, keys=keys, values=values)


def order_in_cell(store: Store, programme: str) -> SendOrder | None:
    """The order whose words still stand in the cell, as far as the last reading knows."""
    with store.begin() as connection:
        return _standing(connection, programme)


def acted_orders(store: Store, programme: str) -> tuple[SendOrder, ...]:
    """The orders that have acted, the oldest first."""
    query = (
        select(send_order)
        .where(send_order.c.programme == programme, send_order.c.acted_at.is_not(None))
        .order_by(send_order.c.order_id)
    )
    with store.begin() as connection:
        return tuple(_order(row) for row in connection.execute(query))


def order_acted(
    store: Store, order_id: int, *, released: Collection[str], left_since: int, at: datetime
) -> None:
    """The order is spent: it never acts again."""
    with store.begin() as connection:
        _set(
            connection,
            order_id,
            {
                "acted_at": to_text(at),
                "released": orjson.dumps(sorted(released)).decode(),
                "left_since": left_since,
            },
        )


def order_emptied(store: Store, order_id: int, *, at: datetime) -> None:
    """Our write took the words of a spent order out of the cell."""
    with store.begin() as connection:
        _set(connection, order_id, {"emptied_at": to_text(at)})


def _stamp(
    store: Store, programme: str, *, keys: Collection[str] | None, values: dict[str, Any]
) -> None:
    statement = update(notice).where(
        notice.c.programme == programme, notice.c.state.in_(_UNDECIDED)
    )
    if keys is not None:
        statement = statement.where(notice.c.key.in_(sorted(keys)))
    with store.begin() as connection:
        connection.execute(statement.values(**values))


def _asked(connection: Connection, programme: str) -> list[str]:
    query = select(notice.c.key).where(
        notice.c.programme == programme,
        notice.c.state.in_(_UNDECIDED),
        notice.c.asked_at.is_not(None),
    )
    return sorted(connection.execute(query).scalars())


def _standing(connection: Connection, programme: str) -> SendOrder | None:
    query = (
        select(send_order)
        .where(send_order.c.programme == programme, send_order.c.gone_at.is_(None))
        .order_by(send_order.c.order_id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return _order(row) if row else None


def _set(connection: Connection, order_id: int, values: dict[str, Any]) -> None:
    connection.execute(update(send_order).filter_by(order_id=order_id).values(**values))


def _order(row: Row[Any]) -> SendOrder:
    def moment(text: str | None) -> datetime | None:
        return from_text(text) if text else None

    return SendOrder(
        order_id=row.order_id,
        week=row.week,
        words=row.words,
        cell=row.cell,
        first_read_at=from_text(row.first_read_at),
        covers=frozenset(orjson.loads(row.covers)),
        released=frozenset(orjson.loads(row.released)),
        left_since=row.left_since,
        acted_at=moment(row.acted_at),
        emptied_at=moment(row.emptied_at),
        gone_at=moment(row.gone_at),
    )
