"""Passes that die anywhere, unclear answers, events, stops, people's acts, in any order: no mail
leaves twice, none is lost, and what is in doubt stands before a person."""

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

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
from support.databases import KIND_OR_STORY, new_database
from support.mails.build import PROGRAMME, a_mail, a_notice, after, states

from relocalisons.store.mails.events import EventType, MailEvent, join_events, keep_events
from relocalisons.store.mails.ledger import Act, ActKind, send_again, settle_doubt
from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    move,
    settle_crashed,
    store_notice,
)
from relocalisons.store.opening import Store, open_store
from tasks.mail.mail import Answer, ControlAnswer, ControlOutcome, OutgoingMail
from tasks.mail.sending import release_and_send
from tasks.mail.two_phase import send_in_two_phases
from vendor_sandbox.testing.scheduled_vendor import ScheduledVendor

PARTNERS = ("P01", "P02", "P03", "P04", "P05")
KEYS = {a_notice(partner).key: partner for partner in PARTNERS}
POINTS = 45  # at most in one pass over five mails
HOURS = 60  # of the whole story: SendGrid keeps what is paused for 72 h

# What a call meets: whether SendGrid did it, and what we hear of it.
SENT = st.sampled_from(
    [(True, SendOutcome.ACCEPTED)] * 6
    + [
        (True, SendOutcome.UNKNOWN),
        (False, SendOutcome.UNKNOWN),
        (False, SendOutcome.RATE_LIMITED),
        (False, SendOutcome.NOT_REACHED),
        (False, SendOutcome.REFUSED),
    ]
)
CONTROLLED = st.sampled_from([(True, True)] * 6 + [(True, False), (False, False)])


class Died(BaseException):
    """Stands for `kill -9`: nothing after the point runs (the processes are killed elsewhere)."""


@dataclass
class ScriptedOutcomes:
    """What the next calls meet; fair when nothing is left of it."""

    sending: Iterator[tuple[bool, SendOutcome]] = field(default_factory=lambda: iter(()))
    control: Iterator[tuple[bool, bool]] = field(default_factory=lambda: iter(()))


class Vendor:
    """SendGrid in this process: the documented batches, and what a test scripts."""

    def __init__(self) -> None:
        self.batches = ScheduledVendor(key="notice_id", now=after(hours=3))
        self.script = ScriptedOutcomes()

    def post(self, mail: OutgoingMail) -> Answer:
        done, outcome = next(self.script.sending, (True, SendOutcome.ACCEPTED))
        if done:
            body: dict[str, Any] = {"custom_args": dict(mail.facts)}
            if mail.batch_id and mail.send_at is not None:
                body |= {"batch_id": mail.batch_id, "send_at": int(mail.send_at.timestamp())}
            self.batches.take(body)
        return Answer(outcome=outcome, message_id="m" if outcome is SendOutcome.ACCEPTED else None)

    def _call(self, method: str, path: str, body: dict[str, str] | None = None) -> ControlAnswer:
        done, heard = next(self.script.control, (True, True))
        now = self.batches.now
        status, content = self.batches.obey(method, path, body or {}) if done else (503, None)
        if not heard:
            return ControlAnswer(outcome=ControlOutcome.UNKNOWN, server_time=now)
        if status == 404:
            return ControlAnswer(outcome=ControlOutcome.GONE, http_status=status, server_time=now)
        if status >= 400:
            return ControlAnswer(
                outcome=ControlOutcome.REFUSED, http_status=status, server_time=now
            )
        found = {"batch_id": content["batch_id"]} if path == "/v3/mail/batch" else {}
        if method == "GET":
            found = {"status": content[0]["status"] if content else ""}
        return ControlAnswer(
            outcome=ControlOutcome.DONE, http_status=status, server_time=now, **found
        )

    def name(self) -> ControlAnswer:
        return self._call("POST", "/v3/mail/batch")

    def pause(self, batch_id: str) -> ControlAnswer:
        return self._put(batch_id, "pause")

    def resume(self, batch_id: str) -> ControlAnswer:
        return self._call("DELETE", f"/v3/user/scheduled_sends/{batch_id}")

    def cancel(self, batch_id: str) -> ControlAnswer:
        return self._call("PATCH", f"/v3/user/scheduled_sends/{batch_id}", {"status": "cancel"})

    def cancel_unpaused(self, batch_id: str) -> ControlAnswer:
        return self._put(batch_id, "cancel")

    def look(self, batch_id: str) -> ControlAnswer:
        return self._call("GET", f"/v3/user/scheduled_sends/{batch_id}")

    def _put(self, batch_id: str, status: str) -> ControlAnswer:
        body = {"batch_id": batch_id, "status": status}
        return self._call("POST", "/v3/user/scheduled_sends", body)


