"""1,131 replies that a person read first: what is proposed of them, never a wrong thing surely."""

import pytest
from support.replies.corpus import Score, own_words, records, reply_of

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.replies.reader import read_reply

# Replies, proposals without a doubt mark, the share of what is said that is found, the share of
# proposals that are right, and marks of doubt that are missing. The first three files were learnt
# sentence by sentence; the others by their causes alone, and stand nearer to unseen mail.
SETS = {
    "open": (200, 90, 0.955, 0.95, 0),
    "second": (190, 75, 0.97, 0.96, 0),
    "third": (261, 85, 0.955, 0.89, 0),
    "growers": (60, 23, 0.89, 0.90, 1),
    "town_halls": (60, 9, 0.85, 0.81, 1),
    "firms": (60, 19, 0.76, 0.78, 1),
    "month": (60, 12, 0.70, 0.73, 2),
    "turns_a": (60, 25, 0.85, 0.90, 2),
    "turns_b": (60, 28, 0.90, 0.90, 1),
    "turns_c": (60, 20, 0.86, 0.87, 1),
    "turns_d": (60, 19, 0.83, 0.85, 0),
}


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
    _, sure, found, right, unmarked = SETS[name]
    score = Score()
    for record, each in read:
        score.add(record, each.proposals)

    print(
        f"{score.right} of {score.truths} found, {score.right} of {score.proposed} proposed are "
        f"right; {score.sure} sure, {score.prudent} in needless doubt"
    )
    assert score.wrong_and_sure == []
    assert len(score.sure_where_doubt_is_due) <= unmarked
    assert score.right / score.truths >= found
    assert score.right / score.proposed >= right
    assert score.sure >= sure, "a reader that doubts everything is no help"


def test_the_words_of_a_proposal_are_the_persons_own(read):
    foreign = [
        (record["id"], each.words)
        for record, reading in read
        for each in reading.proposals
        if not set(fold(each.words).split()) <= set(fold(own_words(record)).split())
    ]

    assert foreign == []
