"""The first mail to each person leads to the notice of article 14, and no later one does."""

from datetime import timedelta

import pytest
from support.mails.build import after, move
from support.theatre import TUESDAY, Theatre

from flows.partner_reminders import partner_reminders
from relocalisons.store.mails.notices import (
    Notice,
    NoticeState,
    SendOutcome,
    claim,
    notices_of_week,
    settle,
)

pytestmark = pytest.mark.flows
PAGE = "https://localizz.example/donnees"


def led(notices: tuple[Notice, ...]) -> dict[str, bool]:
    """Key of a mail → whether both its forms lead to the notice."""
    found = {}
    for one in notices:
        assert one.body is not None
        text, html = one.body["text"], one.body["html"]
        assert text.count(PAGE) == html.count(PAGE) <= 1
        found[one.recipient_hash] = PAGE in text
    return found


def test_only_the_first_mail_to_a_person_leads_to_the_notice(tuesday: Theatre):
    with tuesday.store() as store:
        first = notices_of_week(store, "relocalisons", "2026-W10")
        left, *_ = first
        move(store, left.key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after(hours=4))
        mine = claim(store, left.key, at=after(hours=5))
        assert mine is not None
        settle(store, mine, SendOutcome.ACCEPTED, at=after(hours=5))
    later = TUESDAY + timedelta(days=7)
    tuesday.at(later, 7)

    tuesday.run(partner_reminders, later)

    with tuesday.store() as store:
        second = led(notices_of_week(store, "relocalisons", "2026-W11"))
    assert all(led(first).values())
    assert len(second) > 3
    assert {hashed for hashed, leads in second.items() if not leads} == {left.recipient_hash}
