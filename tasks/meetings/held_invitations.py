"""The invitations that wait for the coordinator's decision."""

from dataclasses import dataclass

from relocalisons.core.kernel.words.french import count_of, plural_word
from relocalisons.rendering.mails.meeting_mail import MeetingToDecide


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldInvitations:
    """What waits for her: meetings with their mails, and French sentences on the others."""

    meetings: tuple[MeetingToDecide, ...] = ()
    sentences: tuple[str, ...] = ()
    carried: int = 0

    @property
    def done(self) -> tuple[str, ...]:
        """For the run's summary."""
        return tuple(
            f"{meeting.title} : {count_of(meeting.mails, 'message')} "
            f"{plural_word(meeting.mails, 'attend', 'attendent')} votre décision."
            for meeting in self.meetings
        )
