"""Pure: what is only to be put in order, by partner and table: the lines of « À ranger »."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from relocalisons.core.acts.awake import is_awake
from relocalisons.core.kernel.findings.gestures import Verb
from relocalisons.core.kernel.model import TrackedFinding
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.tables import BY_NAME

_ALL_TABLES = "Classeurs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A line of « À ranger »: what is to be put in order in one table of one partner."""

    key: str  # « ranger:P07:Plan d’action – Statut »: it stays when members come and go
    partner: str | None
    column: str  # as people call the table, then the column
    members: tuple[TrackedFinding, ...]

    @property
    def member_keys(self) -> tuple[str, ...]:
        """What a word on it decides, as it is shown."""
        return tuple(one.finding.key for one in self.members)

    @property
    def cells(self) -> int:
        """How many cells, names or files there are to look at."""
        return cells_of(self.members)


def cells_of(members: Iterable[TrackedFinding]) -> int:
    """How many cells, names or files that makes, told by their column or one by one."""
    found = [one.finding for one in members]
    return sum(one.size if one.members else len(one.evidence) or 1 for one in found)


def waiting_cells(shelves: Iterable[Shelf], *, as_of: date) -> int:
    """How many of what is to be put in order wait for her: what she decided does not."""
    return sum(
        cells_of(one for one in shelf.members if is_awake(one, as_of=as_of)) for shelf in shelves
    )


def shelves_of(loose: Iterable[TrackedFinding]) -> tuple[Shelf, ...]:
    """What is to be put in order, by partner and table, the fullest first."""
    found: dict[tuple[str, str], list[TrackedFinding]] = {}
    for one in loose:
        found.setdefault((one.finding.partner or "", _column_of(one)), []).append(one)
    shelves = [
        Shelf(
            key=f"{Verb.TIDY.value}:{partner or 'programme'}:{column}",
            partner=partner or None,
            column=column,
            members=tuple(members),
        )
        for (partner, column), members in found.items()
    ]
    return tuple(
        sorted(
            shelves,
            key=lambda one: (
                -len(one.members),
                natural_order(one.partner or "~"),
                natural_order(one.column),
            ),
        )
    )


def _column_of(one: TrackedFinding) -> str:
    """« Plan d’action – Statut », « Livrables », as far as the finding says."""
    segments = one.finding.subject.split("/")
    table = next((BY_NAME[each] for each in segments if each in BY_NAME), None)
    if table is not None:
        column = next((each for each in table.columns if each.name == segments[-1]), None)
        return f"{table.title} – {column.header}" if column is not None else table.title
    place = next(iter(one.finding.evidence), None)
    return place.tab if place is not None and place.tab else _ALL_TABLES
