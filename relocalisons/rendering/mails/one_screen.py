"""Rendering: lines of a mail whose names open their rows, and how many of them a phone shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from relocalisons.core.kernel.words.french import NBSP, count_of, shorten, typo
from relocalisons.core.reminders.week_review import Told
from relocalisons.rendering.mails.context import said

_A_LINE = 38  # characters of a line of the list on a phone of 390 pixels
_BETWEEN = 0.25  # of a line, between two of the list
NAME_LENGTHS = (70, 40)  # two lines of a phone, or one where all do not fit
_SHORTEST = 24  # of the last sentence alone, where it would not fit otherwise
_REST = 2 + _BETWEEN  # lines of what says the rest


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
    topic: str = ""  # what it is about, in a word or two

    @property
    def height(self) -> float:
        """How many lines of a phone it takes in a list."""
        return len(wrap(self.words, _A_LINE)) + _BETWEEN


def name(one: Told, *, longest: int = NAME_LENGTHS[0]) -> Told:
    """The same in few words, or shortened where it has none: what it opens says the rest."""
    words = one.brief if one.brief and len(one.words) > longest else one.words
    return Told(words=shorten(words, limit=longest), url=one.url)


def sentence(*pieces: str | Told, topic: str = "") -> Sentence:
    """Our words, and names that lead to their rows, one after another."""
    parts = tuple(
        Part(words=typo(piece))
        if isinstance(piece, str)
        else Part(words=said(piece.words), url=piece.url)
        for piece in pieces
        if piece
    )
    return Sentence(words="".join(part.words for part in parts), parts=parts, topic=topic)


def full_stop(named: Sequence[Told]) -> str:
    """What ends a list of names: nothing where the last of them is shortened."""
    return "" if named and named[-1].words.endswith("…") else "."


def listed(names: Sequence[Told], *, between: str = ", ", last: str = "") -> Iterator[str | Told]:
    """The names with what stands between them; `last`: before the last of them."""
    for number, one in enumerate(names):
        if number:
            yield last if last and number == len(names) - 1 else between
        yield one


def fit(
    told: Callable[[int], Iterable[Sentence]], *, lines: float, rest: Told
) -> tuple[Sentence, ...]:
    """As many as these lines of a phone hold, then what the others are about.

    `told`: the sentences whose names have at most so many characters. What does not fit with short
    names either is counted and said in a word, never dropped; where one is left, it is said itself
    if it takes no more room than that. `rest` opens where they stand.
    """
    every: tuple[Sentence, ...] = ()
    for longest in NAME_LENGTHS:
        every = tuple(told(longest))
        if sum(one.height for one in every) <= lines:
            return every
    # The longest beginning behind which there is room to say what the rest is about.
    for many in range(len(every) - 1, -1, -1):
        room = lines - sum(one.height for one in every[:many])
        left = every[many:]
        said = (*(tuple(told(_SHORTEST))[-1:] if len(left) == 1 else ()), _count(left, rest=rest))
        last = next((one for one in said if one.height <= room), None)
        if last is not None or not many:
            return (*every[:many], last or said[-1])
    return ()


def _count(left: Sequence[Sentence], *, rest: Told) -> Sentence:
    """« Et 2 autres points : promesses non tenues, classeurs à rétablir »; of many, the first."""
    topics = list(dict.fromkeys(one.topic for one in left if one.topic))
    many = Told(words=count_of(len(left), "autre point", "autres points"), url=rest.url)
    said: list[Sentence] = []
    for shown in range(len(topics), 0, -1):
        end = "…" if shown < len(topics) else "."
        said.append(sentence("Et ", many, f"{NBSP}: {', '.join(topics[:shown])}{end}"))
    return next((one for one in said if one.height <= _REST), said[-1])
