"""A mail is claimed before it is sent, and only along the arrows of its diagram."""

from datetime import UTC, date, datetime

import pytest
from support.mails.build import PROGRAMME, TUESDAY, a_notice, after, an_item, held, ready, states

from relocalisons.core.reminders.rules.answers import SentDigest, already_told
from relocalisons.store.mails.mail_history import mail_history
from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    claim,
    may_leave_now,
    move,
    notices_in,
    notices_of_week,
    settle,
    settle_crashed,
    store_notice,
)
from relocalisons.store.mails.recipients import sent_to
from relocalisons.store.opening import Store


def send(store: Store, key: str, outcome: SendOutcome = SendOutcome.ACCEPTED, *, at=None, **facts):
    mine = claim(store, key, at=at or after(hours=3))
    assert mine is not None
    assert settle(store, mine, outcome, at=at or after(hours=3), **facts)


def decide(store: Store, key: str, to: NoticeState, *, of=NoticeState.HELD) -> bool:
    return move(store, key, of=(of,), to=to, at=after(hours=1))


# --- keeping -------------------------------------------------------------------------------


def test_a_mail_is_kept_held_whole_and_without_address(store: Store):
    items = (an_item("k1", due=date(2026, 2, 28)), an_item("k2", level=2))

    assert store_notice(store, a_notice("P01", items=items), at=TUESDAY)

    (kept,) = notices_in(store, PROGRAMME, (NoticeState.HELD,))
    assert (kept.partner, kept.iso_week, kept.line_count) == ("P01", "2026-W10", 2)
    assert kept.body == {"text": "Bonjour,\n", "html": "<p>Bonjour,</p>", "blocks": []}
    assert kept.logical_date == date(2026, 3, 3)


def test_the_same_mail_is_kept_once_whatever_is_replayed(store: Store):
    assert store_notice(store, a_notice("P01"), at=TUESDAY)
    (key,) = ready(store, "P02")

    assert not store_notice(store, a_notice("P01"), at=after(days=1))
    assert not store_notice(store, a_notice("P02"), at=after(days=1))

    assert states(store) == {"P01": "held", "P02": "ready"}
    assert key in may_leave_now(store, PROGRAMME, at=after(days=1))


def test_a_mail_and_its_lines_are_kept_together_or_not_at_all(store: Store):
    broken = a_notice("P01", items=(an_item("k1"), an_item("k2", level=None)))  # type: ignore[arg-type]

    with pytest.raises(Exception, match=r"(?i)null"):
        store_notice(store, broken, at=TUESDAY)

    assert states(store) == {}


def test_mails_of_a_week_come_by_partner(store: Store):
    held(store, "P03", "P01")
    held(store, "P02", week="2026-W11")

    assert [one.partner for one in notices_of_week(store, PROGRAMME, "2026-W10")] == ["P01", "P03"]


# --- moving --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "to", [NoticeState.READY, NoticeState.DECLINED, NoticeState.CALLING, NoticeState.LAPSED]
)
def test_a_held_mail_goes_where_she_decides_once(store: Store, to: NoticeState):
    (key,) = held(store, "P01")

    assert decide(store, key, to)
    assert not decide(store, key, to)

    assert states(store) == {"P01": to.value}


@pytest.mark.parametrize(
    ("of", "to"),
    [
        (NoticeState.HELD, NoticeState.ACCEPTED),
        (NoticeState.HELD, NoticeState.SUBMITTING),
        (NoticeState.ACCEPTED, NoticeState.READY),
        (NoticeState.UNSETTLED, NoticeState.READY),
        (NoticeState.UNSETTLED, NoticeState.HELD),
        (NoticeState.DECLINED, NoticeState.READY),
        (NoticeState.LAPSED, NoticeState.READY),
        (NoticeState.SUBMITTING, NoticeState.READY),
    ],
)
def test_no_arrow_leads_back_to_a_mail_that_may_have_left(store: Store, of, to):
    (key,) = held(store, "P01")

    with pytest.raises(ValueError, match="does not go"):
        move(store, key, of=(of,), to=to, at=after(hours=1))


def test_release_may_put_the_words_that_are_left(store: Store):
    (key,) = held(store, "P01")

    move(
        store, key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after(hours=1),
        reason="1 ligne en moins", subject="Autre objet", body={"text": "Reste"}, line_count=4,
    )  # fmt: skip

    (kept,) = notices_in(store, PROGRAMME, (NoticeState.READY,))
    assert (kept.subject, kept.body, kept.line_count) == ("Autre objet", {"text": "Reste"}, 4)
    assert kept.reason == "1 ligne en moins"


def test_a_refused_mail_is_held_again_with_its_reason(store: Store):
    (key,) = ready(store, "P01")

    assert move(
        store, key, of=(NoticeState.READY,), to=NoticeState.HELD, at=after(hours=3),
        reason="l’adresse a changé",
    )  # fmt: skip

    (kept,) = notices_in(store, PROGRAMME, (NoticeState.HELD,))
    assert kept.reason == "l’adresse a changé"


# --- claiming and settling -----------------------------------------------------------------


