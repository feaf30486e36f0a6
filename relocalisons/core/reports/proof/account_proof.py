"""Pure: how the charges of the account of a grant are made, account by account."""

from datetime import date
from decimal import Decimal

from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.words.budget_lines import account_of_line
from relocalisons.core.reports.proof.making import Ledger
from relocalisons.core.reports.sections.account import ACCOUNTS, action_budget, counted_in
from relocalisons.core.reports.shared.amounts import is_salary

SHOWN_LATER = "Les salaires sont présentés ensemble : leurs montants sont montrés au contrôle."


def prove_account(ledger: Ledger, books: Books, rules: FunderRules, *, end: date) -> None:
    """The charges of the account, foreseen and paid, account by account."""
    paid = counted_in(books, rules, until=end)
    planned = [row for row in action_budget(books, rules) if row.current is not None]
    foreseen: list[str] = []
    done: list[str] = []
    for at, (account, name) in enumerate(ACCOUNTS.items(), start=1):
        budget = [row for row in planned if account_of_line(row.line) == account]
        spent = [one for one in paid if account_of_line(one.line) == account]
        if budget:
            cells = [
                (row.row, "amended" if row.row.decimal("amended") is not None else "initial")
                for row in budget
            ]
            foreseen.append(ledger.cells_sum(f"compte-{at}-prevu", f"{name}, prévision", cells))
        if spent:
            done.append(_spent(ledger, books, rules, spent, id_=f"compte-{at}", name=name))
    ledger.sum_of("charges-prevues", "Charges de l’action, prévision", foreseen)
    ledger.sum_of("charges-payees", "Charges de l’action, réalisation", done)


def _spent(
    ledger: Ledger,
    books: Books,
    rules: FunderRules,
    spent: list[Expense],
    *,
    id_: str,
    name: str,
) -> str:
    others = [one for one in spent if not is_salary(one.row)]
    pay = [one for one in spent if is_salary(one.row)]
    parts: list[str] = []
    if others:
        cells = [(e.row, column) for e in others for column in books.counted_columns(e, rules)]
        parts.append(ledger.cells_sum(f"{id_}-pieces", f"{name}, pièces payées", cells))
    if pay:
        amount = sum((books.eligible(one, rules) or Decimal(0) for one in pay), Decimal(0))
        places = [str(one.row.place.cell("amount")) for one in pay]
        parts.append(
            ledger.given(
                f"{id_}-salaires",
                f"{name}, salaires payés",
                amount,
                note=SHOWN_LATER,
                places=places,
            )
        )
    return ledger.sum_of(f"{id_}-paye", f"{name}, réalisation", parts)
