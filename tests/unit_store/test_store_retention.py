"""Personal data goes when its time is over, and at once when a person asks; the rest stays."""

import pytest
from sqlalchemy import select
from support.mails.build import PROGRAMME, after
from support.mails.personal_data import ADDRESS, NAME, mail, reading
from support.reminders.planned import finding

from relocalisons.core.kernel.model import Decision, FindingState
from relocalisons.store.mails.events import EventType, MailEvent, keep_events
from relocalisons.store.mails.notices import (
    NoticeState,
    notices_in,
)
from relocalisons.store.opening import Store
from relocalisons.store.readings.decisions import record_decisions
from relocalisons.store.readings.findings import track_findings
from relocalisons.store.readings.snapshots import last_snapshot
from relocalisons.store.retention import FORGOTTEN, apply_retention, forget, known_of
from relocalisons.store.schema import blob, finding_event, mail_event, snapshot


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


def test_days_of_findings_go_with_their_readings_and_the_last_of_each_stays(store: Store):
    lasting, settled = finding("action_late", "A1.1"), finding("action_late", "A1.2")
    first, second, last = (after(days=days).date() for days in (0, 1, 1000))
    for day, found in ((first, (lasting, settled)), (second, (lasting,)), (last, (lasting,))):
        track_findings(store, found, programme=PROGRAMME, as_of=day)

    apply_retention(store, PROGRAMME, at=after(days=1000))

    with store.begin() as connection:
        days = connection.execute(select(finding_event.c.key, finding_event.c.as_of)).all()
    assert sorted(map(tuple, days)) == [
        (lasting.key, last.isoformat()),
        (settled.key, second.isoformat()),
    ]
    (one,) = track_findings(store, (lasting,), programme=PROGRAMME, as_of=after(days=1001).date())
    assert (one.state, one.first_seen) == (FindingState.OPEN, first)


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
