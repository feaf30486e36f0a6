"""Pure: how much preparation a meeting gets: COPIL, COTECH or working group."""

from enum import StrEnum

from relocalisons.core.meetings.meetings import Meeting
from relocalisons.core.meetings.words.meetings import MeetingKind


class Level(StrEnum):
    """How much preparation a meeting gets."""

    STEERING = "steering"  # COPIL: the whole pack
    TECHNICAL = "technical"  # COTECH: notice, agenda, light minutes
    GROUP = "group"  # working group: the same


def level_of(meeting: Meeting) -> Level:
    """What kind of meeting it is, by « Type »."""
    if meeting.kind is MeetingKind.STEERING:
        return Level.STEERING
    return Level.TECHNICAL if meeting.kind is MeetingKind.TECHNICAL else Level.GROUP
