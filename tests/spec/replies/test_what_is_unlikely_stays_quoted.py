"""A proposal that is not likely enough is not made, and its words stay quoted beside their line."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from support.replies.corpus import records, reply_of

from relocalisons.core.replies.model import (
    Act,
    Ask,
    AskKind,
    MailKind,
    Proposal,
    ReadReply,
    Reply,
)
from relocalisons.core.replies.reader import read_beside_found, read_reply
from relocalisons.core.replies.trusting import LEAST, likelihood

FILES = ("spoken", "written", "portraits_c")
PLAN = Ask(ref="A1.2", kind=AskKind.WORK, title="Plan de fumure", due=date(2026, 5, 22))


@cache
def left_out(name: str) -> tuple[tuple[ReadReply, Proposal, list[str]], ...]:
    """What was found in the mails of a file and is not proposed, beside what is read of each."""
    return tuple(_left_out(name))


def _left_out(name: str) -> Iterator[tuple[ReadReply, Proposal, list[str]]]:
    for record in records(name):
        read, every = read_beside_found(reply_of(record))
        if read.kind is not MailKind.REPLY:
            continue
        for found, how in every:
            if not any((e.act, e.ref, e.words) == (found.act, found.ref, found.words)
                       for e in read.proposals):  # fmt: skip
                yield read, found, how


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_proposed_of_a_line_is_quoted_beside_it_and_in_her_mail(name):
    found = [(read, one) for read, one, _ in left_out(name)]
    assert found, "nothing was left out: this proves nothing"

    lost = [
        one.words
        for read, one in found
        if one.ref
        and not any(one.words in each.words and one.ref == each.ref for each in read.to_read)
        # Already quoted whole by what is proposed, or read as « à lire » of that line.
        and not any(one.words in each.words for each in read.proposals)
        and not any(each.act is Act.OTHER and each.ref == one.ref for each in read.proposals)
    ]
    assert lost == []
    squeezed = [(" ".join(read.own.split()), " ".join(one.words.split())) for read, one in found]
    assert [words for own, words in squeezed if not _stands_in(words, own)] == []


def _stands_in(words: str, own: str) -> bool:
    return all(word.strip(",;:–-.!? ") in own for word in words.split())


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_proposed_of_the_person_or_of_several_lines_is_quoted_too(name):
    loose = [(read, one) for read, one, _ in left_out(name) if not one.ref]
    assert loose, "nothing of a person was left out: this proves nothing"

    lost = [
        one.words
        for read, one in loose
        if not any(
            one.words in each.words and (not each.ref and each.may_be == one.may_be)
            for each in read.to_read
        )
        and not any(one.words in each.words for each in read.proposals)
    ]
    assert lost == []


@pytest.mark.parametrize("name", FILES)
def test_only_what_is_in_doubt_and_unlikely_is_left_out(name):
    assert all(one.doubt and likelihood(how) < LEAST for _, one, how in left_out(name))


def test_what_is_plain_is_proposed():
    read = read_reply(
        Reply(
            body="Le plan de fumure est terminé.", written=date(2026, 5, 13),
            person="Odile Masson", sender="Odile Masson", asks=(PLAN,),
        )
    )  # fmt: skip

    assert [(each.act, each.ref, each.doubt) for each in read.proposals] == [
        (Act.DONE, "A1.2", False)
    ]
    assert read.to_read == ()
