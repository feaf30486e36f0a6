"""Pure: the aid of an expense, as its claim will ask for it, and what of it no claim has yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents, euros
from relocalisons.core.money.evidence import unkept
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.aid import aid_of_base, aid_of_parts, base_of_key
from relocalisons.core.money.review.terms import Terms, terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AidTerms:
    """How each funder makes aid of an expense (docs/money.md), on the day of the programme."""

    books: Books
    terms: Mapping[str, Terms]  # by the funder's code

    def shares(self, expense: Expense) -> tuple[tuple[str, Decimal], ...]:
        """(funder, euros of aid), in the order of the key; as far as it can be told.

        Zero where what counts of the expense cannot be read.
        """
        found: list[tuple[str, Decimal]] = []
        for code in expense.key.shares if expense.key is not None else ():
            terms = self.terms.get(code)
            if terms is None:
                continue
            counted = self.books.eligible(expense, terms.funder)
            base = base_of_key(expense, cents(counted or Decimal(0)), terms)
            found.append((code, euros(aid_of_base(expense, base, terms))))
        return tuple(found)

    def open_shares(self, expense: Expense, *, only: str = "") -> Iterator[tuple[str, Decimal]]:
        """(funder, euros of aid not settled): of what a funder answered, what it did not retain.

        What is still asked of what it kept is for an audit. `only`: of that funder alone.
        """
        refused = unkept(expense)
        for funder, whole in self.shares(expense):
            if only not in ("", funder):
                continue
            if refused is None or expense.key is None or not is_in_a_claim(expense, funder):
                yield funder, whole
                continue
            part = refused * expense.key.share(funder)
            yield funder, min(self.of_key_part(expense, funder, part), whole)

    def of_key_part(self, expense: Expense, funder: str, part: Decimal) -> Decimal:
        """Euros of aid where the key gives that part to a funder: it too is within the rate."""
        terms, key = self.terms.get(funder), expense.key
        share = key.share(funder) if key is not None else Decimal(0)
        if terms is None or not share:
            return part
        base = cents(part if terms.key_is_of_the_base else part / share)
        return euros(aid_of_base(expense, base, terms))

    def whole(self, funder: str) -> Decimal | None:
        """Euros that budgets of a funder make in all: its grant, or the base that it supposes.

        None where « Financeurs » has no amount that can be read, or no rate to find the base with.
        """
        terms = self.terms.get(funder)
        if terms is None or terms.grant is None or not terms.funder.row.decimal("amount"):
            return None
        if not terms.key_is_of_the_base:
            return euros(terms.grant)
        return euros(round(terms.grant / terms.rate)) if terms.rate else None

    def of_parts(self, funder: str, parts: Decimal) -> Decimal:
        """Euros of aid of what budgets give a funder, and of what is counted against them."""
        terms = self.terms.get(funder)
        return parts if terms is None else euros(aid_of_parts(cents(parts), terms))


def aid_terms(books: Books) -> AidTerms:
    """The terms of every funder of « Financeurs »."""
    on = books.programme.as_of
    return AidTerms(
        books=books,
        terms={each.code: terms_of(books, each, on=on) for each in books.funders},
    )
