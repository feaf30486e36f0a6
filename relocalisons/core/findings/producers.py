"""Pure: everything about growing contracts and their producers, in one call."""

from datetime import date

from relocalisons.core.findings.certificates import find_certificates
from relocalisons.core.findings.contracts import find_contracts
from relocalisons.core.findings.harvest import find_harvest
from relocalisons.core.findings.visits import find_visits
from relocalisons.core.model import Finding, Programme
from relocalisons.core.producer_rules import find_invalid_rules


def find_producers(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Contracts, harvests, certificates and visits, with the rules that cannot be obeyed first."""
    return (
        *find_invalid_rules(programme),
        *find_contracts(programme, as_of=as_of),
        *find_harvest(programme, as_of=as_of),
        *find_certificates(programme, as_of=as_of),
        *find_visits(programme, as_of=as_of),
    )
