"""Pure: a cell of « Dépenses » or « Avances » that nobody can read, and which money hangs on it.

An amount or a day of payment in doubt leaves a claim in doubt, and is no matter of good order.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from relocalisons.core.kernel.model import Finding, Trait
from relocalisons.core.tables import ADVANCES, EXPENSES

# The column → what of the expense it leaves in doubt (`doubts.unsure_stage`).
_STAGES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        EXPENSES.name: {
            **dict.fromkeys(("amount", "amount_with_vat", "vat", "paid_on"), "paid"),
            "claimed": "claimed",
        },
        ADVANCES.name: {"amount": "paid"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedCell:
    """The line in doubt, as keys of findings call it (`P07/P07-25-003`), and what is in doubt."""

    table: str
    line: str
    stage: str


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
        stage = _STAGES.get(table, {}).get(column)
        if line and stage is not None:
            yield ClaimedCell(table=table, line=f"{owner}/{line}", stage=stage)
