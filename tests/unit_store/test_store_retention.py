"""Personal data goes when its time is over, and at once when a person asks; the rest stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from support.mails.build import PROGRAMME, a_notice, after, move

from relocalisons.core.kernel.model import Decision, DriveItem, Snapshot, TabGrid, WorkbookGrid
from relocalisons.store.mails.events import EventType, MailEvent, keep_events
from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    claim,
    notices_in,
    settle,
    store_notice,
)
from relocalisons.store.opening import Store
from relocalisons.store.readings.decisions import record_decisions
from relocalisons.store.readings.snapshots import keep_snapshot, last_snapshot
from relocalisons.store.retention import FORGOTTEN, apply_retention, forget, known_of
from relocalisons.store.schema import blob, mail_event, snapshot

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


def bodies(store: Store) -> list[bool]:
    return [one.body is not None for one in notices_in(store, PROGRAMME, tuple(NoticeState))]


@pytest.mark.parametrize(
    ("state", "days", "kept"),
    [
        ("accepted", 89, True),
        ("accepted", 91, False),
        ("held", 400, True),
        ("unsettled", 400, True),
    ],
)
def test_words_are_wiped_90_days_after_a_mail_ended(store: Store, state, days, kept):
    mail(store, state=state)

    apply_retention(store, PROGRAMME, at=after(days=days))

    assert bodies(store) == [kept]


def test_old_events_and_old_recipients_go(store: Store):
    key = mail(store)
    event = MailEvent(
        sg_event_id="e", notice_key=key, attempt=1, type=EventType.DELIVERED, at=after(hours=3),
        payload_hash="h",
    )  # fmt: skip
    keep_events(store, [event], at=after(hours=3))

    first = apply_retention(store, PROGRAMME, at=after(days=300))
    second = apply_retention(store, PROGRAMME, at=after(days=800))

    assert (first.events, first.recipients) == (0, 0)
    assert (second.events, second.recipients) == (1, 1)
    with store.begin() as connection:
        assert connection.execute(select(mail_event)).all() == []


def test_old_readings_go_with_what_only_they_held_and_the_newest_stays(store: Store):
    reading(store, "old", cell="ancien@mairie.example")
    reading(store, "new", days=10)

    gone = apply_retention(store, PROGRAMME, at=after(days=3000))

    assert gone.readings == 1
    with store.begin() as connection:
        assert list(connection.execute(select(snapshot.c.snapshot_id)).scalars()) == ["new"]
        assert len(connection.execute(select(blob)).all()) == 2  # its workbook and its listing


def test_retention_of_one_programme_is_no_concern_of_another(store: Store):
    mail(store)

    apply_retention(store, "autre", at=after(days=3000))

    assert bodies(store) == [True]


def test_a_forgotten_person_is_nowhere_in_the_store(store: Store):
    mail(store, address="hash-of-jeanne")
    mail(store, "P02", address="hash-of-another")
    reading(store, "one")
    record_decisions(
        store,
        [Decision(key="k", decision="à traiter", note=f"vu avec {NAME.upper()}")],
        programme=PROGRAMME,
        at=after(),
    )

    changed = forget(store, PROGRAMME, words=[ADDRESS, NAME], hashes=["hash-of-jeanne"])

    assert changed >= 4
    kept = last_snapshot(store, PROGRAMME)
    assert kept is not None
    assert kept.workbooks[0].tabs[0].rows[1] == ("P01", FORGOTTEN)
    assert kept.items[0].last_modifying_user == FORGOTTEN
    found = known_of(store, PROGRAMME, words=[ADDRESS, NAME], hashes=["hash-of-jeanne"])
    assert (found["mails"], found["cells"]) == ([], [])
    first, second = notices_in(store, PROGRAMME, tuple(NoticeState))
    assert (first.body, first.recipient_hash) == (None, "")
    assert second.body == {"text": f"Bonjour {FORGOTTEN},", "html": f"<p>{FORGOTTEN}</p>"}


def test_what_is_known_of_a_person_can_be_given_to_them(store: Store):
    mail(store, address="hash-of-jeanne")
    reading(store, "one")

    found = known_of(store, PROGRAMME, words=[ADDRESS], hashes=["hash-of-jeanne"])

    assert [one["partner"] for one in found["mails"]] == ["P01"]
    assert found["mails"][0]["text"] == f"Bonjour {NAME},"
    assert found["cells"] == [
        {"workbook": "Pilotage", "tab": "Partenaires", "row": 2, "value": ADDRESS}
    ]


@pytest.mark.parametrize("words", [[], [""], ["Li"]])
def test_a_word_that_would_be_found_everywhere_is_refused(store: Store, words):
    with pytest.raises(ValueError, match="4 characters"):
        forget(store, PROGRAMME, words=words, hashes=[])
