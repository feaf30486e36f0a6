"""A mail that comes back is a line of « Anomalies » the next morning."""

from datetime import timedelta

import pytest
from support.theatre import TUESDAY, WEDNESDAY, Theatre

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.store.mails.events import EventType, MailEvent, join_events, keep_events
from relocalisons.store.mails.notices import NoticeState, notices_in

pytestmark = [pytest.mark.flows, pytest.mark.story]


def bounce_one(theatre: Theatre) -> str:
    """SendGrid tells that the digest of a partner came back; its code."""
    with theatre.store() as store:
        notice = next(
            each
            for each in notices_in(store, "relocalisons", (NoticeState.ACCEPTED,))
            if each.kind == "digest"
        )
        at = notice.changed_at + timedelta(minutes=5)
        event = MailEvent(
            sg_event_id="bounce-1",
            notice_key=notice.key,
            attempt=1,
            type=EventType.BOUNCE,
            at=at,
            payload_hash="h",
            detail="5.1.1",
        )
        keep_events(store, (event,), at=at)
        join_events(store, at=at)
    return notice.partner


def test_a_refused_address_is_told_the_next_morning(tuesday):
    tuesday.at(TUESDAY, 11, 0)
    tuesday.teller.decide(CoordinatorDay(on=TUESDAY, send_all="tout envoyer"), pilotage_id=PILOTAGE)
    tuesday.run(mail_settlement, TUESDAY)
    partner = bounce_one(tuesday)

    tuesday.at(WEDNESDAY)
    tuesday.run(daily_follow_up, WEDNESDAY)

    told = [row for row in tuesday.tab("Anomalies") if row["Clé"].startswith("mail_bouncing:")]
    assert [row["Clé"] for row in told] == [f"mail_bouncing:{partner}"]
    assert "adresse refusée le 3 mars 2026" in told[0]["Constat"]
