"""Pure: a cell of « Dépenses » or « Avances » that nobody can read, and which money hangs on it.

An amount or a day of payment in doubt leaves a claim in doubt, and is no matter of good order.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from relocalisons.core.kernel.model import Finding, Trait
from relocalisons.core.tables import ADVANCES, EXPENSES

_CELLS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        EXPENSES.name: frozenset(("amount", "amount_with_vat", "vat", "paid_on", "claimed")),
        ADVANCES.name: frozenset(("amount",)),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedCell:
    """The line in doubt, as keys of findings call it (`P07/P07-25-003`).

    `is_declared`: it is what was declared that is in doubt, else what was paid.
    """

    line: str
    is_declared: bool


def claimed_cells(finding: Finding) -> tuple[ClaimedCell, ...]:
    """The cells of money that a finding on reading tells, alone or by their column."""
    if not (finding.kind.has(Trait.CELL) or finding.kind.has(Trait.COLUMN)):
        return ()
    alone = tuple(one.partition(":")[2] for one in finding.members)
    return tuple(_cells(alone or (finding.subject,)))


def _cells(subjects: Iterable[str]) -> Iterator[ClaimedCell]:
    for subject in subjects:
        owner, _, rest = subject.partition("/")
        table, _, rest = rest.partition("/")
        line, _, column = rest.rpartition("/")
        if line and column in _CELLS.get(table, ()):
            yield ClaimedCell(line=f"{owner}/{line}", is_declared=column == "claimed")
