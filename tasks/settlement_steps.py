"""The steps of the settlement: her decisions, the sending, what lapses, what stays in doubt."""

from datetime import datetime, time, timedelta

from relocalisons.core.brakes import Brake as ChangeBrake
from relocalisons.core.brakes import brake_for
from relocalisons.core.contact_roles import people_of
from relocalisons.core.french import NBSP
from relocalisons.core.keys import recipient_hash
from relocalisons.core.model import Programme
from relocalisons.core.reminders.digests import iso_week
from relocalisons.store.holds import holds_in_force
from relocalisons.store.mail_history import DIGESTS
from relocalisons.store.meeting_notices import MEETING_NOTICE
from relocalisons.store.notice_states import LEFT
from relocalisons.store.notices import (
    Notice,
    NoticeState,
    may_leave_now,
    notices_in,
    notices_of_week,
)
from relocalisons.store.recipients import sent_to
from tasks.brake_steps import brakes_since
from tasks.mail import OutgoingMail
from tasks.mail_watch import post_ready, watch_mail
from tasks.meeting_mail import address_of_invitee, files_of
from tasks.night_steps import Assessment
from tasks.programme_run import Google, ProgrammeRun
from tasks.reminder_history import person_of
from tasks.reminder_steps import (
    digest_of,
)
from tasks.sending import Brake, SendSummary
from tasks.sending_stops import why_nothing_may_leave
from tasks.steps import step

SNAPSHOT_TOO_OLD = timedelta(hours=36)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
MOST_A_DAY, MOST_A_WEEK = 1, 3  # mails to one partner

_WAITING = (NoticeState.HELD, NoticeState.READY, NoticeState.SUBMITTING)


def nothing_waits(run: ProgrammeRun) -> bool:
    """Whether no mail is held, ready or newly in doubt: then nothing is read at all.

    First, what dead processes left, events and silences are settled in the store.
    """
    news = watch_mail(run)
    # A mail that has just become doubtful must still be shown to her in « Relances ».
    return not news.any and not notices_in(run.store, run.code, _WAITING)


@step("Envoyer les messages validés")
def send_released(run: ProgrammeRun, google: Google, assessment: Assessment) -> SendSummary:
    """Claim each released mail, send it once, settle it by the answer.

    One bad recipient never stops the others. Nothing leaves in a rehearsal, without both live
    switches, while « Tout suspendre » is on, or from a reading older than 36 h.
    """
    keys = may_leave_now(run.store, run.code, at=run.clock())
    if not keys or run.dry_run:
        return SendSummary()
    programme = assessment.programme
    everything_stopped = why_nothing_may_leave(run, assessment)
    ready = {one.key: one for one in notices_in(run.store, run.code, (NoticeState.READY,))}
    if everything_stopped:
        return SendSummary(kept=tuple((ready[key].partner, everything_stopped) for key in keys))
    brakes = _brakes_since_prepared(run, assessment, tuple(ready[key] for key in keys))
    return post_ready(
        run,
        google,
        items=programme.items,
        waiting=tuple(ready[key].partner for key in keys),
        prepare=lambda notice: _prepare(run, notice, programme, brakes=brakes),
    )


def _brakes_since_prepared(
    run: ProgrammeRun, assessment: Assessment, ready: tuple[Notice, ...]
) -> tuple[ChangeBrake, ...]:
    """What changed too much since the mails at hand were shown to her."""
    prepared = min(one.logical_date for one in ready)
    morning = datetime.combine(prepared + timedelta(days=1), time(0), tzinfo=run.settings.zone)
    return brakes_since(run, assessment, since=min(morning, assessment.read_at))


def _prepare(
    run: ProgrammeRun, notice: Notice, programme: Programme, *, brakes: tuple[ChangeBrake, ...]
) -> OutgoingMail | Brake:
    """The mail with its address, or the brake that keeps it."""
    if notice.iso_week != iso_week(run.as_of):
        return Brake(reason="la semaine de ce message est passée")
    for stop in holds_in_force(run.store, run.code):
        if stop.scope in (notice.partner, notice.key):
            return Brake(reason=f"envois à ce partenaire arrêtés{NBSP}: {stop.reason}")
    changed = brake_for(notice.partner, brakes)
    if changed is not None:
        return Brake(reason=f"{changed.reason} {changed.what_to_do}")
    address, brake = _address(run, notice, programme)
    return Brake(reason=brake) if brake else _outgoing(run, notice, address)


def _address(run: ProgrammeRun, notice: Notice, programme: Programme) -> tuple[str, str]:
    """The address resolved now from « Pilotage » (the allow-list), or why it may not be used."""
    if notice.kind == MEETING_NOTICE:
        return address_of_invitee(run, notice, programme)
    partner = programme.partner(notice.partner)
    if partner is None or not partner.active:
        return "", "le partenaire n’est plus actif dans « Partenaires »"
    person = person_of(programme, notice.partner, notice.role)
    if person is None or person.email is None:
        return "", "pas d’adresse e-mail sûre dans « Pilotage »"
    if person.email.lower() not in people_of(programme):
        return "", "cette adresse n’est pas dans la liste autorisée de « Pilotage »"
    if recipient_hash(run.settings.hmac_key(), person.email) != notice.recipient_hash:
        return "", "l’adresse a changé depuis la préparation : appelez, ou attendez mardi prochain"
    brake = _had_enough(run, notice)
    return ("", brake) if brake else (run.settings.mail.redirect_to or person.email, "")


def _had_enough(run: ProgrammeRun, notice: Notice) -> str:
    """Why this person gets no more for now; mails of every kind are counted."""
    now = run.clock()
    sent = {
        since: sent_to(run.store, run.code, notice.recipient_hash, since=now - since)
        for since in (A_DAY, A_WEEK)
    }
    if sent[A_DAY] >= MOST_A_DAY or sent[A_WEEK] >= MOST_A_WEEK:
        return "cette personne a déjà reçu un message : un par jour, trois par semaine au plus"
    twin = any(
        one.recipient_hash == notice.recipient_hash
        and one.key != notice.key
        and one.kind in DIGESTS
        and one.state in LEFT
        for one in notices_of_week(run.store, run.code, notice.iso_week)
    )
    return "cette personne a déjà sa relance de la semaine" if twin else ""


def _outgoing(run: ProgrammeRun, notice: Notice, address: str) -> OutgoingMail:
    body = notice.body or {}
    coordinator = run.settings.mail.coordinator.email
    invited = notice.kind == MEETING_NOTICE
    return OutgoingMail(
        to_address=address,
        to_name=digest_of(notice).person if notice.kind in DIGESTS else str(body["person"]),
        subject=notice.subject,
        text=body["text"],
        html=body["html"],
        facts={"programme": run.code},
        # Nobody unsubscribes from a committee: an invitation is no digest.
        unsubscribe="" if invited else f"mailto:{coordinator}?subject=stop%20{notice.partner}",
        files=files_of(run, notice, address) if invited else (),
    )
