"""Pure: what a funder's budget lines were given, and what was paid on them so far.

Amounts are HT, or for a funder that said to count TTC, what `Books.eligible` counts for it; by
budget line, never by person; an expense shared between funders counts for its share. An amount,
a payment day or a share that cannot be read for sure leaves its row out of the sums, and the row
is counted as a hole. What « Budget » does not allot of a grant is a line of its own: shares are of
the funder's whole, on every page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relocalisons.core.kernel.model import Funder, Programme, Row, RowPlace
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import answered
from relocalisons.core.money.books import Books, FunderRules, open_books
from relocalisons.core.money.cents import cents, euros
from relocalisons.core.money.doubts import (
    NOTHING,
    Unsure,
    all_of,
    unsure_budget,
    unsure_payment,
)
from relocalisons.core.money.expense import NO_LINE, Expense
from relocalisons.core.money.funding_key import FundingKey, split_amount
from relocalisons.core.money.review.shares import aid_terms
from relocalisons.core.money.sums import CentRows
from relocalisons.core.money.twice.waiting import waiting_lines
from relocalisons.core.money.words.funders import VatBase
from relocalisons.core.programme.scope import is_funder

UNALLOTTED = "Non réparti"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one expense weighs for one funder."""

    row: Row
    amount: Decimal  # this funder's share, to the cent
    on: date | None  # day of payment; None when it is committed but not paid
    columns: tuple[str, ...]  # the cells whose sum the share is taken of
    eligible: Decimal = Decimal(0)  # of it, paid inside the eligibility period and not rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One budget line of a funder, over all partners; euros."""

    name: str
    budget: Decimal
    committed_amount: Decimal  # ordered, invoiced or paid
    paid_amount: Decimal
    eligible_amount: Decimal  # paid inside the eligibility period, what was rejected taken off
    paid: tuple[Part, ...]
    budget_rows: tuple[Row, ...]
    committed: tuple[Part, ...] = ()
    grant: RowPlace | None = None  # of what no line of « Budget » allots: the funder's own line

    @property
    def share(self) -> Decimal | None:
        """Paid over budget, or None without budget."""
        return self.paid_amount / self.budget if self.budget > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """A funder's budget and payments; `is_measured` is False when no budget could be read."""

    lines: tuple[BudgetLine, ...]
    left_out: int  # expense rows that may concern this funder but cannot be counted
    unread_budgets: int
    time_share: Decimal | None  # share of the eligibility period gone by
    before_tax: bool  # whether every amount is HT
    unsure: Unsure = NOTHING  # what may have been paid besides
    unsure_budget: Unsure = NOTHING  # what the budget may be besides
    is_whole: bool = True  # whether the budget is all that the funder gives

    @property
    def euros(self) -> str:
        """What the amounts are, in French: « euros HT »."""
        return "euros HT" if self.before_tax else "euros, TVA comprise si elle n’est pas récupérée"

    @property
    def unit(self) -> str:
        """The same for a narrow heading."""
        return "€ HT" if self.before_tax else "€"

    @property
    def is_measured(self) -> bool:
        """Whether there is a budget to compare payments with."""
        return self.budget > 0

    @property
    def budget(self) -> Decimal:
        """Σ of the budget lines, and what the grant supposes besides."""
        return sum((line.budget for line in self.lines), Decimal(0))

    @property
    def unallotted(self) -> Decimal:
        """What no line of « Budget » allots of it."""
        return sum((line.budget for line in self.lines if line.grant is not None), Decimal(0))

    @property
    def paid(self) -> Decimal:
        """Σ paid, this funder's share."""
        return sum((line.paid_amount for line in self.lines), Decimal(0))

    @property
    def share(self) -> Decimal | None:
        """Paid over budget, or None without budget, or above one that may not be the whole."""
        return share_of_whole(self.paid, self.budget, is_whole=self.is_whole)


def share_of_whole(paid: Decimal, budget: Decimal, *, is_whole: bool) -> Decimal | None:
    """Paid over what a funder gives; None where that is unknown and less than what was paid."""
    if budget <= 0 or (paid > budget and not is_whole):
        return None
    return paid / budget


