"""Sending in two phases: into a paused batch first, released once every mail of it is known.

A doubt about one mail is a doubt about its batch, which is cancelled: SendGrid discards what is in
it, so that its mails may be sent anew without leaving twice. A crash anywhere leaves a batch that
the next pass finishes or cancels. Nothing here knows Google or Prefect.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from relocalisons.core.kernel.words.french import THIN
from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.batches import batches_in, keep_batch, pause_known, slots_held
from relocalisons.store.mails.notice_states import UNFINISHED, BatchState
from relocalisons.store.mails.notices import (
    Notice,
    NoticeState,
    SendOutcome,
    may_leave_now,
    notices_in,
)
from relocalisons.store.opening import Store
from tasks.mail.batch_endings import DISCARDED, BatchEndings
from tasks.mail.mail import BatchControl, ControlAnswer, ControlOutcome, OutgoingMail
from tasks.mail.sending import (
    SILENCES,
    Post,
    Prepare,
    SendingPass,
    SendSummary,
    still_waiting,
)
from tasks.run.clock import Clock

LEAVES_IN = timedelta(minutes=40)
FILL_UNTIL = timedelta(minutes=15)  # before its time: what is put in later might leave at once
SLOTS = 8  # of SendGrid's ten: a person must be able to pause something too
MOST_SKEW = timedelta(minutes=2)

_Pair = tuple[Notice, OutgoingMail]


def send_in_two_phases(
    store: Store,
    *,
    programme: str,
    prepare: Prepare,
    post: Post,
    control: BatchControl,
    clock: Clock,
    size: int,
    at_point: Callable[[str], None] = lambda _: None,
    stopped: Callable[[], str] = lambda: "",
    vendor: str = "SendGrid",
) -> SendSummary:
    """Send every READY mail once, `size` a batch, in the order of partners.

    What is sent leaves 40 minutes later. `at_point` is told each durable step (fault tests die
    there). A reason from `stopped`, asked before each batch and before its release, ends the pass:
    what is in a batch by then is cancelled and waits with the rest.

    Raises ConfigurationError when the key may not schedule, or when this machine's clock differs
    from SendGrid's by more than two minutes.
    """
    endings = BatchEndings(
        store=store, programme=programme, control=control, clock=clock, at_point=at_point
    )
    endings.finish()
    filling = _Filling(
        endings=endings,
        this_pass=SendingPass(store=store, clock=clock, at_point=at_point, vendor=vendor),
        prepare=prepare,
        post=post,
        stopped=stopped,
    )
    keys = may_leave_now(store, programme, at=clock())
    ready = {one.key: one for one in notices_in(store, programme, (NoticeState.READY,))}
    # Refusals before batches: a mail that is kept must not make a batch for nothing.
    pairs = [
        (ready[key], mail)
        for key in keys
        if key in ready and (mail := filling.this_pass.prepared(ready[key], prepare)) is not None
    ]
    for start in range(0, len(pairs), size):
        rest = len(pairs) - start
        why = stopped()
        stop = still_waiting(why, rest) if why else ""
        stop = stop or (filling.no_slot(rest) if slots_held(store) >= SLOTS else "")
        stop = stop or filling.one_batch(pairs[start : start + size], rest=rest)
        if stop:
            return filling.this_pass.summary(stopped=stop)
    return filling.this_pass.summary()


def finish_batches(
    store: Store,
    *,
    programme: str,
    control: BatchControl,
    clock: Clock,
    may_release: bool = True,
) -> None:
    """Finish what a dead process left, and free slots; to be called under the programme's lock.

    Without `may_release` a batch that was to be resumed stays paused; cancelling goes on.
    """
    endings = BatchEndings(store=store, programme=programme, control=control, clock=clock)
    endings.finish(may_release=may_release)


def batches_wait(store: Store, programme: str, *, at: datetime) -> bool:
    """Whether a batch is unfinished, or may give its slot back."""
    return bool(batches_in(store, programme, UNFINISHED)) or any(
        at > one.send_at + DISCARDED
        for one in batches_in(store, programme, (BatchState.CANCELLED,))
    )


@dataclass(slots=True, kw_only=True)
class _Filling:
    """One pass over what may leave: batch after batch."""

    endings: BatchEndings
    this_pass: SendingPass
    prepare: Prepare
    post: Post
    stopped: Callable[[], str]
    silences: int = 0
    written_to: set[str] = field(default_factory=set)

    def one_batch(self, pairs: list[_Pair], *, rest: int) -> str:
        """Name, pause, fill, release or cancel; why the pass must stop, empty to go on."""
        batch_id, send_at, why = self._opened(rest)
        if not batch_id:
            return why
        asked = self._filled(pairs, batch_id, send_at)
        accepted = [who for who, outcome in asked if outcome is SendOutcome.ACCEPTED]
        last = asked[-1] if asked else ("", None)
        if last[1] is SendOutcome.UNKNOWN:
            self.endings.give_up(batch_id)
            vendor = self.this_pass.vendor
            again = f"{vendor} n’a pas répondu clairement{THIN}; un nouvel essai suivra"
            self.this_pass.kept += [(who, again) for who in (*accepted, last[0])]
        elif why := self.stopped():
            self.endings.give_up(batch_id)
            self.this_pass.kept += [(who, why) for who in accepted]
            return still_waiting(why, rest)
        elif self.endings.release(batch_id):
            self.this_pass.sent += accepted
        left = rest - len(pairs)
        if last[1] is SendOutcome.RATE_LIMITED or (left and self.silences >= SILENCES):
            return self.this_pass.stopped_by(last[1], max(left, 1))
        return ""

    def _filled(
        self, pairs: list[_Pair], batch_id: str, send_at: datetime
    ) -> list[tuple[str, SendOutcome]]:
        """(partner, outcome) of each call, up to the first doubt."""
        asked: list[tuple[str, SendOutcome]] = []
        for notice, mail in pairs:
            if self.endings.later_than(send_at - FILL_UNTIL):
                break
            if notice.recipient_hash in self.written_to:
                # What may refuse it was looked at before this person's other mail.
                again = self.this_pass.prepared(notice, self.prepare)
                if again is None:
                    continue
            scheduled = replace(mail, batch_id=batch_id, send_at=send_at)
            outcome = self.this_pass.send_one(notice, scheduled, post=self.post)
            if outcome is None:
                continue
            self.written_to.add(notice.recipient_hash)
            asked.append((notice.partner, outcome))
            silent = outcome in (SendOutcome.UNKNOWN, SendOutcome.NOT_REACHED)
            self.silences = self.silences + 1 if silent else 0
            if outcome in (SendOutcome.UNKNOWN, SendOutcome.RATE_LIMITED):
                break
        return asked

    def _opened(self, rest: int) -> tuple[str, datetime, str]:
        """(a batch known to be paused, its time, ""), or an empty name and why there is none."""
        store, clock = self.endings.store, self.endings.clock
        control, at_point = self.endings.control, self.endings.at_point
        named = control.name()
        send_at = clock() + LEAVES_IN
        if not named.done:
            return "", send_at, self.this_pass.stopped_by(SendOutcome.NOT_REACHED, rest)
        _refuse_skew(named, clock())
        at_point("named")
        keep_batch(
            store,
            named.batch_id,
            programme=self.endings.programme,
            send_at=send_at,
            at=clock(),
        )
        at_point("kept")
        paused = control.pause(named.batch_id)
        at_point("paused there")
        in_time = not self.endings.later_than(send_at - FILL_UNTIL, paused)
        if paused.done and in_time and pause_known(store, named.batch_id, at=clock()):
            at_point("paused")
            return named.batch_id, send_at, ""
        self.endings.close_own(named.batch_id, paused=paused)
        refused = paused.outcome is ControlOutcome.REFUSED
        return "", send_at, self.no_slot(rest) if refused else self.this_pass.stopped_by(None, rest)

    def no_slot(self, rest: int) -> str:
        """Why nothing more is put in a batch, in French."""
        return still_waiting(f"{self.this_pass.vendor} n’a plus de place pour un lot d’envoi", rest)


def _refuse_skew(answer: ControlAnswer, now: datetime) -> None:
    skew = abs(answer.server_time - now) if answer.server_time is not None else timedelta()
    if skew > MOST_SKEW:
        raise ConfigurationError(
            f"This machine's clock differs from SendGrid's by {skew.total_seconds():.0f} s: "
            "scheduled mails would leave at a wrong time. Start NTP (timedatectl)."
        )
