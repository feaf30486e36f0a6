"""Pure: everything about growing contracts and their producers, in one call."""

from datetime import date

from relocalisons.core.kernel.model import Finding, Programme
from relocalisons.core.producers.contracts.findings import find_contracts
from relocalisons.core.producers.prices.findings import find_prices
from relocalisons.core.producers.prices.reviews import find_reviews
from relocalisons.core.producers.purchasing.findings import find_purchasing
from relocalisons.core.producers.quality.certificates_findings import find_certificates
from relocalisons.core.producers.rules import find_invalid_rules
from relocalisons.core.producers.season.findings import find_gaps
from relocalisons.core.producers.visits.findings import find_visits
from relocalisons.core.producers.volumes.harvest import find_harvest


def find_producers(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """All of them, from contracts to purchasing; first the rules that cannot be obeyed."""
    return (
        *find_invalid_rules(programme),
        *find_contracts(programme, as_of=as_of),
        *find_reviews(programme, as_of=as_of),
        *find_harvest(programme, as_of=as_of),
        *find_gaps(programme, as_of=as_of),
        *find_prices(programme),
        *find_certificates(programme, as_of=as_of),
        *find_visits(programme, as_of=as_of),
        *find_purchasing(programme, as_of=as_of),
    )
