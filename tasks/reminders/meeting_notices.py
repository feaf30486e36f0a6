"""The steps of invitations: plan, hold for her decision, show in « Relances », tell her."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from relocalisons.core.kernel.keys import meeting_key, recipient_hash, seat_key
from relocalisons.core.kernel.model import Programme
from relocalisons.core.meetings.hours import Hours, minutes_of
from relocalisons.core.meetings.invitees import Invitee
from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.people import People
from relocalisons.core.reminders.rules.safety_holds import SafetyHold
from relocalisons.core.reports.committee.session import Session, session_of
from relocalisons.core.reports.committee.timetable import Timetable
from relocalisons.core.reports.meetings.convening import (
    Convening,
    News,
    Version,
    news_for,
    plan_convening,
)
from relocalisons.core.reports.meetings.invitations import (
    Invitation,
    appointment_document,
    invitation_for,
    to_document,
)
from relocalisons.core.tables import REMINDERS
from relocalisons.rendering.mails.meeting_mail import (
    MeetingToDecide,
    render_invitation,
    render_meeting_decision,
)
from relocalisons.rendering.mails.preview_document import what_all_read
from relocalisons.store.mails.meeting_notices import (
    MEETING_NOTICE,
    OUTSIDE,
    TOGETHER,
    carry_over,
    row_of,
    states_of,
)
from relocalisons.store.mails.meeting_versions import keep_version
from relocalisons.store.mails.notice_states import LEFT, NoticeState
from relocalisons.store.mails.notices import NewNotice, move, notices_of_week, store_notice
from relocalisons.store.mails.recipients import answerable_mails
from relocalisons.store.mails.safety_references import keep_references
from relocalisons.store.readings.reports import last_report
from tasks.mail.address_safety_holds import (
    RECIPIENT,
    Recipient,
    compare_addresses,
    recipient_document,
    recipient_of,
)
from tasks.mail.coordination import alert_once, mail_context
from tasks.mail.privacy_link import PRIVACY_URL, privacy_link
from tasks.meetings.held_invitations import HeldInvitations
from tasks.meetings.mail import ORGANISER, versions_told
from tasks.reminders.day_news import meeting_of, news_of_week, remember_told
from tasks.reminders.reminder_preview import mail_to_read, publish_preview
from tasks.reminders.reminder_states import show_states
from tasks.reminders.reminder_steps import safety_hold_document
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.rows_opened import row_addresses
from tasks.run.steps import step

_REMEMBERED = timedelta(days=365)  # bodies go before: a version that old is not followed up


def hold_invitations(
    run: ProgrammeRun, assessment: Assessment, *, timetables: Mapping[str, Timetable]
) -> HeldInvitations:
    """Hold the invitations that are due today; no network.

    Each is kept once: its key comes from the meeting, its version and the person. A version that
    replaces another makes what still waits of the older one lapse.
    """
    programme = assessment.programme
    told = versions_told(run.store, run.code)
    plan = plan_convening(programme, read_meetings(programme), told=told, as_of=run.as_of)
    carried = carry_over(
        run.store,
        run.code,
        iso_week=iso_week(run.as_of),
        logical_date=run.as_of,
        at=run.clock(),
    )
    meetings = []
    for convening in plan.convenings:
        keep_version(
            run.store,
            programme=run.code,
            meeting=convening.meeting.number,
            sequence=convening.version.sequence,
            appointment=appointment_document(convening.version.appointment),
            at=run.clock(),
        )
        versions = told.get(convening.meeting.number, ())
        made = _hold(
            run, assessment, convening, versions=versions,
            timetable=timetables.get(convening.meeting.number),
        )  # fmt: skip
        if made is not None:
            meetings.append(made)
    return HeldInvitations(meetings=tuple(meetings), sentences=plan.said, carried=carried)


@step("Proposer les convocations")
def propose_invitations(
    run: ProgrammeRun,
    google: Google,
    assessment: Assessment,
    *,
    timetables: Mapping[str, Timetable],
) -> HeldInvitations:
    """Hold what is due, show it in « Relances », and tell her once a version."""
    held = hold_invitations(run, assessment, timetables=timetables)
    if run.dry_run or not (held.meetings or held.carried):
        return held
    week = iso_week(run.as_of)
    notices = notices_of_week(run.store, run.code, week)
    publish_preview(run, google, assessment.programme, notices, week=week)
    show_states(run, google, assessment)
    if held.meetings:
        rows = row_addresses(run, assessment.pilotage, REMINDERS.title)
        waiting = (one for one in notices if one.kind == MEETING_NOTICE)
        found = (rows.get(one.key) or rows.get(row_of(one)) for one in waiting)
        url = next(filter(None, found), "")
        titles = ",".join(f"{one.title}:{one.news.value}:{one.mails}" for one in held.meetings)
        told = alert_once(
            run,
            f"meetings:{week}:{titles}"[:120],
            lambda reader: render_meeting_decision(
                held.meetings, held.sentences, context=mail_context(run, reader), url=url
            ),
            kind="meeting_decision",
        )
        if told:
            _told_with_them(run, assessment, held)
    return held


def _told_with_them(run: ProgrammeRun, assessment: Assessment, held: HeldInvitations) -> None:
    """That these meetings are to be convened is no news of another mail."""
    numbers = {one.number for one in held.meetings}
    news = news_of_week(run, assessment)
    remember_told(run, {key: act for key, act in news.items() if meeting_of(act) in numbers})


def _hold(
    run: ProgrammeRun,
    assessment: Assessment,
    convening: Convening,
    *,
    versions: tuple[Version, ...],
    timetable: Timetable | None,
) -> MeetingToDecide | None:
    older = [each for each in versions if each.sequence < convening.version.sequence]
    states = states_of(
        run.store,
        [_key(run, convening, one, each) for one in convening.invitees for each in older],
    )
    _drop_older(run, states)
    session = _session(assessment, convening)
    dossier = _dossier_url(run, convening.meeting.number)
    recipients = {
        one.seat: _recipient(run, assessment.programme, one) for one in convening.invitees
    }
    addresses = compare_addresses(run, recipients.values())
    own = {_key(run, convening, one, convening.version): one for one in convening.invitees}
    known = states_of(run.store, own)
    written: list[_Written] = []
    for key, invitee in own.items():
        keys = [_key(run, convening, invitee, each) for each in older]
        left = [one for one in keys if states.get(one) in LEFT]
        news = news_for(convening, reached_before=bool(left))
        if news is None or key in known:
            continue
        invitation = invitation_for(
            convening, invitee, news=news, session=session, timetable=timetable, dossier=dossier
        )
        recipient = recipients[invitee.seat]
        written.append(
            _write(
                run, convening, invitee, invitation, key=key, left=left, recipient=recipient,
                safety_hold=addresses.safety_holds.get(recipient.person),
            )
        )  # fmt: skip
    together = _together(written)
    made = [
        one.invitation
        for one in written
        if store_notice(run.store, _beside(one, together), at=run.clock())
    ]
    keep_references(run.store, run.code, addresses.references, at=run.clock())
    if not made:
        return None
    changed = next((one for one in made if one.changes), None)
    return MeetingToDecide(
        number=convening.meeting.number,
        title=session.short_title,
        mails=len(made),
        news=made[0].news if changed is None else News.CHANGED,
        changes=changed.changes if changed else (),
        partner=next((one.partner for one in convening.invitees if one.partner), ""),
    )


def _recipient(run: ProgrammeRun, programme: Programme, invitee: Invitee) -> Recipient:
    """The partner's contact with this address: one answer then holds for both; else the seat."""
    partner = programme.partner(invitee.partner)
    for person in People(programme).everybody(partner) if partner else ():
        if person.address == invitee.address.casefold():
            return recipient_of(person)
    who = invitee.person or invitee.partner or OUTSIDE
    return Recipient(
        person=seat_key(run.settings.hmac_key(), programme=run.code, seat=invitee.seat),
        code=invitee.partner or OUTSIDE,
        who=who,
        tab="Instances",
        address=invitee.address,
    )


