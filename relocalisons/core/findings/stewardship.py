"""Pure: what a programme owes its funders: money, objectives, risks and administration."""

from datetime import date

from relocalisons.core.findings.administration import find_administration
from relocalisons.core.findings.advances import find_advances
from relocalisons.core.findings.claims import find_claims
from relocalisons.core.findings.co_funding import find_double_funding
from relocalisons.core.findings.coordinator_time import find_coordinator_time
from relocalisons.core.findings.evidence import find_evidence
from relocalisons.core.findings.expense_figures import find_figures
from relocalisons.core.findings.expenses import find_eligibility
from relocalisons.core.findings.indicators import find_indicators
from relocalisons.core.findings.money_names import find_money_names
from relocalisons.core.findings.outlook import find_underspending
from relocalisons.core.findings.payment_order import find_payment_order
from relocalisons.core.findings.risks import find_risks
from relocalisons.core.findings.transfers import find_transfers
from relocalisons.core.findings.two_calendars import find_late_actions
from relocalisons.core.model import Finding, Programme
from relocalisons.core.money.books import open_books


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
