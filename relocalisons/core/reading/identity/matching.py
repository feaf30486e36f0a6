"""Pure: two readings of one table while their lines are matched, and what speaks for a pair."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from relocalisons.core.reading.identity.likeness import Likeness, Line

CELLS_ALIKE = 0.6  # of one number or between the same neighbours
SOME_CELLS = 0.4  # fewer, and a line was replaced as likely as renamed
TELLING = 0.75  # the weight of a cell that few lines share: a date
ENOUGH_CELLS = 3  # that are all equal
MARGIN = 0.1  # of two candidates nearer than that nobody knows which it is
NUMBER_KEPT = 0.2  # what a number that stayed adds to the likeness of a line

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The same lines in two readings, by place; what is in one of them only; what is to be asked.

    A line of `unsure` may be the same as one or several others; it is neither gone nor new.
    """

    same: tuple[Pair, ...]
    unsure: tuple[Pair, ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(kw_only=True)
class Matching:
    """From old place to new, back, and who is in doubt; steps of `pairing` fill it in."""

    before: Sequence[Line]
    after: Sequence[Line]
    likeness: Likeness
    elsewhere: Collection[str] = frozenset()
    in_order: bool = True  # False for lines of several tables: none is anybody's neighbour
    to: dict[int, int] = field(default_factory=dict[int, int])
    back: dict[int, int] = field(default_factory=dict[int, int])
    unsure: set[Pair] = field(default_factory=set[Pair])
    named: dict[int, int] = field(default_factory=dict[int, int])  # by title alone

    def pairs(self) -> Pairs:
        """What was found."""
        old, new = ({pair[side] for pair in self.unsure} for side in (0, 1))
        return Pairs(
            same=tuple(sorted(self.to.items())),
            unsure=tuple(sorted(self.unsure)),
            gone=tuple(i for i in range(len(self.before)) if i not in self.to and i not in old),
            new=tuple(j for j in range(len(self.after)) if j not in self.back and j not in new),
        )

    def numbers_hold(self, i: int) -> bool | None:
        """Whether lines near an old one kept their numbers; None when some did, or nobody knows.

        A line inserted on top and a plan numbered anew leave no number where it was.
        """
        if not self.in_order:
            return None
        said = [kept for step in (-1, 1) if (kept := self._next_number_kept(i, step)) is not None]
        if not said or any(one != said[0] for one in said):
            return None
        # In a plan numbered anew, two neighbours may keep theirs by chance.
        return False if not said[0] else self._most_numbers_kept or None

    @cached_property
    def _most_numbers_kept(self) -> bool:
        """Among titles that are one line's on both sides."""
        numbers = [
            (old, new)
            for i, j in self.named.items()
            if (old := self.before[i].number) and (new := self.after[j].number)
        ]
        return 2 * sum(old == new for old, new in numbers) > len(numbers)

    def _next_number_kept(self, i: int, step: int) -> bool | None:
        i += step
        while 0 <= i < len(self.before):
            old = self.before[i].number
            new = self.after[self.to[i]].number if i in self.to else ""
            if old and new:
                return old == new
            i += step
        return None

    def has_some_cells(self, i: int, j: int) -> bool:
        """Whether enough cells stayed, a telling one among them, to be more than a namesake."""
        return self.proves(i, j) and self.alike(i, j) >= SOME_CELLS

    def keeps_number(self, i: int, j: int) -> bool:
        """Whether both have one number, where numbers mean something."""
        old, new = self.before[i].number, self.after[j].number
        return bool(old) and old == new and self.numbers_hold(i) is not False

    def proves(self, i: int, j: int) -> bool:
        """A cell that few lines share is equal, or all are; owner and status prove nothing."""
        old, new = self.before[i], self.after[j]
        if self.likeness.strongest(old, new) >= TELLING:
            return True
        if old.cells != new.cells or sum(map(bool, old.cells)) < ENOUGH_CELLS:
            return False
        return self.keeps_number(i, j) or self._twins[old.cells] == (1, 1)

    @cached_property
    def _twins(self) -> dict[tuple[str, ...], tuple[int, int]]:
        """How many lines of each reading have the same cells."""
        old, new = (Counter(line.cells for line in lines) for lines in (self.before, self.after))
        return {cells: (old[cells], new[cells]) for cells in old | new}

    def says_something(self, i: int, j: int) -> bool:
        """A line with nothing but a number is no line to ask about."""
        return all(line.title or any(line.cells) for line in (self.before[i], self.after[j]))

    def same_neighbours(self, i: int, j: int) -> bool:
        """Whether the lines just above and below are the same on both sides, where there are."""
        if not self.in_order:
            return False
        around = [self._neighbour(i, j, step) for step in (-1, 1)]
        return all(one is not False for one in around) and any(around)

    def _neighbour(self, i: int, j: int, step: int) -> bool | None:
        """None at the edge of both tables."""
        there = 0 <= i + step < len(self.before), 0 <= j + step < len(self.after)
        if there == (False, False):
            return None
        return all(there) and self.to.get(i + step) == j + step

    def best(
        self, old: Sequence[int], new: Sequence[int], *, allowed: Callable[[int, int], bool]
    ) -> None:
        """Pair what is allowed and ahead of every other candidate on both sides; ask of the rest.

        All of one step are found before any is paired: none is pushed to its second choice.
        """
        found = {(i, j): self._whole(i, j) for i in old for j in new if allowed(i, j)}
        firsts: dict[tuple[str, int], list[float]] = {}
        for (i, j), score in found.items():
            for side in (("old", i), ("new", j)):
                firsts[side] = sorted((*firsts.get(side, ()), score))[-2:]

        def leads(side: tuple[str, int], score: float) -> bool:
            *second, first = firsts[side]
            return score == first and all(first - other > MARGIN for other in second)

        self.pair_all(
            (i, j)
            for (i, j), score in found.items()
            if leads(("old", i), score) and leads(("new", j), score)
        )
        self.unsure.update((i, j) for i, j in found if i not in self.to and j not in self.back)

    def _whole(self, i: int, j: int) -> float:
        """How near two candidates are: the whole line, with its number."""
        kept = NUMBER_KEPT if self.keeps_number(i, j) else 0.0
        return kept + self.likeness.of_lines(self.before[i], self.after[j])

    def alike(self, i: int, j: int) -> float:
        """How alike their cells are, number and title apart."""
        return self.likeness.of_cells(self.before[i], self.after[j])

    def left_by_title(self) -> list[tuple[list[int], list[int]]]:
        """Places by title, both sides, of those that are not settled and have one on both."""
        old, new = self.free(range(len(self.before)), range(len(self.after)))
        before, after = (
            places_by(lines, places, by=lambda line: (line.title,))
            for lines, places in ((self.before, old), (self.after, new))
        )
        return [(before[said], after[said]) for said in before if any(said) and said in after]

    def free(self, old: Iterable[int], new: Iterable[int]) -> tuple[list[int], list[int]]:
        """Those that are neither paired nor in doubt."""
        olds, news = ({pair[side] for pair in self.unsure} for side in (0, 1))
        return (
            [i for i in old if i not in self.to and i not in olds],
            [j for j in new if j not in self.back and j not in news],
        )

    def pair_all(self, pairs: Iterable[Pair]) -> None:
        """They are the same."""
        for i, j in pairs:
            self.to[i], self.back[j] = j, i

    def part(self, i: int, j: int) -> None:
        """They are not known to be the same after all."""
        del self.to[i], self.back[j]


def places_by(
    lines: Sequence[Line], places: Iterable[int], *, by: Callable[[Line], tuple[str, ...]]
) -> dict[tuple[str, ...], list[int]]:
    """Places by what their lines say, in order."""
    found: dict[tuple[str, ...], list[int]] = {}
    for place in places:
        found.setdefault(by(lines[place]), []).append(place)
    return found
