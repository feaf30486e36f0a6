"""Rendering: lines of a mail whose names open their rows, and how many of them a phone shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from relocalisons.core.kernel.words.french import count_of, shorten, typo
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


def sentence(*pieces: str | Told) -> Sentence:
    """Our words, and names that lead to their rows, one after another."""
    parts = tuple(
        Part(words=typo(piece))
        if isinstance(piece, str)
        else Part(words=said(piece.words), url=piece.url)
        for piece in pieces
        if piece
    )
    return Sentence(words="".join(part.words for part in parts), parts=parts)


def listed(names: Sequence[Told], *, between: str = ", ", last: str = "") -> Iterator[str | Told]:
    """The names with what stands between them; `last`: before the last of them."""
    for number, one in enumerate(names):
        if number:
            yield last if last and number == len(names) - 1 else between
        yield one


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
    return (*shown, sentence(f"Et {left}, dans ", *listed(rest, last=" et "), "."))
