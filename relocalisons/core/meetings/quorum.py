"""Pure: the quorum of a meeting, as answers announce it and as the attendance tells it."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from relocalisons.core.kernel.model import Doubt, Reading
from relocalisons.core.meetings.meetings import Meeting, answers_of
from relocalisons.core.meetings.words.meetings import AnswerKind, Presence


class QuorumState(StrEnum):
    """What can be said of a quorum."""

    REACHED = "reached"
    MISSED = "missed"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"  # the meeting states none


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """How many seats are there, for sure and at most, against how many are needed."""

    needed: int | None
    surely: int
    possibly: int
    seats: int
    state: QuorumState


def quorum_of(meeting: Meeting) -> Quorum:
    """The quorum as the attendance tells it, after the meeting.

    A seat with no line of « Présences » is possible, never sure. One represented by a seat that
    did not take part is possible only. Where « Instances » names no member, seats are those of the
    attendance, and a quorum can be reached but never missed.
    """
    took_part = {
        each.seat: each.presence.value
        for each in meeting.attendance
        if each.seat is not None and each.presence.value is not None
    }
    sure, possible = set[str](), set[str]()
    for each in meeting.attendance:
        value = each.presence.value
        if each.seat is None:
            continue
        if value is Presence.REPRESENTED and not _may_stand_in(each.stand_in, took_part):
            possible.add(each.seat)
        elif value is not None and value.counts:
            sure.add(each.seat)
        elif each.presence.doubtful:
            possible.add(each.seat)
    seats = {member.seat for member in meeting.seats}
    if not meeting.members:
        return _judge(meeting, surely=len(sure), possibly=None, seats=len(sure | possible))
    may_be_there = sure | possible | (seats - set(took_part))
    return _judge(
        meeting,
        surely=len(seats & sure),
        possibly=len(seats & may_be_there),
        seats=len(seats),
    )


def expected_quorum_of(meeting: Meeting) -> Quorum:
    """The quorum as the answers to the notice announce it, before the meeting.

    Those who have not answered are possible, never sure; so is a proxy whose holder has not said
    yes.
    """
    answers = {each.member.seat: each for each in answers_of(meeting) if each.member.votes}
    sure, possible = 0, 0
    for each in answers.values():
        value = each.said.value
        if value is AnswerKind.YES:
            sure += 1
        elif value is AnswerKind.PROXY:
            holder = answers.get(each.stand_in or "")
            kind = holder.said.value if holder else None
            sure += kind is AnswerKind.YES
            possible += kind is None
        elif value is None:
            possible += 1
    if not meeting.members:
        return _judge(meeting, surely=0, possibly=None, seats=0)
    return _judge(meeting, surely=sure, possibly=sure + possible, seats=len(answers))


def _judge(meeting: Meeting, *, surely: int, possibly: int | None, seats: int) -> Quorum:
    needed = _needed(meeting.quorum, seats=seats)
    most = max(surely, seats) if possibly is None else possibly
    if meeting.quorum.doubt is Doubt.ABSENT:
        state = QuorumState.NOT_ASKED
    elif needed is None:
        state = QuorumState.UNKNOWN
    elif surely >= needed:
        state = QuorumState.REACHED
    elif possibly is not None and possibly < needed:
        state = QuorumState.MISSED
    else:
        state = QuorumState.UNKNOWN
    return Quorum(needed=needed, surely=surely, possibly=most, seats=seats, state=state)


def _needed(reading: Reading[Decimal], *, seats: int) -> int | None:
    """A whole number of seats, or a share of them (0,5 is the half); None when it is neither."""
    value = reading.value
    if value is None or value <= 0:
        return None
    if value < 1:
        return int((value * seats).to_integral_value(rounding=ROUND_CEILING))
    return int(value) if value == value.to_integral_value() else None


def _may_stand_in(seat: str | None, took_part: dict[str, Presence]) -> bool:
    """Whoever is not a member may represent one; a member only when there."""
    if seat is None:
        return True
    presence = took_part.get(seat)
    return presence in (Presence.PRESENT, Presence.REMOTE)
