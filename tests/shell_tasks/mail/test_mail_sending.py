"""One pass over what she released: each mail once, and nobody stops the others."""

from datetime import timedelta

import pytest
from support.mails.build import PROGRAMME, a_mail, after, ready, states
from support.mails.sending_process import made_up_recipient, settle_once

from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.notices import NoticeState, may_leave_now, notices_in
from relocalisons.store.opening import Store
from tasks.mail.mail import Answer, OutgoingMail, SendOutcome
from tasks.mail.sending import SendRefusal, SendSummary, release_and_send
from vendor_sandbox.testing.scripted_sendgrid import Script, answer, half_an_answer


def send_with(store: Store, *, prepare=made_up_recipient, post=None, hours: float = 3):
    def accept(_: OutgoingMail) -> Answer:
        return Answer(outcome=SendOutcome.ACCEPTED, http_status=202, message_id="m")

    return release_and_send(
        store,
        programme=PROGRAMME,
        prepare=prepare,
        post=post or accept,
        clock=lambda: after(hours=hours),
    )


def reasons(store: Store) -> dict[str, str]:
    return {one.partner: one.reason for one in notices_in(store, PROGRAMME, tuple(NoticeState))}


def test_each_released_mail_leaves_once_in_the_order_of_partners(store: Store, sendgrid: Script):
    ready(store, "P02", "P01", "P03")

    first = settle_once(store, sendgrid.url)
    second = settle_once(store, sendgrid.url)

    assert first == SendSummary(sent=("P01", "P02", "P03"))
    assert second == SendSummary()
    assert [one["personalizations"][0]["to"][0]["email"] for one in sendgrid.accepted] == [
        "p01@partenaire.example",
        "p02@partenaire.example",
        "p03@partenaire.example",
    ]
    assert states(store) == dict.fromkeys(("P01", "P02", "P03"), "accepted")


def test_the_mail_carries_its_key_and_the_number_of_the_attempt(store: Store, sendgrid: Script):
    (key,) = ready(store, "P01")
    sendgrid.next(answer(429))
    settle_once(store, sendgrid.url, hours=3)
    settle_once(store, sendgrid.url, hours=4)

    assert sendgrid.accepted[0]["custom_args"] == {"notice_id": key, "attempt": "2"}


def test_one_bad_recipient_never_stops_the_others(store: Store, sendgrid: Script):
    ready(store, "P01", "P02", "P03", "P04")
    sendgrid.next(answer(400), half_an_answer)

    summary = settle_once(store, sendgrid.url)

    assert states(store) == {
        "P01": "refused",
        "P02": "unsettled",
        "P03": "accepted",
        "P04": "accepted",
    }
    assert summary.sent == ("P03", "P04")
    assert summary.uncertain == ("P02",)
    assert [partner for partner, _ in summary.kept] == ["P01"]


def test_a_refused_mail_is_held_with_its_reason_and_makes_no_call(store: Store):
    ready(store, "P01", "P02")

    summary = send_with(
        store,
        prepare=lambda one: (
            SendRefusal(reason="l’adresse a changé") if one.partner == "P01" else a_mail()
        ),
    )

    assert summary == SendSummary(sent=("P02",), kept=(("P01", "l’adresse a changé"),))
    assert states(store) == {"P01": "held", "P02": "accepted"}
    assert reasons(store)["P01"] == "l’adresse a changé"


def test_what_she_approved_stays_approved_when_it_has_to_wait_for_the_next_day(store: Store):
    ready(store, "P01")
    refusal = SendRefusal(reason="part le lendemain", until=after(hours=27))

    first = send_with(store, prepare=lambda one: refusal)
    too_early = send_with(store, hours=26)
    again = send_with(store, hours=28)

    assert first.kept == (("P01", "part le lendemain"),)
    assert too_early == SendSummary()
    assert again.sent == ("P01",)


