"""What an invitation needs when it leaves: its address, its calendar file, its proxy form."""

from collections.abc import Mapping
from datetime import datetime, time
from functools import lru_cache

from relocalisons.core.kernel.discretion.discretion import discreet
from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.core.kernel.model import Programme
from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reports.meetings.convening import Method, Version, plan_convening
from relocalisons.core.reports.meetings.invitations import (
    Invitation,
    appointment_from,
    from_document,
)
from relocalisons.core.reports.meetings.papers import ProxyForm, proxy_form
from relocalisons.store.mails.meeting_versions import versions_of
from relocalisons.store.mails.notices import Notice
from relocalisons.store.opening import Store
from tasks.google.drive import DOCX
from tasks.mail.mail import CALENDAR, EnclosedFile, reply_address
from tasks.run.programme_run import ProgrammeRun

ORGANISER = "organiser"  # in the body of an invitation: the notice to whose address agendas answer


def versions_told(store: Store, programme: str) -> Mapping[str, tuple[Version, ...]]:
    """Meeting number → what people were, or were to be, told of it, oldest first."""
    return {
        meeting: tuple(
            Version(sequence=sequence, appointment=appointment_from(appointment))
            for sequence, appointment in versions
        )
        for meeting, versions in versions_of(store, programme).items()
    }


def invitation_of(notice: Notice) -> Invitation:
    """The stored invitation of a notice."""
    if notice.body is None:
        raise ValueError(f"notice {notice.key}: its body was wiped by retention")
    return from_document(notice.body["meeting"])


def meeting_deadline(run: ProgrammeRun, notice: Notice) -> datetime:
    """Until when an invitation may leave: the morning of the meeting."""
    day = invitation_of(notice).appointment.day
    return datetime.combine(day, time(0), tzinfo=run.settings.zone)


def address_of_invitee(run: ProgrammeRun, notice: Notice, programme: Programme) -> tuple[str, str]:
    """The address resolved now from « Instances », or why the invitation may not leave.

    Invitations ignore the cap of one mail a day: a committee is called when it must be. They are
    counted, so that the digests of that day wait.
    """
    invitation = invitation_of(notice)
    plan = plan_convening(
        programme,
        read_meetings(programme),
        told=versions_told(run.store, run.code),
        as_of=run.as_of,
    )
    for convening in plan.convenings:
        if convening.meeting.number != invitation.session.number:
            continue
        if convening.version.sequence != invitation.sequence or (
            convening.version.appointment != invitation.appointment
        ):
            return "", "la réunion a changé depuis la préparation de ce message"
        for invitee in convening.invitees:
            if invitee.seat != invitation.seat:
                continue
            if recipient_hash(run.settings.hmac_key(), invitee.address) != notice.recipient_hash:
                return "", "l’adresse a changé dans « Instances » depuis la préparation"
            return run.settings.mail.redirect_to or invitee.address, ""
    return "", "cette personne ou cette réunion n’est plus à convoquer d’après « Pilotage »"


def files_of(run: ProgrammeRun, notice: Notice, address: str) -> tuple[EnclosedFile, ...]:
    """The calendar file of one person, and the proxy form for members who are expected."""
    # Calendars and documents are drawn when an invitation leaves, and in no other run.
    from relocalisons.rendering.mails.invitation import CalendarEvent, Mailbox, render_ics, uid_of

    # As typed until here: an invitation leaves only while it says what the sheet says.
    invitation = discreet(invitation_of(notice))
    sender = run.settings.mail
    domain = sender.sender_email.rpartition("@")[2]
    session = invitation.session
    event = CalendarEvent(
        uid=uid_of(programme=run.code, meeting=session.number, domain=domain),
        sequence=invitation.sequence,
        method=invitation.method,
        title=f"{session.committee} {session.programme}",
        description=_description(invitation),
        appointment=invitation.appointment,
        minutes=session.minutes,
        optional=invitation.guest,
    )
    coordinator = sender.coordinator  # even away: an agenda takes a change from its organiser only
    key = str((notice.body or {}).get(ORGANISER, ""))
    answered = reply_address(run.settings, key) if key else ""
    calendar = render_ics(
        event,
        organiser=Mailbox(name=coordinator.name, address=answered or coordinator.email),
        attendee=Mailbox(name=invitation.person or address, address=address),
        stamp=run.clock(),
        zone=run.settings.zone,
    )
    name = "annulation" if invitation.method is Method.CANCEL else "invitation"
    files = [EnclosedFile(name=f"{name}.ics", media_type=CALENDAR, data=calendar)]
    if invitation.wants_proxy:
        form = proxy_form(
            session,
            reply_to=f"{run.settings.in_charge.name} ({run.settings.in_charge.email})",
            as_of=notice.logical_date,
            stopped="À renvoyer avant la réunion",
        )
        files.append(_drawn(form))
    return tuple(files)


@lru_cache(maxsize=8)
def _drawn(form: ProxyForm) -> EnclosedFile:
    """The same form for every member of a meeting, made once."""
    from relocalisons.rendering.papers.papers import render

    paper = render(form, pdf=False)
    return EnclosedFile(name=f"{paper.file_stem}.docx", media_type=DOCX, data=paper.docx)


def _description(invitation: Invitation) -> str:
    session = invitation.session
    lines = [f"{session.full_name} du programme {session.programme}"]
    lines += [f"- {item}" for item in invitation.agenda]
    return "\n".join(lines)
