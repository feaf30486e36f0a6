"""Sending what she released: claim, post once, settle by the answer; one after the other.

The store decides, not the network: a notice is claimed and committed before its call, and only an
answer that proves that it never counted makes it READY again. This loop knows neither Google nor
Prefect, so that a `kill -9` can be tried at each of its points.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from relocalisons.core.kernel.words.french import THIN, count_of, plural_word
from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.notices import (
    Claim,
    Notice,
    NoticeState,
    SendOutcome,
    claim,
    may_leave_now,
    move,
    notices_in,
    settle,
)
from relocalisons.store.mails.waiting import put_off
from relocalisons.store.opening import Store
from tasks.mail.mail import Answer, OutgoingMail
from tasks.run.clock import Clock
from tasks.run.progress import in_sight

USUAL_WAIT = timedelta(minutes=15)  # until the next settlement
LONGEST_WAIT = timedelta(hours=1)  # a header that asks for days is not obeyed blindly
SILENCES = 3  # in a row: then the vendor is down, and going on would only make more doubt

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRefusal:
    """Why a released mail may not leave after all; French, for « Relances ».

    `body` is what the mail keeps of it, None when the reason is all. `until`: it may from then on,
    and stays approved; without it, it waits for her again.
    """

    reason: str
    body: Mapping[str, Any] | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSummary:
    """What the sending came to, by partner code; reasons are French.

    `kept` did not leave; `uncertain` may have left, and a person must look. `stopped` says why
    the others were not even tried, empty when all were.
    """

    sent: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    uncertain: tuple[str, ...] = ()
    stopped: str = ""


Prepare = Callable[[Notice], OutgoingMail | SendRefusal]
Post = Callable[[OutgoingMail], Answer]


def release_and_send(
    store: Store,
    *,
    programme: str,
    prepare: Prepare,
    post: Post,
    clock: Clock,
    at_point: Callable[[str], None] = lambda _: None,
    stopped: Callable[[], str] = lambda: "",
    vendor: str = "SendGrid",
) -> SendSummary:
    """Send each READY mail once, in the order of partners.

    `prepare` resolves the address and may refuse: the mail is then HELD again with the reason.
    `post` sends once and never repeats. `at_point` is told `claimed`, `answered` and `settled`
    (fault tests die there). A mail that fails for a reason of its own never stops the others;
    three silences in a row, a refusal for haste, or a reason from `stopped`, which is asked before
    each mail, leave the rest READY for the next pass.

    Raises ConfigurationError when the vendor refuses the key; the mail at hand is READY again.
    """
    this_pass = SendingPass(store=store, clock=clock, at_point=at_point, vendor=vendor)
    keys = may_leave_now(store, programme, at=clock())
    ready = {one.key: one for one in notices_in(store, programme, (NoticeState.READY,))}
    silences = 0
    for done, key in enumerate(in_sight(keys, "Envoi des messages")):
        if key not in ready:
            continue  # another process claimed it between the two readings
        if why := stopped():
            return this_pass.summary(stopped=still_waiting(why, len(keys) - done))
        mail = this_pass.prepared(ready[key], prepare)
        outcome = None if mail is None else this_pass.send_one(ready[key], mail, post=post)
        silent = outcome in (SendOutcome.UNKNOWN, SendOutcome.NOT_REACHED)
        # A mail that was held back proves nothing about the vendor.
        silences = silences + 1 if silent else 0 if outcome is not None else silences
        rest = len(keys) - done - 1
        if rest and (silences >= SILENCES or outcome is SendOutcome.RATE_LIMITED):
            return this_pass.summary(stopped=this_pass.stopped_by(outcome, rest))
    return this_pass.summary()


@dataclass(slots=True, kw_only=True)
class SendingPass:
    """One pass: what is written into the store, and what is told about it at the end."""

    store: Store
    clock: Clock
    at_point: Callable[[str], None]
    vendor: str  # who carries mails, as people read it
    sent: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)

    def prepared(self, notice: Notice, prepare: Prepare) -> OutgoingMail | None:
        """The mail with its address; None when it is refused, and then HELD."""
        try:
            mail = prepare(notice)
        except Exception as error:  # noqa: BLE001 - it becomes the reason of this row, in the store
            mail = SendRefusal(reason=_unexpected(error, notice))
        if isinstance(mail, SendRefusal):
            self._hold(notice, mail)
            return None
        return mail

    def send_one(self, notice: Notice, mail: OutgoingMail, *, post: Post) -> SendOutcome | None:
        """The outcome of one call, in the batch that `mail` names if any; None without a call."""
        batch_id = mail.batch_id or None
        held = claim(self.store, notice.key, at=self.clock(), batch_id=batch_id)
        if held is None:
            return None  # another process was first
        self.at_point("claimed")
        facts = {**mail.facts, "notice_id": notice.key, "attempt": str(held.attempt)}
        try:
            answer = post(replace(mail, facts=facts))
        except ConfigurationError:
            refused = f"la clé {self.vendor} est refusée"
            self._settle(held, Answer(outcome=SendOutcome.NOT_REACHED, reason=refused))
            raise
        except Exception as error:  # noqa: BLE001 - one bad mail never stops the others
            answer = Answer(outcome=SendOutcome.UNKNOWN, reason=_unexpected(error, notice))
        self.at_point("answered")
        self._settle(held, answer)
        self.at_point("settled")
        self._count(notice, answer, batched=batch_id is not None)
        return answer.outcome

    def stopped_by(self, outcome: SendOutcome | None, rest: int) -> str:
        """Why the rest was not tried, in French."""
        asked = outcome is SendOutcome.RATE_LIMITED
        said = "demande d’attendre" if asked else "ne répond pas"
        return still_waiting(f"{self.vendor} {said}", rest)

    def summary(self, *, stopped: str = "") -> SendSummary:
        """What this pass came to."""
        return SendSummary(
            sent=tuple(self.sent),
            kept=tuple(self.kept),
            uncertain=tuple(self.uncertain),
            stopped=stopped,
        )

    def _hold(self, notice: Notice, refusal: SendRefusal) -> None:
        if refusal.until is not None:
            now, until = self.clock(), refusal.until
            if put_off(self.store, notice.key, until=until, reason=refusal.reason, at=now):
                self.kept.append((notice.partner, refusal.reason))
            return
        moved = move(
            self.store,
            notice.key,
            of=(NoticeState.READY,),
            to=NoticeState.HELD,
            at=self.clock(),
            reason=refusal.reason,
            body=refusal.body,
        )
        if moved:
            self.kept.append((notice.partner, refusal.reason))

    def _settle(self, held: Claim, answer: Answer) -> None:
        now = self.clock()
        again = answer.outcome in (SendOutcome.NOT_REACHED, SendOutcome.RATE_LIMITED)
        settle(
            self.store,
            held,
            answer.outcome,
            at=now,
            reason=answer.reason,
            http_status=answer.http_status,
            message_id=answer.message_id,
            not_before=now + _wait(answer) if again else None,
        )

    def _count(self, notice: Notice, answer: Answer, *, batched: bool) -> None:
        if batched and answer.outcome in (SendOutcome.ACCEPTED, SendOutcome.UNKNOWN):
            return  # the batch decides
        if answer.outcome is SendOutcome.ACCEPTED:
            self.sent.append(notice.partner)
        elif answer.outcome is SendOutcome.UNKNOWN:
            self.uncertain.append(notice.partner)
        else:
            self.kept.append((notice.partner, answer.reason))


def _unexpected(error: Exception, notice: Notice) -> str:
    """The kind of error only: its message may quote an address or a cell."""
    kind = type(error).__name__
    _log.error("notice %s could not be handled: %s", notice.key[:12], kind)
    return f"erreur inattendue ({kind}), à signaler à l’exploitation"


def _wait(answer: Answer) -> timedelta:
    if answer.retry_after is None:
        return USUAL_WAIT
    return min(timedelta(seconds=answer.retry_after), LONGEST_WAIT)


def still_waiting(why: str, rest: int) -> str:
    """A reason and how many mails it leaves for a later pass."""
    verb = plural_word(rest, "attend", "attendent")
    return f"{why}{THIN}; {count_of(rest, 'message')} {verb} le prochain passage"
