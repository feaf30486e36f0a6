"""What both ways by which answers come have in common: what was read, kept, and how it is told."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from relocalisons.core.proposals.model import KeptProposal, ProposalState, without_implied
from relocalisons.core.replies.model import Act, Proposal
from relocalisons.rendering.mails.replies_mail import ReplyNotice
from relocalisons.store.replies.proposals import keep_proposals
from tasks.run.programme_run import ProgrammeRun

MOST_REPLIES = 20  # a night; the others wait for the next one


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswer:
    """An answer that was read; `key` is that under which she is told of it, once."""

    key: str
    notice: ReplyNotice
    kept: tuple[KeptProposal, ...] = ()
    sender_hash: str = ""
    is_read: bool = True  # else it waits for the key that opens it


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The answers of a night that came one way, and how many are left for the next.

    `trouble` says why none could be opened.
    """

    answers: tuple[ReadAnswer, ...] = ()
    arrived: bool = False  # by the reply address, not dropped by her
    left: int = 0
    trouble: str = ""


def mark_of(raw: bytes) -> str:
    """By which an answer is known again, of its bytes."""
    return hashlib.sha256(raw).hexdigest()[:10]


def kept_proposals(
    run: ProgrammeRun,
    proposals: Iterable[Proposal],
    *,
    mark: str,
    came: date,
    partner: str,
    person: str,
    sender_hash: str,
) -> tuple[KeptProposal, ...]:
    """Each proposal of an answer under its number; one that proposes nothing is counted."""
    nothing = Proposal(act=Act.OTHER, words="")
    found = tuple(enumerate(without_implied(proposals), start=1)) or ((0, nothing),)
    return tuple(
        KeptProposal(
            reply=mark,
            number=number,
            read_on=run.as_of,
            came=came,
            partner=partner,
            person=person,
            proposal=each,
            state=ProposalState.OPEN if number else ProposalState.NOTHING,
            sender_hash=sender_hash,
        )
        for number, each in found
    )


def keep_answers(run: ProgrammeRun, read: Iterable[ReadAnswer]) -> None:
    """Keep what they propose before anything is concluded; once, however often they are read."""
    keep_proposals(run.store, run.code, [each for one in read for each in one.kept])
