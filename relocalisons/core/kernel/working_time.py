"""Pure: what « Paramètres » says of the days on which people work."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRule:
    """When the partners of a profile do not work on the programme.

    Either a `zone` of school holidays, or the same days every year from `first` to `last`
    ((month, day), both included; over New Year when `last` comes first).
    """

    profile: str
    zone: str | None = None
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """What « Paramètres » says of working days."""

    region: str | None = None
    closures: frozenset[date] = frozenset()
    rests: tuple[RestRule, ...] = ()

    @property
    def zones(self) -> frozenset[str]:
        """The zones of school holidays that are asked for."""
        return frozenset(rule.zone for rule in self.rests if rule.zone)
