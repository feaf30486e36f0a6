"""Pure: what stands around a proposal in its mail, as features of how likely it is right.

The rest of its sentence, the sentences beside it, its day among the days that are told, its line
among those that were asked for, whom it names, and the mail as a whole (`trusting`, ADR 0071).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.dates.relative import FoundDate, find_dates
from relocalisons.core.replies.clause import Clause
from relocalisons.core.replies.model import Act, Ask, Proposal, Reply
from relocalisons.core.replies.placing import OF_THE_PERSON
from relocalisons.core.replies.sense.kinds import Kind
from relocalisons.core.replies.sense.words.predicates import find_predicates
from relocalisons.core.replies.words.hedges import has_but, is_hedged, is_negated, turns
from relocalisons.core.replies.words.lines import Named, named_lines, numbers_in, words_of_title
from relocalisons.core.replies.words.mail.sentences import respell
from relocalisons.core.replies.words.manners import (
    form_of_day,
    is_close,
    leaves_out,
    word_before,
)
from relocalisons.core.replies.words.names import people_in

_DATED = (Act.NEW_DATE, Act.PROMISE, Act.OTHER_DATE)
_MAY_HAVE_DAY = (*_DATED, Act.DONE, Act.PAUSE, Act.CALL_ME)
_MARKS = " ,;:–-"
_PARTS = (0.3, 0.6, 0.95)
_LONG = (3, 6, 12)  # words
_LAGS = (-60, -14, -3, 0, 1, 7, 14, 30, 60, 120)  # days after it was written
_AFTER_DUE = (-30, -7, 0, 1, 7, 15, 31, 61)
_TITLES = (0.01, 0.34, 0.67, 0.99)
_MAILS = (8, 20, 40, 80, 140)  # words


def step(value: float, steps: Sequence[float]) -> int:
    """How many of the steps a value has reached."""
    return sum(value >= each for each in steps)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """A proposal, what else was found in its mail, and the sentences of that mail."""

    one: Proposal
    found: Sequence[Proposal]
    clause: Clause
    named: Named
    reply: Reply
    sentences: Sequence[str]

    @cached_property
    def words(self) -> str:
        """What is quoted, without the marks around it."""
        return self.one.words.strip(_MARKS)

    @cached_property
    def others(self) -> list[Proposal]:
        """What else was found."""
        return [each for each in self.found if each is not self.one]

    @cached_property
    def place(self) -> int:
        """Which sentence it stands in."""
        for number, sentence in enumerate(self.sentences):
            if self.words in sentence:
                return number
        said, least = set(fold(self.words).split()), max(1, len(self.words.split()) // 2)
        near = (
            number
            for number, sentence in enumerate(self.sentences)
            if len(said & set(fold(sentence).split())) >= least
        )
        return next(near, 0)

    @cached_property
    def sentence(self) -> str:
        """The sentence that it stands in."""
        return self.sentences[self.place] if self.sentences else self.words

    def told_in(self, part: str) -> list[Proposal]:
        """What else was found in some words of the mail."""
        return [each for each in self.others if each.words.strip(_MARKS) in part]

    def days_in(self, text: str, *, past: bool = False) -> tuple[FoundDate, ...]:
        """The days that a text tells."""
        return find_dates(text, written=self.reply.written, past=past)

    def lines_in(self, sentence: str) -> tuple[str, ...]:
        """The lines that a sentence names."""
        return named_lines(respell(sentence), self.reply.asks).refs


def features_around(around: Surroundings) -> list[str]:
    """All of them; those that mean another thing for another act are told with it too."""
    with_act = [
        *_of_sentence(around), *_of_days(around), *_of_line(around), *_of_people(around),
    ]  # fmt: skip
    act = around.one.act
    return [
        *with_act,
        *(f"act {act} {each}" for each in with_act),
        *_beside_its_sentence(around),
        *_of_mail(around),
    ]


def _of_sentence(around: Surroundings) -> Iterator[str]:
    """How much of its sentence it is, and what the rest says."""
    words, sentence, one = around.words, around.sentence, around.one
    beside = around.told_in(sentence)
    yield f"part {step(len(words) / max(1, len(sentence)), _PARTS)}"
    yield f"sentence tells {min(len(beside), 2)}"
    yield f"words told {any(each.words == one.words for each in around.others):d}"
    for each in beside:
        yield f"sentence has {each.act} {'same' if each.ref == one.ref else 'other'}"
    at = sentence.find(words)
    yield from _of_part("before", sentence[:at] if at > 0 else "", around)
    yield from _of_part("after", sentence[at + len(words) :] if at >= 0 else "", around)


def _of_part(where: str, part: str, around: Surroundings) -> Iterator[str]:
    text = respell(part)
    count = len(text.split())
    if not count:
        yield f"{where} nothing"
        return
    told = bool(around.told_in(part))
    verbs = [each for each in find_predicates(text, part) if each.kind is not Kind.NONE]
    yield f"{where} long {step(count, _LONG)}"
    yield f"{where} told {told:d}"
    yield f"{where} denied {is_negated(text):d}"
    yield f"{where} hedged {is_hedged(text):d}"
    yield f"{where} but {has_but(text):d}"
    yield f"{where} verbs {min(len(verbs), 2)}"
    yield f"{where} days {bool(around.days_in(text)):d}"
    if verbs and not told:
        yield f"{where} untold {(verbs[0] if where == 'after' else verbs[-1]).kind}"


def _beside_its_sentence(around: Surroundings) -> Iterator[str]:
    """The sentence before and the one after."""
    for where, number in (("next", around.place + 1), ("last", around.place - 1)):
        if not 0 <= number < len(around.sentences):
            yield f"{where} nothing"
            continue
        sentence = around.sentences[number]
        text, told = respell(sentence), around.told_in(sentence)
        yield f"{where} told {min(len(told), 2)}"
        yield f"{where} turns {turns(text):d}"
        yield f"{where} asks {'?' in sentence:d}"
        yield f"{where} denied {is_negated(text):d}"
        for each in told:
            yield f"{where} {each.act}"
            yield f"act {around.one.act} {where} {each.act}"


def _of_days(around: Surroundings) -> Iterator[str]:
    """Its day among those of the clause and the sentence, and how it is put."""
    one, text = around.one, around.clause.text
    ahead = around.days_in(text)
    whole = around.days_in(respell(around.sentence))
    yield f"days in clause {min(len(ahead), 3)}"
    yield f"days in sentence {min(len(whole), 3)}"
    yield f"days outside {len(whole) > len(ahead):d}"
    if one.days is None:
        if one.act in _MAY_HAVE_DAY:
            behind = around.days_in(text, past=True)
            yield f"no day, in clause {bool(ahead or behind):d}, in sentence {bool(whole):d}"
            if not (ahead or behind or whole):
                told = any(around.days_in(respell(each)) for each in around.sentences)
                yield f"no day, in mail {told:d}"
        return
    last, due = one.days.latest, _due_of(around)
    yield f"lag {step((last - around.reply.written).days, _LAGS)}"
    yield f"day is due {any(each.due == last for each in around.reply.asks):d}"
    if due is not None:
        yield f"after due {step((last - due).days, _AFTER_DUE)}"
    found = around.days_in(text, past=True) if one.act is Act.DONE else ahead
    mine = next((each for each in found if each.days and each.days.latest == last), None)
    if mine is None:
        yield "day elsewhere"
        return
    yield f"day as {form_of_day(text[mine.start : mine.end])}"
    yield f"day vague {mine.vague:d} part {mine.part:d}"
    yield f"day behind {word_before(text[: mine.start])}"
    yield f"day number {min(found.index(mine), 3)}"
    yield f"day left out {leaves_out(text[: mine.start]):d}"


def _due_of(around: Surroundings) -> date | None:
    return next((each.due for each in around.reply.asks if each.ref == around.one.ref), None)


def _of_line(around: Surroundings) -> Iterator[str]:
    """How its line is named, here or elsewhere, and what is told of the others."""
    one, asks = around.one, around.reply.asks
    ask = next((each for each in asks if each.ref == one.ref), None)
    if ask is None:
        if one.may_be:
            yield f"lines {min(len(one.may_be), 3)}"
        return
    named = "named" if one.ref in around.named.refs else "carried"
    whole = around.lines_in(around.sentence)
    title, said = words_of_title(ask), words_of_title(ask, within=around.clause.text)
    yield f"title {min(len(said), 3)} {named} of {min(len(asks), 3)}"
    yield f"title part {step(len(said) / max(1, len(title)), _TITLES)}"
    yield f"number {any(ref == one.ref for ref, _ in numbers_in(around.clause.text, asks)):d}"
    yield f"lines named {min(len(around.named.refs), 2)}"
    yield f"lines of sentence {min(len(whole), 3)} {one.ref in whole:d}"
    yield f"line is {ask.kind}"
    yield f"lines alike {min(sum(each.kind is ask.kind for each in asks), 3)}"
    yield from _of_other_lines(around, named, whole, ask)


def _of_other_lines(
    around: Surroundings, named: str, whole: tuple[str, ...], ask: Ask
) -> Iterator[str]:
    one, place = around.one, around.place
    lines = [around.lines_in(each) for each in around.sentences]
    elsewhere = any(ask.ref in each for number, each in enumerate(lines) if number != place)
    yield f"line elsewhere {elsewhere:d} {ask.ref in whole:d}"
    before = next((each for each in reversed(lines[:place]) if each), ())
    told = "mine" if before == (ask.ref,) else "several" if ask.ref in before else "other"
    yield f"line before {told if before else 'none'} {named}"
    same = [e for e in around.others if e.ref == one.ref and e.act not in OF_THE_PERSON]
    yield f"line told {min(len(same), 2)}"
    untold = [
        each
        for each in around.reply.asks
        if each is not ask and not any(each.ref in (o.ref, *o.may_be) for o in around.found)
    ]
    yield f"lines untold {min(len(untold), 2)} {named}"


def _of_people(around: Surroundings) -> Iterator[str]:
    one, words = around.one, around.clause.words
    people = people_in(words)
    yield f"people {min(len(people), 2)} whole {any(whole for _, whole in people):d}"
    yield f"people outside {len(people_in(around.sentence)) > len(people):d}"
    yield f"people in mail {any(people_in(each) for each in around.sentences):d}"
    yield f"text {_text(one, words)}"


def _text(one: Proposal, words: str) -> str:
    if not one.text:
        return "none"
    if "@" in one.text:
        return "address"
    if one.text == words.strip(" .!,"):
        return "words"
    return "name" if one.text[:1].isupper() else "small"


def _of_mail(around: Surroundings) -> Iterator[str]:
    own = " ".join(around.sentences)
    silent = [
        each
        for each in around.sentences
        if not any(one.words.strip(_MARKS) in each for one in around.found)
    ]
    yield f"mail long {step(len(own.split()), _MAILS)}"
    yield f"mail untold {min(len(silent), 3)}"
    yield f"mail tells {min(len(around.found), 4)}"
    yield f"mail acts {len({each.act for each in around.found})}"
    yield f"mail close {is_close(fold(own)):d}"
    yield f"mail small {own.lower() == own:d}"
