"""Pure: what the next claim of a funder loses by a budget line that is above the funder's rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.acts.aid.claims import Claim
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books
from relocalisons.core.money.transfers import measure_transfers, paid_above
from relocalisons.core.money.words.reports import ReportType

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrun:
    """`due`: the day of the claim before which the funder must agree; None without a near one.

    `euros`: what this claim would ask beyond the rule, before any rate; zero while what is paid
    stays within it.
    """

    euros: Decimal = _ZERO
    due: date | None = None


def overrun_of(
    subject: str, *, books: Books, claims: Iterable[Claim], until: date, as_of: date
) -> Overrun:
    """The overrun `FRA/Déplacements` in the first of that funder's unsent claims due by a day."""
    # A report of a funder without claims loses no expense.
    near = (one for one in claims if one.deadline <= until and one.kind is ReportType.CLAIM)
    claim = next(near, None)
    if claim is None:
        return Overrun()
    funder, _, name = subject.partition("/")
    uses = measure_transfers(books, as_of=as_of)
    mine = (one for one in uses if one.funder.code == funder and fold(one.name) == fold(name))
    lost = (paid_above(one, books, by=claim.end, as_of=as_of) for one in mine)
    return Overrun(euros=sum(lost, _ZERO), due=claim.deadline)
