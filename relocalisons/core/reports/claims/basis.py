"""Pure: what a claim is made from: the books, the grant, the review, and the lines it carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.model import Funder, Programme, TrackedFinding, once_a_programme
from relocalisons.core.money.books import Books, FunderRules, open_books
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.review.review import ClaimReview, review_claim
from relocalisons.core.programme.scope import find_funder
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
    return settled_in({entry.finding.key: entry.word for entry in tracked})


def settled_in(words: Mapping[str, Understood]) -> frozenset[str]:
    """The same of her words by key of a finding, which are known before anything is found."""
    kinds = (MoneyKind.DOUBLE_FUNDING.value, MoneyKind.CLAIM_UNNOTED.value)
    said = (key.partition(":") for key, word in words.items() if word.meaning is Meaning.VOID)
    return frozenset(subject for kind, _, subject in said if kind in kinds)
