"""Pure: what a claim is made from: the books, the grant, the review, and the lines it carries."""

from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import Funder, Programme, TrackedFinding, once_a_programme
from relocalisons.core.money.books import Books, FunderRules, open_books
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.review.review import ClaimReview, review_claim
from relocalisons.core.programme.scope import find_funder
from relocalisons.core.programme.standing import is_set_aside
from relocalisons.core.reports.claims.lines import ClaimLines, claim_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBasis:
    """The same for the claim, for her page and for the archive that proves it."""

    payer: Funder
    books: Books
    rules: FunderRules
    review: ClaimReview
    lines: ClaimLines


def basis_of(
    programme: Programme,
    *,
    funder: str,
    period_start: date,
    period_end: date,
    as_of: date,
    tracked: tuple[TrackedFinding, ...] = (),
) -> ClaimBasis:
    """The basis of a funder's claim; KeyError when « Financeurs » lacks that code.

    `tracked` holds her decisions: two equal invoices that she found to be two are presented.
    """
    payer = find_funder(programme, funder)
    books = open_books(programme)
    rules = books.funder(payer.code)
    if rules is None:
        raise KeyError(f"no funder {funder!r} in « Financeurs »")
    review = reviewed_claim(
        programme,
        payer.code,
        period_start,
        period_end,
        as_of=as_of,
        accepted=settled_by_her(tracked),
    )
    lines = claim_lines(books, review, end=period_end)
    return ClaimBasis(payer=payer, books=books, rules=rules, review=review, lines=lines)


@once_a_programme
def reviewed_claim(
    programme: Programme,
    funder: str,
    start: date,
    end: date,
    *,
    as_of: date,
    accepted: frozenset[str],
) -> ClaimReview:
    """The one review of a claim on a day: its draft, her page and « À faire » say its figures."""
    books = open_books(programme)
    rules = books.funder(funder)
    if rules is None:
        raise KeyError(f"no funder {funder!r} in « Financeurs »")
    return review_claim(books, rules, start=start, end=end, as_of=as_of, accepted=accepted)


def settled_by_her(tracked: tuple[TrackedFinding, ...]) -> frozenset[str]:
    """The subjects of the double invoices, and of the claims not noted, that she set aside."""
    return frozenset(
        entry.finding.subject
        for entry in tracked
        if entry.finding.kind in (MoneyKind.DOUBLE_FUNDING, MoneyKind.CLAIM_UNNOTED)
        and is_set_aside(entry)
    )
