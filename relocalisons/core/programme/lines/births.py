"""Pure: the name of a line that is new; a name that a line ever had is nobody else's."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from relocalisons.core.kernel.model import KnownLine, Row, SourcedTable
from relocalisons.core.kernel.rows import LASTING_MARK
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.findings.reading_findings import NUMBERED_APART
from relocalisons.core.programme.lines.known import digest, fold_name, title_of_line

BETWEEN = "·"  # partner and number, in a name


@dataclass(slots=True, kw_only=True)
class Births:
    """Names as they are given. `is_first`: no line was ever named.

    What stands there then keeps the keys that findings had before lines had names.
    """

    is_first: bool
    used: dict[tuple[str, str], set[str]] = field(default_factory=dict[tuple[str, str], set[str]])
    shared: Counter[tuple[str, str, str]] = field(default_factory=Counter[tuple[str, str, str]])

    def take(self, lines: Iterable[KnownLine]) -> None:
        """Their names are theirs."""
        for line in lines:
            self._use(line.table, line.owner, line.name)

    def name_of(self, row: Row, table: SourcedTable, *, rank: int) -> tuple[str, int]:
        """The first name of the line that is free; `rank` is its place among equal titles.

        Lines that shared a mark before there were names share it still; the second part of the
        answer tells them apart.
        """
        kind, owner = table.table.name, table.owner
        if self.is_first and not row.identity:
            self.shared[kind, owner, row.first_key] += 1
            self._use(kind, owner, row.first_key)
            return row.first_key, self.shared[kind, owner, row.first_key] - 1
        wanted = self._wanted(row, kind, owner, rank=rank)
        name = next(one for one in wanted if self._is_free(kind, owner, one))
        self._use(kind, owner, name)
        return name, 0

    def _wanted(self, row: Row, kind: str, owner: str, *, rank: int) -> Iterator[str]:
        if row.identity:
            yield row.first_key
            yield f"{owner}{BETWEEN}{row.identity}"
        said = fold(title_of_line(row)) or row.first_key
        for turn in count(rank):
            yield f"{owner}{LASTING_MARK}{digest(f'{kind}/{said}/{turn}')}"

    def _use(self, kind: str, owner: str, name: str) -> None:
        for whose in ("", owner):
            self.used.setdefault((kind, whose), set()).add(fold_name(name))

    def _is_free(self, kind: str, owner: str, name: str) -> bool:
        # Each partner numbers its own pieces, and marks stand below their owner in every key.
        apart = kind in NUMBERED_APART or name.startswith(LASTING_MARK)
        return fold_name(name) not in self.used.get((kind, owner if apart else ""), ())
