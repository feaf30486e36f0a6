"""Pure: expenses paid before they were invoiced: a wrong date, or a deposit without its invoice."""

from collections.abc import Iterator

from relocalisons.core.kernel.model import Finding, Severity, first_day
from relocalisons.core.kernel.wording import say_contact
from relocalisons.core.kernel.words.french import NBSP, format_long_date
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.expense_wording import about_expense, say_expense
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.words.expenses import ExpenseKind

_WITHOUT_INVOICE = (ExpenseKind.SALARY, ExpenseKind.TRAVEL, ExpenseKind.FLAT)


def find_payment_order(books: Books) -> tuple[Finding, ...]:
    """Invoices whose payment certainly comes first; a date in doubt contradicts nothing."""
    return tuple(
        finding
        for expense in books.expenses
        if not expense.is_refused and expense.kind not in _WITHOUT_INVOICE
        for finding in _judge(expense, books)
    )


def _judge(expense: Expense, books: Books) -> Iterator[Finding]:
    paid, invoiced = expense.day("paid_on"), first_day(expense.row.reading("invoice_date"))
    if paid is None or invoiced is None or paid >= invoiced:
        return
    dates = f"payée le {format_long_date(paid)}, avant sa facture du {format_long_date(invoiced)}"
    yield about_expense(
        expense,
        MoneyKind.PAID_BEFORE_INVOICED,
        severity=Severity.WATCH,
        title=f"{say_expense(expense)}{NBSP}: {dates}.",
        action="Vérifier les deux dates avec "
        f"{say_contact(books.programme, expense.partner)}, ou joindre la facture d’acompte.",
        columns=("paid_on", "invoice_date"),
        what="payée avant d’être facturée",
        ask=f"La dépense est {dates}. Corrigez l’une des deux dates, ou joignez la facture "
        "d’acompte.",
    )