def measure_spending(programme: Programme, funder: Funder, *, as_of: date) -> Spending:
    """The budget lines of that funder, in the order in which « Budget » has them."""
    books = open_books(programme)
    rules = books.funder(funder.code)
    budgets: dict[str, list[Row]] = {}
    names: dict[str, str] = {}
    unread, more_budget = 0, NOTHING
    for row in programme.rows("budget"):
        if not is_funder(row.plain("funder"), funder):
            continue
        if budget_of(row) is None:
            unread += 1
            more_budget += unsure_budget(row)
            continue
        key = fold(row.plain("budget_line"))
        names.setdefault(key, row.plain("budget_line"))
        budgets.setdefault(key, []).append(row)
    paid, committed, left_out = _expenses(books, funder, rules=rules, as_of=as_of, names=names)
    unsure = all_of(unsure_payment(books, one, funder.code, as_of=as_of) for one in left_out)
    parts = [part for found in (*paid.values(), *committed.values()) for part in found]
    totals = _totals(budgets, paid, committed, names=names)
    lines = tuple(
        BudgetLine(
            name=name or NO_LINE,
            budget=totals[key].budget,
            committed_amount=totals[key].committed,
            paid_amount=totals[key].paid,
            eligible_amount=totals[key].eligible,
            paid=tuple(paid.get(key, ())),
            budget_rows=tuple(budgets.get(key, ())),
            committed=tuple(committed.get(key, ())),
        )
        for key, name in names.items()
    )
    whole = None if unread else aid_terms(books).whole(funder.code)
    return Spending(
        lines=(*lines, *_unallotted(lines, funder, whole=whole)),
        is_whole=whole is not None,
        left_out=len(left_out),
        unread_budgets=unread,
        unsure=unsure,
        unsure_budget=more_budget,
        time_share=_time_share(funder, as_of=as_of),
        before_tax=rules is None
        or rules.vat_base is VatBase.NET
        or (rules.vat_base is None and all(part.columns == _NET for part in parts)),
    )


_NET = ("amount",)


def _unallotted(
    lines: Sequence[BudgetLine], funder: Funder, *, whole: Decimal | None
) -> Iterator[BudgetLine]:
    """What « Budget », where it allots something, leaves of the whole; no cents: rounded keys."""
    allotted = sum((line.budget for line in lines), Decimal(0))
    if allotted > 0 and whole is not None and whole - allotted >= 1:
        yield BudgetLine(
            name=UNALLOTTED,
            budget=whole - allotted,
            committed_amount=Decimal(0),
            paid_amount=Decimal(0),
            eligible_amount=Decimal(0),
            paid=(),
            budget_rows=(),
            grant=funder.place,
        )


class _Total(NamedTuple):
    """Euros of one budget line, in the order of the columns of the rows."""

    budget: Decimal
    committed: Decimal
    paid: Decimal
    eligible: Decimal


def _totals(
    budgets: Mapping[str, Sequence[Row]],
    paid: Mapping[str, Sequence[Part]],
    committed: Mapping[str, Sequence[Part]],
    *,
    names: Iterable[str],
) -> Mapping[str, _Total]:
    """By folded budget line, Σ of whole cents."""
    rows = [
        *(
            ((key,), (cents(budget_of(row) or Decimal(0)), 0, 0, 0))
            for key, found in budgets.items()
            for row in found
        ),
        *(
            ((key,), (0, 0, cents(part.amount), cents(part.eligible)))
            for key, parts in paid.items()
            for part in parts
        ),
        *(
            ((key,), (0, cents(part.amount), 0, 0))
            for key, parts in committed.items()
            for part in parts
        ),
    ]
    rows += [((name,), (0, 0, 0, 0)) for name in names]
    summed = CentRows(names=("line",), columns=_Total._fields, rows=rows).all_sums("line")
    return {
        name: _Total(**{each: euros(amount) for each, amount in amounts.items()})
        for (name,), amounts in summed.items()
    }


def paid_between(spending: Spending, *, start: date, end: date) -> Decimal:
    """Euros paid from `start` to `end`, both included, this funder's share."""
    return sum(
        (
            part.amount
            for line in spending.lines
            for part in line.paid
            if part.on is not None and start <= part.on <= end
        ),
        Decimal(0),
    )


