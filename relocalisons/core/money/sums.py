"""Pure: rows of whole cents under named columns, and their sums by the values of the others.

Every sum of money is made here, and a person can redo it from the rows. A frame of pandas would
say the same; a night adds up some hundred rows, and the import alone of pandas would take as long
as all that it concludes from them. So pandas stays where papers weigh every delivery
(`producers/volumes`, `producers/quality/egalim`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Key = tuple[str, ...]
Cents = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CentRows:
    """Each row: a text a name (empty where there is none), then a whole number a column."""

    names: Key
    columns: tuple[str, ...]
    rows: Sequence[tuple[Key, Cents]]

    def sums(self, *by: str, of: str = "cents") -> dict[Key, int]:
        """Σ of a column by the values of these names, in the order in which they come first."""
        at = self.columns.index(of)
        summed: dict[Key, int] = {}
        for key, numbers in self._keyed(by):
            summed[key] = summed.get(key, 0) + numbers[at]
        return summed

    def all_sums(self, *by: str) -> dict[Key, dict[str, int]]:
        """Σ of every column by the values of these names, in the order in which they come first."""
        grouped: dict[Key, list[Cents]] = {}
        for key, numbers in self._keyed(by):
            grouped.setdefault(key, []).append(numbers)
        return {
            key: dict(zip(self.columns, map(sum, zip(*found, strict=True)), strict=True))
            for key, found in grouped.items()
        }

    def _keyed(self, by: Sequence[str]) -> Iterable[tuple[Key, Cents]]:
        places = [self.names.index(name) for name in by]
        return ((tuple(key[at] for at in places), numbers) for key, numbers in self.rows)
