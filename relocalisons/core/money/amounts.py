"""Pure: the six amounts of money, by funder, partner and budget line.

Prévu, engagé, facturé, payé, déclaré, retenu or rejeté are six different things: funders pay on
what is paid, and a share of consumption must say which of them it counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, once_a_programme
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import ANSWERS
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.cents import euros
from relocalisons.core.money.doubts import NOTHING, Unsure
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.parts import (
    STAGES,
    UNSURE,
    UNSURE_BUDGET,
    UNSURE_BY_STAGE,
    part_rows,
    parts_of_expense,
)

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Euros, to the cent; each later stage is counted in the ones before it."""

    planned: Decimal = _ZERO  # the budget in force
    committed: Decimal = _ZERO  # ordered, invoiced or paid
    invoiced: Decimal = _ZERO
    paid: Decimal = _ZERO
    claimed: Decimal = _ZERO
    accepted: Decimal = _ZERO
    rejected: Decimal = _ZERO

    def __add__(self, other: "Amounts") -> "Amounts":
        """Sum, amount by amount."""
        return Amounts(
            **{
                each.name: getattr(self, each.name) + getattr(other, each.name)
                for each in fields(Amounts)
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLine:
    """The amounts of one funder, partner and budget line; `partner` is None when nobody knows.

    `holes`: expenses or budget cells that may belong here and could not be read for sure; what is
    in doubt of them is in none of the sums. `unsure` and `unsure_budget`: what they may add to what
    is paid, and to what is planned; `unsure_stages`: to what is ordered, invoiced, declared, kept
    or refused, by name of the amount.
    """

    funder: str
    partner: str | None
    line: str
    amounts: Amounts
    holes: int
    unsure: Unsure = NOTHING
    unsure_budget: Unsure = NOTHING
    unsure_stages: Mapping[str, Unsure] = field(default_factory=dict[str, Unsure])


def measure_amounts(books: Books, *, as_of: date) -> tuple[AmountLine, ...]:
    """The lines of « Budget » in their order, then lines that only expenses name.

    An expense whose key cannot be read is in no line: `unattributed` lists these.
    """
    return _amount_lines(books.programme, as_of=as_of)


@once_a_programme
def _amount_lines(programme: Programme, *, as_of: date) -> tuple[AmountLine, ...]:
    books = open_books(programme)
    names: dict[str, str] = {}
    for line in (*(row.line for row in books.budget), *(each.line for each in books.expenses)):
        names.setdefault(fold(line), line)
    summed = part_rows(books, as_of=as_of).all_sums("funder", "partner", "line")
    return tuple(
        AmountLine(
            funder=funder,
            partner=partner or None,
            line=names[line],
            amounts=Amounts(**{stage: euros(row[stage]) for stage in STAGES}),
            holes=row["holes"],
            unsure=_unsure(row, UNSURE),
            unsure_budget=_unsure(row, UNSURE_BUDGET),
            unsure_stages={
                stage: found
                for stage, columns in UNSURE_BY_STAGE.items()
                if (found := _unsure(row, columns)) != NOTHING
            },
        )
        for (funder, partner, line), row in summed.items()
    )


def _unsure(row: Mapping[str, int], columns: tuple[str, ...]) -> Unsure:
    more, unbounded, cells = (row[each] for each in columns)
    return Unsure(more=None if unbounded else more, cells=cells)


def unattributed(books: Books) -> tuple[Expense, ...]:
    """Expenses that count and whose key nobody can read."""
    return tuple(each for each in books.expenses if each.key is None and not each.is_refused)


def total(lines: Iterable[AmountLine]) -> Amounts:
    """Σ of the lines."""
    return sum((line.amounts for line in lines), Amounts())


def parts_of(books: Books, expense: Expense, *, as_of: date) -> dict[str, Amounts]:
    """What an expense weighs for each funder of its key, in euros; left out when unsure."""
    if expense.is_doubtful("invoice_date", *ANSWERS):
        return {}
    return {
        part.funder: Amounts(
            **{stage: euros(getattr(part, stage)) for stage in STAGES if stage != "planned"}
        )
        for part in parts_of_expense(books, expense, as_of=as_of)
        if part.is_spent
    }
