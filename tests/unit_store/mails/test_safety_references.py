"""What mails are compared with before they are held: kept by person, moved only by what leaves."""

from datetime import date, timedelta

import pytest
from support.mails.build import PROGRAMME, a_notice, after

from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    claim,
    move,
    settle,
    store_notice,
)
from relocalisons.store.mails.safety_references import (
    SafetyReference,
    keep_references,
    last_written_to,
    safety_references,
)
from relocalisons.store.opening import Store
from relocalisons.store.retention import Retention, apply_retention, forget

ONE = SafetyReference(address_hash="a1", domain_hash="d1", snapshot_id="s1")
HELD_BACK = SafetyReference(
    address_hash="a2", domain_hash="d2", snapshot_id="s1", braked_on=date(2026, 3, 17)
)


def keep(store: Store, **references: SafetyReference) -> None:
    keep_references(store, PROGRAMME, references, at=after())


def test_a_reference_stays_as_it_is_until_it_is_written_again(store: Store):
    keep(store, P01=ONE, P08=HELD_BACK)
    keep(store, P01=HELD_BACK)

    assert safety_references(store, PROGRAMME) == {"P01": HELD_BACK, "P08": HELD_BACK}
    assert safety_references(store, "autre") == {}


def test_nothing_to_keep_writes_nothing(store: Store):
    keep(store)

    assert safety_references(store, PROGRAMME) == {}


@pytest.mark.parametrize(("outcome", "known"), [
    (SendOutcome.ACCEPTED, True), (SendOutcome.UNKNOWN, True), (SendOutcome.REFUSED, False),
])  # fmt: skip
def test_who_was_written_to_is_known_from_what_left_or_may_have_left(store, outcome, known):
    one = a_notice()
    store_notice(store, one, at=after())
    assert last_written_to(store, PROGRAMME) == {}

    move(store, one.key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after())
    held = claim(store, one.key, at=after())
    assert held is not None
    settle(store, held, outcome, at=after())

    assert last_written_to(store, PROGRAMME) == ({one.partner: one.recipient_hash} if known else {})


def test_a_person_who_is_forgotten_has_no_reference_any_more(store: Store):
    keep(store, P01=ONE, P08=HELD_BACK)

    forget(store, PROGRAMME, words=["jeanne.brun@mairie.example"], hashes=["a1"])

    assert safety_references(store, PROGRAMME) == {"P08": HELD_BACK}


def test_references_go_with_what_recognises_a_recipient(store: Store):
    keep(store, P01=ONE)
    policy = Retention(recipients=timedelta(days=730))

    apply_retention(store, PROGRAMME, at=after(days=729), policy=policy)
    assert safety_references(store, PROGRAMME) == {"P01": ONE}
    apply_retention(store, PROGRAMME, at=after(days=731), policy=policy)

    assert safety_references(store, PROGRAMME) == {}
