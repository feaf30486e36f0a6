"""Pure: committees: what they lack before they meet, without quorum, minutes or decisions after."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import our_deadline, working_days
from relocalisons.core.kernel.model import (
    Audience,
    Doubt,
    Finding,
    Programme,
    Severity,
)
from relocalisons.core.kernel.words.french import NBSP, format_long_date, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.findings.notices import MeetingDelays, find_before
from relocalisons.core.meetings.findings.wording import (
    MeetingKind,
    about_meeting,
    feminine,
    name_meeting,
    say_committee,
    say_meeting,
    say_present,
)
from relocalisons.core.meetings.meetings import Meeting, read_meetings, with_notices
from relocalisons.core.meetings.quorum import QuorumState, quorum_of
from relocalisons.core.meetings.words.meetings import MeetingStatus


def find_meetings(
    programme: Programme, *, as_of: date, convened: Mapping[str, date] | None = None
) -> tuple[Finding, ...]:
    """What the committees of « Réunions » lack on `as_of`.

    Nothing is concluded from a date that is in doubt or not to the day, from a meeting put off or
    cancelled, nor from a cell that cannot be read; a past meeting of which nothing says that it was
    held is said to be unclear. `convened`: meeting number → day on which our own invitations left;
    what she typed in « Convocation envoyée » comes first.
    """
    found: list[Finding] = []
    decided = _numbers_with_decisions(programme)
    delays, calendar = MeetingDelays.of(programme.parameters), working_days(programme)
    for meeting in with_notices(read_meetings(programme), convened or {}):
        day = meeting.day
        if day is None or not meeting.is_committee:
            continue
        if meeting.is_planned and day >= as_of:
            found.extend(find_before(meeting, day, programme=programme, as_of=as_of, delays=delays))
        elif meeting.was_held and day <= as_of:
            found.extend(
                _after(meeting, day, decided=decided, as_of=as_of, delays=delays, calendar=calendar)
            )
        elif _is_unclear(meeting) and (as_of - day).days > delays.record:
            found.append(_nothing_said(meeting, day))
    return tuple(found)


def _is_unclear(meeting: Meeting) -> bool:
    return meeting.status.value not in (MeetingStatus.CANCELLED, MeetingStatus.MOVED)


def _after(
    meeting: Meeting,
    day: date,
    *,
    decided: frozenset[str] | None,
    as_of: date,
    delays: MeetingDelays,
    calendar: WorkCalendar,
) -> Iterator[Finding]:
    since = (as_of - day).days
    quorum = quorum_of(meeting)
    if quorum.state is QuorumState.MISSED:
        yield about_meeting(
            meeting,
            MeetingKind.MEETING_WITHOUT_QUORUM,
            severity=Severity.ALERT,
            audience=Audience.COPIL,
            title=f"{name_meeting(meeting, day)} s’est tenu{feminine(meeting)} sans quorum{NBSP}: "
            f"{say_present(quorum)}.",
            action="Faire confirmer ses décisions à la prochaine réunion, ou par écrit.",
            columns=("quorum", "status"),
        )
    elif (
        quorum.state is QuorumState.UNKNOWN and quorum.needed is not None and since > delays.record
    ):
        yield about_meeting(
            meeting,
            MeetingKind.MEETING_UNCLEAR,
            severity=Severity.INFO,
            title=f"Rien ne dit si {say_meeting(meeting, day)} avait le quorum{NBSP}: "
            f"{say_present(quorum)}, et des présences ne sont pas notées.",
            action=f"Compléter {quote('Présences')} d’après la feuille d’émargement.",
            columns=("quorum", "status"),
        )
    if meeting.minutes is None and not meeting.minutes_doubtful:
        yield from _unwritten(
            meeting,
            day,
            decided=decided,
            since=since,
            delays=delays,
            calendar=calendar,
        )


def _unwritten(
    meeting: Meeting,
    day: date,
    *,
    decided: frozenset[str] | None,
    since: int,
    delays: MeetingDelays,
    calendar: WorkCalendar,
) -> Iterator[Finding]:
    minutes_by = our_deadline(day + timedelta(days=delays.minutes), sent=day, calendar=calendar)
    record_by = our_deadline(day + timedelta(days=delays.record), sent=day, calendar=calendar)
    today = day + timedelta(days=since)
    if today > minutes_by:
        yield about_meeting(
            meeting,
            MeetingKind.MEETING_MINUTES_MISSING,
            severity=Severity.WATCH,
            title=f"Le compte rendu de la réunion {meeting.number} ({say_committee(meeting)} du "
            f"{format_long_date(day)}) manque{NBSP}: il était attendu le "
            f"{format_long_date(minutes_by)}.",
            action=f"Rédiger le compte rendu et mettre son lien dans {quote('Réunions')}.",
            columns=("minutes",),
            due=minutes_by,
            days=(today - minutes_by).days,
        )
    elif today > record_by and decided is not None and fold(meeting.number) not in decided:
        yield about_meeting(
            meeting,
            MeetingKind.MEETING_RECORD_MISSING,
            severity=Severity.WATCH,
            title=f"Aucune décision n’est notée pour la réunion {meeting.number} "
            f"({say_committee(meeting)} du {format_long_date(day)}), et son compte rendu n’est pas "
            "là.",
            action=f"Noter ses décisions dans {quote('Décisions')}, ou déposer son compte rendu "
            "s’il n’y en a pas eu.",
            columns=("number",),
            due=record_by,
            days=(today - record_by).days,
        )


def _nothing_said(meeting: Meeting, day: date) -> Finding:
    return about_meeting(
        meeting,
        MeetingKind.MEETING_UNCLEAR,
        severity=Severity.WATCH,
        title=f"Rien ne dit si {say_meeting(meeting, day)} a eu lieu.",
        action=f"Noter dans {quote('Réunions')} si elle a été tenue, reportée ou annulée.",
        columns=("status",),
    )


def _numbers_with_decisions(programme: Programme) -> frozenset[str] | None:
    """Meetings that have decisions; None when a decision names a meeting nobody can read."""
    rows = programme.rows("decisions")
    doubts = (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
    if any(row.reading("meeting").doubt in doubts for row in rows):
        return None
    return frozenset(fold(row.text("meeting") or "") for row in rows)
