"""Pure: the named planning that delays are measured from, and how its name is said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import format_long_date, quote, shorten, typo

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Baseline(Mapping[str, date]):
    """Key of action → end of the reference of that name (convention, avenant n° 1, a COPIL's).

    `name` is empty before anything was frozen. It is a mapping: whoever needs the dates alone
    takes any mapping of that shape. `deliverables`: their ends; `targets`: of indicators; `budget`:
    euros by line of « Budget »; all by lasting key, and empty in references from before they were
    kept. `amended`: (table, key) → name of the last amendment that moved its end. `former`: ends
    of actions in this reference and those that it was made from.
    """

    name: str = ""
    dates: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    deliverables: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    targets: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    budget: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    amended: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    former: Mapping[str, frozenset[date]] = field(default_factory=lambda: MappingProxyType({}))
    decided_at: datetime | None = None  # when it was put in force

    def __getitem__(self, number: str) -> date:
        return self.dates[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self.dates)

    def __len__(self) -> int:
        return len(self.dates)


def baseline_names(programme: Programme, *, as_of: date) -> tuple[str, str]:
    """How a planning is called when nobody says it, and how if that name is taken."""
    first = "Convention" if programme.follows(Subject.AGREEMENTS) else "Planning initial"
    return first, f"Planning du {format_long_date(as_of)}"


def say_baseline(baseline: Mapping[str, date] | None) -> str:
    """« au planning « Convention » », « aux dates prévues » when nothing was frozen.

    Follows « par rapport »; the name is said as it was typed, so that nobody wonders which.
    """
    name = name_of(baseline)
    return f"au planning {quote(name)}" if name else "aux dates prévues"


def say_reference_of(number: str, baseline: Mapping[str, date] | None) -> str:
    """The same for one action: one that was not frozen is measured from its own planned end."""
    frozen = baseline is not None and number in baseline
    return say_baseline(baseline) if frozen and name_of(baseline) else "à sa fin prévue"


def name_of(baseline: Mapping[str, date] | None) -> str:
    """The name of the planning in force; empty when there is none or it has no name."""
    return (
        shorten(typo(baseline.name), limit=_LONGEST_NAME) if isinstance(baseline, Baseline) else ""
    )
