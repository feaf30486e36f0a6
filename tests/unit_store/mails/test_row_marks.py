"""What rows said when a digest asked about them: kept with its body, gone with it."""

from dataclasses import replace
from datetime import timedelta

from support.mails.build import PROGRAMME, TUESDAY, a_notice, after, an_item

from relocalisons.store.mails.mail_history import mail_history
from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    claim,
    move,
    settle,
    store_notice,
)
from relocalisons.store.opening import Store
from relocalisons.store.retention import apply_retention

KEY = "action_late:A1.2"
MARKED = {"finding_key": KEY, "mark": "5f0c"}
WITHOUT = {"finding_key": "volume_unknown:C01", "mark": ""}


def a_digest(partner: str, *lines: dict[str, str]):
    body = {"digest": {"blocks": [{"lines": list(lines)}]}, "text": "Bonjour,\n", "html": ""}
    item = an_item(f"k-{partner}", finding=KEY)
    return replace(a_notice(partner, items=(item,)), body=body)


def sent(store: Store, partner: str, *lines: dict[str, str]) -> None:
    new = a_digest(partner, *lines)
    store_notice(store, new, at=TUESDAY)
    move(store, new.key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after(hours=1))
    held = claim(store, new.key, at=after(hours=2))
    assert held is not None
    settle(store, held, SendOutcome.ACCEPTED, at=after(hours=2))


def marks(store: Store) -> dict[str, dict[str, str]]:
    history = mail_history(store, PROGRAMME, with_marks=True)
    return {person: dict(mails[-1].marks) for person, mails in history.sent.items()}


def test_marks_come_back_line_by_line_for_what_really_left(store: Store):
    sent(store, "P01", MARKED, WITHOUT)
    store_notice(store, a_digest("P02", MARKED), at=TUESDAY)

    assert marks(store) == {"P01": {KEY: "5f0c"}}


def test_a_digest_of_an_older_version_of_the_service_has_none(store: Store):
    sent(store, "P01", {"finding_key": KEY})

    assert marks(store) == {"P01": {}}


def test_they_are_not_read_unless_asked_for_and_go_with_the_body(store: Store):
    sent(store, "P01", MARKED)

    assert not mail_history(store, PROGRAMME).sent["P01"][0].marks
    apply_retention(store, PROGRAMME, at=TUESDAY + timedelta(days=91))
    assert marks(store) == {"P01": {}}
