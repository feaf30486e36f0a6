"""Pure: the figures of a closed period, and what was corrected in the sheets since.

Only what belongs to the period by its own dates is frozen: payments and deliveries up to its last
day. What moves by nature (progress, lateness) is not « corrected », it goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from relocalisons.core.kernel.model import Funder, Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    format_long_date,
    format_money,
    join_words,
)
from relocalisons.core.money.spending import measure_spending
from relocalisons.core.producers.volumes.view import VolumeState, volume_lines
from relocalisons.core.programme.scope import of_period
from relocalisons.core.reports.shared.amounts import is_salary
from relocalisons.core.reports.shared.sentences import counted, tonnes
from relocalisons.core.views.view import Memory

MAX_PIECES = 6
PAID, DELIVERED = "paid", "delivered_kg"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriod:
    """What was frozen: the period, when, and its figures (JSON values only)."""

    start: date
    end: date
    on: date
    figures: Memory


def figures_of(programme: Programme, funder: Funder, *, end: date) -> dict[str, object]:
    """Payments to the cent by piece, and net kilograms delivered, up to the last day `end`."""
    spending = measure_spending(programme, funder, as_of=end)
    parts = [part for line in spending.lines for part in line.paid]
    lines = [
        line
        for line in volume_lines(programme.contracts, as_of=end)
        if line.state in (VolumeState.KEPT, VolumeState.SHORT)
    ]
    return {
        PAID: str(sum((part.amount for part in parts), Decimal(0))),
        DELIVERED: str(sum((line.delivered or Decimal(0) for line in lines), Decimal(0))),
        "pieces": {
            part.row.text("number") or f"ligne {part.row.number}": {
                "amount": str(part.amount),
                "salary": is_salary(part.row),
            }
            for part in parts
        },
    }


def corrections_since(
    closed: tuple[ClosedPeriod, ...], programme: Programme, funder: Funder
) -> tuple[str, ...]:
    """One sentence per closed period and figure that is not what it was; empty when all hold."""
    sentences: list[str] = []
    for period in closed:
        now = figures_of(programme, funder, end=period.end)
        sentences.extend(_sentences(period, now))
    return tuple(sentences)


def _sentences(period: ClosedPeriod, now: Memory) -> list[str]:
    said = []
    name = (
        f"Période {of_period(period.start, period.end)} (arrêtée le {format_long_date(period.on)})"
    )
    before, after = _number(period.figures.get(PAID)), _number(now.get(PAID))
    pieces = _piece_changes(period.figures.get("pieces"), now.get("pieces"))
    if before is not None and after is not None and (before != after or pieces):
        gap = after - before
        said.append(
            f"{name}{NBSP}: dépenses payées de {format_money(before)} à l’arrêté, "
            f"{format_money(after)} aujourd’hui ({_signed(format_money(abs(gap)), gap)})"
            f"{f'{SEMICOLON} {pieces}' if pieces else ''}."
        )
    before, after = _number(period.figures.get(DELIVERED)), _number(now.get(DELIVERED))
    if before is not None and after is not None and before != after:
        gap = after - before
        said.append(
            f"{name}{NBSP}: volume livré de {tonnes(before)} à l’arrêté, {tonnes(after)} "
            f"aujourd’hui ({_signed(tonnes(abs(gap)), gap)})."
        )
    return said


def _piece_changes(before: object, after: object) -> str:
    """Which pieces were added, taken away or changed; a salary is counted, never named."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return ""
    added = [number for number in after if number not in before]
    gone = [number for number in before if number not in after]
    changed = [
        number
        for number in after
        if number in before and after[number]["amount"] != before[number]["amount"]
    ]
    parts = [
        _named(added, after, one="ajoutée", many="ajoutées"),
        _named(gone, before, one="retirée", many="retirées"),
        _named(changed, after, one="corrigée", many="corrigées"),
    ]
    return ", ".join(part for part in parts if part)


def _named(numbers: list[str], pieces: Mapping, *, one: str, many: str) -> str:
    if not numbers:
        return ""
    shown = [number for number in numbers if not pieces[number].get("salary")][:MAX_PIECES]
    names = f" ({join_words(shown)})" if shown else ""
    return counted(
        len(numbers), none="", one=f"1 pièce {one}{names}", many=f"{{n}} pièces {many}{names}"
    )


def _signed(words: str, gap: Decimal) -> str:
    if gap == 0:
        return "total inchangé"
    sign = "+" if gap > 0 else "\u2212"
    return f"{sign}{words}"


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
