"""Pure: the cells that each figure of a payment claim was computed from.

Named are all of them; shown are the values that this funder pays a share of. What somebody earns or
how long somebody worked is named and never shown.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from relocalisons.core.kernel.words.french import count_of, format_money
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.reports.claims.lines import ClaimLines
from relocalisons.core.reports.claims.tiles import Before
from relocalisons.core.reports.sections.account import Account, counted_in
from relocalisons.core.reports.sections.time_recap import sheets_of
from relocalisons.core.reports.shared.amounts import is_salary
from relocalisons.core.reports.shared.sources import Evidence

PRESENTED = "Dépenses présentées (€)"
CLAIMED = "Montants déclarés (€)"
ACCEPTED = "Montants retenus (€)"
REJECTED = "Montants rejetés (€)"
PLANNED = "Budget du programme (€)"
DONE = "Charges réalisées (€)"
TIME = "Temps passé"
_BEFORE = (("claimed", CLAIMED), ("accepted", ACCEPTED), ("rejected", REJECTED))


def evidence_of_claim(
    books: Books, funder: FunderRules, lines: ClaimLines, *, start: date, end: date
) -> tuple[Evidence, ...]:
    """One entry per cell, in the order of the figures."""
    mine = [one for one in books.expenses if one.key and one.key.share(funder.code) > 0]
    return (
        *(_cell(PRESENTED, one, "amount", funder) for one in lines.expenses),
        *(
            _cell(figure, one, column, funder)
            for column, figure in _BEFORE
            for one in mine
            if one.amount(column) is not None
        ),
        *_budget(books, funder),
        *(_cell(DONE, one, "amount", funder) for one in counted_in(books, until=end)),
        *(
            Evidence(figure=TIME, item=month.strftime("%m/%Y"), value=None, cell=cell)
            for month, cell in sheets_of(books.programme, start=start, end=end)
        ),
    )


def printed_in_claim(
    cells: tuple[Evidence, ...], lines: ClaimLines, before: Before, account: Account
) -> Mapping[str, str]:
    """What the claim prints of each figure; those without any cell are not printed."""
    planned = sum(entry.planned for entry in account.charges)
    told = {
        PRESENTED: format_money(lines.presented),
        CLAIMED: format_money(before.claimed),
        ACCEPTED: format_money(before.accepted),
        REJECTED: format_money(before.rejected),
        PLANNED: format_money(planned),
        DONE: format_money(account.paid),
        TIME: count_of(len([cell for cell in cells if cell.figure == TIME]), "feuille"),
    }
    there = {cell.figure for cell in cells}
    return {figure: value for figure, value in told.items() if figure in there}


def _budget(books: Books, funder: FunderRules) -> Iterator[Evidence]:
    for row in books.budget:
        if row.current is None:
            continue
        column = "amended" if row.row.reading("amended").value is not None else "initial"
        shown = row.current if row.funder == funder.code else None
        cell = row.row.place.cell(column)
        yield Evidence(figure=PLANNED, item=row.line, value=shown, cell=cell)


def _cell(figure: str, expense: Expense, column: str, funder: FunderRules) -> Evidence:
    mine = expense.key is not None and expense.key.share(funder.code) > 0
    shown = mine and not is_salary(expense.row)
    return Evidence(
        figure=figure,
        item=expense.number,
        value=expense.amount(column) if shown else None,
        cell=expense.row.place.cell(column),
    )
