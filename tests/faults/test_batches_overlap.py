"""Two passes over the same batches, without the lock that keeps them apart."""

from collections.abc import Callable
from datetime import datetime

from support.mails.build import PROGRAMME, after, mail_settings, ready, states
from support.mails.sending_process import settle_once

from relocalisons.store.mails.batches import (
    batches_in,
    cancel_known,
    decide_cancel,
    keep_batch,
    pause_known,
)
from relocalisons.store.mails.notice_states import BatchState
from relocalisons.store.opening import Store
from tasks.mail.mail import ControlAnswer, open_mail
from tasks.mail.scheduled_sends import ScheduledSends
from tasks.mail.two_phase import LEAVES_IN, finish_batches
from vendor_sandbox.testing.scripted_sendgrid import Script, accept, answer

NOW = after(hours=3)


class Interrupted(ScheduledSends):
    """The control calls of a pass during which another one does something, once."""

    def __init__(self, sendgrid: Script) -> None:
        client = open_mail(mail_settings(sendgrid.url))
        super().__init__(client.client, trust_its_clock=True, sleep=lambda _: None)
        self.meanwhile: Callable[[], None] | None = None

    def clock(self) -> datetime:
        """The other one acts before this one's next decision…"""
        self._let_it_act()
        return NOW

    def resume(self, batch_id: str) -> ControlAnswer:
        """… or before its next call."""
        self._let_it_act()
        return super().resume(batch_id)

    def _let_it_act(self) -> None:
        act, self.meanwhile = self.meanwhile, None
        if act is not None:
            act()


def test_a_batch_that_was_opened_and_cancelled_since_it_was_read_keeps_its_cancel(
    store: Store, sendgrid: Script
):
    """Resuming it would let its mails leave beside their second sending."""
    control = Interrupted(sendgrid)
    batch_id = control.name().batch_id
    keep_batch(store, batch_id, programme=PROGRAMME, send_at=NOW + LEAVES_IN, at=NOW)

    def another_pass() -> None:
        control.pause(batch_id)
        assert pause_known(store, batch_id, at=NOW)
        assert decide_cancel(store, batch_id, at=NOW)
        control.cancel(batch_id)
        cancel_known(store, batch_id, at=NOW)

    control.meanwhile = another_pass
    finish_batches(store, programme=PROGRAMME, control=control, clock=control.clock)

    assert sendgrid.vendor.statuses[batch_id][0] == "cancel"
    (found,) = batches_in(store, PROGRAMME, tuple(BatchState))
    assert found.state is BatchState.CANCELLED


def test_a_batch_whose_closing_is_not_known_is_closed_by_the_next_pass(
    store: Store, sendgrid: Script
):
    ready(store, "P01")
    unclear = answer(503, accepted=False)
    sendgrid.next_control(accept, *[unclear] * 8)  # named, then neither paused nor resumed
    sendgrid.vendor.pass_time(NOW)
    settle_once(store, sendgrid.url, hours=3, size=2)
    before = {one.state for one in batches_in(store, PROGRAMME, tuple(BatchState))}

    sendgrid.vendor.pass_time(after(hours=3.25))
    settle_once(store, sendgrid.url, hours=3.25, size=2)

    assert before == {BatchState.CLOSING}
    after_it = [one.state for one in batches_in(store, PROGRAMME, tuple(BatchState))]
    assert sorted(after_it) == [BatchState.CLOSED, BatchState.RELEASED]
    assert states(store) == {"P01": "accepted"}
