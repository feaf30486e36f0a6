"""Pure: every finding about money, from books that are opened once."""

from datetime import date

from relocalisons.core.kernel.model import Finding, Programme
from relocalisons.core.money.books import open_books
from relocalisons.core.money.findings.advances import find_advances
from relocalisons.core.money.findings.claims import find_claims
from relocalisons.core.money.findings.co_funding import find_double_funding
from relocalisons.core.money.findings.evidence import find_evidence
from relocalisons.core.money.findings.expense_figures import find_figures
from relocalisons.core.money.findings.expenses import find_eligibility
from relocalisons.core.money.findings.late_for_eligibility import find_late_actions
from relocalisons.core.money.findings.money_names import find_money_names
from relocalisons.core.money.findings.outlook import find_left_behind, find_underspending
from relocalisons.core.money.findings.payment_order import find_payment_order
from relocalisons.core.money.findings.repayments import find_repayments
from relocalisons.core.money.findings.transfers import find_transfers


def find_money(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Findings on expenses, budgets, claims, advances and what spending leads to, by subject."""
    books = open_books(programme)
    return (
        *find_eligibility(books, as_of=as_of),
        *find_evidence(books, as_of=as_of),
        *find_figures(books),
        *find_payment_order(books),
        *find_double_funding(books),
        *find_money_names(books),
        *find_transfers(books, as_of=as_of),
        *find_underspending(books, as_of=as_of),
        *find_left_behind(books, as_of=as_of),
        *find_claims(books, as_of=as_of),
        *find_advances(books, as_of=as_of),
        *find_repayments(books, as_of=as_of),
        *find_late_actions(books),
    )
