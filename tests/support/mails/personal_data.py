"""What a store holds of a person: a mail to them, a reading that names them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from support.mails.build import PROGRAMME, a_notice, after, move

from relocalisons.core.kernel.model import DriveItem, Snapshot, TabGrid, WorkbookGrid
from relocalisons.store.mails.notices import NoticeState, SendOutcome, claim, settle, store_notice
from relocalisons.store.opening import Store
from relocalisons.store.readings.snapshots import keep_snapshot

ADDRESS, NAME = "jeanne.brun@mairie.example", "Jeanne Brun"


def mail(store: Store, partner: str = "P01", *, state: str = "accepted", address: str = "h") -> str:
    new = replace(
        a_notice(partner, recipient_hash=address),
        body={"text": f"Bonjour {NAME},", "html": f"<p>{ADDRESS}</p>"},
    )
    store_notice(store, new, at=after())
    if state != "held":
        move(store, new.key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after(hours=1))
        mine = claim(store, new.key, at=after(hours=2))
        assert mine is not None
        outcome = SendOutcome.UNKNOWN if state == "unsettled" else SendOutcome.ACCEPTED
        settle(store, mine, outcome, at=after(hours=2))
    return new.key


def reading(store: Store, name: str, *, days: float = 0, cell: str = ADDRESS) -> None:
    at = datetime(2026, 3, 3, tzinfo=UTC) + timedelta(days=days)
    tab = TabGrid(sheet_id=1, title="Partenaires", rows=(("Code", "E-mail"), ("P01", cell)))
    book = WorkbookGrid(
        file_id="pilotage", name="Pilotage", version=name, modified_time=at, read_at=at, tabs=(tab,)
    )
    item = DriveItem(
        file_id="f", name="a.pdf", mime_type="application/pdf", parent_id=None, modified_time=at,
        version="1", last_modifying_user=ADDRESS.upper(),
    )  # fmt: skip
    keep_snapshot(
        store,
        Snapshot(snapshot_id=name, read_at=at, workbooks=(book,), items=(item,), problems=()),
        programme=PROGRAMME, run_id=None, page_token="1", full_reading_at=at,
    )  # fmt: skip
