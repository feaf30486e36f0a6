"""No address stands in any column but compressed bodies and snapshots."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import LargeBinary, select
from support.mails.build import PROGRAMME, TUESDAY, a_notice, after, move

from relocalisons.core.kernel.keys import digest_key, recipient_hash
from relocalisons.core.kernel.model import (
    Audience,
    Decision,
    DriveItem,
    Finding,
    Severity,
    Snapshot,
    SourceProblem,
    TabGrid,
    WorkbookGrid,
)
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.store.mails.notices import NoticeState, SendOutcome, claim, settle, store_notice
from relocalisons.store.opening import Store
from relocalisons.store.readings.decisions import decisions_in_force, record_decisions
from relocalisons.store.readings.findings import track_findings
from relocalisons.store.readings.proof import kept_archives
from relocalisons.store.readings.reports import report_published
from relocalisons.store.readings.snapshots import keep_snapshot, last_snapshot
from relocalisons.store.replies.tables import metadata
from relocalisons.store.retention import apply_retention, forget
from relocalisons.store.runs import finish_run, last_runs, start_run

ADDRESS = "jeanne.brun@mairie.example"
MAY_HOLD_ADDRESSES = {("blob", "content"), ("notice", "body"), ("reply_proposal", "content")}


def live_a_night(store: Store) -> None:
    run = start_run(
        store, programme=PROGRAMME, kind="daily_follow_up", logical_date=date(2026, 3, 3),
        at=TUESDAY,
    )  # fmt: skip
    at = datetime(2026, 3, 3, tzinfo=UTC)
    tab = TabGrid(sheet_id=1, title="Partenaires", rows=(("Code", "E-mail"), ("P01", ADDRESS)))
    book = WorkbookGrid(
        file_id="pilotage", name="Pilotage", version="1", modified_time=at, read_at=at, tabs=(tab,)
    )
    item = DriveItem(
        file_id="f", name="a.pdf", mime_type="application/pdf", parent_id=None, modified_time=at,
        version="1", last_modifying_user=ADDRESS,
    )  # fmt: skip
    problem = SourceProblem(
        kind="source_unreachable", file_id="f", workbook="Suivi P02", tab=None, message="Illisible."
    )
    keep_snapshot(
        store,
        Snapshot(
            snapshot_id="s1", read_at=at, workbooks=(book,), items=(item,), problems=(problem,)
        ),
        programme=PROGRAMME, run_id=run.run_id, page_token="1", full_reading_at=at,
    )  # fmt: skip
    finding = Finding(
        kind=ReadingKind.CELL_UNREADABLE, subject="P01/actions/A1/planned_end", partner="P01",
        severity=Severity.WATCH, audience=Audience.PARTNER,
        title=f"La cellule contient « {ADDRESS} ».", action="Corriger.", label="A1",
    )  # fmt: skip
    track_findings(store, [finding], programme=PROGRAMME, as_of=date(2026, 3, 3))
    secret = b"secret"
    new = replace(
        a_notice("P01"),
        key=digest_key(secret, programme=PROGRAMME, person="P01/référent", iso_week="2026-W10"),
        recipient_hash=recipient_hash(secret, ADDRESS),
        body={"text": f"Bonjour {ADDRESS}", "html": f"<p>{ADDRESS}</p>"},
    )
    store_notice(store, new, at=TUESDAY)
    move(store, new.key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after(hours=1))
    mine = claim(store, new.key, at=after(hours=2))
    assert mine is not None
    settle(store, mine, SendOutcome.ACCEPTED, at=after(hours=2), http_status=202, message_id="m1")
    said = Decision(
        key=new.key, decision=f"envoyer à {ADDRESS}", note=f"écrire à {ADDRESS}, pas à L."
    )
    record_decisions(store, [said], programme=PROGRAMME, at=after(hours=2))
    finish_run(
        store, run.run_id, state="finished", at=after(hours=3),
        summary={"read": 24, "left_out": [f"« envoyer à {ADDRESS} » n’est pas compris."]},
    )  # fmt: skip


def test_no_column_shows_an_address(store: Store):
    live_a_night(store)

    searched = 0
    with store.begin() as connection:
        for table in metadata.sorted_tables:
            for column in table.columns:
                for value in connection.execute(select(column)).scalars():
                    searched += 1
                    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                    assert "jeanne" not in text.casefold(), f"{table.name}.{column.name}"
                    assert "@mairie" not in text, f"{table.name}.{column.name}"

    assert searched > 70
    kept = last_snapshot(store, PROGRAMME)
    assert kept is not None
    assert kept.workbooks[0].tabs[0].rows[1][1] == ADDRESS


def test_what_she_wrote_around_an_address_is_kept(store: Store):
    live_a_night(store)

    (said,) = decisions_in_force(store, PROGRAMME).values()
    (past,) = last_runs(store, PROGRAMME)
    assert said.note == "écrire à adresse masquée, pas à L."
    assert past.summary == {
        "read": 24, "left_out": ["« envoyer à adresse masquée » n’est pas compris."],
    }  # fmt: skip


SEALED = {("inbound_mail", "sealed")}  # what nobody opens without the worker's key


def test_only_columns_that_are_wiped_are_opaque():
    binary = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }

    assert binary == MAY_HOLD_ADDRESSES | SEALED


def test_an_erasure_leaves_archives_of_claims_alone_and_says_which_why_and_until_when(store: Store):
    facts = {"keep_until": "2036-12-31", "keep_why": "convention", "name": "Demande FRA.zip"}
    for key in ("relocalisons:demande-FRA:2026-06-30:archive", "relocalisons:note:pdf"):
        report_published(
            store, programme=PROGRAMME, report_key=key, fingerprint="f", file_id="x", at=TUESDAY,
            facts=facts if key.endswith("archive") else {},
        )  # fmt: skip

    forget(store, PROGRAMME, words=["Anne Roux"], hashes=[])
    apply_retention(store, PROGRAMME, at=TUESDAY + timedelta(days=3650))

    (kept,) = kept_archives(store, PROGRAMME)
    assert "« Demande FRA.zip », until 31/12/2036 (convention)" in kept
    assert "article 17(3)" in kept
