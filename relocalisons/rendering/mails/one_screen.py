"""Rendering: lines of a mail whose names open their rows, and how many of them a phone shows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from relocalisons.core.kernel.words.french import count_of, join_words, shorten
from relocalisons.core.reminders.week_review import Told
from relocalisons.rendering.mails.context import said

_A_LINE = 38  # characters of a line of the list on a phone of 390 pixels
_BETWEEN = 0.25  # of a line, between two of the list
NAME_LENGTHS = (70, 40)  # two lines of a phone, or one where all do not fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of the words of a sentence; `url` is where they lead, empty where nowhere."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence whole, for the text of a mail, and in its parts, for its HTML."""

    words: str
    parts: tuple[Part, ...]

    @property
    def height(self) -> float:
        """How many lines of a phone it takes in a list."""
        return len(wrap(self.words, _A_LINE)) + _BETWEEN


def name(one: Told, *, longest: int = NAME_LENGTHS[0]) -> Told:
    """The same shortened: what it opens says the rest."""
    return Told(words=shorten(one.words, limit=longest), url=one.url)


def sentence(words: str, *names: Told) -> Sentence:
    """The words, each of the names in them, in their order, leading to its row."""
    words = said(words)
    parts: list[Part] = []
    rest = words
    for one in names:
        before, found, after = rest.partition(said(one.words))
        if one.url and found:
            parts += [Part(words=before)] if before else []
            parts.append(Part(words=found, url=one.url))
            rest = after
    return Sentence(words=words, parts=(*parts, *([Part(words=rest)] if rest else ())))


def fit(
    told: Callable[[int], Iterable[Sentence]], *, lines: float, rest: Sequence[Told]
) -> tuple[Sentence, ...]:
    """As many as these lines of a phone hold, then how many more and where they stand.

    `told`: the sentences whose names have at most so many characters. What does not fit with short
    names either is counted, never dropped.
    """
    every: tuple[Sentence, ...] = ()
    for longest in NAME_LENGTHS:
        every = tuple(told(longest))
        if sum(one.height for one in every) <= lines:
            return every
    shown: list[Sentence] = []
    used = 2 + _BETWEEN  # of what counts the rest
    for one in every:
        if used + one.height > lines:
            break
        shown.append(one)
        used += one.height
    left = count_of(len(every) - len(shown), "autre point", "autres points")
    where = join_words([one.words for one in rest])
    return (*shown, sentence(f"Et {left}, dans {where}.", *rest))
