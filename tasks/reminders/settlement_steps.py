"""The steps of the settlement: her decisions, the sending, what lapses, what stays in doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from relocalisons.core.acts.shelves import calls_first
from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, format_day
from relocalisons.core.partners.contact_roles import people_of
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.people import person_key
from relocalisons.core.reminders.rules.after_a_call import leaves_after_call
from relocalisons.core.reminders.rules.safety_holds import together
from relocalisons.store.mails.holds import holds_in_force
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.meeting_notices import MEETING_NOTICE
from relocalisons.store.mails.notice_states import LEFT
from relocalisons.store.mails.notices import (
    Notice,
    NoticeState,
    may_leave_now,
    notices_in,
    notices_of_week,
)
from relocalisons.store.mails.recipients import sent_to
from relocalisons.store.mails.safety_references import SafetyReference, safety_references
from relocalisons.store.readings.act_words import called_on
from tasks.intake.source_comparison import SourceComparison
from tasks.intake.week_plan import person_of
from tasks.mail.address_safety_holds import accept
from tasks.mail.mail import OutgoingMail
from tasks.mail.mail_watch import post_ready, watch_mail
from tasks.mail.sending import SendRefusal, SendSummary
from tasks.mail.sending_stops import why_nothing_may_leave
from tasks.meetings.mail import address_of_invitee, files_of
from tasks.reminders.approval import digest_of
from tasks.reminders.reminder_steps import safety_hold_document
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
MOST_A_DAY, MOST_A_WEEK = 1, 3  # mails to one partner

SPOKEN_TO_TODAY = "un appel à cette personne est d’aujourd’hui : ce message part le"

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
    everything_stopped = why_nothing_may_leave(run, assessment)
    ready = {one.key: one for one in notices_in(run.store, run.code, (NoticeState.READY,))}
    if everything_stopped:
        return SendSummary(kept=tuple((ready[key].partner, everything_stopped) for key in keys))
    sending = _Sending(
        run=run,
        assessment=assessment,
        references=safety_references(run.store, run.code),
        comparison=SourceComparison(run=run, assessment=assessment),
    )
    return post_ready(
        run,
        google,
        items=assessment.programme.items,
        waiting=tuple(ready[key].partner for key in keys),
        prepare=sending.prepare,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending:
    """One pass that sends, with what its mails are compared with just before they leave."""

    run: ProgrammeRun
    assessment: Assessment
    references: Mapping[str, SafetyReference]
    comparison: SourceComparison

    def prepare(self, notice: Notice) -> OutgoingMail | SendRefusal:
        """The mail with its address, or why it is refused; what leaves is accepted."""
        run, programme = self.run, self.assessment.programme
        if notice.iso_week != iso_week(run.as_of):
            return SendRefusal(reason="la semaine de ce message est passée")
        for stop in holds_in_force(run.store, run.code):
            if stop.scope in (notice.partner, notice.key):
                return SendRefusal(reason=f"envois à ce partenaire arrêtés{NBSP}: {stop.reason}")
        if (changed := self._changed_since(notice)) is not None:
            return changed
        address, refusal = _address(run, notice, programme)
        if refusal:
            return SendRefusal(reason=refusal)
        # A committee is called when it must be: only digests wait.
        if notice.kind in DIGESTS:
            later = _had_enough(run, notice) or after_call(run, self.assessment, notice)
            if later is not None:
                return later
        mail = _outgoing(run, notice, address)
        follows = self.assessment.snapshot_id if notice.kind in DIGESTS else ""
        accept(run, notice, snapshot_id=follows)
        return mail

    def _changed_since(self, notice: Notice) -> SendRefusal | None:
        """What changed too much in the sources since she was asked; an invitation quotes none."""
        if notice.kind not in DIGESTS:
            return None
        answered = (notice.body or {}).get("braked", {}).get("snapshot", "")
        reference = self.references.get(person_key(notice.partner, notice.role), SafetyReference())
        evening = datetime.combine(
            notice.logical_date + timedelta(days=1), time(0), tzinfo=self.run.settings.zone
        )
        changes = self.comparison.since(
            answered or reference.snapshot_id, otherwise=min(evening, self.assessment.read_at)
        )
        found = together(changes.of(notice.partner))
        if found is None:
            return None
        facts = safety_hold_document(
            found, at=self.run.clock(), snapshot_id=self.assessment.snapshot_id
        )
        return SendRefusal(
            reason=found.on_its_row(again=True), body={**(notice.body or {}), **facts}
        )


def after_call(run: ProgrammeRun, assessment: Assessment, notice: Notice) -> SendRefusal | None:
    """Who is called today, by a call that cannot wait or that was made, is written to after."""
    programme = assessment.programme
    person = person_of(programme, notice.partner, notice.role)
    if person is None:
        return None
    called = calls_first(assessment.acts, on=run.as_of) | called_on(
        run.store, run.code, day=run.as_of, zone=run.settings.zone
    )
    day = leaves_after_call(person, called=called, programme=programme, as_of=run.as_of)
    if day is None:
        return None
    # From the morning of that day: a pass a few seconds earlier than today's may send it.
    until = datetime.combine(day, time(0), tzinfo=run.settings.zone)
    return SendRefusal(reason=f"{SPOKEN_TO_TODAY} {format_day(day)}", until=until)


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
    return run.settings.mail.redirect_to or person.email, ""


def _had_enough(run: ProgrammeRun, notice: Notice) -> SendRefusal | None:
    """Why this person gets no more for now; mails of every kind are counted.

    A second mail of a day was read and approved like the first: it leaves the day after.
    """
    now = run.clock()
    sent = {
        since: sent_to(run.store, run.code, notice.recipient_hash, since=now - since)
        for since in (A_DAY, A_WEEK)
    }
    if sent[A_WEEK] >= MOST_A_WEEK:
        return SendRefusal(reason="cette personne a déjà reçu trois messages cette semaine")
    twin = any(
        one.key != notice.key and one.kind in DIGESTS and one.state in LEFT
        for one in notices_of_week(run.store, run.code, notice.iso_week, to=notice.recipient_hash)
    )
    if twin:
        return SendRefusal(reason="cette personne a déjà sa relance de la semaine")
    if sent[A_DAY] < MOST_A_DAY:
        return None
    tomorrow = now + A_DAY
    if iso_week(tomorrow.astimezone(run.settings.zone).date()) != notice.iso_week:
        return SendRefusal(reason="cette personne a déjà reçu un message : un par jour au plus")
    return SendRefusal(
        reason="cette personne a déjà reçu un message ce jour-là : celui-ci part le lendemain",
        until=tomorrow,
    )


def _outgoing(run: ProgrammeRun, notice: Notice, address: str) -> OutgoingMail:
    body = notice.body or {}
    coordinator = run.settings.in_charge.email
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