def test_only_one_claim_wins(store: Store):
    (key,) = ready(store, "P01")

    first, second = claim(store, key, at=after(hours=3)), claim(store, key, at=after(hours=3))

    assert first is not None
    assert (first.attempt, first.notice.state) == (1, NoticeState.SUBMITTING)
    assert second is None


@pytest.mark.parametrize("state", ["held", "declined"])
def test_what_she_did_not_release_cannot_be_claimed(store: Store, state: str):
    (key,) = held(store, "P01")
    if state == "declined":
        decide(store, key, NoticeState.DECLINED)

    assert claim(store, key, at=after(hours=3)) is None
    assert claim(store, "unknown", at=after(hours=3)) is None


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (SendOutcome.ACCEPTED, "accepted"),
        (SendOutcome.REFUSED, "refused"),
        (SendOutcome.UNKNOWN, "unsettled"),
        (SendOutcome.NOT_REACHED, "ready"),
        (SendOutcome.RATE_LIMITED, "ready"),
    ],
)
def test_the_answer_decides_where_the_mail_goes(store: Store, outcome, state: str):
    (key,) = ready(store, "P01")

    send(store, key, outcome, reason="parce que")

    assert states(store) == {"P01": state}
    assert notices_in(store, PROGRAMME, tuple(NoticeState))[0].reason == "parce que"


def test_a_mail_that_must_wait_is_not_offered_before_its_time(store: Store):
    first, second = ready(store, "P01", "P02")

    send(store, first, SendOutcome.RATE_LIMITED, not_before=after(hours=4))

    assert may_leave_now(store, PROGRAMME, at=after(hours=3, minutes=30)) == (second,)
    assert may_leave_now(store, PROGRAMME, at=after(hours=4)) == (first, second)


def test_every_attempt_is_numbered(store: Store):
    (key,) = ready(store, "P01")
    for number in (1, 2, 3):
        mine = claim(store, key, at=after(hours=3))
        assert mine is not None
        assert mine.attempt == number
        settle(store, mine, SendOutcome.NOT_REACHED, at=after(hours=3))


def test_what_a_dead_process_was_sending_waits_for_a_person(store: Store):
    first, second = ready(store, "P01", "P02")
    claim(store, first, at=after(hours=3))

    assert settle_crashed(store, PROGRAMME, at=after(hours=4), reason="arrêt pendant l’envoi") == 1

    assert states(store) == {"P01": "unsettled", "P02": "ready"}
    assert may_leave_now(store, PROGRAMME, at=after(days=30)) == (second,)
    assert claim(store, first, at=after(days=30)) is None


def test_the_crash_of_one_programme_is_no_concern_of_another(store: Store):
    store_notice(store, a_notice("P01", programme="autre"), at=TUESDAY)
    move(
        store, "autre-P01-2026-W10", of=(NoticeState.HELD,), to=NoticeState.READY,
        at=after(hours=1),
    )  # fmt: skip
    claim(store, "autre-P01-2026-W10", at=after(hours=2))

    assert settle_crashed(store, PROGRAMME, at=after(hours=3), reason="arrêt") == 0
    assert states(store, "autre") == {"P01": "submitting"}


def test_an_answer_that_comes_after_the_claim_was_taken_away_changes_no_state(store: Store):
    (key,) = ready(store, "P01")
    mine = claim(store, key, at=after(hours=3))
    assert mine is not None
    settle_crashed(store, PROGRAMME, at=after(hours=4), reason="arrêt")

    assert not settle(store, mine, SendOutcome.NOT_REACHED, at=after(hours=5))

    assert states(store) == {"P01": "unsettled"}


def test_a_person_settles_a_doubt_either_way(store: Store):
    for key in ready(store, "P01", "P02"):
        send(store, key, SendOutcome.UNKNOWN)
    first, second = (one.key for one in notices_in(store, PROGRAMME, (NoticeState.UNSETTLED,)))

    assert decide(store, first, NoticeState.ACCEPTED, of=NoticeState.UNSETTLED)
    assert decide(store, second, NoticeState.LAPSED, of=NoticeState.UNSETTLED)

    assert states(store) == {"P01": "accepted", "P02": "lapsed"}


# --- counting ------------------------------------------------------------------------------


def test_mails_to_an_address_are_counted_when_they_left_or_may_have(store: Store):
    (first,) = ready(store, "P01", week="2026-W10", hashes=True)
    (second,) = ready(store, "P01", week="2026-W11", hashes=True)
    (third,) = ready(store, "P01", week="2026-W12", hashes=True)
    send(store, first, SendOutcome.ACCEPTED, at=after(hours=3))
    send(store, second, SendOutcome.UNKNOWN, at=after(days=7))
    send(store, third, SendOutcome.REFUSED, at=after(days=14))

    assert sent_to(store, PROGRAMME, "hash-P01", since=after()) == 2
    assert sent_to(store, PROGRAMME, "hash-P01", since=after(days=1)) == 1
    assert sent_to(store, PROGRAMME, "hash-P02", since=after()) == 0


