"""Pure: how alike two lines of a table are, when each cell weighs what it tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

# A column that says the same on every line tells no two of them apart, and still counts a little.
LEAST_WEIGHT = 0.05
LEAST_LINES = 9  # of fewer, even statuses may all differ by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line by what it is recognised: each part folded, empty when its cell says nothing.

    `cells` are all the others, in the order of the table's columns.
    """

    number: str
    title: str
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Compares the lines of two readings; `before` and `after` say what their columns tell.

    A cell weighs as much as its column tells lines apart: two lines that share their partner and
    their status are nobody's twins, two that share both dates nearly always are.
    """

    before: Sequence[Line]
    after: Sequence[Line]

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """From 0 to 1 by column: the share of its filled cells that say something of their own."""
        columns = zip(*(line.cells for line in (*self.before, *self.after)), strict=True)
        return tuple(max(LEAST_WEIGHT, _telling(column)) for column in columns)

    def of_cells(self, old: Line, new: Line) -> float:
        """The share, by weight, of the filled cells that are equal; 0 when none is filled."""
        filled, equal = self._weighed(old, new)
        return equal / filled if filled else 0.0

    def count(self, old: Line, new: Line) -> float:
        """The share of the filled cells that are equal, each for one; 1 when none is filled."""
        filled = [one == two for one, two in zip(old.cells, new.cells, strict=True) if one or two]
        return sum(filled) / len(filled) if filled else 1.0

    def strongest(self, old: Line, new: Line) -> float:
        """The weight of the most telling cell that is equal and says something."""
        cells = zip(self.weights, old.cells, new.cells, strict=True)
        return max((weight for weight, one, two in cells if one and one == two), default=0.0)

    def of_lines(self, old: Line, new: Line) -> float:
        """The same of the whole line: its title counts as the most telling cell does."""
        filled, equal = self._weighed(old, new)
        if not old.title and not new.title:
            return equal / filled if filled else 0.0
        return (title_likeness(old.title, new.title) + equal) / (1.0 + filled)

    def _weighed(self, old: Line, new: Line) -> tuple[float, float]:
        filled = equal = 0.0
        for weight, one, two in zip(self.weights, old.cells, new.cells, strict=True):
            if one or two:
                filled += weight
                equal += weight if one == two else 0.0
        return filled, equal


@lru_cache(maxsize=16_384)
def title_likeness(one: str, two: str) -> float:
    """From 0 to 1; nothing resembles an empty title."""
    if not one or not two:
        return 0.0
    return 1.0 if one == two else SequenceMatcher(None, one, two, autojunk=False).ratio()


def _telling(cells: Sequence[str]) -> float:
    """Lines that stay are in both readings: half of the filled cells may all differ."""
    filled = [cell for cell in cells if cell]
    enough = max(LEAST_LINES, len(filled) / 2) - 1
    return min(1.0, (len(set(filled)) - 1) / enough) if filled else 0.0
