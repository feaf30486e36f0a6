"""1,511 replies that a person read first: what is proposed of them, never a wrong thing surely."""

import pytest
from support.replies.corpus import Score, own_words, records, reply_of

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.replies.model import MailKind
from relocalisons.core.replies.reader import read_beside_found

# Replies, proposals without a doubt mark, the share of what is said that the readers find, the
# share of it that is likely enough to be proposed, the share of proposals that are right, and marks
# of doubt that are missing. The first three files were learnt sentence by sentence; the others by
# their causes alone, and the table from all: unseen mail stands lower (README there).
SETS = {
    "open": (200, 56, 0.94, 0.42, 0.985, 0),
    "second": (190, 58, 0.97, 0.47, 0.985, 0),
    "third": (261, 61, 0.945, 0.42, 0.985, 0),
    "growers": (60, 14, 0.95, 0.42, 0.98, 1),
    "town_halls": (60, 5, 0.90, 0.27, 0.97, 0),
    "firms": (60, 12, 0.79, 0.20, 0.97, 0),
    "month": (60, 10, 0.78, 0.29, 0.97, 2),
    "turns_a": (60, 21, 0.87, 0.42, 0.97, 0),
    "turns_b": (60, 22, 0.91, 0.48, 0.97, 0),
    "turns_c": (60, 15, 0.88, 0.43, 0.97, 0),
    "turns_d": (60, 12, 0.86, 0.43, 0.97, 0),
    "spoken": (150, 11, 0.72, 0.27, 0.97, 0),
    "written": (150, 2, 0.67, 0.125, 0.95, 0),
    "indirect": (80, 5, 0.65, 0.21, 0.94, 0),
}
# A signature alone, and an absence that no word of ours tells: taken for answers, in doubt.
_TAKEN_FOR_ANSWERS = ["D070", "E108", "E145"]


@pytest.fixture(scope="module", params=SETS)
def corpus(request):
    """What is proposed of each record of a file, and all that is found in it, likely or not."""
    found = []
    for record in records(request.param):
        read, every = read_beside_found(reply_of(record))
        absent = read.kind is not MailKind.REPLY
        found.append((record, read, read.proposals if absent else tuple(one for one, _ in every)))
    return request.param, found


@pytest.fixture
def read(corpus):
    return corpus[1]


def test_the_kind_of_each_mail_is_told_apart(corpus):
    name, read = corpus
    assert len(read) == SETS[name][0]
    other = [record["id"] for record, each, _ in read if each.kind.value != record["class"]]
    assert [each for each in other if each not in _TAKEN_FOR_ANSWERS] == []


def test_what_is_proposed_is_right_and_nothing_wrong_is_sure(corpus):
    name, read = corpus
    _, sure, found, proposed, right, unmarked = SETS[name]
    score, likely_or_not = Score(), Score()
    for record, each, every in read:
        score.add(record, each.proposals)
        likely_or_not.add(record, every)

    print(
        f"{likely_or_not.right} of {score.truths} found, {score.right} proposed, "
        f"{score.right} of {score.proposed} proposed are right; {score.sure} sure, "
        f"{score.prudent} in needless doubt"
    )
    assert score.wrong_and_sure == []
    assert len(score.sure_where_doubt_is_due) <= unmarked
    assert likely_or_not.right / score.truths >= found
    assert score.right / score.truths >= proposed
    assert score.right / score.proposed >= right
    assert score.sure >= sure, "a reader that doubts everything is no help"


def test_the_words_of_a_proposal_are_the_persons_own(read):
    foreign = [
        (record["id"], each.words)
        for record, reading, _ in read
        for each in reading.proposals
        if not set(fold(each.words).split()) <= set(fold(own_words(record)).split())
    ]

    assert foreign == []
