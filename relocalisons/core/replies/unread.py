"""Pure: words in which nothing was understood, quoted beside the line that they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from relocalisons.core.reading.cells.dates.relative import find_dates
from relocalisons.core.replies.model import Act, Proposal, Reply
from relocalisons.core.replies.words.hedges import says_something
from relocalisons.core.replies.words.lines import named_lines
from relocalisons.core.replies.words.mail.sentences import Sentence, respell

_FEWEST = 3  # words: a name or a number is a signature
_LONGEST = 300  # characters of one line


def words_beside(
    sentences: Iterable[Sentence],
    left: Sequence[str],
    unlikely: Sequence[Proposal],
    told: Sequence[Proposal],
    reply: Reply,
) -> tuple[Proposal, ...]:
    """One « à lire » a line, of the sentences that are left: no act, and no guess of one.

    A sentence is of the line that it names, else of the one before it, else of the only one. What
    is of no line stays in her mail alone, as do thanks. `unlikely`: found and not proposed; of the
    person, or of one of several lines, it is quoted as well.
    """
    sentences = tuple(sentences)
    topic = reply.asks[0].ref if len(reply.asks) == 1 else None
    found: dict[str, list[str]] = {}
    loose: dict[tuple[str, ...], list[str]] = {}  # of the person, or of one of several lines
    for each in unlikely:
        if any(each.words in one.words for one in told):
            continue
        if each.ref:
            words = _whole(each, sentences, told)
            if words not in found.setdefault(each.ref, []):
                found[each.ref].append(words)
        elif each.words not in loose.setdefault(each.may_be, []):
            loose[each.may_be].append(each.words)
    for sentence in sentences:
        text = respell(sentence.words)
        named = named_lines(text, reply.asks).refs
        if sentence.ref or named:
            topic = sentence.ref or (named[0] if len(named) == 1 else None)
        quoted = any(each.words in sentence.words for each in told)
        said = len(sentence.words.split()) >= _FEWEST and says_something(text)
        if not (topic and said) or quoted or sentence.words in found.get(topic, ()):
            continue
        if any(each in sentence.words for each in left):
            found.setdefault(topic, []).append(sentence.words)
    read = {each.ref for each in told if each.act is Act.OTHER}
    on = reply.written
    return (
        *(_quoted(words, ref=ref, on=on) for ref, words in found.items() if ref not in read),
        *(_quoted(words, may_be=may_be, on=on) for may_be, words in loose.items()),
    )


def _whole(one: Proposal, sentences: Iterable[Sentence], told: Sequence[Proposal]) -> str:
    """The sentence that it is of, « L05 arrive mardi, la pluie … »: a part alone may mislead.

    Only that part, where something else of the sentence is told.
    """
    for sentence in sentences:
        if one.words in sentence.words:
            other = any(each.words in sentence.words for each in told)
            return one.words if other else sentence.words
    return one.words


def _quoted(
    words: Sequence[str], *, on: date, ref: str | None = None, may_be: tuple[str, ...] = ()
) -> Proposal:
    text = " ".join(words)[:_LONGEST]
    told = Proposal(act=Act.OTHER, words=text, ref=ref, may_be=may_be, doubt=True)
    return with_day_ahead(told, written=on)


def with_day_ahead(one: Proposal, *, written: date) -> Proposal:
    """Words to read of a line, with the one day to come that they name: « mardi », « jusqu’au 30
    juin ». What is of that day is hers to say.
    """
    if one.act is not Act.OTHER or one.ref is None or one.days is not None:
        return one
    told = {
        each.days for each in find_dates(respell(one.words), written=written) if not each.part
    } - {None}
    days = next(iter(told), None)
    ahead = len(told) == 1 and days is not None and days.earliest > written
    return replace(one, days=days) if ahead else one
