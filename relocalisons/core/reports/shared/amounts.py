"""Pure: the amounts of a budget line or partner, in the columns that a funder may ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_money, shorten, typo
from relocalisons.core.money.spending import Spending
from relocalisons.core.money.words.expenses import ExpenseKind, read_expense_kind
from relocalisons.core.reading.sheet_rows import Row
from relocalisons.core.views.rag import Rag, Status, rate_share, status

COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "planned": ("Prévu", ("budget", "prevu", "prevue")),
    "committed": ("Engagé", ("engage", "engagee")),
    "paid": ("Payé", ("paye", "payee", "acquitte", "acquittee")),
    "eligible": ("Éligible", ("eligible",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Euros before tax of one line or partner, this funder's share."""

    name: str
    planned: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    eligible: Decimal = Decimal(0)

    def of(self, column: str) -> Decimal:
        """The amount of a column of `COLUMNS`."""
        return getattr(self, column)


def by_line(spending: Spending) -> tuple[Amounts, ...]:
    """One entry per budget line, in the order of « Budget »."""
    return tuple(
        Amounts(
            name=typo(shorten(line.name, limit=60)),
            planned=line.budget,
            committed=line.committed_amount,
            paid=line.paid_amount,
            eligible=line.eligible_amount,
        )
        for line in spending.lines
    )


def total_of(entries: tuple[Amounts, ...]) -> Amounts:
    """The sum of all entries."""

    def sum_of(pick: Callable[[Amounts], Decimal]) -> Decimal:
        return sum((pick(entry) for entry in entries), Decimal(0))

    return Amounts(
        name="Total",
        planned=sum_of(lambda entry: entry.planned),
        committed=sum_of(lambda entry: entry.committed),
        paid=sum_of(lambda entry: entry.paid),
        eligible=sum_of(lambda entry: entry.eligible),
    )


def amount_cells(entry: Amounts, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The name and the amounts of those columns, as a table prints them."""
    return (entry.name, *(format_money(entry.of(column), cents=True) for column in columns))


def is_salary(row: Row) -> bool:
    """Whether an expense is what somebody earns."""
    return row.said("type", read_expense_kind).may_be(ExpenseKind.SALARY) or bool(
        row.text("payslip")
    )


def rate_spending(share: Decimal, gone: Decimal | None) -> Rag:
    """The level of a paid share: above the budget is an alert, far behind the time too."""
    if share > 1:
        return Rag.ALERT
    return Rag.UNKNOWN if gone is None else rate_share(share, gone)


def spending_status(share: Decimal, gone: Decimal | None) -> Status:
    """The same level in words that say which way it goes."""
    if share > 1:
        return status(Rag.ALERT, "Budget dépassé")
    level = rate_spending(share, gone)
    words = {Rag.GOOD: "Au rythme", Rag.UNKNOWN: "Non mesuré"}
    return status(level, words.get(level, "Sous le rythme"))
