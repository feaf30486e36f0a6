"""Pure: one invoice that stands on several lines, and is asked for more than once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    format_money,
    format_percent,
    join_words,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.words.expenses import ExpenseKind

Invoice = tuple[str, date, Decimal]


def find_double_funding(books: Books) -> tuple[Finding, ...]:
    """Invoices of one supplier, day and amount whose shares make more than 100 % together.

    Two such lines may be two real invoices: it is a question for her, and names no partner to
    another. Lines whose key cannot be read are left out.
    """
    return tuple(_double(expenses) for expenses in double_invoices(books))


def double_invoices(books: Books) -> tuple[tuple[Expense, ...], ...]:
    """The lines of each such invoice, by subject."""
    groups: defaultdict[Invoice, list[Expense]] = defaultdict(list)
    for expense in books.expenses:
        invoice = _invoice(expense)
        if invoice is not None and expense.key is not None and not expense.is_refused:
            groups[invoice].append(expense)
    return tuple(
        tuple(sorted(expenses, key=lambda each: each.subject))
        for expenses in groups.values()
        if len(expenses) > 1 and _total(expenses) > 1
    )


def _invoice(expense: Expense) -> Invoice | None:
    supplier, day, net = (
        expense.row.text("supplier"),
        expense.day("invoice_date"),
        expense.amount(),
    )
    if expense.kind is not ExpenseKind.INVOICE or not supplier or day is None or not net:
        return None
    return fold(supplier), day, net


def _total(expenses: Sequence[Expense]) -> Decimal:
    return sum((each.key.total for each in expenses if each.key), Decimal(0))


def _double(ordered: tuple[Expense, ...]) -> Finding:
    day, net = ordered[0].day("invoice_date"), ordered[0].amount()
    if day is None or net is None:
        raise ValueError("an invoice of a group has its day and its amount")
    partners = {each.partner for each in ordered}
    supplier = typo(ordered[0].row.text("supplier") or "")
    numbers = join_words([each.number for each in ordered])
    return Finding(
        kind=MoneyKind.DOUBLE_FUNDING,
        subject="+".join(each.subject for each in ordered),
        partner=ordered[0].partner if len(partners) == 1 else None,
        severity=Severity.ALERT,
        audience=Audience.COORDINATION,
        title=f"Même facture sur {count_of(len(ordered), 'ligne')} ({numbers}){NBSP}: {supplier}, "
        f"{format_money(net)} HT du {format_long_date(day)}, financée à "
        f"{format_percent(_total(ordered))} en tout.",
        action="Vérifier s’il s’agit d’une seule facture, et n’en garder qu’une ligne avec une clé "
        "qui ne dépasse pas 100\u202f%.",
        label=f"{ordered[0].number} – Facture en double",
        evidence=tuple(
            each.row.place.cell(column) for each in ordered for column in ("number", "funders")
        ),
    )
