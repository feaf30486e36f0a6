"""What an archive takes of the store: readings by digest, her words, mails without people."""

from datetime import UTC, datetime

from support.mails.build import PROGRAMME, a_notice, after

from relocalisons.core.kernel.model import Decision, Snapshot, TabGrid, WorkbookGrid
from relocalisons.store.mails.notices import store_notice
from relocalisons.store.opening import Store
from relocalisons.store.readings.act_words import record_act_words, remember_shown
from relocalisons.store.readings.decisions import record_decisions
from relocalisons.store.readings.proof import decisions_about, mails_about, readings_in
from relocalisons.store.readings.snapshots import keep_snapshot

AT = datetime(2026, 3, 3, 5, tzinfo=UTC)


def test_the_workbooks_of_its_cells_are_named_with_the_digest_of_what_was_read(store: Store):
    books = tuple(
        WorkbookGrid(
            file_id=name, name=name.upper(), version="7", modified_time=AT, read_at=AT,
            tabs=(TabGrid(sheet_id=1, title="Dépenses", rows=(("N° pièce",), (name,))),),
        )
        for name in ("p01", "p02")
    )  # fmt: skip
    kept = Snapshot(snapshot_id="r1", read_at=AT, workbooks=books, items=(), problems=())
    keep_snapshot(store, kept, programme=PROGRAMME, run_id=None, page_token="1", full_reading_at=AT)

    (one,) = readings_in(store, PROGRAMME, "r1", files={"p01"})

    assert (one["classeur"], one["version"], len(one["sha256"])) == ("P01", "7", 64)
    assert readings_in(store, "autre", "r1", files={"p01"}) == ()


def test_her_words_on_a_line_or_on_its_act_are_kept_without_note_or_address(store: Store):
    beside = Decision(
        key="double_funding:P01/D-1", decision="sans objet, vu avec jo@x.fr", note="elle est malade"
    )
    record_decisions(store, [beside], programme=PROGRAMME, at=after())
    remember_shown(store, {"act:fix:P02": ("expense_unread:P02/D-2",)}, programme=PROGRAMME)
    on_act = Decision(key="act:fix:P02", decision="à traiter", note="secret")
    record_act_words(store, [on_act], programme=PROGRAMME, at=after(days=1))

    kept = decisions_about(store, PROGRAMME, subjects={"P01/D-1", "P02/D-2"})

    assert [one["constat"] for one in kept] == ["double_funding:P01/D-1", "expense_unread:P02/D-2"]
    assert kept[1]["decision"] == "à traiter"
    assert not [word for word in ("jo@x.fr", "malade", "secret") if word in str(kept)]
    assert decisions_about(store, PROGRAMME, subjects={"P03/D-9"}) == ()


def test_a_mail_is_its_kind_partner_day_and_state_and_nobody_s_words(store: Store):
    store_notice(store, a_notice(), at=after())

    (one,) = mails_about(store, PROGRAMME, subjects={"A1.2"})

    assert (one["nature"], one["partenaire"], one["etat"]) == ("digest", "P01", "held")
    assert set(one) == {"constat", "nature", "partenaire", "etat", "parti_le"}
    assert mails_about(store, PROGRAMME, subjects={"A9"}) == ()
