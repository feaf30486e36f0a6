"""Pure: who is called to which meeting, when, and what they are told when it moves or is cancelled.

An invitation has one identity for life and a sequence that grows with each change of day, hours,
place or state: calendars then update what they hold instead of adding another meeting. Nothing is
sent from here: invitations wait for the coordinator like every mail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from relocalisons.core.kernel.model import Doubt, Programme
from relocalisons.core.kernel.words.french import NBSP, count_of, join_words, quote, typo
from relocalisons.core.meetings.invitees import Invitee, invitees_of, notice_days
from relocalisons.core.meetings.levels import Level, level_of
from relocalisons.core.meetings.meetings import Meeting
from relocalisons.core.meetings.words.meetings import MeetingStatus
from relocalisons.core.reports.committee.session import hours_of

PACK_DAYS: Mapping[Level, int] = {Level.STEERING: 21, Level.TECHNICAL: 14, Level.GROUP: 14}


class Method(StrEnum):
    """What a calendar is asked to do; values are those of RFC 5546."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class News(StrEnum):
    """What an invitation tells its reader."""

    FIRST = "first"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"  # put off, without another date yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """The facts of a meeting that a calendar holds. `off` when it does not take place that day."""

    day: date
    starts: time | None
    ends: time | None
    place: str
    off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An appointment as it was told, and its sequence."""

    sequence: int
    appointment: Appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class Convening:
    """What is to be told about one meeting today; `version` may be an older one still to tell.

    `before` is the version that people had been told before this one, or None. `postponed` tells
    a cancellation that waits for another date from one that is final.
    """

    meeting: Meeting
    version: Version
    before: Version | None
    invitees: tuple[Invitee, ...]
    unreachable: tuple[str, ...]  # names without a sure address
    postponed: bool = False

    @property
    def method(self) -> Method:
        """What the calendar is asked."""
        return Method.CANCEL if self.version.appointment.off else Method.REQUEST


@dataclass(frozen=True, slots=True, kw_only=True)
class ConveningPlan:
    """Meetings to tell about, those new versions among them, and French sentences on the others."""

    convenings: tuple[Convening, ...]
    said: tuple[str, ...]


def plan_convening(
    programme: Programme,
    meetings: tuple[Meeting, ...],
    *,
    told: Mapping[str, tuple[Version, ...]],
    as_of: date,
) -> ConveningPlan:
    """What is to be told on `as_of`; `told` maps a meeting's number to its versions, oldest first.

    A date in doubt tells nobody anything; a meeting that the coordinator convened herself
    (« Convocation envoyée » is filled, and no version is ours) is left to her.
    """
    found: list[Convening] = []
    said: list[str] = []
    for meeting in meetings:
        if not meeting.is_committee or not meeting.number:
            continue
        versions = told.get(meeting.number, ())
        version, sentence = _version(programme, meeting, versions=versions, as_of=as_of)
        if sentence:
            said.append(sentence)
        if version is None:
            continue
        convening = _convening(programme, meeting, version=version, versions=versions)
        if convening.unreachable:
            said.append(_unreachable(meeting, convening.unreachable))
        if not meeting.members:
            said.append(
                f"{meeting.number}{NBSP}: aucun membre de {quote(typo(meeting.committee))} dans "
                "« Instances », personne à convoquer."
            )
        found.append(convening)
    return ConveningPlan(convenings=tuple(found), said=tuple(said))


def news_for(convening: Convening, *, reached_before: bool) -> News | None:
    """What one person is told; None when there is nothing to tell them.

    `reached_before` is whether an earlier version of this invitation left, or may have left, to
    them: a cancellation means nothing to somebody who was never called.
    """
    if convening.version.appointment.off:
        if not reached_before:
            return None
        return News.POSTPONED if convening.postponed else News.CANCELLED
    return News.CHANGED if reached_before else News.FIRST


def is_pack_due(meeting: Meeting, *, as_of: date) -> bool:
    """Whether the papers of a meeting are to stand in the Drive: from J-21 (J-14) to J-1.

    As early as the notice, which names the decisions and leads to the dossier.
    """
    if meeting.day is None or not meeting.is_planned or not meeting.is_committee:
        return False
    return 1 <= (meeting.day - as_of).days <= PACK_DAYS[level_of(meeting)]


