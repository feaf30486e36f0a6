"""The mails that a person may be answering: theirs, those that left, with what they asked."""

from sqlalchemy import insert, update
from support.mails.build import PROGRAMME, TUESDAY, a_notice, after

from relocalisons.store.mails.alerts import claim_alert, end_alert, told_of
from relocalisons.store.mails.notices import store_notice
from relocalisons.store.mails.recipients import answerable_mails
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, notice


def sent(store: Store, partner: str, *, recipient: str, hours: float, state="accepted") -> str:
    new = a_notice(partner, recipient_hash=recipient, items=())
    store_notice(store, new, at=TUESDAY)
    with store.begin() as connection:
        connection.execute(update(notice).filter_by(key=new.key).values(state=state))
        connection.execute(
            insert(attempt).values(
                notice_key=new.key, number=1, started_at=to_text(after(hours=hours))
            )
        )
    return new.key


def test_only_mails_that_left_for_that_address_may_be_answered_newest_first(store: Store):
    old = sent(store, "P01", recipient="luc", hours=1)
    new = sent(store, "P02", recipient="luc", hours=5)
    sent(store, "P03", recipient="anne", hours=2)
    sent(store, "P04", recipient="luc", hours=3, state="held")
    wiped = sent(store, "P05", recipient="luc", hours=4)
    with store.begin() as connection:
        connection.execute(update(notice).filter_by(key=wiped).values(body=None))

    found = answerable_mails(store, PROGRAMME, ["luc"], since=TUESDAY)

    assert [each.key for each in found] == [new, old]
    assert found[0].body["text"] == "Bonjour,\n"
    assert [
        each.key for each in answerable_mails(store, PROGRAMME, ["luc"], since=after(hours=2))
    ] == [new]
    assert answerable_mails(store, PROGRAMME, [""], since=TUESDAY) == ()


def test_what_was_told_is_known_and_what_failed_is_tried_again(store: Store):
    for key, told in (("reply:a", True), ("reply:b", False)):
        claim_alert(store, programme=PROGRAMME, key=key, at=TUESDAY)
        end_alert(store, programme=PROGRAMME, key=key, told=told, at=TUESDAY)

    assert told_of(store, PROGRAMME, ["reply:a", "reply:b", "reply:c"]) == {"reply:a"}
