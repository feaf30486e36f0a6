"""What happens to mails besides her decisions: crashes, batches, events, silences, the policy.

All of it is cheap when there is nothing to do: a few reads of the store, no call. Each doubt is
told once, to the coordination and the operator, in one mail for all that are new.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.kernel.words.french import NBSP, THIN, count_of
from relocalisons.core.tables import REMINDERS
from relocalisons.errors import ConfigurationError, RelocalisonsError
from relocalisons.rendering.mails.context import RenderedMail
from relocalisons.rendering.mails.sending_mail import (
    DoubtfulMail,
    render_doubts,
    render_first_sending,
)
from relocalisons.store.mails.events import join_events, silence_unheard
from relocalisons.store.mails.holds import EVERYTHING, Hold, ever_held, holds_in_force, put_hold
from relocalisons.store.mails.notices import Notice, NoticeState, notices_in, settle_crashed
from tasks.mail.coordination import alert_new, alert_once, mail_context
from tasks.mail.mail import Answer, BatchControl, OutgoingMail, open_mail, send
from tasks.mail.run_mark import mark_sending, refuse_an_older_store
from tasks.mail.sending import SendRefusal, SendSummary, release_and_send
from tasks.mail.two_phase import batches_wait, finish_batches, send_in_two_phases
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.rows_opened import address_of_first

CRASHED = "le service s’est arrêté pendant l’envoi : on ne peut pas savoir s’il est parti"
UNHEARD = "aucune nouvelle de la remise depuis plus de 26 h : demandez au partenaire"
FIRST_TIME = (
    f"premier envoi réel du programme{THIN}; l’exploitation le confirme par « relocalisons ledger "
    "release everything »"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchNews:
    """What moved without her: to be shown, and for doubts told, to a person."""

    crashed: int = 0
    joined: int = 0
    silent: int = 0
    batches: bool = False

    @property
    def any(self) -> bool:
        """Whether « Relances » has something new to show."""
        return bool(self.crashed or self.joined or self.silent or self.batches)


def watch_mail(run: ProgrammeRun) -> WatchNews:
    """Settle what crashed, finish batches, join events, ask about silences, tell new doubts.

    Nothing that could leave is released here while sending is stopped or not live; a rehearsal
    calls nobody. A doubt of the last pass is told by this one: an event may have settled it.
    """
    now = run.clock()
    crashed = settle_crashed(run.store, run.code, at=now, reason=CRASHED)
    waits = batches_wait(run.store, run.code, at=now) and not run.dry_run
    if waits:
        finish_batches(
            run.store,
            programme=run.code,
            control=_control(run),
            clock=run.clock,
            may_release=run.settings.may_send and not everything_is_held(run),
        )
    joined = join_events(run.store, at=now)
    silent = 0
    if run.settings.mail.webhook_public_key:
        silent = silence_unheard(run.store, run.code, at=now, reason=UNHEARD)
    tell_doubts(run)
    return WatchNews(crashed=crashed, joined=joined, silent=silent, batches=waits)


def everything_is_held(run: ProgrammeRun) -> Hold | None:
    """The stop of all mails of the programme that is in force, or None."""
    stops = (stop for stop in holds_in_force(run.store, run.code) if stop.scope == EVERYTHING)
    return next(stops, None)


def post_ready(
    run: ProgrammeRun,
    google: Google,
    *,
    items: tuple[DriveItem, ...],
    waiting: tuple[str, ...],
    prepare: Callable[[Notice], OutgoingMail | SendRefusal],
) -> SendSummary:
    """Send what is READY by the programme's policy; `waiting` are the partners concerned.

    The caller has seen that both live switches are on and that nothing is stopped. The first time
    a programme sends for real everything is held until a person confirms it. A stop that is put
    meanwhile ends the pass before the next mail, or batch.

    Raises StoreRestoredError when this store is older than the last sending, and
    VendorUnavailableError when the mark cannot be written: nothing is sent without it.
    """
    refuse_an_older_store(run, items)
    if _first_time(run):
        put_hold(
            run.store,
            programme=run.code,
            scope=EVERYTHING,
            reason=FIRST_TIME,
            by="service",
            at=run.clock(),
        )
        tell_first_sending(run, len(waiting))
        return SendSummary(
            kept=tuple((partner, FIRST_TIME) for partner in waiting),
            stopped=f"{count_of(len(waiting), 'message')} à confirmer : {FIRST_TIME}",
        )
    mark_sending(run, google, items)
    vendor = open_mail(run.settings)

    def post(mail: OutgoingMail) -> Answer:
        return send(vendor, mail)

    if run.settings.mail.policy == "two_phase":
        return send_in_two_phases(
            run.store,
            programme=run.code,
            prepare=prepare,
            post=post,
            control=_control(run),
            clock=run.clock,
            size=run.settings.mail.batch_size,
            stopped=lambda: _stop_in_force(run),
            vendor=vendor.name,
        )
    return release_and_send(
        run.store,
        programme=run.code,
        prepare=prepare,
        post=post,
        clock=run.clock,
        stopped=lambda: _stop_in_force(run),
        vendor=vendor.name,
    )


def _stop_in_force(run: ProgrammeRun) -> str:
    """Why nothing more may leave, as it stands this second; French, empty without a stop."""
    stop = everything_is_held(run)
    return f"envois arrêtés{NBSP}: {stop.reason}" if stop else ""


def _first_time(run: ProgrammeRun) -> bool:
    """Never confirmed. Invented programmes, and the stage where all goes to one address, need not.

    What was sent in that stage proves nothing: the first mails to partners are still held.
    """
    if run.settings.programme.sandbox_only or run.settings.mail.redirect_to:
        return False
    # A stop that was put and lifted is a confirmation; in force, it stops the caller already.
    return not ever_held(run.store, run.code, scope=EVERYTHING, by="service")


def _control(run: ProgrammeRun) -> BatchControl:
    vendor = open_mail(run.settings)
    control = vendor.batches()
    if control is None:
        raise ConfigurationError(
            f'{vendor.name} has no batches that can be paused: mail.policy = "two_phase" needs a '
            "vendor that has."
        )
    return control


IN_DOUBT = (NoticeState.UNSETTLED, NoticeState.SILENT)

_log = logging.getLogger("relocalisons.sending")


def tell_doubts(run: ProgrammeRun) -> int:
    """Tell the doubts that nobody was told of; how many. Failing to tell stops nothing.

    They stand in « Relances » and in Friday's summary as well, whatever becomes of this mail.
    """
    doubtful = {_key(one): one for one in notices_in(run.store, run.code, IN_DOUBT)}

    def mail(new: tuple[Notice, ...], reader: str) -> RenderedMail:
        doubts = [_doubt(run, one) for one in new]
        opens = address_of_first(run, None, REMINDERS.title, [one.key for one in new])
        context = mail_context(run, reader, opens=opens)
        return render_doubts(doubts, code=run.code, context=context)

    try:
        return alert_new(run, doubtful, mail, kind="doubt", operator=True)
    except RelocalisonsError as error:
        _log.warning("doubts could not be told: %s", type(error).__name__)
        return 0


def tell_first_sending(run: ProgrammeRun, count: int) -> bool:
    """The first real sending of the programme waits for a person: told once."""
    opens = address_of_first(run, None, REMINDERS.title)
    return alert_once(
        run,
        "first_sending",
        lambda reader: render_first_sending(
            count, code=run.code, context=mail_context(run, reader, opens=opens)
        ),
        kind="first_sending",
        operator=True,
    )


def _key(notice: Notice) -> str:
    """A mail that was settled, sent anew and is in doubt again is news again."""
    return f"doubt:{notice.state.value}:{notice.attempts}:{notice.key}"


def _doubt(run: ProgrammeRun, notice: Notice) -> DoubtfulMail:
    return DoubtfulMail(
        key=notice.key,
        partner=notice.partner,
        subject=notice.subject,
        reason=notice.reason,
        since=notice.changed_at.astimezone(run.settings.zone),
    )
