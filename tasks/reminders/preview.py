"""Any mail as it would be written today, from the last reading in the store; nothing leaves.

Recipients are shown by name and partner code: a preview lies about in folders, an address must not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from relocalisons.core.acts.asking import weights_of
from relocalisons.core.kernel.model import Partner
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.reminders.digests import Digest
from relocalisons.core.reminders.people import deputy_of, general_contact
from relocalisons.core.reminders.planning import choose_for, make_digest
from relocalisons.core.reminders.policy import policy_in_force
from relocalisons.core.reminders.reasons import WeekFacts, is_news
from relocalisons.core.reminders.waiting import sort_by_person
from relocalisons.errors import ConfigurationError
from relocalisons.rendering.mails.context import RenderedMail
from relocalisons.rendering.mails.digest_sentences import topic_of
from relocalisons.rendering.mails.mail import (
    render_daily_alert,
    render_decision_request,
    render_digest,
    render_failure,
    render_late_run,
    render_weekly_summary,
)
from relocalisons.rendering.mails.meeting_mail import render_meeting_decision
from relocalisons.rendering.mails.messages import (
    ActLine,
    DecisionRequest,
    LateRunNotice,
    WaitingMail,
)
from relocalisons.rendering.mails.new_files_mail import NewFileNotice, render_new_files
from relocalisons.rendering.mails.sending_mail import (
    DoubtfulMail,
    render_doubts,
    render_first_sending,
)
from relocalisons.store.mails.meeting_notices import MEETING_NOTICE
from relocalisons.store.mails.notices import NoticeState, notices_in
from relocalisons.store.readings.snapshots import last_snapshot
from tasks.intake.follow_up_steps import assess_programme
from tasks.intake.week_plan import history_of, plan_week
from tasks.mail.coordination import mail_context
from tasks.night.failure_notice import failure_of
from tasks.reminders.day_news import act_line, acts_of_today
from tasks.reminders.meeting_notices import hold_invitations
from tasks.reminders.reminder_steps import shown_role
from tasks.reminders.weekly_steps import review_of_week
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun, deadline_of

INVITATION = "meeting_notice"
NOWHERE = "apercu@localhost.invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One mail, to whom it would go, and the `.eml` that a mail program opens."""

    message: str
    to: str
    mail: RenderedMail
    eml: bytes


def preview_messages() -> tuple[str, ...]:
    """The messages that can be shown."""
    return (*_TO_PARTNERS, INVITATION, *_TO_COORDINATION)


def assess_last_reading(run: ProgrammeRun) -> Assessment:
    """What the last reading in the store says today. Raises ConfigurationError without one."""
    snapshot = last_snapshot(run.store, run.code)
    if snapshot is None:
        raise ConfigurationError("Nothing was read yet: run daily_follow_up --write first.")
    return assess_programme(run, snapshot)


def preview(
    run: ProgrammeRun, message: str, *, partner: str = "", assessment: Assessment | None = None
) -> tuple[Preview, ...]:
    """The message as it would be written today, by `assessment` or else the last reading's.

    A message to partners needs a `partner` code; several persons of a partner make several
    previews. A digest is shown whatever would hold it back (a pause, a call, a mail of this week).
    Raises ConfigurationError for an unknown message or partner, and when there is nothing to say.
    """
    assessment = assessment or assess_last_reading(run)
    if message in _TO_COORDINATION:
        mail = _TO_COORDINATION[message](run, assessment)
        return (_made(run, message, run.settings.in_charge.name, mail),)
    if message not in (*_TO_PARTNERS, INVITATION):
        raise ConfigurationError(
            f"There is no message {message!r}. Messages: {', '.join(preview_messages())}."
        )
    known = assessment.programme.partner(partner.upper())
    if known is None:
        codes = ", ".join(one.code for one in assessment.programme.partners)
        raise ConfigurationError(
            f"{message} is written to a partner: name one with --partner ({codes})."
        )
    if message == INVITATION:
        return _invitations(run, assessment, known)
    digests = _TO_PARTNERS[message](run, assessment, known)
    if not digests:
        raise ConfigurationError(f"There is nothing to say to {known.code} today by {message}.")
    context = mail_context(run)
    return tuple(
        _made(run, message, f"{one.person} ({one.partner})", render_digest(one, context=context))
        for one in digests
    )