def _drop_older(run: ProgrammeRun, states: Mapping[str, NoticeState]) -> None:
    waiting = (NoticeState.HELD, NoticeState.READY)
    for key, state in states.items():
        if state in waiting:
            move(
                run.store,
                key,
                of=waiting,
                to=NoticeState.LAPSED,
                at=run.clock(),
                reason="la réunion a changé : une autre version remplace ce message",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """An invitation, and the mail that would be kept of it."""

    invitation: Invitation
    notice: NewNotice


def _write(
    run: ProgrammeRun,
    convening: Convening,
    invitee: Invitee,
    invitation: Invitation,
    *,
    key: str,
    left: Collection[str],
    recipient: Recipient,
    safety_hold: SafetyHold | None,
) -> _Written:
    privacy, to = privacy_link(run), recipient_hash(run.settings.hmac_key(), invitee.address)
    context = replace(mail_context(run), privacy_url=privacy.url_for(to))
    mail = render_invitation(invitation, context=context)
    programme_body = invitee.partner or "hors partenariat"
    facts = safety_hold_document(safety_hold, at=run.clock()) if safety_hold else {}
    notice = NewNotice(
        key=key,
        programme=run.code,
        kind=MEETING_NOTICE,
        partner=invitee.partner or OUTSIDE,
        role=convening.meeting.number[:40],
        recipient_hash=to,
        iso_week=iso_week(run.as_of),
        logical_date=run.as_of,
        subject=mail.subject,
        body={
            "meeting": to_document(invitation),
            "person": invitation.person,
            "structure": programme_body,
            "text": mail.text,
            "html": mail.html,
            RECIPIENT: recipient_document(run, recipient.person, recipient.address),
            PRIVACY_URL: context.privacy_url,
            ORGANISER: _organiser(run, key, left),
            **facts,
        },
        items=(),
        reason=safety_hold.on_its_row() if safety_hold else "",
        tells_privacy=privacy.tells(to),
    )
    return _Written(invitation=invitation, notice=notice)


def _together(written: Iterable[_Written]) -> Mapping[str, tuple[str, ...]]:
    """Key of a mail → the keys of all that stand on its row; only mails that differ by a name.

    One that a safety hold keeps wants a word of its own. Who is invited by a later pass is on
    another row: her word on this one was not about them.
    """
    alike: dict[object, list[str]] = {}
    for one in written:
        if not one.notice.reason:
            words = what_all_read(mail_to_read(one.notice))
            alike.setdefault(words, []).append(one.notice.key)
    return {key: tuple(keys) for keys in alike.values() if len(keys) > 1 for key in keys}


def _beside(one: _Written, together: Mapping[str, tuple[str, ...]]) -> NewNotice:
    keys = together.get(one.notice.key, ())
    return replace(one.notice, body={**one.notice.body, TOGETHER: keys}) if keys else one.notice


def _organiser(run: ProgrammeRun, own: str, left: Collection[str]) -> str:
    """The notice whose reply address is the organiser in this person's agenda; empty: herself.

    The same for all versions: an agenda takes a change from its organiser only.
    """
    if not left:
        return own if run.settings.answers.domain else ""
    since = run.clock() - _REMEMBERED
    first = answerable_mails(run.store, run.code, (), since=since, keys=left)
    return next((str(each.body.get(ORGANISER, "")) for each in reversed(first)), "")


def _key(run: ProgrammeRun, convening: Convening, invitee: Invitee, version: Version) -> str:
    return meeting_key(
        run.settings.hmac_key(),
        programme=run.code,
        meeting=convening.meeting.number,
        person=invitee.seat,
        sequence=version.sequence,
    )


def _dossier_url(run: ProgrammeRun, meeting: str) -> str:
    """Where the dossier of a meeting stands; empty while there is none."""
    known = last_report(run.store, run.code, f"{run.code}:reunion:{meeting}:dossier")
    return f"https://drive.google.com/file/d/{known.file_id}/view" if known is not None else ""


def _session(assessment: Assessment, convening: Convening) -> Session:
    """The session of the version at hand, which may be another day than the line says now."""
    appointment = convening.version.appointment
    session = session_of(assessment.programme, convening.meeting, day=appointment.day)
    hours = Hours(starts=appointment.starts, ends=appointment.ends)
    minutes, stated = minutes_of(hours, type_of_meeting=convening.meeting.type)
    return replace(
        session,
        hours=hours,
        minutes=minutes,
        length_stated=stated,
        place=appointment.place,
        attendees=(),
        quorum="",
    )
