"""Pure: what a programme owes its funders: money, objectives, risks and administration."""

from datetime import date

from relocalisons.core.kernel.model import Finding, Programme
from relocalisons.core.money.books import open_books
from relocalisons.core.money.findings.advances import find_advances
from relocalisons.core.money.findings.claims import find_claims
from relocalisons.core.money.findings.co_funding import find_double_funding
from relocalisons.core.money.findings.evidence import find_evidence
from relocalisons.core.money.findings.expense_figures import find_figures
from relocalisons.core.money.findings.expenses import find_eligibility
from relocalisons.core.money.findings.money_names import find_money_names
from relocalisons.core.money.findings.outlook import find_underspending
from relocalisons.core.money.findings.payment_order import find_payment_order
from relocalisons.core.money.findings.transfers import find_transfers
from relocalisons.core.money.findings.two_calendars import find_late_actions
from relocalisons.core.objectives.administration import find_administration
from relocalisons.core.objectives.coordinator_time_findings import find_coordinator_time
from relocalisons.core.objectives.indicators import find_indicators
from relocalisons.core.objectives.risks import find_risks


def find_stewardship(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Findings on money, indicators, risks and administration, by subject."""
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
        *find_claims(books, as_of=as_of),
        *find_advances(books, as_of=as_of),
        *find_late_actions(books),
        *find_indicators(programme, as_of=as_of),
        *find_risks(programme, as_of=as_of),
        *find_administration(programme, as_of=as_of),
        *find_coordinator_time(programme, as_of=as_of),
    )
