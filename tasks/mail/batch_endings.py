"""How a scheduled-send batch ends: released, cancelled, or finished after a crash; slots freed.

Each end is decided and committed first, then asked of SendGrid until the answer is known, then
settled in one transaction with the mails of the batch: a crash in between is taken up by `finish`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from relocalisons.store.mails.batches import (
    Batch,
    batches_in,
    cancel_known,
    decide_cancel,
    decide_close,
    decide_release,
    hold_is_lost,
    release_known,
    slot_is_free,
)
from relocalisons.store.mails.notice_states import UNFINISHED, BatchState
from relocalisons.store.opening import Store
from tasks.mail.mail import BatchControl, ControlAnswer, ControlOutcome
from tasks.run.clock import Clock

HOLD_UNTIL = timedelta(minutes=11)  # SendGrid: pause or cancel 10 minutes before, at the latest
DISCARDED = timedelta(minutes=20)  # after its time, a cancelled batch holds nothing any more
KEPT_FOR = timedelta(hours=70)  # SendGrid discards what is paused 72 h after its time

_LOST = "la pause du lot d’envoi n’est plus certaine : on ne peut pas savoir s’il est parti"
_FREE = (ControlOutcome.DONE, ControlOutcome.GONE)


@dataclass(slots=True, kw_only=True)
class BatchEndings:
    """The ends of one programme's batches; `at_point` is told each durable step."""

    store: Store
    programme: str
    control: BatchControl
    clock: Clock
    at_point: Callable[[str], None] = lambda _: None

    def release(self, batch_id: str) -> bool:
        """Decide, resume until it is known, settle; False when it is left to the next pass."""
        if not decide_release(self.store, batch_id, at=self.clock()):
            return False  # another process is cancelling it
        self.at_point("decided")
        return self._resume(batch_id)

    def _resume(self, batch_id: str) -> bool:
        answer = self.control.resume(batch_id)
        self.at_point("resumed there")
        # GONE: an earlier try was done and its answer lost.
        if answer.outcome not in _FREE:
            return False
        release_known(self.store, batch_id, at=self.clock())
        self.at_point("released")
        return True

    def give_up(self, batch_id: str) -> None:
        """Decide to cancel, cancel until it is known, settle; else the next pass goes on."""
        if decide_cancel(self.store, batch_id, at=self.clock()):
            self.at_point("giving up")
        for one in batches_in(self.store, self.programme, (BatchState.CANCELLING,)):
            if one.batch_id == batch_id:
                self._cancel(one)

    def _cancel(self, batch: Batch) -> None:
        """Known to be cancelled → its mails READY; still paused otherwise, and asked again.

        The batch was known to be paused in time before anything was put in it: until its pause is
        taken away nothing in it can leave, so that a late cancel is as good as an early one.
        """
        answer = self.control.cancel(batch.batch_id)
        if answer.outcome is ControlOutcome.GONE and not self.later_than(
            batch.send_at - HOLD_UNTIL, answer
        ):
            answer = self.control.cancel_unpaused(batch.batch_id)
        self.at_point("cancelled there")
        if answer.done:
            cancel_known(self.store, batch.batch_id, at=self.clock())
            self.at_point("cancelled")
        elif answer.outcome is ControlOutcome.GONE or self._too_late(batch):
            hold_is_lost(self.store, batch.batch_id, reason=_LOST, at=self.clock())

    def close_own(self, batch_id: str, *, paused: ControlAnswer) -> None:
        """End a batch that this process named and never opened: nobody else can have filled it."""
        decide_close(self.store, batch_id, at=self.clock())
        self.at_point("closing")
        if paused.outcome is ControlOutcome.REFUSED:
            slot_is_free(self.store, batch_id, at=self.clock())
        else:
            self._take_pause_away(batch_id)

    def _close_found(self, batch_id: str) -> None:
        """End a batch found NEW, unless its maker has opened it meanwhile.

        Decided before it is asked: resuming what was opened, filled and cancelled since it was
        read would take the cancel away, and its mails would leave beside their second sending.
        """
        if decide_close(self.store, batch_id, at=self.clock()):
            self._take_pause_away(batch_id)

    def _take_pause_away(self, batch_id: str) -> None:
        if self.control.resume(batch_id).outcome in _FREE:
            slot_is_free(self.store, batch_id, at=self.clock())

    # --- after a crash ---

    def finish(self, *, may_release: bool = True) -> None:
        """Finish or cancel every unfinished batch, and free the slots of discarded ones."""
        for batch in batches_in(self.store, self.programme, UNFINISHED):
            if batch.state is BatchState.NEW:
                self._close_found(batch.batch_id)
            elif batch.state is BatchState.CLOSING:
                self._take_pause_away(batch.batch_id)
            elif batch.state is BatchState.OPEN:
                self.give_up(batch.batch_id)
            elif batch.state is BatchState.CANCELLING:
                self._cancel(batch)
            elif self._too_late(batch):
                # Discarded, or gone by an answer that was lost: nobody can tell any more.
                hold_is_lost(self.store, batch.batch_id, reason=_LOST, at=self.clock())
            elif may_release:
                self._resume(batch.batch_id)
        for batch in batches_in(self.store, self.programme, (BatchState.CANCELLED,)):
            self._free(batch)

    def _free(self, batch: Batch) -> None:
        """Give a slot back once everything in the batch is discarded, by both clocks."""
        over = batch.send_at + DISCARDED
        if not self.later_than(over):
            return
        seen = self.control.look(batch.batch_id)
        if not seen.done or (seen.server_time is not None and seen.server_time <= over):
            return  # taking the cancel away too early would let everything leave
        if seen.status and self.control.resume(batch.batch_id).outcome not in _FREE:
            return
        slot_is_free(self.store, batch.batch_id, at=self.clock())
        self.at_point("freed")

    def later_than(self, limit: datetime, answer: ControlAnswer | None = None) -> bool:
        """Whether either clock has passed an instant."""
        server = answer.server_time if answer is not None else None
        return self.clock() > limit or (server is not None and server > limit)

    def _too_late(self, batch: Batch) -> bool:
        return self.later_than(batch.send_at + KEPT_FOR)
