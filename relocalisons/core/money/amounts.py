"""Pure: the six amounts of money, by funder, partner and budget line.

Prévu, engagé, facturé, payé, déclaré, retenu or rejeté are six different things: funders pay on
what is paid, and a share of consumption must say which of them it counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.funding_key import split_amount

_ZERO = Decimal(0)
_CLAIMS = ("claimed", "accepted", "rejected")


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

    `holes`: expenses or budget cells that may belong here and could not be read for sure; they are
    in none of the sums.
    """

    funder: str
    partner: str | None
    line: str
    amounts: Amounts
    holes: int


@dataclass(slots=True)
class _Cell:
    line: str
    amounts: Amounts = field(default_factory=Amounts)
    holes: int = 0


def measure_amounts(books: Books, *, as_of: date) -> tuple[AmountLine, ...]:
    """The lines of « Budget » in their order, then lines that only expenses name.

    An expense whose key cannot be read is in no line: `unattributed` lists these.
    """
    cells: dict[tuple[str, str | None, str], _Cell] = {}

    def cell(funder: str, partner: str | None, line: str) -> _Cell:
        return cells.setdefault((funder, partner, fold(line)), _Cell(line))

    for row in books.budget:
        here = cell(row.funder, row.partner, row.line)
        if row.current is None:
            here.holes += 1
        else:
            here.amounts += Amounts(planned=row.current)
    for expense in books.expenses:
        if expense.is_refused or expense.key is None:
            continue
        parts = parts_of(books, expense, as_of=as_of)
        for funder in expense.key.shares:
            here = cell(funder, expense.partner, expense.line)
            part = parts.get(funder)
            if part is None:
                here.holes += 1
            else:
                here.amounts += part
    return tuple(
        AmountLine(
            funder=funder, partner=partner, line=each.line, amounts=each.amounts, holes=each.holes
        )
        for (funder, partner, _), each in cells.items()
    )


def unattributed(books: Books) -> tuple[Expense, ...]:
    """Expenses that count and whose key nobody can read."""
    return tuple(each for each in books.expenses if each.key is None and not each.is_refused)


def total(lines: Iterable[AmountLine]) -> Amounts:
    """Σ of the lines."""
    return sum((line.amounts for line in lines), Amounts())


def parts_of(books: Books, expense: Expense, *, as_of: date) -> dict[str, Amounts]:
    """What an expense weighs for each funder of its key; a funder is left out when unsure.

    Shares above 100 % are an error that somebody has to put right: they weigh nothing until then.
    Declared, retained and rejected amounts are those of the whole expense, shared by the same key.
    """
    if expense.key is None or expense.key.total > 1:
        return {}
    if expense.is_doubtful("paid_on", "invoice_date", *_CLAIMS):
        return {}
    shared = {
        column: split_amount(expense.amount(column) or _ZERO, expense.key) for column in _CLAIMS
    }
    paid = _is_by(expense.day("paid_on"), as_of)
    invoiced = paid or _is_by(expense.day("invoice_date"), as_of)
    committed = invoiced or _is_by(expense.day("committed_on"), as_of)
    parts: dict[str, Amounts] = {}
    for code in expense.key.shares:
        funder = books.funder(code)
        eligible = None if funder is None else books.eligible(expense, funder)
        if eligible is None:
            continue
        part = split_amount(eligible, expense.key)[code]
        parts[code] = Amounts(
            committed=part if committed else _ZERO,
            invoiced=part if invoiced else _ZERO,
            paid=part if paid else _ZERO,
            claimed=shared["claimed"][code],
            accepted=shared["accepted"][code],
            rejected=shared["rejected"][code],
        )
    return parts


def _is_by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of
