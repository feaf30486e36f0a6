"""What answers propose is kept once, decided once, and goes with its person and its time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.proposals.model import KeptProposal, ProposalState
from relocalisons.core.replies.model import Act, Proposal
from relocalisons.store.replies.proposals import (
    accepted_proposals,
    answers_since,
    decided_senders,
    keep_proposals,
    open_proposals,
    settle_proposals,
)
from relocalisons.store.retention import apply_retention, forget, known_of

AT = datetime(2026, 3, 4, 6, tzinfo=UTC)
DAY = date(2026, 3, 3)


def kept(number: int = 1, *, reply: str = "3fa9", state=ProposalState.OPEN) -> KeptProposal:
    proposal = Proposal(
        act=Act.NEW_DATE, words="plutôt le 20, dit Marie Petit", ref="A1", doubt=True,
        may_be=("A1", "A2"), days=DateInterval(DAY, DAY), text="06 12 34 56 78", percent=3,
    )  # fmt: skip
    return KeptProposal(
        reply=reply, number=number, read_on=AT.date(), came=DAY, partner="P01",
        person="Anne Roux", proposal=proposal, state=state, sender_hash=f"hash of {reply}",
    )  # fmt: skip


def test_a_proposal_comes_back_as_it_was_and_a_second_reading_changes_nothing(store):
    keep_proposals(store, "p", [kept(), kept(2)])
    settle_proposals(store, "p", [kept().key], state=ProposalState.WRITTEN, at=AT)
    keep_proposals(store, "p", [kept(), kept(2)])
    settle_proposals(store, "p", [kept().key], state=ProposalState.CLOSED, at=AT)

    assert open_proposals(store, "p") == (kept(2),)
    assert accepted_proposals(store, "p") == (kept(state=ProposalState.WRITTEN),)
    assert open_proposals(store, "other") == ()


def test_answers_are_counted_whether_they_propose_anything_or_not(store):
    keep_proposals(store, "p", [kept(), kept(2), kept(0, reply="b", state=ProposalState.NOTHING)])
    settle_proposals(store, "p", [kept(2).key], state=ProposalState.WRITTEN, at=AT)

    assert answers_since(store, "p", since=date(2026, 3, 2)) == (2, 1)
    assert answers_since(store, "p", since=date(2026, 3, 5)) == (0, 0)


def test_an_answer_is_decided_once_no_proposal_of_its_person_waits(store):
    keep_proposals(store, "p", [kept(), kept(2)])
    settle_proposals(store, "p", [kept().key], state=ProposalState.CLOSED, at=AT)
    assert decided_senders(store, "p") == {}

    settle_proposals(store, "p", [kept(2).key], state=ProposalState.WRITTEN, at=AT)
    assert decided_senders(store, "p") == {"hash of 3fa9": DAY}


@pytest.mark.parametrize(("days", "left"), [(60, 1), (62, 0)])
def test_proposals_go_sixty_days_after_they_were_read(store, days, left):
    keep_proposals(store, "p", [kept()])
    apply_retention(store, "p", at=AT + timedelta(days=days))

    assert len(open_proposals(store, "p")) == left


def test_what_is_kept_of_a_person_tells_their_answers_and_those_that_name_them(store):
    keep_proposals(store, "p", [kept(), kept(reply="b")])

    by_name = known_of(store, "p", words=["Marie Petit"], hashes=[])["answers"]
    by_address = known_of(store, "p", words=["nobody at all"], hashes=["hash of b"])["answers"]

    assert (len(by_name), len(by_address)) == (2, 1)
    assert by_address[0]["said"]["words"] == "plutôt le 20, dit Marie Petit"


def test_forgetting_takes_a_persons_answers_out_and_their_name_out_of_others(store):
    keep_proposals(store, "p", [kept(), kept(reply="b")])

    assert forget(store, "p", words=["Marie Petit"], hashes=["hash of b"]) == 2
    assert [one.proposal.words for one in open_proposals(store, "p")] == [
        "plutôt le 20, dit personne oubliée"
    ]
