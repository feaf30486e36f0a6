"""What a person does to a mail is recorded with its reason, moves only what may move, and once."""

import pytest
from support.mails.build import PROGRAMME, after, held, ready, states

from relocalisons.store.mails.holds import EVERYTHING, holds_in_force
from relocalisons.store.mails.ledger import (
    Act,
    ActKind,
    acts_on,
    attempts_of,
    declare_restored,
    lift,
    send_again,
    settle_doubt,
    stop,
)
from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    claim,
    may_leave_now,
    move,
    notices_in,
    settle,
)
from relocalisons.store.mails.sending_mark import mark_of, next_mark, raise_mark
from relocalisons.store.opening import Store


def act(kind: ActKind, subject: str, reason: str = "demandé au partenaire") -> Act:
    return Act(kind=kind, subject=subject, reason=reason, by="operator", at=after(hours=30))


def in_state(store: Store, state: NoticeState) -> str:
    """The key of a mail of P01 in that state."""
    (key,) = held(store, "P01")
    if state in (NoticeState.LAPSED, NoticeState.DECLINED):
        move(store, key, of=(NoticeState.HELD,), to=state, at=after(hours=1))
    if state in (NoticeState.HELD, NoticeState.LAPSED, NoticeState.DECLINED):
        return key
    move(store, key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after(hours=2))
    if state is NoticeState.READY:
        return key
    mine = claim(store, key, at=after(hours=3))
    assert mine is not None
    outcomes = {
        NoticeState.UNSETTLED: SendOutcome.UNKNOWN,
        NoticeState.REFUSED: SendOutcome.REFUSED,
    }
    settle(store, mine, outcomes.get(state, SendOutcome.ACCEPTED), at=after(hours=3))
    if state not in (*outcomes, NoticeState.ACCEPTED):
        move(store, key, of=(NoticeState.ACCEPTED,), to=state, at=after(hours=4))
    return key


@pytest.mark.parametrize("doubt", [NoticeState.UNSETTLED, NoticeState.SILENT])
@pytest.mark.parametrize(("arrived", "state"), [(True, "accepted"), (False, "lapsed")])
def test_a_doubt_is_settled_either_way_with_its_reason(store: Store, doubt, arrived, state):
    key = in_state(store, doubt)

    assert settle_doubt(store, act(ActKind.SETTLE, key), programme=PROGRAMME, arrived=arrived)

    assert states(store) == {"P01": state}
    (done,) = acts_on(store, PROGRAMME, [key])
    assert (done.before, done.after, done.by) == (doubt.value, state, "operator")
    (mail,) = notices_in(store, PROGRAMME, tuple(NoticeState))
    assert "demandé au partenaire" in mail.reason
    assert may_leave_now(store, PROGRAMME, at=after(days=2)) == ()


@pytest.mark.parametrize(
    "state",
    [NoticeState.HELD, NoticeState.READY, NoticeState.ACCEPTED, NoticeState.DELIVERED],
)
def test_what_is_not_in_doubt_is_not_settled_and_nothing_is_recorded(store: Store, state):
    key = in_state(store, state)

    assert not settle_doubt(store, act(ActKind.SETTLE, key), programme=PROGRAMME, arrived=True)

    assert states(store) == {"P01": state.value}
    assert acts_on(store, PROGRAMME, [key]) == ()


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (NoticeState.UNSETTLED, True),
        (NoticeState.SILENT, True),
        (NoticeState.LAPSED, True),
        (NoticeState.REFUSED, True),
        (NoticeState.BOUNCED, True),
        (NoticeState.DROPPED, True),
        (NoticeState.HELD, False),
        (NoticeState.READY, False),
        (NoticeState.ACCEPTED, False),
        (NoticeState.DELIVERED, False),
        (NoticeState.DECLINED, False),  # she said no
    ],
)
def test_sending_again_only_holds_the_mail_for_her_decision(store: Store, state, may: bool):
    key = in_state(store, state)

    assert send_again(store, act(ActKind.RESEND, key), programme=PROGRAMME) is may

    assert states(store) == {"P01": "held" if may else state.value}
    assert len(acts_on(store, PROGRAMME, [key])) == may
    assert may_leave_now(store, PROGRAMME, at=after(days=2)) == (
        (key,) if state is NoticeState.READY else ()
    )


def test_every_call_of_a_mail_is_told(store: Store):
    (key,) = ready(store, "P01")
    for outcome, status in ((SendOutcome.RATE_LIMITED, 429), (SendOutcome.ACCEPTED, 202)):
        mine = claim(store, key, at=after(hours=3))
        assert mine is not None
        settle(store, mine, outcome, at=after(hours=3), http_status=status, message_id="m")

    assert [(one.number, one.outcome, one.http_status) for one in attempts_of(store, key)] == [
        (1, "rate_limited", 429),
        (2, "accepted", 202),
    ]


def test_a_stop_is_in_force_until_it_is_lifted_and_both_are_recorded(store: Store):
    stop(store, act(ActKind.HOLD, "P01"), programme=PROGRAMME)
    stop(store, act(ActKind.HOLD, EVERYTHING), programme=PROGRAMME)
    assert [one.scope for one in holds_in_force(store, PROGRAMME)] == ["P01", EVERYTHING]

    assert lift(store, act(ActKind.RELEASE, "P01"), programme=PROGRAMME) == 1
    assert lift(store, act(ActKind.RELEASE, "P01"), programme=PROGRAMME) == 0

    assert [one.scope for one in holds_in_force(store, PROGRAMME)] == [EVERYTHING]
    assert [one.kind for one in acts_on(store, PROGRAMME, ["P01"])] == ["hold", "release"]


def test_an_address_in_a_reason_is_masked(store: Store):
    key = in_state(store, NoticeState.UNSETTLED)
    said = act(ActKind.SETTLE, key, "vu avec jeanne.brun@mairie.example")

    settle_doubt(store, said, programme=PROGRAMME, arrived=True)

    (mail,) = notices_in(store, PROGRAMME, tuple(NoticeState))
    assert "jeanne" not in mail.reason
    assert "jeanne" not in acts_on(store, PROGRAMME, [key])[0].reason


@pytest.mark.parametrize(
    ("state", "after_"),
    [
        (NoticeState.HELD, "lapsed"),
        (NoticeState.READY, "lapsed"),
        (NoticeState.ACCEPTED, "accepted"),
        (NoticeState.DECLINED, "declined"),
    ],
)
def test_in_a_restored_store_nothing_that_may_have_left_leaves(store: Store, state, after_):
    in_state(store, state)

    declare_restored(store, act(ActKind.RESTORED, EVERYTHING), programme=PROGRAMME)

    assert states(store) == {"P01": after_}
    assert [one.scope for one in holds_in_force(store, PROGRAMME)] == [EVERYTHING]


def test_the_mark_counts_up_and_never_down(store: Store):
    assert mark_of(store, PROGRAMME) is None
    assert [next_mark(store, PROGRAMME, at=after()) for _ in range(3)] == [1, 2, 3]

    raise_mark(store, PROGRAMME, to=7, at=after())
    raise_mark(store, PROGRAMME, to=2, at=after())

    assert mark_of(store, PROGRAMME) == 7
    assert mark_of(store, "autre") is None
