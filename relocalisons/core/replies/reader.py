"""Pure: a reply read into proposals: its kind, its own words, its acts with line and doubt."""

from collections.abc import Sequence
from dataclasses import replace

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.model import (
    Act,
    MailKind,
    Proposal,
    ReadReply,
    Reply,
)
from relocalisons.core.replies.sense.words.formulas import is_empty, without_lead, without_vocative
from relocalisons.core.replies.sense.words.ranks import numbered
from relocalisons.core.replies.settling import settle
from relocalisons.core.replies.trusting import trust_features, trusted
from relocalisons.core.replies.unread import with_day_ahead, words_beside
from relocalisons.core.replies.walking import Walk
from relocalisons.core.replies.words.hedges import is_in_jest
from relocalisons.core.replies.words.mail.kind import is_forwarded, kind_of
from relocalisons.core.replies.words.mail.quotes import OwnLine, own_lines
from relocalisons.core.replies.words.mail.sentences import (
    Sentence,
    sentences_of,
)
from relocalisons.core.replies.words.mail.signatures import without_signature
from relocalisons.core.replies.words.names import same_person

_OF_AN_ABSENCE = (Act.PAUSE, Act.CONTACT_LEFT, Act.NEW_CONTACT)


_Found = list[tuple[Proposal, list[str]]]


def read_reply(reply: Reply) -> ReadReply:
    """What a mail proposes. Nothing is decided here, and nothing is written (ADR 0031)."""
    return read_beside_found(reply)[0]


def read_beside_found(reply: Reply) -> tuple[ReadReply, _Found]:
    """What a mail proposes, beside all that was found in it, likely or not, and how.

    Of a mail that answers nothing only what it proposes is looked for.
    """
    lines = _own(reply)
    own = "\n".join(line.text for line in lines).strip()
    kind = kind_of(reply, own)
    if kind in (MailKind.BOUNCE, MailKind.EMPTY):
        return ReadReply(kind=kind, own=own), []
    sentences = _answering(sentences_of(lines), fold(reply.sent_text))
    walk, found, left = _found(reply, sentences)
    if kind is MailKind.OUT_OF_OFFICE:
        return ReadReply(kind=kind, own=own, proposals=tuple(_of_an_absence(found))), []
    every = _how(found, walk, sentences)
    proposals, unlikely = trusted(every)
    proposals = [with_day_ahead(each, written=reply.written) for each in proposals]
    beside = words_beside(sentences, left, unlikely, proposals, reply)
    if is_forwarded(reply) or not same_person(reply.sender, reply.person) or is_in_jest(fold(own)):
        proposals = [replace(each, doubt=True) for each in proposals]
    return ReadReply(kind=kind, own=own, proposals=tuple(proposals), to_read=beside), every


def _found(reply: Reply, sentences: list[Sentence]) -> tuple[Walk, list[Proposal], list[str]]:
    """What both readers find, and the words of which they find nothing."""
    walk = Walk(reply)
    told, left = walk.read(sentences)
    settled = settle(told, reply, left)
    proposals = [each for each in settled if each.words not in left or walk.second.is_worth(each)]
    proposals = [each for each in proposals if walk.second.is_likely_beside(each, proposals)]
    left += [each.words for each in settled if not any(each is one for one in proposals)]
    return walk, proposals, left


def found_in(reply: Reply) -> _Found:
    """All that is found in a mail, likely or not, and how, for who learns what is likely."""
    sentences = _answering(sentences_of(_own(reply)), fold(reply.sent_text))
    walk, found, _ = _found(reply, sentences)
    return _how(found, walk, sentences)


def _how(found: list[Proposal], walk: Walk, sentences: list[Sentence]) -> _Found:
    words = [each.words for each in sentences]
    return [(one, trust_features(one, found, walk.second, sentences=words)) for one in found]


def sentences_in(reply: Reply) -> list[str]:
    """The sentences of a mail in which an answer may stand, for who learns from them."""
    return [each.words for each in _answering(sentences_of(_own(reply)), fold(reply.sent_text))]


def features_in(words: str, reply: Reply) -> list[str]:
    """What counts of some words of a mail, as the reader sees them."""
    return Walk(reply).second.features(words)


def _own(reply: Reply) -> list[OwnLine]:
    return numbered(without_signature(own_lines(reply), reply.sender), reply.asks)


def _answering(sentences: Sequence[Sentence], sent: str) -> list[Sentence]:
    """The sentences without what politeness puts before them, or in their place."""
    told = [
        Sentence(without_lead(without_vocative(each.words, sent)), each.ref) for each in sentences
    ]
    return [each for each in told if not is_empty(each.words)]


def _of_an_absence(proposals: list[Proposal]) -> list[Proposal]:
    """A machine answered: it may tell an absence or a departure, and settles nothing.

    An absence whose end is not said is no pause: nobody could tell when it is over.
    """
    return [
        replace(each, doubt=True)
        for each in proposals
        if each.act in _OF_AN_ABSENCE and (each.act is not Act.PAUSE or each.days is not None)
    ]
