"""651 replies that a person read first: what is proposed of them, never a wrong thing surely."""

import pytest
from support.replies.corpus import Score, own_words, records, reply_of

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.replies.reader import read_reply

# Replies, proposals without a doubt mark, and the share of proposals that are right: those of the
# third, one in ten, are all in doubt.
SETS = {"open": (200, 90, 0.95), "second": (190, 70, 0.95), "third": (261, 80, 0.89)}


@pytest.fixture(scope="module", params=SETS)
def corpus(request):
    return request.param, [
        (record, read_reply(reply_of(record))) for record in records(request.param)
    ]


@pytest.fixture
def read(corpus):
    return corpus[1]


def test_the_kind_of_each_mail_is_told_apart(corpus):
    name, read = corpus
    assert len(read) == SETS[name][0]
    assert [record["id"] for record, each in read if each.kind.value != record["class"]] == []


def test_what_is_proposed_is_right_and_nothing_wrong_is_sure(corpus):
    name, read = corpus
    score = Score()
    for record, each in read:
        score.add(record, each.proposals)

    print(
        f"{score.right} of {score.truths} found, {score.right} of {score.proposed} proposed are "
        f"right; {score.sure} sure, {score.prudent} in needless doubt"
    )
    assert score.wrong_and_sure == []
    assert score.sure_where_doubt_is_due == []
    assert score.right / score.truths >= 0.95
    assert score.right / score.proposed >= SETS[name][2]
    assert score.sure >= SETS[name][1], "a reader that doubts everything is no help"


def test_the_words_of_a_proposal_are_the_persons_own(read):
    foreign = [
        (record["id"], each.words)
        for record, reading in read
        for each in reading.proposals
        if not set(fold(each.words).split()) <= set(fold(own_words(record)).split())
    ]

    assert foreign == []