def _version(
    programme: Programme, meeting: Meeting, *, versions: tuple[Version, ...], as_of: date
) -> tuple[Version | None, str]:
    """The version in force, new or not, and what is to be said; None when there is none to tell."""
    last = versions[-1] if versions else None
    gone = last.appointment.day if last is not None and last.appointment.day < as_of else None
    if meeting.was_held or (gone is not None and meeting.day in (None, gone)):
        return None, ""
    if meeting.status.value in (MeetingStatus.CANCELLED, MeetingStatus.MOVED):
        return _off(programme, meeting, versions=versions)
    if meeting.day is None:
        return (
            (last, _in_doubt(meeting))
            if _is_near_or_told(programme, meeting, last, as_of)
            else (None, "")
        )
    if meeting.day < as_of or meeting.status.doubtful:
        return None, _unclear(meeting) if last is not None else ""
    now = _appointment(programme, meeting, meeting.day)
    if last is not None:
        return _kept_or_next(last, now), ""
    early = (meeting.day - as_of).days > notice_days(programme, meeting)
    if early or meeting.notice_sent.doubt is not Doubt.ABSENT:
        return None, ""
    return Version(sequence=0, appointment=now), ""


def _off(
    programme: Programme, meeting: Meeting, *, versions: tuple[Version, ...]
) -> tuple[Version | None, str]:
    """Cancelled, or put off: its day no longer holds. One that was never told needs no word."""
    if not versions:
        return None, ""
    last = versions[-1]
    if meeting.status.value is MeetingStatus.MOVED and meeting.day is not None:
        moves = len({each.appointment.day for each in versions}) > 1 and not last.appointment.off
        if meeting.day != last.appointment.day or moves:
            # « reportée » with its new day beside it: the day holds, the word tells the past.
            return _kept_or_next(last, _appointment(programme, meeting, meeting.day)), ""
    if last.appointment.off:
        return last, ""
    return _kept_or_next(last, replace(last.appointment, off=True)), ""


def _kept_or_next(last: Version, now: Appointment) -> Version:
    return last if last.appointment == now else Version(sequence=last.sequence + 1, appointment=now)


def _convening(
    programme: Programme, meeting: Meeting, *, version: Version, versions: tuple[Version, ...]
) -> Convening:
    invitees, unreachable = invitees_of(programme, meeting)
    return Convening(
        meeting=meeting,
        version=version,
        before=next(
            (each for each in reversed(versions) if each.sequence < version.sequence), None
        ),
        invitees=invitees,
        unreachable=unreachable,
        postponed=meeting.status.value is MeetingStatus.MOVED,
    )


def _appointment(programme: Programme, meeting: Meeting, day: date) -> Appointment:
    hours = hours_of(programme, meeting)
    return Appointment(day=day, starts=hours.starts, ends=hours.ends, place=typo(meeting.where))


def _is_near_or_told(
    programme: Programme, meeting: Meeting, last: Version | None, as_of: date
) -> bool:
    value, days = meeting.on.value, timedelta(days=notice_days(programme, meeting))
    near = value is not None and value.latest >= as_of >= value.earliest - days
    return near or last is not None


def _in_doubt(meeting: Meeting) -> str:
    typed = quote(str(meeting.on.found or "vide"))
    return (
        f"{meeting.number}{NBSP}: la date ({typed}) n’est pas sûre au jour près, personne n’est "
        "convoqué d’après elle."
    )


def _unclear(meeting: Meeting) -> str:
    """Of a meeting that people were told of, and whose line no longer makes sense."""
    return (
        f"{meeting.number}{NBSP}: la date est passée ou le statut n’est pas clair dans "
        "« Réunions », rien n’est envoyé à ceux qui étaient convoqués."
    )


def _unreachable(meeting: Meeting, names: tuple[str, ...]) -> str:
    who = join_words(list(names[:4]))
    more = f" et {count_of(len(names) - 4, 'autre')}" if len(names) > 4 else ""
    return (
        f"{meeting.number}{NBSP}: pas d’adresse sûre dans « Instances » pour {who}{more}, à "
        "prévenir autrement."
    )