def _digests(run: ProgrammeRun, assessment: Assessment, partner: Partner) -> tuple[Digest, ...]:
    facts = _week_facts(run, assessment)
    waiting = sort_by_person(assessment.tracked, facts=facts)
    return tuple(
        make_digest(
            addressee,
            partner,
            choose_for(addressee, partner, lines, facts=facts).lines,
            facts=facts,
        )
        for addressee, lines in waiting.of(partner.code)
    )


def _escalations(run: ProgrammeRun, assessment: Assessment, partner: Partner) -> tuple[Digest, ...]:
    facts = _week_facts(run, assessment)
    deputy = deputy_of(partner)
    if deputy is None:
        raise ConfigurationError(f"{partner.code} has no deputy with one certain address.")
    waiting = sort_by_person(assessment.tracked, facts=facts)
    missed = general_contact(partner)
    return tuple(
        make_digest(
            deputy,
            partner,
            choose_for(deputy, partner, lines, facts=facts).lines,
            facts=facts,
            about_person=missed.person,
        )
        for addressee, lines in waiting.of(partner.code)
        if addressee.key == missed.key
    )


def _invitations(
    run: ProgrammeRun, assessment: Assessment, partner: Partner
) -> tuple[Preview, ...]:
    """The notices of meetings that are to be called, for the members of this partner."""
    hold_invitations(run, assessment, timetables={})
    found = tuple(
        one
        for one in notices_in(run.store, run.code, tuple(NoticeState))
        if one.kind == MEETING_NOTICE and one.partner == partner.code and one.body
    )
    if not found:
        raise ConfigurationError(f"No meeting of {partner.code} is to be called today.")
    return tuple(
        _made(
            run,
            INVITATION,
            f"{body['person']} ({partner.code})",
            RenderedMail(subject=one.subject, text=body["text"], html=body["html"]),
        )
        for one in found
        if (body := one.body)
    )


def _week_facts(run: ProgrammeRun, assessment: Assessment) -> WeekFacts:
    return WeekFacts(
        programme=assessment.programme,
        history=history_of(run, assessment, as_of=run.as_of),
        policy=policy_in_force(assessment.programme),
        as_of=run.as_of,
        weights=weights_of(assessment.acts),
    )


