"""Pure: what is at stake in an act, as a range where cells leave some of it in doubt."""

from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_money, format_number, whole_euros


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
