"""Pure: what a funder gives and will not be asked for: at today's pace, or by who left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Partner
from relocalisons.core.money.amounts import Amounts, measure_amounts, parts_of
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.doubts import most_counted
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.funding_key import split_amount
from relocalisons.core.money.review.dates import is_lost_by_its_order
from relocalisons.core.money.review.shares import aid_terms
from relocalisons.core.money.review.terms import terms_of

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A straight line from the start of eligibility through what is paid today; euros.

    `budget`: what the funder gives in all, allotted or not.

    `paid` counts what is certain and eligible, rejections taken off; `at_most` adds what cannot be
    read for sure, taken in the funder's whole favour. `elapsed` is the fraction of the period gone.
    """

    budget: Decimal
    paid: Decimal
    at_most: Decimal
    elapsed: Decimal

    @property
    def forecast(self) -> Decimal:
        """Spending at the end at today's pace, at most the budget."""
        return min(self.paid / self.elapsed, self.budget)

    @property
    def best_case(self) -> Decimal:
        """The same, with every doubt settled in the best way."""
        return min(self.at_most / self.elapsed, self.budget)

    @property
    def unspent(self) -> int:
        """What is left of the budget at the end at today's pace: a line knows no cents."""
        return round(self.budget - self.forecast)


def look_ahead(books: Books, funder: FunderRules, *, as_of: date) -> Outlook | None:
    """The outlook of a funder, or None when nothing can be said for sure.

    None before the start, without a period or a budget, with a budget cell in doubt, or with an
    expense whose very amount is unreadable (nobody knows how much it may add).
    """
    rows = [row for row in books.budget if row.funder == funder.code]
    if funder.start is None or funder.end is None or not rows:
        return None
    if any(row.current is None for row in rows):
        return None
    allotted = sum((row.current or _ZERO for row in rows), _ZERO)
    budget = max(allotted, aid_terms(books).whole(funder.code) or _ZERO)
    span = (funder.end - funder.start).days + 1
    gone = min((as_of - funder.start).days + 1, span)
    if budget <= 0 or span <= 0 or gone <= 0:
        return None
    paid = doubtful = _ZERO
    terms = terms_of(books, funder, on=as_of)
    for expense in books.expenses:
        if expense.is_refused or (expense.key is not None and not expense.key.share(funder.code)):
            continue
        if funder.days_outside(expense) or is_lost_by_its_order(expense, terms):
            continue  # nobody will refund it: it spends nothing of this grant
        part = parts_of(books, expense, as_of=as_of).get(funder.code)
        if part is not None:
            paid += max(part.paid - part.rejected, _ZERO)
            continue
        most = _at_most(books, expense, funder)
        if most is None:
            return None
        doubtful += most
    return Outlook(
        budget=budget, paid=paid, at_most=paid + doubtful, elapsed=Decimal(gone) / Decimal(span)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncommitted:
    """Budget of a partner which nothing is committed on; euros, before any rate.

    `unsure`: a cell of its budget or of its expenses cannot be read.
    """

    partner: Partner
    funder: FunderRules
    euros: Decimal
    unsure: bool


def left_behind(books: Books, *, as_of: date) -> Iterator[Uncommitted]:
    """What partners that left do not spend, by funder, while its period lasts."""
    for funder in books.funders:
        if funder.end is None or funder.end >= as_of:
            for one in uncommitted(books, funder, as_of=as_of):
                if not one.partner.active:
                    yield one


def uncommitted(books: Books, funder: FunderRules, *, as_of: date) -> Iterator[Uncommitted]:
    """What each partner has of a funder and is committed nowhere, in the order of partners."""
    lines = [one for one in measure_amounts(books, as_of=as_of) if one.funder == funder.code]
    for partner in books.programme.partners:
        own = [each for each in lines if each.partner == partner.code]
        amounts = sum((each.amounts for each in own), Amounts())
        left = amounts.planned - amounts.committed
        if left > 0:
            yield Uncommitted(
                partner=partner,
                funder=funder,
                euros=left,
                unsure=any(each.holes for each in own),
            )


def _at_most(books: Books, expense: Expense, funder: FunderRules) -> Decimal | None:
    """The most that an expense in doubt can weigh for a funder; None when nobody knows."""
    if expense.day("paid_on") is None and not expense.is_doubtful("paid_on"):
        return _ZERO  # certainly unpaid
    most = most_counted(books, expense, funder.code)
    if expense.amount() is None or most is None:
        return None
    if expense.key is None:
        return most
    return split_amount(most, expense.key)[funder.code]