def _decision_request(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    return render_decision_request(_request(run, assessment), context=mail_context(run))


def _decision_reminder(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    request = replace(_request(run, assessment), decision_reminder=True)
    return render_decision_request(request, context=mail_context(run))


def _request(run: ProgrammeRun, assessment: Assessment) -> DecisionRequest:
    """As on the morning of the reminders: as if no digest of this week were stored yet."""
    plan = plan_week(run, assessment)
    context = mail_context(run)
    return DecisionRequest(
        mails=tuple(
            WaitingMail(
                partner=one.partner,
                subject=render_digest(one, context=context).subject,
                lines=len(one.asked),
                naming_lines=len(one.naming_lines),
                role=shown_role(one.role),
                person=one.person,
                why=topic_of(one),
            )
            for one in plan.digests
        ),
        acts=_acts(run, assessment)[:3],
        deadline=deadline_of(run.settings, run.as_of, programme=assessment.programme),
        call_list=plan.call_list,
        skipped=tuple(filter(is_news, plan.skipped)),
    )


def _meeting_decision(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    held = hold_invitations(run, assessment, timetables={})
    if not held.meetings:
        raise ConfigurationError("No meeting is to be called today.")
    return render_meeting_decision(held.meetings, held.sentences, context=mail_context(run))


def _doubt(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    """An example: SendGrid fell silent in the middle of an answer."""
    mail = DoubtfulMail(
        key="exemple",
        partner="P00",
        subject="2 actions à mettre à jour",
        reason="SendGrid n’a pas répondu",
        since=_now(run),
    )
    return render_doubts((mail,), code=run.code, context=mail_context(run))


def _first_sending(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    """As it would be if she approved every mail of today."""
    count = max(len(plan_week(run, assessment).digests), 1)
    return render_first_sending(count, code=run.code, context=mail_context(run))


def _weekly(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    return render_weekly_summary(review_of_week(run, assessment), context=mail_context(run))


def _daily_alert(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    """The acts of today, as if none had been told."""
    acts = _acts(run, assessment)
    if not acts:
        raise ConfigurationError("There is nothing to decide today.")
    return render_daily_alert(acts, context=mail_context(run))


def _acts(run: ProgrammeRun, assessment: Assessment) -> tuple[ActLine, ...]:
    return tuple(
        act_line(act, programme=assessment.programme, as_of=run.as_of)
        for act in acts_of_today(assessment, as_of=run.as_of)
    )


def _new_files(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    """An example: a plan that somebody dropped last night."""
    notice = NewFileNotice(
        name="Plan d’action.xlsx",
        said="« oui » sur sa ligne de « Sources », dans « Correspondance confirmée », pour le "
        "suivre.",
        details=("24 actions.", "22 échéances, 2 déjà passées."),
    )
    return render_new_files((notice,), context=mail_context(run))


def _failure(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    """An example in the real words: a process that was killed."""
    kind = RunKind.DAILY_FOLLOW_UP
    notice = failure_of(kind, None, since=_now(run), reference="exemple")
    return render_failure(notice, context=mail_context(run))


def _late_run(run: ProgrammeRun, assessment: Assessment) -> RenderedMail:
    """An example: a machine that was off for the night."""
    now = _now(run)
    notice = LateRunNotice(
        flow=RunKind.DAILY_FOLLOW_UP.french,
        planned=now - timedelta(hours=14),
        started=now,
        done=("Le suivi porte sur aujourd’hui.",),
    )
    return render_late_run(notice, context=mail_context(run))


def _now(run: ProgrammeRun) -> datetime:
    return run.clock().astimezone(run.settings.zone)


_TO_PARTNERS: Mapping[str, Callable[[ProgrammeRun, Assessment, Partner], tuple[Digest, ...]]] = {
    "digest": _digests,
    "escalation": _escalations,
}
_TO_COORDINATION: Mapping[str, Callable[[ProgrammeRun, Assessment], RenderedMail]] = {
    "decision_request": _decision_request,
    "second_call": _decision_reminder,
    "meeting_decision": _meeting_decision,
    "daily_alert": _daily_alert,
    "weekly_summary": _weekly,
    "new_files": _new_files,
    "failure": _failure,
    "late_run": _late_run,
    "doubt": _doubt,
    "first_sending": _first_sending,
}


def _made(run: ProgrammeRun, message: str, to: str, mail: RenderedMail) -> Preview:
    facts = run.settings.mail
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = mail.subject
    letter["From"] = f'"{facts.sender_name}" <{facts.sender_email}>'
    letter["To"] = f'"{_quoted(to)}" <{NOWHERE}>'
    letter["Reply-To"] = f'"{run.settings.in_charge.name}" <{run.settings.in_charge.email}>'
    letter["Date"] = _now(run)
    if message in _TO_PARTNERS:
        letter["List-Unsubscribe"] = f"<mailto:{run.settings.in_charge.email}?subject=stop>"
    letter["X-Unsent"] = "1"
    letter.set_content(mail.text)
    letter.add_alternative(mail.html, subtype="html")
    return Preview(message=message, to=to, mail=mail, eml=letter.as_bytes())


def _quoted(name: str) -> str:
    """A name that may stand between quotes in a header."""
    return "".join(letter for letter in name if letter.isprintable() and letter not in '"\\')
