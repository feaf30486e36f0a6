"""Pure: committees to come: notice to propose, notice missed, answers, proxies and quorum."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.deadlines import day_before, say_day, working_days
from relocalisons.core.kernel.model import Doubt, Finding, Programme, Severity
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    format_long_date,
    format_short_date,
    quote,
)
from relocalisons.core.meetings.findings.wording import (
    MeetingKind,
    about_meeting,
    about_member,
    feminine,
    name_meeting,
    say_committee,
    say_expected,
    say_meeting,
)
from relocalisons.core.meetings.invitees import invitees_of, notice_days
from relocalisons.core.meetings.meetings import Meeting, MemberAnswer, answers_of
from relocalisons.core.meetings.quorum import QuorumState, expected_quorum_of
from relocalisons.core.meetings.words.meetings import AnswerKind
from relocalisons.core.sources.thresholds import (
    ANSWERS_BEFORE,
    MINUTES_WITHIN,
    NOTICE_PROPOSED,
    NOTICE_SENT,
    QUORUM_BEFORE,
    RECORD_WITHIN,
    days_in_force,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDelays:
    """Days before a meeting (notice, answers, quorum) and after it (decisions, minutes)."""

    proposed: int
    sent: int
    answers: int
    quorum: int
    record: int
    minutes: int

    @staticmethod
    def of(parameters: Mapping[str, str]) -> "MeetingDelays":
        """Those of « Paramètres »."""
        return MeetingDelays(
            proposed=days_in_force(parameters, NOTICE_PROPOSED),
            sent=days_in_force(parameters, NOTICE_SENT),
            answers=days_in_force(parameters, ANSWERS_BEFORE),
            quorum=days_in_force(parameters, QUORUM_BEFORE),
            record=days_in_force(parameters, RECORD_WITHIN),
            minutes=days_in_force(parameters, MINUTES_WITHIN),
        )


def find_before(
    meeting: Meeting, day: date, *, programme: Programme, as_of: date, delays: MeetingDelays
) -> Iterator[Finding]:
    """What a planned meeting lacks; it is on `day`."""
    left = (day - as_of).days
    sent = meeting.notice_sent
    if sent.value is not None and sent.value.earliest <= as_of:
        if left <= delays.answers:
            yield from _answers(meeting, day, programme=programme)
            yield from _expected_quorum(meeting, day, left=left, delays=delays)
        return
    if sent.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE) or left > delays.proposed:
        return
    limit = day_before(day, days=delays.sent, calendar=working_days(programme))
    late = as_of >= limit
    missing = _missing(meeting, programme)
    yield about_meeting(
        meeting,
        MeetingKind.MEETING_NOT_CALLED if late else MeetingKind.MEETING_NOTICE_DUE,
        severity=Severity.ALERT if late else Severity.INFO,
        title=(
            f"{name_meeting(meeting, day)} n’est pas convoqué{feminine(meeting)}{NBSP}: la "
            f"convocation devait partir au plus tard le {format_long_date(limit)}."
            if late
            else f"{name_meeting(meeting, day)} est à convoquer au plus tard le "
            f"{say_day(limit, told_on=as_of)}."
        ),
        action=_how_to_call(meeting, day, programme, left=left, late=late, missing=missing),
        columns=("notice_sent", "date"),
        due=limit,
        days=(as_of - limit).days,
        waits_for=missing,
    )


def _missing(meeting: Meeting, programme: Programme) -> str:
    """What « Instances » lacks for somebody to be convened; empty when somebody can be."""
    invitees, unreachable = invitees_of(programme, meeting)
    if invitees:
        return ""
    committee = quote(say_committee(meeting))
    if unreachable:
        return f"une adresse e-mail sûre pour les membres de {committee} dans {quote('Instances')}"
    return f"les membres de {committee} dans {quote('Instances')}"


def _how_to_call(
    meeting: Meeting, day: date, programme: Programme, *, left: int, late: bool, missing: str
) -> str:
    """What she can really do today: validate, wait for the proposal, or fill in what it lacks."""
    herself = f"l’envoyer vous-même et noter la date dans {quote('Réunions')}"
    if missing:
        return (
            f"Il manque {missing}{NBSP}: sans cela, aucune convocation n’est proposée. Les "
            f"compléter, ou {herself}."
        )
    if late:
        return (
            f"Envoyer la convocation aujourd’hui, ou décaler la réunion puis noter la date "
            f"d’envoi dans {quote('Réunions')}."
        )
    proposed = notice_days(programme, meeting)
    if left > proposed:
        when = format_long_date(day - timedelta(days=proposed))
        return f"Elle sera proposée dans {quote('Relances')} le {when}{THIN}; sinon, {herself}."
    return f"Valider la convocation proposée dans {quote('Relances')}, ou {herself}."


def _answers(meeting: Meeting, day: date, *, programme: Programme) -> Iterator[Finding]:
    for answer in answers_of(meeting):
        if not answer.member.votes or not _is_asked(answer, programme):
            continue
        said = answer.said
        if said.value is None:
            yield about_member(
                meeting,
                answer,
                MeetingKind.MEETING_ANSWERS_MISSING,
                day=day,
                programme=programme,
                title=(
                    f"la réponse notée n’est pas claire pour {say_meeting(meeting, day)}"
                    if said.doubtful
                    else f"pas encore de réponse à l’invitation pour {say_meeting(meeting, day)}"
                ),
                ask=(
                    f"Serez-vous là pour {say_meeting(meeting, day)}{THIN}? Répondez par oui, par "
                    "non, ou donnez pouvoir à un autre membre."
                ),
            )
        elif _lacks_proxy(answer, meeting):
            nobody = said.value is AnswerKind.PROXY
            yield about_member(
                meeting,
                answer,
                MeetingKind.MEETING_PROXY_MISSING,
                day=day,
                programme=programme,
                title=(
                    f"un pouvoir est annoncé pour {say_meeting(meeting, day)}, sans dire à qui"
                    if nobody
                    else f"absence annoncée pour {say_meeting(meeting, day)}, sans pouvoir"
                ),
                ask=(
                    f"À qui donnez-vous pouvoir pour {say_meeting(meeting, day)}{THIN}? "
                    "Dites-le-nous avant la réunion."
                ),
            )


def _is_asked(answer: MemberAnswer, programme: Programme) -> bool:
    """Somebody from no partner, or a partner that is still active."""
    partner = programme.partner(answer.member.partner)
    return partner is None or partner.active


def _lacks_proxy(answer: MemberAnswer, meeting: Meeting) -> bool:
    """A proxy matters only where a quorum is asked for."""
    if meeting.quorum.doubt is Doubt.ABSENT:
        return False
    said = answer.said
    return said.value is AnswerKind.NO or (said.value is AnswerKind.PROXY and not said.name)


def _expected_quorum(
    meeting: Meeting, day: date, *, left: int, delays: MeetingDelays
) -> Iterator[Finding]:
    quorum = expected_quorum_of(meeting)
    if quorum.needed is None or not meeting.members:
        return
    missed = quorum.state is QuorumState.MISSED
    if not missed and not (quorum.state is QuorumState.UNKNOWN and left <= delays.quorum):
        return
    yield about_meeting(
        meeting,
        MeetingKind.MEETING_QUORUM_OUT_OF_REACH if missed else MeetingKind.MEETING_QUORUM_AT_RISK,
        severity=Severity.ALERT if missed else Severity.WATCH,
        title=(
            f"{name_meeting(meeting, day)} n’aura pas le quorum{NBSP}: {say_expected(quorum)}."
            if missed
            else f"Le quorum n’est pas assuré pour {say_meeting(meeting, day)}{NBSP}: "
            f"{say_expected(quorum)}."
        ),
        action=(
            "Chercher des pouvoirs, ou décaler la réunion."
            if missed
            else "Appeler ceux qui n’ont pas répondu, et demander des pouvoirs aux absents."
        ),
        columns=("quorum", "date"),
        due=day,
        days=-left,
        headline=(
            f"{meeting.number} – {say_committee(meeting)} du {format_short_date(day)} "
            f"({quorum.possibly} au plus, pour {quorum.needed} nécessaires)"
            if missed
            else ""
        ),
    )
