"""Pure: how a finding speaks of one expense, and who may see it."""

from datetime import date

from relocalisons.core.kernel.model import Audience, Finding, FindingKind, Severity
from relocalisons.core.kernel.words.french import format_money, shorten, typo
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.words.expenses import ExpenseKind


def say_expense(expense: Expense) -> str:
    """« Dépense P07-25-003 (Bureau Sillon, 1 234,50 € HT) »; of a salary, neither who nor what."""
    net, supplier = expense.amount(), expense.row.text("supplier")
    if expense.kind is ExpenseKind.SALARY:
        return f"Dépense {expense.number} (salaire)"
    known = [
        *([typo(shorten(supplier, limit=40))] if supplier else []),
        *([f"{format_money(net)} HT"] if net is not None else []),
    ]
    return f"Dépense {expense.number}" + (f" ({', '.join(known)})" if known else "")


def about_expense(
    expense: Expense,
    kind: FindingKind,
    *,
    severity: Severity,
    title: str,
    action: str,
    columns: tuple[str, ...],
    what: str,
    ask: str = "",
    due: date | None = None,
    days: int | None = None,
    subject: str = "",
    detail: str = "",
) -> Finding:
    """A finding on one expense; its partner and the coordinator see it, nobody else."""
    return Finding(
        kind=kind,
        subject=subject or expense.subject,
        partner=expense.partner,
        severity=severity,
        audience=Audience.PARTNER if expense.partner else Audience.COORDINATION,
        title=title,
        action=action,
        label=f"{expense.number} – {what}",
        evidence=tuple(expense.row.place.cell(column) for column in columns),
        due=due,
        days=days,
        detail=detail,
        ask=ask if expense.partner else "",
    )