def test_a_mail_that_cannot_even_be_prepared_is_held_and_told_without_its_words(store: Store):
    ready(store, "P01", "P02")

    def prepare(one):
        if one.partner == "P01":
            raise KeyError("jeanne@mairie.example")
        return a_mail()

    summary = send_with(store, prepare=prepare)

    assert states(store) == {"P01": "held", "P02": "accepted"}
    assert "KeyError" in reasons(store)["P01"]
    assert "@" not in reasons(store)["P01"]
    assert summary.sent == ("P02",)


def test_an_error_of_ours_during_the_call_leaves_a_doubt_not_a_second_mail(store: Store):
    ready(store, "P01", "P02")
    calls = []

    def post(mail: OutgoingMail) -> Answer:
        calls.append(mail)
        if len(calls) == 1:
            raise RuntimeError("half sent")
        return Answer(outcome=SendOutcome.ACCEPTED, http_status=202, message_id="m")

    send_with(store, post=post)

    assert states(store) == {"P01": "unsettled", "P02": "accepted"}


def test_a_refused_key_stops_the_pass_and_every_mail_stays_ready(store: Store, sendgrid: Script):
    ready(store, "P01", "P02")
    sendgrid.next(answer(401))

    with pytest.raises(ConfigurationError):
        settle_once(store, sendgrid.url)

    assert states(store) == {"P01": "ready", "P02": "ready"}
    assert sendgrid.calls == 1


def test_three_silences_in_a_row_leave_the_rest_for_the_next_pass(store: Store, sendgrid: Script):
    ready(store, "P01", "P02", "P03", "P04", "P05")
    sendgrid.next(*[answer(503)] * 3)

    summary = settle_once(store, sendgrid.url)

    assert sendgrid.calls == 3
    assert summary.uncertain == ("P01", "P02", "P03")
    assert (
        summary.stopped
        == "SendGrid ne répond pas\u202f; 2\u00a0messages attendent le prochain passage"
    )
    assert states(store)["P04"] == states(store)["P05"] == "ready"


def test_an_unreachable_sendgrid_costs_three_calls_and_no_mail(store: Store):
    ready(store, "P01", "P02", "P03", "P04", "P05")

    summary = settle_once(store, "http://127.0.0.1:9")

    assert set(states(store).values()) == {"ready"}
    assert [partner for partner, _ in summary.kept] == ["P01", "P02", "P03"]
    assert summary.stopped


def test_silences_count_only_in_a_row(store: Store, sendgrid: Script):
    ready(store, *(f"P0{number}" for number in range(1, 8)))
    sendgrid.next(answer(503), answer(503), answer(400), answer(503), answer(503))

    summary = settle_once(store, sendgrid.url)

    assert sendgrid.calls == 7
    assert summary.stopped == ""


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, timedelta(minutes=15)),
        ({"Retry-After": "120"}, timedelta(minutes=2)),
        ({"Retry-After": "900000"}, timedelta(hours=1)),
    ],
)
def test_when_sendgrid_asks_to_wait_the_pass_stops_and_the_mail_waits(
    store: Store, sendgrid: Script, headers, wait
):
    first, second = ready(store, "P01", "P02")
    sendgrid.next(answer(429, headers))

    summary = settle_once(store, sendgrid.url, hours=3)

    just_before = after(hours=3) + wait - timedelta(seconds=1)
    assert sendgrid.calls == 1
    assert summary.stopped.startswith("SendGrid demande d’attendre")
    assert may_leave_now(store, PROGRAMME, at=just_before) == (second,)
    assert may_leave_now(store, PROGRAMME, at=after(hours=3) + wait) == (first, second)


def test_another_programme_is_left_alone(store: Store, sendgrid: Script):
    ready(store, "P01")

    release_and_send(
        store,
        programme="autre",
        prepare=made_up_recipient,
        post=lambda _: pytest.fail("nothing to send"),
        clock=lambda: after(hours=3),
    )

    assert states(store) == {"P01": "ready"}
