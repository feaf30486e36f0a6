"""Pure: the tables of spending: by budget line and by partner, in the columns a funder asks for.

Sums by partner are over all budget lines, and those by budget line over all partners: neither
tells what one person earns.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.words.french import format_money, shorten, typo
from relocalisons.core.money.spending import UNALLOTTED, Spending, budget_of
from relocalisons.core.money.words.expenses import ExpenseKind, read_expense_kind
from relocalisons.core.views.rag import Rag, Status, rate_share, status
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, PlainTable

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
    return Amounts(
        name="Total",
        **{name: sum((entry.of(name) for entry in entries), Decimal(0)) for name in COLUMNS},
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


NOBODY = "Partenaire non précisé"


def by_partner(programme: Programme, spending: Spending) -> tuple[Amounts, ...]:
    """One entry per partner, in the order of « Partenaires », those in doubt last.

    What « Budget » does not allot is of nobody yet: the total is that of the lines.
    """
    names = programme.names
    entries = [
        *(
            (row, "planned", budget_of(row) or Decimal(0))
            for line in spending.lines
            for row in line.budget_rows
        ),
        *((part.row, "committed", part.amount) for one in spending.lines for part in one.committed),
        *((part.row, "paid", part.amount) for one in spending.lines for part in one.paid),
        *((part.row, "eligible", part.eligible) for one in spending.lines for part in one.paid),
    ]
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row, column, amount in entries:
        sums[names.resolve(row.text("partner")).code or ""][column] += amount
    order = {partner.code: index for index, partner in enumerate(programme.partners)}
    codes = sorted(sums, key=lambda code: order.get(code, len(order)))
    found = [Amounts(name=_name(programme, code), **sums[code]) for code in codes]
    if spending.unallotted:
        found.append(Amounts(name=UNALLOTTED, planned=spending.unallotted))
    return tuple(found)


def amounts_table(
    entries: tuple[Amounts, ...], *, what: str, columns: tuple[str, ...], caption: str
) -> PlainTable:
    """Those amounts and their total, without any colour; sums are to the cent."""
    rows = [amount_cells(entry, columns) for entry in entries]
    if len(rows) > 1:
        rows.append(amount_cells(total_of(entries), columns))
    return PlainTable(
        caption=caption,
        columns=(what, *(COLUMNS[column][0] for column in columns)),
        rows=tuple(rows),
    )


def amounts_sheet(
    entries: tuple[Amounts, ...], *, title: str, what: str, unit: str, intro: str
) -> AnnexSheet:
    """The same amounts typed, all four columns."""
    return AnnexSheet(
        title=title,
        intro=intro,
        columns=(
            AnnexColumn(header=what, width=44),
            *(
                AnnexColumn(header=f"{words} ({unit})", width=16, kind="money")
                for words, _ in COLUMNS.values()
            ),
        ),
        rows=tuple(
            (entry.name, *(entry.of(column) for column in COLUMNS))
            for entry in (*entries, total_of(entries))
        ),
    )


def _name(programme: Programme, code: str) -> str:
    partner = programme.partner(code)
    return f"{code} {typo(shorten(partner.name, limit=50))}" if partner else NOBODY