def test_a_delivery_told_later_does_not_count_the_mail_later(store: Store):
    (key,) = ready(store, "P01", hashes=True)
    send(store, key, at=after(hours=3))

    move(store, key, of=(NoticeState.ACCEPTED,), to=NoticeState.DELIVERED, at=after(days=2))

    assert sent_to(store, PROGRAMME, "hash-P01", since=after(days=1)) == 0
    assert mail_history(store, PROGRAMME).sent["P01"][0].left_at == after(hours=3)


def test_the_history_tells_what_was_really_told(store: Store):
    due = date(2026, 2, 28)
    for partner in ("P01", "P02"):
        items = (an_item(f"k-{partner}", finding=f"action_late:{partner}", due=due),)
        store_notice(store, a_notice(partner, items=items), at=TUESDAY)
    sent_key, declined = (one.key for one in notices_in(store, PROGRAMME, (NoticeState.HELD,)))
    decide(store, sent_key, NoticeState.READY)
    decide(store, declined, NoticeState.DECLINED)
    send(store, sent_key)

    history = mail_history(store, PROGRAMME)

    assert history.weeks == {"P01": {"2026-W10"}, "P02": {"2026-W10"}}
    assert history.told == {("action_late:P01", due): 1}
    left = SentDigest(
        left_at=after(hours=3),
        keys=frozenset({"action_late:P01"}),
        dates={"action_late:P01": due},
    )
    assert history.sent == {"P01": (left,)}
    assert mail_history(store, PROGRAMME, before_week="2026-W10").weeks == {}


def test_a_welcome_that_asked_for_nothing_was_sent_all_the_same(store: Store):
    store_notice(store, a_notice("P01", items=()), at=TUESDAY)
    key = a_notice("P01").key
    decide(store, key, NoticeState.READY)
    send(store, key)

    (mail,) = mail_history(store, PROGRAMME).sent["P01"]

    assert mail.left_at == after(hours=3)
    assert not mail.keys


def test_two_messages_about_a_late_action_that_holds_four_others_are_two(store: Store):
    due = date(2026, 2, 28)
    for at, week in enumerate(("2026-W10", "2026-W11"), start=1):
        items = tuple(
            an_item(f"{week}>{other}", finding="action_late:A1.2", due=due, level=at)
            for other in ("", "P02", "P03", "P04", "P05")
        )
        store_notice(store, a_notice("P01", week=week, items=items), at=TUESDAY)
        key = a_notice("P01", week=week).key
        decide(store, key, NoticeState.READY)
        send(store, key, at=after(days=at))

    history = mail_history(store, PROGRAMME)

    told = already_told(history.sent)["P01", "action_late:A1.2", due]
    assert (told.digests, told.in_last) == (2, True)
    assert history.told == {("action_late:A1.2", due): 2}


def test_a_line_taken_out_when_she_released_the_mail_was_told_to_nobody(store: Store):
    items = tuple(an_item(f"k-{name}", finding=f"action_late:{name}") for name in ("A1", "A2"))
    store_notice(store, a_notice("P01", items=items), at=TUESDAY)
    key = a_notice("P01").key
    move(store, key, of=(NoticeState.HELD,), to=NoticeState.READY, at=TUESDAY,
         untold={"action_late:A2"})  # fmt: skip
    send(store, key)

    assert mail_history(store, PROGRAMME).sent["P01"][0].keys == {"action_late:A1"}


def test_a_line_of_a_week_that_lapsed_is_counted_when_it_is_told_later(store: Store):
    item = an_item("same-key", finding="action_late:A1.2")
    store_notice(store, a_notice("P01", week="2026-W10", items=(item,)), at=TUESDAY)
    decide(store, a_notice("P01", week="2026-W10").key, NoticeState.LAPSED)
    store_notice(store, a_notice("P01", week="2026-W11", items=(item,)), at=after(days=7))
    second = a_notice("P01", week="2026-W11").key
    decide(store, second, NoticeState.READY)

    send(store, second, at=after(days=7))

    assert mail_history(store, PROGRAMME).told == {("action_late:A1.2", None): 1}


def test_a_line_already_told_stays_with_the_mail_that_told_it(store: Store):
    item = an_item("same-key", finding="action_late:A1.2")
    store_notice(store, a_notice("P01", items=(item,)), at=TUESDAY)
    first = a_notice("P01").key
    decide(store, first, NoticeState.READY)
    send(store, first)

    store_notice(store, a_notice("P02", items=(item,)), at=after(days=1))

    assert mail_history(store, PROGRAMME).told == {("action_late:A1.2", None): 1}


def test_an_instant_without_time_zone_is_refused(store: Store):
    with pytest.raises(ValueError, match="time zone"):
        store_notice(store, a_notice("P01"), at=datetime(2026, 3, 3))  # noqa: DTZ001


def test_instants_are_the_same_whatever_the_zone_they_are_said_in(store: Store):
    store_notice(store, a_notice("P01"), at=after().astimezone(UTC))

    assert notices_in(store, PROGRAMME, (NoticeState.HELD,))[0].changed_at == TUESDAY
