"""Pure: how much of its transfer rule each funder has used, by budget line or by partner."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.amounts import AmountLine, measure_amounts, parts_of
from relocalisons.core.money.books import Books, BudgetRow, FunderRules
from relocalisons.core.money.words.transfer_rules import Base, Scope, TransferRule

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferUse:
    """One line (or partner) of one funder, against its rule; euros.

    `base` is the budget of which the threshold is a share, `approved` the budget that a named
    amendment grants, `reached` the larger of the budget in force and of what is committed.
    `allowed` is where the rule stops. `is_floor`: some cells could not be read, `reached` is at
    least this.
    """

    funder: FunderRules
    rule: TransferRule
    name: str  # the budget line, or the partner code
    base: Decimal
    approved: Decimal
    reached: Decimal
    rows: tuple[BudgetRow, ...]
    is_floor: bool

    @property
    def increase(self) -> Decimal:
        """What moved there beyond the base."""
        return self.reached - self.base

    @property
    def allowed(self) -> Decimal:
        """The most that the rule, or an amendment, lets stand there."""
        margin = self.base * (self.rule.threshold or _ZERO)
        return max(self.base + margin, self.approved)

    @property
    def above(self) -> Decimal:
        """What stands there beyond that; zero or less where nothing does."""
        return self.reached - self.allowed

    @property
    def is_passed(self) -> bool:
        """Whether the rule is passed."""
        return self.above > 0

    def is_near(self, share: Decimal) -> bool:
        """Whether `share` of the margin is used, and the rule not yet passed."""
        margin = self.base * (self.rule.threshold or _ZERO)
        mark = max(self.base + margin * share, self.approved)
        return not self.is_passed and self.increase > 0 and self.reached >= mark > self.approved


def measure_transfers(books: Books, *, as_of: date) -> tuple[TransferUse, ...]:
    """Each line or partner of each funder whose rule could be read and limits something.

    A group with a budget cell in doubt is left out: its base is not known.
    """
    amounts: defaultdict[str, list[AmountLine]] = defaultdict(list)
    for line in measure_amounts(books, as_of=as_of):
        amounts[line.funder].append(line)
    budget: defaultdict[str, list[BudgetRow]] = defaultdict(list)
    for row in books.budget:
        budget[row.funder].append(row)
    return tuple(
        use
        for funder in books.funders
        if funder.transfer is not None and funder.transfer.threshold is not None
        for use in _uses(funder, funder.transfer, budget[funder.code], amounts[funder.code])
    )


def paid_above(use: TransferUse, books: Books, *, by: date, as_of: date) -> Decimal:
    """What is paid by a day and not refused, beyond what the rule lets stand there; never less
    than nothing.
    """
    paid = _ZERO
    for expense in books.expenses:
        name = expense.line if use.rule.scope is Scope.LINE else expense.partner
        day = expense.day("paid_on")
        if fold(name or "") != fold(use.name) or day is None or day > by or expense.is_refused:
            continue
        part = parts_of(books, expense, as_of=as_of).get(use.funder.code)
        if part is not None:
            paid += max(part.paid - part.rejected, _ZERO)
    return max(paid - use.allowed, _ZERO)


def _uses(
    funder: FunderRules, rule: TransferRule, rows: list[BudgetRow], lines: list[AmountLine]
) -> Iterator[TransferUse]:
    by_line = rule.scope is Scope.LINE
    names: dict[str, str] = {}
    grouped: defaultdict[str, list[BudgetRow]] = defaultdict(list)
    spent: defaultdict[str, list[AmountLine]] = defaultdict(list)
    for each in (*rows, *lines):
        name = each.line if by_line else each.partner
        if name is None:
            continue  # nobody knows whose it is: the unknown name is a finding of its own
        names.setdefault(fold(name), name)
        if isinstance(each, BudgetRow):
            grouped[fold(name)].append(each)
        else:
            spent[fold(name)].append(each)
    for key, name in names.items():
        mine = grouped[key]
        if any(row.initial is None or row.current is None for row in mine):
            continue
        initial = sum((row.initial or _ZERO for row in mine), _ZERO)
        approved = sum((row.approved or _ZERO for row in mine), _ZERO)
        current = sum((row.current or _ZERO for row in mine), _ZERO)
        committed = sum((line.amounts.committed for line in spent[key]), _ZERO)
        yield TransferUse(
            funder=funder,
            rule=rule,
            name=name,
            base=initial if rule.base is Base.INITIAL else approved,
            approved=approved,
            reached=max(current, committed),
            rows=tuple(mine),
            is_floor=any(line.holes for line in spent[key]),
        )
