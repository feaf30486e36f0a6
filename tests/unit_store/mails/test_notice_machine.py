"""Whatever happens in whatever order: a mail that may have left is never offered again."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from support.databases import KINDS, new_database
from support.mails.build import PROGRAMME, a_notice, after, states

from relocalisons.store.mails.mail_history import mail_history
from relocalisons.store.mails.notices import (
    Claim,
    NoticeState,
    SendOutcome,
    claim,
    may_leave_now,
    move,
    settle,
    settle_crashed,
    store_notice,
)
from relocalisons.store.opening import Store, open_store

PARTNERS = ("P01", "P02", "P03")
MAYBE = (SendOutcome.ACCEPTED, SendOutcome.UNKNOWN)
AFTER = {
    SendOutcome.ACCEPTED: "accepted",
    SendOutcome.UNKNOWN: "unsettled",
    SendOutcome.REFUSED: "refused",
    SendOutcome.NOT_REACHED: "ready",
    SendOutcome.RATE_LIMITED: "ready",
}


class Ledger(RuleBasedStateMachine):
    """The store beside a model of four lines; `left` counts the mails that may have left."""

    kind: str

    def __init__(self) -> None:
        super().__init__()
        self.resources = ExitStack()
        self.model: dict[str, str] = {}
        self.left: dict[str, int] = {}
        self.claims: dict[str, Claim] = {}
        self.minutes = 0

    @initialize()
    def open(self) -> None:
        folder = self.resources.enter_context(tempfile.TemporaryDirectory())
        url = self.resources.enter_context(new_database(self.kind, Path(folder)))
        self.store: Store = self.resources.enter_context(open_store(url))

    def teardown(self) -> None:
        self.resources.close()

    def now(self):
        self.minutes += 1
        return after(minutes=self.minutes)

    @rule(partner=st.sampled_from(PARTNERS))
    def plan(self, partner: str) -> None:
        created = store_notice(self.store, a_notice(partner), at=self.now())

        assert created == (partner not in self.model)
        self.model.setdefault(partner, "held")

    @rule(
        partner=st.sampled_from(PARTNERS),
        to=st.sampled_from(
            [NoticeState.READY, NoticeState.DECLINED, NoticeState.CALLING, NoticeState.LAPSED]
        ),
    )
    def decide(self, partner: str, to: NoticeState) -> None:
        key = a_notice(partner).key
        moved = move(self.store, key, of=(NoticeState.HELD,), to=to, at=self.now())

        assert moved == (self.model.get(partner) == "held")
        if moved:
            self.model[partner] = to.value

    @rule(partner=st.sampled_from(PARTNERS))
    def hold_back(self, partner: str) -> None:
        key = a_notice(partner).key
        moved = move(self.store, key, of=(NoticeState.READY,), to=NoticeState.HELD, at=self.now())

        assert moved == (self.model.get(partner) == "ready")
        if moved:
            self.model[partner] = "held"

    @rule(partner=st.sampled_from(PARTNERS))
    def claim_it(self, partner: str) -> None:
        mine = claim(self.store, a_notice(partner).key, at=self.now())

        assert (mine is not None) == (self.model.get(partner) == "ready")
        if mine is not None:
            self.model[partner] = "submitting"
            self.claims[partner] = mine

    @precondition(lambda self: self.claims)
    @rule(outcome=st.sampled_from(SendOutcome), data=st.data())
    def answer(self, outcome: SendOutcome, data: st.DataObject) -> None:
        partner = data.draw(st.sampled_from(sorted(self.claims)))
        settled = settle(self.store, self.claims.pop(partner), outcome, at=self.now())

        if outcome in MAYBE:
            self.left[partner] = self.left.get(partner, 0) + 1
        assert settled == (self.model[partner] == "submitting")
        if settled:
            self.model[partner] = AFTER[outcome]

    @rule()
    def restart_after_a_crash(self) -> None:
        """Claims may still be answered: the answer of a process that was only slow."""
        settle_crashed(self.store, PROGRAMME, at=self.now(), reason="arrêt")
        for partner, state in self.model.items():
            if state == "submitting":
                self.model[partner] = "unsettled"

    @precondition(lambda self: self.claims)
    @rule()
    def die(self) -> None:
        """The process dies: SendGrid may have taken what it was sending."""
        for partner in self.claims:
            self.left[partner] = self.left.get(partner, 0) + 1
        self.claims.clear()
        self.restart_after_a_crash()

    @invariant()
    def the_store_is_the_model(self) -> None:
        if hasattr(self, "store"):
            assert states(self.store) == self.model

    @invariant()
    def no_mail_left_twice(self) -> None:
        assert all(count <= 1 for count in self.left.values())

    @invariant()
    def only_ready_mails_are_offered(self) -> None:
        if hasattr(self, "store"):
            offered = may_leave_now(self.store, PROGRAMME, at=after(days=1))
            ready = [partner for partner, state in self.model.items() if state == "ready"]
            assert offered == tuple(a_notice(partner).key for partner in sorted(ready))

    @invariant()
    def what_may_have_left_is_counted_as_told(self) -> None:
        if hasattr(self, "store"):
            maybe = {"accepted", "unsettled", "submitting"}
            told = sum(mail_history(self.store, PROGRAMME).told.values())
            assert told == sum(state in maybe for state in self.model.values())


@pytest.mark.parametrize("kind", KINDS)
def test_any_order_of_events_keeps_the_promises(kind: str):
    machine = type("LedgerOn" + kind.capitalize(), (Ledger,), {"kind": kind})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