class Sending(RuleBasedStateMachine):
    """The product's own loops on a real store, beside what really left."""

    kind: str
    policy: str

    def __init__(self) -> None:
        super().__init__()
        self.resources = ExitStack()
        self.vendor = Vendor()
        self.stop = ""
        self.told = itertools.count(1)

    @initialize()
    def open(self) -> None:
        folder = self.resources.enter_context(tempfile.TemporaryDirectory())
        url = self.resources.enter_context(new_database(self.kind, Path(folder)))
        self.store: Store = self.resources.enter_context(open_store(url))

    @property
    def now(self) -> datetime:
        return self.vendor.batches.now

    @property
    def left(self) -> dict[str, int]:
        return self.vendor.batches.left

    # --- people -------------------------------------------------------------------------------

    @rule(partner=st.sampled_from(PARTNERS))
    def plan_and_approve(self, partner: str) -> None:
        new = replace(a_notice(partner), recipient_hash=partner)
        store_notice(self.store, new, at=self.now)
        move(self.store, new.key, of=(NoticeState.HELD,), to=NoticeState.READY, at=self.now)

    @rule(stop=st.sampled_from(["", "", "mauvais texte"]))
    def stop_or_go_on(self, stop: str) -> None:
        self.stop = stop

    @rule(key=st.sampled_from(sorted(KEYS)))
    def somebody_finds_out_about_a_doubt(self, key: str) -> None:
        """What they find is true; what never left may be asked for again."""
        act = Act(kind=ActKind.SETTLE, subject=key, reason="appelé", by="operator", at=self.now)
        arrived = self.left[key] > 0
        settled = settle_doubt(self.store, act, programme=PROGRAMME, arrived=arrived)
        if settled and not arrived:
            again = replace(act, kind=ActKind.RESEND)
            assert send_again(self.store, again, programme=PROGRAMME)

    # --- the service --------------------------------------------------------------------------

    @rule(
        die_after=st.integers(0, POINTS),
        sending=st.lists(SENT, max_size=6),
        control=st.lists(CONTROLLED, max_size=12),
        size=st.integers(1, 3),
    )
    def one_pass(self, die_after: int, sending: list[Any], control: list[Any], size: int) -> None:
        self.vendor.script = ScriptedOutcomes(iter(sending), iter(control))
        with suppress(Died):
            self._settle(die_after=die_after, size=size)
        self.vendor.script = ScriptedOutcomes()

    def _settle(self, *, die_after: int = 0, size: int = 2) -> None:
        left = die_after

        def at_point(_: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Died

        settle_crashed(self.store, PROGRAMME, at=self.now, reason="arrêt")
        common: dict[str, Any] = {
            "programme": PROGRAMME,
            "prepare": lambda notice: a_mail(),
            "post": self.vendor.post,
            "clock": lambda: self.now,
            "at_point": at_point,
            "stopped": lambda: self.stop,
        }
        if self.policy == "two_phase":
            send_in_two_phases(self.store, control=self.vendor, size=size, **common)
        else:
            release_and_send(self.store, **common)

    # --- time and news ------------------------------------------------------------------------

    @precondition(lambda self: self.now < after(hours=HOURS))
    @rule(minutes=st.integers(1, 240))
    def time_passes(self, minutes: int) -> None:
        self._let_go_by(hours=minutes / 60)

    def _let_go_by(self, *, hours: float) -> None:
        elapsed = (self.now - after()).total_seconds() / 3600
        self.vendor.batches.pass_time(after(hours=elapsed + hours))

    @rule(key=st.sampled_from(sorted(KEYS)), times=st.integers(1, 3))
    def an_event_comes(self, key: str, times: int) -> None:
        """Of a mail that really left; perhaps before our own commit, perhaps again."""
        if not self.left[key]:
            return
        event = MailEvent(
            sg_event_id=f"delivered-{key}", notice_key=key, attempt=None,
            type=EventType.DELIVERED, at=self.now, payload_hash="h",
        )  # fmt: skip
        new = keep_events(self.store, [event] * times, at=self.now)
        assert new <= 1
        join_events(self.store, at=self.now)

    # --- promises -----------------------------------------------------------------------------

    @invariant()
    def no_mail_left_twice(self) -> None:
        assert all(count <= 1 for count in self.left.values())

    @invariant()
    def what_is_believed_sent_has_left_or_will(self) -> None:
        if not hasattr(self, "store"):
            return
        believed = {
            key for key, partner in KEYS.items()
            if states(self.store).get(partner) in ("accepted", "delivered")
        }  # fmt: skip
        on_its_way = {
            mail.notice for mail in self.vendor.batches.mails
            if mail.state == "left"
            or (mail.state == "waiting" and mail.batch_id not in self.vendor.batches.statuses)
        }  # fmt: skip
        assert believed <= on_its_way

    @invariant()
    def two_phases_leave_no_doubt(self) -> None:
        if hasattr(self, "store") and self.policy == "two_phase":
            assert "unsettled" not in states(self.store).values()

    def teardown(self) -> None:
        """Nothing fails any more: everything that was approved leaves once, or stands in doubt."""
        try:
            if hasattr(self, "store"):
                self._to_the_end()
        finally:
            self.resources.close()

    def _to_the_end(self) -> None:
        self.stop = ""
        for _ in range(8):
            self._let_go_by(hours=1.25)
            self._settle()
        self._let_go_by(hours=2)
        found = states(self.store)
        for key, partner in KEYS.items():
            state = found.get(partner)
            if state in (None, "held", "refused"):
                assert self.left[key] == 0
            elif state == "unsettled":
                assert self.policy != "two_phase"
            else:
                assert state in ("accepted", "delivered"), f"{partner} is {state}"
                assert self.left[key] == 1
        self.no_mail_left_twice()


@pytest.mark.parametrize("kind", KIND_OR_STORY)
@pytest.mark.parametrize("policy", ["hold_when_unsure", "two_phase"])
def test_any_order_of_passes_faults_and_events_keeps_the_promises(kind: str, policy: str):
    name = f"SendingOn{kind.capitalize()}"
    machine = type(name, (Sending,), {"kind": kind, "policy": policy})

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
