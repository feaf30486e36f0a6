"""Pure: meetings with their members, answers and attendance, and whether the quorum is there.

A seat is a partner, or a person of « Instances » who comes from no partner. Doubt is kept: a
count is two numbers, what is sure and what is possible, and the quorum is reached or missed only
when both say so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import (
    DateInterval,
    Doubt,
    PartnerNames,
    Programme,
    Reading,
    Row,
    RowPlace,
    certain,
    once_a_programme,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.words.meetings import (
    AnswerKind,
    MeetingKind,
    MeetingStatus,
    Presence,
    has_vote,
    meeting_kind,
    read_answer,
    read_meeting_status,
    read_presence,
)
from relocalisons.core.reading.cells.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A line of « Instances ». `partner` is a code, or None for somebody from no partner."""

    committee: str
    partner: str | None
    person: str
    email: Reading[tuple[str, ...]]
    role: str  # as typed
    votes: bool  # guests, observers, hosts and deputies hold no seat
    place: RowPlace

    @property
    def seat(self) -> str:
        """What counts once: the partner's code, else the person's folded name."""
        return self.partner or fold(self.person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A line of « Présences »: what somebody answered, and how they took part.

    `seat` is the member's seat, or None when the line names nobody that is known.
    """

    seat: str | None
    person: str
    presence: Said[Presence]
    answer: Said[AnswerKind]
    stand_in: str | None  # seat of who represents or holds the proxy, when it is known
    place: RowPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A line of « Réunions », with its members and its lines of « Présences »."""

    number: str
    type: str  # as typed: COPIL, COTECH, GT, bilatéral, événement
    committee: str  # « Instance », else the type
    on: Reading[DateInterval]
    where: str
    notice_sent: Reading[DateInterval]
    agenda: str | None
    slides: str | None
    attendance_sheet: str | None
    minutes: str | None
    minutes_doubtful: bool  # something is typed there that nobody can read for sure
    status: Said[MeetingStatus]
    quorum: Reading[Decimal]
    members: tuple[Member, ...]
    attendance: tuple[Attendance, ...]
    place: RowPlace

    @property
    def day(self) -> date | None:
        """Its day; None when it is absent, in doubt, or only « mi-mars »."""
        value = self.on.value
        return value.latest if value is not None and value.earliest == value.latest else None

    @property
    def kind(self) -> MeetingKind:
        """What « Type » says of it."""
        return meeting_kind(self.type)

    @property
    def is_committee(self) -> bool:
        """Whether it is called by a notice: COPIL, COTECH or working group."""
        return self.kind is not MeetingKind.OTHER

    @property
    def seats(self) -> tuple[Member, ...]:
        """The members who count, one a seat, in the order of « Instances »."""
        kept: dict[str, Member] = {}
        for member in self.members:
            if member.votes:
                kept.setdefault(member.seat, member)
        return tuple(kept.values())

    @property
    def was_held(self) -> bool:
        """Whether it says that it took place, or somebody is noted as having taken part."""
        if self.status.value is not None:
            return self.status.value is MeetingStatus.HELD
        return not self.status.doubtful and any(
            each.presence.value is not None and each.presence.value.counts
            for each in self.attendance
        )

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come: neither held, put off nor cancelled, and not in doubt."""
        return self.status.value is MeetingStatus.PLANNED or (
            self.status.value is None and not self.status.doubtful
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAnswer:
    """A member and the answer to the notice. `said.value` None: none yet, or not a clear one."""

    member: Member
    said: Said[AnswerKind]
    stand_in: str | None = None  # seat that holds the proxy, when it is known
    place: RowPlace | None = None  # the line of « Présences », when there is one


@once_a_programme
def read_meetings(programme: Programme) -> tuple[Meeting, ...]:
    """The meetings of « Réunions », in the order of the tab; struck lines and doubles left out."""
    committees = _committees(read_members(programme))
    attended: dict[str, list[Row]] = {}
    for row in programme.rows("attendance"):
        attended.setdefault(fold(row.text("meeting") or ""), []).append(row)
    return tuple(
        _meeting(
            row,
            committees=committees,
            rows=attended.get(fold(row.identity or ""), ()),
            names=programme.names,
        )
        for row in programme.numbered_rows("meetings")
    )


def with_notices(meetings: Iterable[Meeting], convened: Mapping[str, date]) -> tuple[Meeting, ...]:
    """The same meetings, those without a typed notice convened on the day our invitations left."""
    return tuple(
        replace(each, notice_sent=certain(DateInterval(day, day)))
        if each.notice_sent.doubt is Doubt.ABSENT and (day := convened.get(each.number))
        else each
        for each in meetings
    )


def read_members(programme: Programme) -> tuple[Member, ...]:
    """Everybody of « Instances », partners or not."""
    return tuple(
        Member(
            committee=row.text("committee") or "",
            partner=programme.names.code_of(row.text("partner")),
            person=row.text("person") or "",
            email=row.reading("email"),
            role=row.text("role") or "",
            votes=has_vote(row.text("role")),
            place=row.place,
        )
        for row in programme.rows("committees")
        if row.text("committee") and (row.text("person") or row.text("partner"))
    )


def answers_of(meeting: Meeting) -> tuple[MemberAnswer, ...]:
    """One answer a member, guests included; of several lines of a seat, the last that answers."""
    found: dict[str, Attendance] = {}
    for each in meeting.attendance:
        speaks = each.answer.value is not None or each.answer.doubtful
        if each.seat is not None and (speaks or each.seat not in found):
            found[each.seat] = each
    answers: list[MemberAnswer] = []
    for member in meeting.members:
        line = found.get(member.seat)
        if line is None:
            answers.append(MemberAnswer(member=member, said=Said()))
        else:
            answers.append(
                MemberAnswer(
                    member=member, said=line.answer, stand_in=line.stand_in, place=line.place
                )
            )
    return tuple(answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Committee:
    """The members of one committee, and the seat of each by folded name of person."""

    members: tuple[Member, ...] = ()
    seats: Mapping[str, str] = field(default_factory=dict[str, str])


def _committees(members: Iterable[Member]) -> dict[str, _Committee]:
    """By folded name; read once, since every meeting and every line of « Présences » asks."""
    grouped: dict[str, list[Member]] = {}
    for member in members:
        grouped.setdefault(fold(member.committee), []).append(member)
    found: dict[str, _Committee] = {}
    for name, own in grouped.items():
        seats: dict[str, str] = {}
        for member in own:
            seats.setdefault(fold(member.person), member.seat)
        seats.pop("", None)
        found[name] = _Committee(members=tuple(own), seats=seats)
    return found


def _meeting(
    row: Row, *, committees: Mapping[str, _Committee], rows: Iterable[Row], names: PartnerNames
) -> Meeting:
    committee = row.text("committee") or row.text("type") or ""
    own = committees.get(fold(committee), _Committee())
    minutes = row.reading("minutes")
    return Meeting(
        number=row.identity or "",
        type=row.text("type") or "",
        committee=committee,
        on=row.reading("date"),
        where=row.text("place") or "",
        notice_sent=row.reading("notice_sent"),
        agenda=row.text("agenda"),
        slides=row.text("slides"),
        attendance_sheet=row.text("attendance_sheet"),
        minutes=row.text("minutes"),
        minutes_doubtful=minutes.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE),
        status=row.said("status", read_meeting_status),
        quorum=row.reading("quorum"),
        members=own.members,
        attendance=tuple(_attendance(each, seats=own.seats, names=names) for each in rows),
        place=row.place,
    )


def _attendance(row: Row, *, seats: Mapping[str, str], names: PartnerNames) -> Attendance:
    presence = row.said("presence", read_presence)
    answer = row.said("answer", read_answer)
    return Attendance(
        seat=_seat(row.text("partner"), row.text("person"), seats=seats, names=names),
        person=row.text("person") or "",
        presence=presence,
        answer=answer,
        stand_in=_seat(presence.name, None, seats=seats, names=names)
        or _seat(answer.name, None, seats=seats, names=names),
        place=row.place,
    )


def _seat(
    partner: str | None, person: str | None, *, seats: Mapping[str, str], names: PartnerNames
) -> str | None:
    """The partner named; else the member of that name, who may come from no partner."""
    code = names.code_of(partner)
    if code is not None:
        return code
    for spelling in (person, partner):
        seat = seats.get(fold(spelling or ""))
        if seat is not None:
            return seat
    return None
