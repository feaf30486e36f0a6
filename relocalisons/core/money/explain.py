"""Pure: « comment ce montant est fait »: the rows and cells of which an amount is the sum.

For the amounts by funder, partner and budget line (dashboard, transfers, notes); those of a claim
and of its account are explained by `reports/proof`, those of repayments by their workbook's rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import CellRef
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.amounts import AmountLine
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents
from relocalisons.core.money.parts import ANSWERS, parts_of_expense


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of a sum: what it adds, in cents, and the cells from which that was made."""

    name: str
    cents: int
    cells: tuple[CellRef, ...]


def explain_amount(books: Books, line: AmountLine, stage: str, *, as_of: date) -> tuple[Term, ...]:
    """The terms whose sum is that stage (`money/parts.STAGES`) of a line; rows of zero left out."""
    found = _planned(books, line) if stage == "planned" else _spent(books, line, stage, as_of)
    return tuple(term for term in found if term.cents)


def _planned(books: Books, line: AmountLine) -> Iterator[Term]:
    for row in books.budget:
        if (row.funder, row.partner, fold(row.line)) != _key(line) or row.current is None:
            continue
        column = "amended" if row.row.decimal("amended") is not None else "initial"
        yield Term(name=row.row.key, cents=cents(row.current), cells=(row.row.place.cell(column),))


def _spent(books: Books, line: AmountLine, stage: str, as_of: date) -> Iterator[Term]:
    for expense in books.expenses:
        if expense.is_refused or expense.key is None:
            continue
        if (line.funder, expense.partner, fold(expense.line)) != _key(line):
            continue
        funder = books.funder(line.funder)
        columns = (stage,) if stage in ANSWERS else ()
        if funder is not None and not columns:
            columns = books.counted_columns(expense, funder)
        for part in parts_of_expense(books, expense, as_of=as_of):
            if part.funder == line.funder:
                yield Term(
                    name=expense.number,
                    cents=getattr(part, stage),
                    cells=tuple(expense.row.place.cell(each) for each in (*columns, "funders")),
                )


def _key(line: AmountLine) -> tuple[str, str | None, str]:
    return line.funder, line.partner, fold(line.line)
