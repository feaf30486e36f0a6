"""Pure: the expenses that a payment claim presents, numbered, with their pieces and their holes.

Presented: paid inside the claim's period and the funder's eligibility, not presented before. An
expense in doubt, or whose lines ask for more than it cost, is not presented: it is listed with
what must be put right. What somebody earns is presented in one line for all salaries: the pay
slips are shown at a control, never filed here.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.funding_key import split_amount
from relocalisons.core.reports.claims.holes import (
    FILED,
    PIECES,
    Hole,
    asked_twice,
    baseless,
    missing_of,
    unclear,
)
from relocalisons.core.reports.shared.amounts import is_salary


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A piece of a presented line: the name of its shortcut, and the Drive id that it leads to."""

    name: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One presented expense (or all salaries together); euros, in the base the funder counts."""

    number: int
    expenses: tuple[Expense, ...]
    amount: Decimal
    presented: Decimal  # this funder's share, to the cent
    share: Decimal | None  # None for several expenses
    filed: tuple[Filed, ...]

    @property
    def is_salaries(self) -> bool:
        """Whether it stands for all salaries."""
        return is_salary(self.expenses[0].row)

    @property
    def budget_line(self) -> str:
        """Where the statement counts it; all salaries stand together."""
        return "Frais de personnel" if self.is_salaries else self.expenses[0].line


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLines:
    """What a claim presents; `before` are expenses presented in earlier claims."""

    lines: tuple[ClaimLine, ...]
    holes: tuple[Hole, ...]
    before: tuple[Expense, ...]
    held: int  # expenses that are not presented until something is put right

    @property
    def presented(self) -> Decimal:
        """Σ of what is presented."""
        return sum((line.presented for line in self.lines), Decimal(0))

    @property
    def amount(self) -> Decimal:
        """Σ of what the shares are taken of."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def expenses(self) -> tuple[Expense, ...]:
        """Every presented expense."""
        return tuple(one for line in self.lines for one in line.expenses)


def claim_lines(
    books: Books,
    funder: FunderRules,
    *,
    start: date,
    end: date,
    as_of: date,
    accepted: Collection[str] = (),
) -> ClaimLines:
    """The lines of a claim by budget line, day of payment and number, salaries last.

    `accepted` are the subjects of double invoices that the coordinator found to be two real ones.
    """
    mine = [
        one
        for one in books.expenses
        if _may_concern(one, funder) and _may_be_paid(one, start=start, end=end)
    ]
    doubts = [hole for one in mine if (hole := unclear(one)) is not None]
    paid = [
        one
        for one in mine
        if unclear(one) is None and _is_presentable(one, funder, start=start, end=end)
    ]
    undeclared = [one for one in paid if not one.row.text("claim")]
    twice = asked_twice(books, accepted=accepted)
    held = [
        twice.get(one.subject) or baseless(one)
        for one in undeclared
        if one.subject in twice or books.eligible(one, funder) is None
    ]
    order = _budget_order(books)
    new = sorted(
        (
            one
            for one in undeclared
            if one.subject not in twice and books.eligible(one, funder) is not None
        ),
        key=lambda one: (
            order.get(fold(one.line), len(order)),
            fold(one.line),
            one.day("paid_on") or end,
            one.subject,
        ),
    )
    return ClaimLines(
        lines=tuple(_numbered(new, books=books, funder=funder)),
        holes=(*doubts, *held, *missing_of(new, books=books, as_of=as_of)),
        before=tuple(one for one in paid if one.row.text("claim")),
        held=len(doubts) + len(held),
    )


def _may_concern(expense: Expense, funder: FunderRules) -> bool:
    """Whether the funder pays a share of it, or nobody can tell."""
    lives = not (expense.is_refused or expense.is_planned)
    return lives and (expense.key is None or expense.key.share(funder.code) > 0)


def _may_be_paid(expense: Expense, *, start: date, end: date) -> bool:
    """Whether its payment falls in the period, or may: what is paid for sure elsewhere is not."""
    paid = expense.day("paid_on")
    return expense.is_doubtful("paid_on") or (paid is not None and start <= paid <= end)


def _is_presentable(expense: Expense, funder: FunderRules, *, start: date, end: date) -> bool:
    """Paid in the period, invoiced and paid inside the funder's eligibility."""
    paid, invoiced = expense.day("paid_on"), expense.day("invoice_date")
    if paid is None or not start <= paid <= end:
        return False
    days = [paid, invoiced] if invoiced is not None else [paid]
    return all(
        (funder.start is None or day >= funder.start) and (funder.end is None or day <= funder.end)
        for day in days
    )


def _budget_order(books: Books) -> dict[str, int]:
    names = dict.fromkeys(fold(row.line) for row in books.budget)
    return {name: index for index, name in enumerate(names)}


def _numbered(new: list[Expense], *, books: Books, funder: FunderRules) -> Iterator[ClaimLine]:
    pay = [one for one in new if is_salary(one.row)]
    others = [one for one in new if not is_salary(one.row)]
    for number, one in enumerate(others, start=1):
        amount, presented = _amounts(one, books=books, funder=funder)
        yield ClaimLine(
            number=number,
            expenses=(one,),
            amount=amount,
            presented=presented,
            share=one.key.share(funder.code) if one.key else None,
            filed=tuple(_filed(one, number)),
        )
    if pay:
        amounts = [_amounts(one, books=books, funder=funder) for one in pay]
        yield ClaimLine(
            number=len(others) + 1,
            expenses=tuple(pay),
            amount=sum((amount for amount, _ in amounts), Decimal(0)),
            presented=sum((presented for _, presented in amounts), Decimal(0)),
            share=None,
            filed=(),
        )


def _amounts(expense: Expense, *, books: Books, funder: FunderRules) -> tuple[Decimal, Decimal]:
    """The base of a sure expense, and this funder's part; all parts add up to the base."""
    amount = books.eligible(expense, funder)
    if amount is None or expense.key is None:
        raise ValueError("an expense in doubt is not presented")
    return amount, split_amount(amount, expense.key)[funder.code]


def _filed(expense: Expense, number: int) -> Iterator[Filed]:
    for piece in FILED:
        target = drive_id(expense.row.text(piece.value))
        if target:
            yield Filed(name=f"{number:03d} {expense.number} – {PIECES[piece][0]}", target=target)
