"""Pure: what is at stake in an act, as a range where cells leave some of it in doubt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_money, format_number, whole_euros


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """The aid that hangs on a fact: euros, the funder whose claim comes first, that claim.

    `parts`: each expense → its part of `euros`: told by several findings it is counted once.
    `doubts`: each expense or advance → the most that it may be instead, None where nobody can tell.
    `due` is the day of that claim, or the last day that the funder gives; None when neither is
    known.
    """

    fact: str
    parts: Mapping[str, Decimal]
    funder: str
    claim: str
    due: date | None
    doubts: Mapping[str, Decimal | None] = field(default_factory=dict[str, Decimal | None])

    @property
    def euros(self) -> Decimal:
        """What is at stake for sure."""
        return sum(self.parts.values(), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class InDoubt:
    """What unreadable cells may add to the euros at stake; facts of which nobody can tell."""

    more: Decimal = Decimal(0)
    unread: int = 0


NO_DOUBT = InDoubt()


def say_at_stake(euros: Decimal, doubt: InDoubt) -> str:
    """« 25 256 à 28 345 € »; « au moins … » where a cell may hold any sum; empty for nothing."""
    least, most = whole_euros(euros), whole_euros(euros + doubt.more)
    if doubt.unread:
        return f"au moins {format_money(least)}" if least else "un montant illisible"
    if most == least:
        return format_money(least) if least else ""
    if not least:
        return f"jusqu’à {format_money(most)}"
    return f"{format_number(least)} à {format_money(most)}"
