"""Pure: the sentences about a meeting, and the finding that each of them becomes."""

from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.findings.gestures import (
    CALL,
    Gesture,
    Lead,
    Party,
    Scope,
    Verb,
    by_herself,
)
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    FindingKind,
    Programme,
    Severity,
    Trait,
)
from relocalisons.core.kernel.wording import say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    join_words,
    shorten,
    typo,
)
from relocalisons.core.meetings.meetings import Meeting, MemberAnswer
from relocalisons.core.meetings.quorum import Quorum
from relocalisons.core.meetings.words.committees import is_called_le

_CONVENE = Gesture(verb=Verb.SEND, party=Party.MEETING, lead=Lead.OWN_PAPER)
_COMING = Gesture(verb=Verb.ASK, party=Party.MEETING, under=Scope.MEETING)
_RECORD = by_herself(Verb.REVIEW, "suites des réunions")


class MeetingKind(FindingKind):
    """What is told of meetings, their decisions and who comes."""

    MEETING_NOTICE_DUE = "meeting_notice_due", _CONVENE, Trait.HARD
    MEETING_NOT_CALLED = (
        "meeting_not_called",
        replace(_CONVENE, over=Scope.MEETING),
        Trait.HARD,
        "meeting_notice_due",
    )
    MEETING_ANSWERS_MISSING = "meeting_answers_missing", _COMING
    MEETING_PROXY_MISSING = "meeting_proxy_missing", _COMING  # will not come, and nobody stands in
    MEETING_QUORUM_AT_RISK = (
        "meeting_quorum_at_risk",
        replace(_COMING, under=Scope.NONE, presses_when_near=True),
    )
    # Nor would it have one if everybody still silent came: nobody is asked, she decides.
    MEETING_QUORUM_OUT_OF_REACH = (
        "meeting_quorum_out_of_reach",
        Gesture(
            verb=Verb.DECIDE,
            party=Party.MEETING,
            over=Scope.MEETING,
            presses_at_last=True,
            of_the_week=True,
        ),
        Trait.NONE,
        "meeting_quorum_at_risk",
    )
    MEETING_WITHOUT_QUORUM = "meeting_without_quorum", _RECORD
    MEETING_UNCLEAR = "meeting_unclear", _RECORD  # nothing says whether it was held, or with whom
    MEETING_MINUTES_MISSING = "meeting_minutes_missing", replace(_RECORD, fades=True)
    # No decision noted five days after it.
    MEETING_RECORD_MISSING = "meeting_record_missing", replace(_RECORD, fades=True)
    DECISION_OVERDUE = "decision_overdue", CALL, Trait.KNOWN_DATE
    DECISION_WITHOUT_OWNER = (
        "decision_without_owner",
        by_herself(Verb.DECIDE, "suites des réunions"),
    )
    ATTENDANCE_FALLING = "attendance_falling", CALL


def about_meeting(
    meeting: Meeting,
    kind: FindingKind,
    *,
    severity: Severity,
    title: str,
    action: str,
    columns: tuple[str, ...],
    audience: Audience = Audience.COORDINATION,
    due: date | None = None,
    days: int | None = None,
    waits_for: str = "",
    headline: str = "",
) -> Finding:
    """A finding about a meeting, for the coordinator unless another audience is given."""
    return Finding(
        kind=kind,
        subject=meeting.number,
        partner=None,
        severity=severity,
        audience=audience,
        title=title[:1].upper() + title[1:],
        action=action,
        label=label_of_meeting(meeting),
        evidence=tuple(meeting.place.cell(column) for column in columns),
        due=due,
        days=days,
        waits_for=waits_for,
        headline=headline,
    )


def about_member(
    meeting: Meeting,
    answer: MemberAnswer,
    kind: FindingKind,
    *,
    day: date,
    programme: Programme,
    title: str,
    ask: str,
) -> Finding:
    """A finding about one member; somebody from no partner is hers to ask."""
    member = answer.member
    who = say_partner(programme, member.partner) if member.partner else typo(member.person)
    place: CellRef = (answer.place or member.place).cell("answer" if answer.place else "person")
    contact = say_contact(programme, member.partner) if member.partner else who
    return Finding(
        kind=kind,
        subject=f"{meeting.number}/{member.partner or member.person}",
        partner=member.partner,
        severity=Severity.INFO,
        audience=Audience.PARTNER if member.partner else Audience.COORDINATION,
        title=f"{who}{NBSP}: {title}.",
        action=f"Demander à {contact} une réponse ou un pouvoir.",
        label=label_of_meeting(meeting),
        evidence=(place,),
        due=day,
        days=None,
        ask=ask if member.partner else "",
    )


def label_of_meeting(meeting: Meeting) -> str:
    """« R-08 – COPIL du 16 avril 2026 »."""
    day = meeting.day
    when = f" du {format_long_date(day)}" if day else ""
    return f"{meeting.number} – {say_committee(meeting)}{when}"


def say_committee(meeting: Meeting) -> str:
    """« COPIL », « GT Logistique »."""
    return shorten(typo(meeting.committee or meeting.type), limit=40)


def name_meeting(meeting: Meeting, day: date) -> str:
    """« Le COPIL du 16 avril 2026 (R-08) », to begin a sentence."""
    return f"{say_meeting(meeting, day)} ({meeting.number})"


def say_meeting(meeting: Meeting, day: date) -> str:
    """« le COPIL du 16 avril 2026 »; a group is « la réunion GT Logistique du … »."""
    article = "la réunion" if feminine(meeting) else "le"
    return f"{article} {say_committee(meeting)} du {format_long_date(day)}"


def feminine(meeting: Meeting) -> str:
    """The feminine ending: everything but a COPIL and its like is « la réunion … »."""
    return "" if is_called_le(say_committee(meeting)) else "e"


def say_expected(quorum: Quorum) -> str:
    """« 2 participations assurées et 4 au plus, pour 5 nécessaires »."""
    sure = count_of(quorum.surely, "participation assurée", "participations assurées")
    most = f"{quorum.possibly} au plus" if quorum.possibly != quorum.surely else ""
    return join_words([part for part in (sure, most) if part], last="et") + (
        f", pour {quorum.needed} nécessaires"
    )


def say_present(quorum: Quorum) -> str:
    """« 3 membres présents ou représentés sur 8, pour 5 nécessaires »."""
    there = count_of(
        quorum.surely, "membre présent ou représenté", "membres présents ou représentés"
    )
    return f"{there} sur {quorum.seats}, pour {quorum.needed} nécessaires"
