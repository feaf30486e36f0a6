"""Pure: a proposal of an answer, as it is kept until she has said a word on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.replies.model import Act, Proposal

MEMBER = "reply"
PRESENCE = (Act.ATTEND_YES, Act.ATTEND_NO, Act.ATTEND_PROXY)


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    WRITTEN = "written"  # accepted, and noted in a tab of hers
    CLOSED = "closed"  # refused, seen, or nothing could be written
    NOTHING = "nothing"  # an answer that proposes nothing: kept to be counted


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProposal:
    """The proposal of that `number` in an answer; `reply` is a mark of the bytes that came.

    `partner` is empty when nobody knows whom the answer comes from. `came` is its own day,
    `read_on` that of the night that read it.
    """

    reply: str
    number: int
    read_on: date
    came: date
    partner: str
    person: str
    proposal: Proposal
    state: ProposalState = ProposalState.OPEN
    sender_hash: str = ""

    @property
    def key(self) -> str:
        """Lasting, of the bytes alone: an answer that is read again proposes the same."""
        return f"{MEMBER}:{self.reply}/{self.number}"

    @property
    def mark(self) -> str:
        """By which what was written is known again: « réf. 3fa9c1d2e0/1 »."""
        return f"réf. {self.reply}/{self.number}"


def without_implied(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Who gives a proxy does not come: one answer for « Présences », not two."""
    found = tuple(proposals)
    given = {each.ref for each in found if each.act is Act.ATTEND_PROXY}
    return tuple(each for each in found if each.act is not Act.ATTEND_NO or each.ref not in given)
