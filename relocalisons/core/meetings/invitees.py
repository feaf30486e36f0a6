"""Pure: who is called to a meeting, by which sure address, and how long before."""

from dataclasses import dataclass

from relocalisons.core.kernel.model import Doubt, Programme
from relocalisons.core.kernel.words.french import typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.levels import Level, level_of
from relocalisons.core.meetings.meetings import Meeting, Member
from relocalisons.core.sources.thresholds import NOTICE_PROPOSED, days_in_force

OTHER_NOTICE_DAYS = 14  # of a COTECH or a group, whose papers go with the notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Somebody to tell: `seat` is how keys know them, `partner` a code or None."""

    seat: str
    person: str
    partner: str | None
    guest: bool
    address: str


def notice_days(programme: Programme, meeting: Meeting) -> int:
    """How many days before a meeting its notice is proposed; « Paramètres » may say otherwise."""
    proposed = days_in_force(programme.parameters, NOTICE_PROPOSED)
    if level_of(meeting) is Level.STEERING:
        return proposed
    return min(proposed, OTHER_NOTICE_DAYS)


def invitees_of(
    programme: Programme, meeting: Meeting
) -> tuple[tuple[Invitee, ...], tuple[str, ...]]:
    """Members and guests of « Instances », one an address, and the names without a sure one."""
    invitees: dict[str, Invitee] = {}
    unreachable: list[str] = []
    for member in meeting.members:
        partner = programme.partner(member.partner)
        if partner is not None and not partner.active:
            continue
        address = _address(programme, member)
        if address is None:
            unreachable.append(typo(member.person) or member.partner or "")
            continue
        invitees.setdefault(
            address.casefold(),
            Invitee(
                seat=f"{member.partner or ''}/{fold(member.person)}",
                person=typo(member.person),
                partner=member.partner,
                guest=not member.votes,
                address=address,
            ),
        )
    return tuple(invitees.values()), tuple(unreachable)


def _address(programme: Programme, member: Member) -> str | None:
    """The one sure address of the line; without any, that of the contact if it is the person."""
    reading = member.email
    if reading.doubt is Doubt.CERTAIN and reading.value:
        return reading.value[0] if len(reading.value) == 1 else None
    partner = programme.partner(member.partner)
    if reading.doubt is not Doubt.ABSENT or partner is None:
        return None
    same = fold(partner.contact or "") == fold(member.person) or not member.person
    emails = partner.emails
    if same and emails.doubt is Doubt.CERTAIN and emails.value and len(emails.value) == 1:
        return emails.value[0]
    return None
