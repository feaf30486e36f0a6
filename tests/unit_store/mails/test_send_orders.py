"""« tout envoyer » covers what stood there beside an empty cell, and is spent once it has acted."""

from datetime import datetime

from support.mails.build import PROGRAMME, after, held

from relocalisons.store.mails.notices import NoticeState, notices_in
from relocalisons.store.mails.send_orders import (
    SendOrder,
    acted_orders,
    note_order_cell,
    note_rows,
    order_acted,
    order_emptied,
    order_in_cell,
    rows_in_doubt,
)
from relocalisons.store.opening import Store

ORDER = "tout envoyer"


def read(store: Store, words: str, *shown: str, at: datetime) -> SendOrder | None:
    """A reading of the cell beside these rows; the order that stands there then."""
    note_rows(store, PROGRAMME, shown=shown, at=at)
    note_order_cell(
        store, PROGRAMME, words=words, week="2026-W10", cell="B2", shown=shown, at=at
    )  # fmt: skip
    return order_in_cell(store, PROGRAMME)


def shown(store: Store) -> set[str]:
    return {one.key for one in notices_in(store, PROGRAMME, (NoticeState.HELD,)) if one.shown_at}


def test_an_order_covers_the_rows_read_beside_an_empty_cell(store: Store):
    keys = held(store, "P01", "P02")
    read(store, "", *keys, at=after(hours=1))

    order = read(store, ORDER, *keys, at=after(hours=2))

    assert order is not None
    assert order.covers == set(keys)
    assert (order.cell, order.first_read_at) == ("B2", after(hours=2))


def test_what_is_written_since_the_last_empty_reading_is_not_covered(store: Store):
    keys = held(store, "P01", "P02")
    read(store, "", *keys, at=after(hours=1))
    later = held(store, "P03")

    order = read(store, ORDER, *keys, *later, at=after(hours=2))

    assert order is not None
    assert order.covers == set(keys)


def test_the_same_words_are_the_same_order_and_it_stays_spent(store: Store):
    keys = held(store, "P01")
    read(store, "", *keys, at=after(hours=1))
    first = read(store, ORDER, *keys, at=after(hours=2))
    assert first is not None
    order_acted(
        store, first.order_id, released=[keys[0]], left_since=3, at=after(hours=2)
    )  # fmt: skip
    later = held(store, "P02")

    again = read(store, ORDER, *keys, *later, at=after(days=7))

    assert again is not None
    assert again.order_id == first.order_id
    assert (again.acted_at, again.released, again.left_since) == (after(hours=2), {keys[0]}, 3)
    assert again.covers == set(keys)
    assert [one.order_id for one in acted_orders(store, PROGRAMME)] == [first.order_id]


def test_other_words_are_another_order_of_their_own_first_reading(store: Store):
    keys = held(store, "P01")
    read(store, "", *keys, at=after(hours=1))
    first = read(store, ORDER, *keys, at=after(hours=2))

    second = read(store, "non, attendez", *keys, at=after(hours=3))

    assert first is not None
    assert second is not None
    assert second.order_id != first.order_id
    assert second.first_read_at == after(hours=3)


def test_an_order_that_we_emptied_holds_and_one_that_she_took_away_does_not(store: Store):
    keys = held(store, "P01")
    withdrawn = []
    for ours in (True, False):
        read(store, "", *keys, at=after(hours=1))
        order = read(store, ORDER, *keys, at=after(hours=2))
        assert order is not None
        order_acted(store, order.order_id, released=keys, left_since=0, at=after(hours=2))
        if ours:
            order_emptied(store, order.order_id, at=after(hours=2))
        assert read(store, "", *keys, at=after(hours=3)) is None
        withdrawn.append(acted_orders(store, PROGRAMME)[-1].withdrawn)

    assert withdrawn == [False, True]


def test_while_we_write_nobody_knows_which_rows_stand_there(store: Store):
    keys = held(store, "P01", "P02")
    read(store, "", *keys, at=after(hours=1))

    rows_in_doubt(store, PROGRAMME)
    during = shown(store)
    read(store, "", keys[0], at=after(hours=1, minutes=1))

    assert during == set()
    assert shown(store) == {keys[0]}


def test_a_row_that_was_written_anew_is_covered_only_once_it_was_read_again(store: Store):
    keys = held(store, "P01", "P02")
    read(store, "", *keys, at=after(hours=1))
    rows_in_doubt(store, PROGRAMME, keys=[keys[0]], anew=True)

    order = read(store, ORDER, *keys, at=after(hours=2))

    assert order is not None
    assert order.covers == {keys[1]}
