"""What was read comes back as it was, and a quiet quarter stays small."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from support.mails.build import PROGRAMME, after

from relocalisons.core.kernel.model import (
    Cell,
    DriveItem,
    Merge,
    Snapshot,
    SourceProblem,
    TabGrid,
    WorkbookGrid,
)
from relocalisons.store.opening import Store
from relocalisons.store.readings.snapshots import (
    _item_from,
    _item_to,
    keep_snapshot,
    last_listing,
    last_snapshot,
    last_sound_readings,
    load_mark,
    load_snapshot,
    mark_sound,
    with_tabs_at_hand,
)
from relocalisons.store.runs import finish_run, start_run
from relocalisons.store.schema import blob

MOMENT = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


AN_ITEM = DriveItem(
    file_id="f-1",
    name="Guide.pdf",
    mime_type="application/pdf",
    parent_id="root",
    modified_time=MOMENT,
    version="3",
)


def a_workbook(file_id: str = "suivi-p01", *, rows=(("N°", "Action"),), at=MOMENT) -> WorkbookGrid:
    tab = TabGrid(sheet_id=7, title="Plan d'action", rows=rows)
    return WorkbookGrid(
        file_id=file_id, name=f"Suivi {file_id}", version="41", modified_time=at, read_at=at,
        tabs=(tab,),
    )  # fmt: skip


def a_snapshot(*books: WorkbookGrid, at=MOMENT, items=(), problems=()) -> Snapshot:
    return Snapshot(
        snapshot_id=f"{at:%Y%m%dT%H%M%S}Z", read_at=at, workbooks=books, items=items,
        problems=problems,
    )  # fmt: skip


def keep(
    store: Store, one: Snapshot, *, programme=PROGRAMME, token="token-1", run_id: int | None = None
) -> None:
    keep_snapshot(
        store,
        one,
        programme=programme,
        run_id=run_id,
        page_token=token,
        full_reading_at=one.read_at,
    )


def test_a_snapshot_comes_back_as_it_was(store: Store):
    tab = TabGrid(
        sheet_id=12,
        title="Livrables — « suivi »",
        rows=(
            ("N°", None, True, 3, 0.1, "12\u202f000\u00a0€", ""),
            (Cell(46084.0, "dd/mm/yyyy", True, "https://drive.example/x"), Cell("#REF!")),
            (),
        ),
        merges=(Merge(0, 1, 0, 4),),
        hidden_rows=frozenset({2, 5}),
        hidden=True,
    )
    item = DriveItem(
        file_id="f1", name="L04 – étude.pdf", mime_type="application/pdf", parent_id=None,
        modified_time=MOMENT, version="9", size=0, md5="d41d8", web_link="https://x",
        trashed=True, app_properties={"relocalisons_key": "k"}, last_modifying_user="a@b.example",
    )  # fmt: skip
    problem = SourceProblem(
        kind="tab_missing", file_id="p", workbook="Suivi P02", tab="Livrables", message="Absent."
    )
    book = replace(a_workbook(), tabs=(tab,), locale="en_US")
    kept = a_snapshot(book, a_workbook("suivi-p02"), items=(item,), problems=(problem,))

    keep(store, kept)

    assert load_snapshot(store, kept.snapshot_id) == kept
    assert last_snapshot(store, PROGRAMME) == kept


def test_numbers_and_texts_that_look_alike_stay_apart(store: Store):
    rows = ((1, 1.0, "1", True, 0, False, "", None),)
    keep(store, a_snapshot(a_workbook(rows=rows)))

    found = last_snapshot(store, PROGRAMME)

    assert found is not None
    assert [repr(one) for one in found.workbooks[0].tabs[0].rows[0]] == [
        repr(one) for one in rows[0]
    ]


def test_the_last_snapshot_is_the_last_one_read_before_an_instant(store: Store):
    first, second = a_snapshot(at=MOMENT), a_snapshot(at=MOMENT + timedelta(days=1))
    keep(store, first)
    keep(store, second)

    assert last_snapshot(store, PROGRAMME) == second
    assert last_snapshot(store, PROGRAMME, before=second.read_at) == first
    assert last_snapshot(store, PROGRAMME, before=first.read_at) is None
    assert last_snapshot(store, "autre") is None


@pytest.mark.parametrize(
    ("kind", "ended", "seen"),
    [("nightly", "finished", True), ("nightly", "failed", False), ("other", "finished", False)],
)
def test_the_last_listing_is_that_of_the_last_run_of_its_kind_that_ended(store, kind, ended, seen):
    """A night that died had read the Drive and offered nothing; another flow offers nothing."""
    first = a_snapshot(a_workbook(), items=(AN_ITEM,))
    day = {"programme": PROGRAMME, "logical_date": MOMENT.date(), "at": MOMENT}
    started = start_run(store, kind=kind, **day)
    keep(store, first, run_id=started.run_id)
    after_it = {"kind": "nightly", "before": first.read_at + timedelta(days=1)}

    assert last_listing(store, PROGRAMME, **after_it) is None
    finish_run(store, started.run_id, state=ended, at=MOMENT, summary={})
    assert last_listing(store, PROGRAMME, **after_it) == ((AN_ITEM,) if seen else None)
    assert last_listing(store, PROGRAMME, kind=kind, before=first.read_at) is None


def test_ninety_quiet_nights_keep_each_workbook_once(store: Store):
    books = tuple(a_workbook(f"suivi-{number}") for number in range(3))
    for night in range(90):
        keep(store, a_snapshot(*books, at=MOMENT + timedelta(days=night)))

    with store.begin() as connection:
        kept = connection.scalar(select(func.count()).select_from(blob))
    assert kept == 2  # one grid (the three are equal) and one empty listing


def test_a_workbook_broken_for_days_does_not_age_the_reading_of_the_others(store: Store):
    monday, tuesday, wednesday = (MOMENT + timedelta(days=days) for days in range(3))
    for day, broken in ((monday, ()), (tuesday, ("suivi-p01",)), (wednesday, ())):
        night = a_snapshot(a_workbook("suivi-p01", at=day), a_workbook("suivi-p02", at=day), at=day)
        keep(store, night)
        if day < wednesday:
            mark_sound(store, night.snapshot_id, except_for=broken)

    stands_in = last_sound_readings(store, PROGRAMME, before=wednesday)

    assert stands_in is not None
    assert {book.file_id: book.read_at for book in stands_in.workbooks} == {
        "suivi-p01": monday, "suivi-p02": tuesday,
    }  # fmt: skip


def test_nothing_stands_in_before_a_first_sound_reading(store: Store):
    keep(store, a_snapshot(a_workbook()))

    assert last_sound_readings(store, PROGRAMME, before=MOMENT + timedelta(days=9)) is None


def test_the_drive_mark_moves_with_the_snapshot_it_covers(store: Store):
    assert load_mark(store, PROGRAMME) is None

    keep(store, a_snapshot(at=MOMENT), token="12")
    keep(store, a_snapshot(at=MOMENT + timedelta(days=1)), token="15")

    assert load_mark(store, PROGRAMME) == ("15", MOMENT + timedelta(days=1))
    assert load_mark(store, "autre") is None


def test_keeping_the_same_snapshot_twice_keeps_one(store: Store):
    one = a_snapshot(a_workbook())

    keep(store, one)
    keep(store, one)

    assert load_snapshot(store, one.snapshot_id) == one


def test_another_programme_sees_nothing_of_it(store: Store):
    keep(store, a_snapshot(a_workbook()))

    assert last_snapshot(store, "autre", before=after()) is None


def test_the_rights_of_a_file_come_back_and_an_older_listing_has_none(store: Store):
    shared = replace(AN_ITEM, permission_ids=("123", "anyoneWithLink"))
    keep(store, a_snapshot(a_workbook(), items=(shared, AN_ITEM)))

    kept = last_snapshot(store, PROGRAMME)

    assert kept is not None
    assert [item.permission_ids for item in kept.items] == [("123", "anyoneWithLink"), None]
    older = _item_to(shared)[:-1]  # as it was kept before rights were read
    assert _item_from(older) == replace(shared, permission_ids=None)


def test_a_tab_that_says_the_same_is_the_object_of_the_first_reading():
    first = with_tabs_at_hand(a_workbook(rows=(("N°", 1, Cell(2.0, "0.00")),)))
    again = with_tabs_at_hand(
        a_workbook(rows=(("N°", 1, Cell(2.0, "0.00")),), at=MOMENT + timedelta(days=1))
    )

    assert first == a_workbook(rows=(("N°", 1, Cell(2.0, "0.00")),))
    assert again.tabs[0] is first.tabs[0]
    assert again.read_at == MOMENT + timedelta(days=1)


@pytest.mark.parametrize(
    ("was", "now"),
    [((1,), (True,)), ((0,), (False,)), ((1,), (1.0,)), (("1",), (1,)), ((None,), ())],
    ids=str,
)
def test_what_only_compares_the_same_is_another_tab(was, now):
    one, two = (with_tabs_at_hand(a_workbook(rows=(row,))).tabs[0] for row in (was, now))

    assert two is not one
    assert list(map(type, two.rows[0])) == list(map(type, now))


def test_another_height_of_the_grid_is_another_tab():
    book = a_workbook()
    higher = replace(book, tabs=(replace(book.tabs[0], height=900),))

    assert with_tabs_at_hand(book).tabs[0].height == 0
    assert with_tabs_at_hand(higher).tabs[0].height == 900
