"""The lines of the tables are kept under their names, with the readings that hold them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from support.programme.sheets import P01_ID, one_partner, tab

from relocalisons.core.kernel.model import KnownLine, KnownLines
from relocalisons.store.readings.lines import keep_lines, known_lines
from relocalisons.store.readings.snapshots import keep_snapshot

SEEN = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)
LINE = KnownLine(
    table="actions",
    owner="P01",
    name="A1.1",
    file_id=P01_ID,
    sheet_id=7,
    row=2,
    number="A1.1",
    title="Former",
    mark="0123abcd",
    seen=SEEN,
)


def test_a_store_knows_no_line_before_the_first_night(store):
    assert known_lines(store, "relocalisons") == KnownLines()


def test_lines_are_known_again_as_they_were_kept(store):
    gone = replace(LINE, name="A1.2", gone_at=SEEN + timedelta(days=1))
    asked = replace(LINE, name="~0a1b2c3d", rank=2, number="", asked=True)

    keep_lines(store, "relocalisons", (LINE, gone, asked))

    assert set(known_lines(store, "relocalisons").lines) == {LINE, gone, asked}
    assert known_lines(store, "another").lines == ()


def test_a_line_that_changed_is_kept_as_it_is_now_and_one_that_is_no_line_goes(store):
    keep_lines(store, "relocalisons", (LINE, replace(LINE, name="A1.2")))
    renumbered = replace(LINE, number="A1.9", seen=SEEN + timedelta(days=1))

    keep_lines(store, "relocalisons", (renumbered,))

    assert known_lines(store, "relocalisons").lines == (renumbered,)


def test_the_workbook_of_a_line_is_the_reading_in_which_it_was_last_seen(store):
    snapshot = one_partner(tab("Plan d'action", "N° action | Intitulé", sheet_id=7))
    keep_snapshot(
        store, snapshot, programme="relocalisons", run_id=None, page_token="1", full_reading_at=SEEN
    )

    keep_lines(store, "relocalisons", (LINE,))

    (book,) = known_lines(store, "relocalisons").books
    assert (book.file_id, book.read_at) == (P01_ID, SEEN)


def test_a_workbook_that_nobody_touched_stood_so_until_the_last_snapshot_that_holds_it(store):
    first = one_partner(tab("Plan d'action", "N° action | Intitulé", sheet_id=7))
    later = replace(first, snapshot_id="later", read_at=SEEN + timedelta(days=4))
    for snapshot in (first, later):
        keep_snapshot(
            store,
            snapshot,
            programme="relocalisons",
            run_id=None,
            page_token="1",
            full_reading_at=SEEN,
        )

    keep_lines(store, "relocalisons", (LINE,))

    known = known_lines(store, "relocalisons")
    assert len(known.books) == 1
    assert known.stood == {(P01_ID, SEEN): later.read_at}


def test_no_address_is_kept_with_a_line(store):
    keep_lines(store, "relocalisons", (replace(LINE, title="écrire à a.roux@grasse.example"),))

    assert known_lines(store, "relocalisons").lines[0].title == "écrire à adresse masquée"