def spending_within(spending: Spending, funder: Funder, *, start: date, end: date) -> Spending:
    """The same budget with what was paid from `start` to `end` alone: what a report attests.

    Its time is that of its last day: payments of a period are not held against a later day.
    """
    lines: list[BudgetLine] = []
    for line in spending.lines:
        kept = tuple(part for part in line.paid if part.on and start <= part.on <= end)
        lines.append(
            replace(
                line,
                paid=kept,
                paid_amount=sum((part.amount for part in kept), Decimal(0)),
                eligible_amount=sum((part.eligible for part in kept), Decimal(0)),
            )
        )
    return replace(spending, lines=tuple(lines), time_share=_time_share(funder, as_of=end))


def _expenses(
    books: Books,
    funder: Funder,
    *,
    rules: FunderRules | None,
    as_of: date,
    names: dict[str, str],
) -> tuple[dict[str, list[Part]], dict[str, list[Part]], list[Expense]]:
    paid: dict[str, list[Part]] = {}
    committed: dict[str, list[Part]] = {}
    left_out: list[Expense] = []
    waiting = waiting_lines(books.programme)
    for expense in books.expenses:
        row = expense.row
        if expense.is_refused:
            continue
        keyed = expense.sure_key
        if keyed is not None and keyed.share(funder.code) == 0:
            continue
        amount, columns = _counted(books, expense, rules)
        in_doubt = row.is_doubtful("paid_on") or expense.subject in waiting
        if keyed is None or amount is None or in_doubt:
            left_out.append(expense)
            continue
        key = fold(row.plain("budget_line"))
        names.setdefault(key, row.plain("budget_line"))
        day = row.last_day("paid_on")
        part = Part(
            row=row,
            amount=split_amount(amount, keyed)[funder.code],
            on=day,
            columns=columns,
            eligible=_eligible_part(expense, funder, amount=amount, key=keyed),
        )
        if day is not None and day <= as_of:
            paid.setdefault(key, []).append(part)
        if _is_committed(row, day):
            committed.setdefault(key, []).append(part)
    return paid, committed, left_out


def _counted(
    books: Books, expense: Expense, rules: FunderRules | None
) -> tuple[Decimal | None, tuple[str, ...]]:
    """What the funder counts of an expense, before its share, and the cells it stands in."""
    columns = () if rules is None else books.counted_columns(expense, rules)
    return books.counted(expense, rules), columns or _NET


def _eligible_part(
    expense: Expense, funder: Funder, *, amount: Decimal, key: FundingKey
) -> Decimal:
    """This funder's share of an expense invoiced and paid inside its period, less what is rejected.

    By its days and what the funder answered, not by what the control of a claim would find: papers
    say so. Zero when it is not paid, or when a day, the period or the answer is in doubt: what is
    not known for sure is not claimed.
    """
    row = expense.row
    day = row.last_day("paid_on")
    start, end = funder.eligibility_start.value, funder.eligibility_end.value
    if day is None or start is None or end is None:
        return Decimal(0)
    days = [day, invoiced] if (invoiced := row.last_day("invoice_date")) is not None else [day]
    if any(not start.earliest <= one <= end.latest for one in days):
        return Decimal(0)
    rejected, kept = answered(expense, "rejected"), answered(expense, "accepted")
    if row.is_doubtful("invoice_date"):
        return Decimal(0)
    if rejected is None:  # nobody noted what was declared: what the funder kept is sure
        return split_amount(min(amount, kept or Decimal(0)), key)[funder.code]
    return split_amount(max(amount - rejected, Decimal(0)), key)[funder.code]


def _is_committed(row: Row, paid_on: date | None) -> bool:
    return (
        paid_on is not None
        or row.last_day("committed_on") is not None
        or row.last_day("invoice_date") is not None
    )


def budget_of(row: Row) -> Decimal | None:
    """The amended budget if one was written, else the initial one; None when doubtful."""
    if row.is_doubtful("amended"):
        return None
    amended = row.decimal("amended")
    return row.decimal("initial") if amended is None else amended


def _time_share(funder: Funder, *, as_of: date) -> Decimal | None:
    start, end = funder.eligibility_start.value, funder.eligibility_end.value
    if start is None or end is None or end.latest < start.earliest:
        return None
    span = (end.latest - start.earliest).days + 1
    gone = min(max((as_of - start.earliest).days, 0), span)
    return Decimal(gone) / Decimal(span)
