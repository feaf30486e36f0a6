"""Pure: the aid behind a finding on money, its claim, and what a day of waiting costs.

An expense is one fact, whatever number of findings tell of it and of funders who share it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import (
    Doubt,
    Finding,
    Programme,
    Quantity,
    Row,
    once_a_programme,
)
from relocalisons.core.kernel.words.names import fold, natural_order
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, FunderRules, open_books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.funding_key import split_amount
from relocalisons.core.money.outlook import left_behind, look_ahead
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.reports import (
    NOT_OURS_ANY_MORE,
    ReportStatus,
    ReportType,
    name_report,
    read_line_status,
    read_report_type,
)
from relocalisons.core.money.words.time_units import most_in_a_month
from relocalisons.core.programme.references import action_numbers

_ZERO = Decimal(0)
_DAYS_IN_A_MONTH = most_in_a_month(None) or Decimal(1)
LAST_CLAIM = "dernière demande"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """The aid that hangs on a fact: euros, the funder whose claim comes first, that claim.

    `fact` names the expense: told by several findings it is counted once. `due` is the day of that
    claim, or the last day that the funder gives; None when neither is known.
    """

    fact: str
    euros: Decimal
    funder: str
    claim: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    funder: str
    subject: str  # « acompte 1/2025-12-31 », as the findings on it are called
    end: date
    deadline: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyFacts:
    """What the tables of money say, arranged for the rank of acts."""

    books: Books
    expenses: Mapping[str, Expense]  # `P07/P07-25-003` → its line
    salaries: Mapping[str, tuple[Expense, ...]]  # `P03/2025-11` → the salaries of that month
    # Funder → what it was not sent yet, the earliest first: its claims, or without any its reports.
    claims: Mapping[str, tuple[_Claim, ...]]
    rates: Mapping[str, Decimal]  # funder → fraction that it pays; absent when unsure
    grants: Mapping[str, Decimal]  # funder → the convention's aid
    day_costs: Mapping[str, Decimal]  # partner → a median day of « Temps passé »
    usual_day: Decimal  # the same over all partners
    waiters: Mapping[str, frozenset[str]]  # key of an action → other partners who wait for it
    milestones: frozenset[str]  # keys of the actions that a funder has as a milestone
    papers: Mapping[str, str]  # `FRA/acompte 1/2025-12-31` → « Acompte 1 », as people are told it

    def funder_named(self, names: Iterable[str]) -> str:
        """The first of these names that is a funder's code; empty for none."""
        codes = {fold(each.code): each.code for each in self.books.funders}
        return next((codes[fold(name)] for name in names if fold(name) in codes), "")

    def day_cost(self, partner: str) -> Decimal:
        """What a day of that partner costs, or of a usual one."""
        return self.day_costs.get(partner, self.usual_day)

    def aid_of(self, finding: Finding) -> Aid | None:
        """The aid of the expense, or of the salaries, that a finding is about."""
        head, _, rest = finding.subject.partition("/")
        # « P15/P15-25-901+P22/P22-25-901 » is one invoice on two lines: one fact, the first.
        name = f"{head}/{rest.partition('/')[0].partition('+')[0]}"
        expense = self.expenses.get(name)
        lines = (expense,) if expense is not None else self.salaries.get(name, ())
        # A key that nobody can read, or that asks for too much, still names its funders.
        shares: dict[str, Decimal] = {}
        for line in lines:
            for funder, euros in self._shares(line):
                shares[funder] = shares.get(funder, _ZERO) + euros
        if not shares:
            return None
        claims = {code: self._claim(code, lines) for code in shares}
        deadlines = {code: one.deadline if one else date.max for code, one in claims.items()}
        # What is missing must be there for the first claim of all those who pay a part.
        first = min(shares, key=lambda code: (deadlines[code], -shares[code], natural_order(code)))
        claim = claims[first]
        rules = self.books.funder(first)
        last = (rules.evidence_deadline or rules.end) if rules else None
        return Aid(
            fact=name,
            euros=sum(shares.values(), _ZERO),
            funder=first,
            claim=claim.subject if claim else LAST_CLAIM,
            due=claim.deadline if claim else last,
        )

    def unspent_of(self, funder: str, *, as_of: date) -> Decimal:
        """What a funder gives and will probably not be asked for at its end, as aid."""
        rules = self.books.funder(funder)
        ahead = look_ahead(self.books, rules, as_of=as_of) if rules is not None else None
        if ahead is None:
            return _ZERO
        return max(ahead.budget - ahead.paid, _ZERO) * self.rates.get(funder, Decimal(1))

    def left_behind_by(self, partner: str, *, funder: str, as_of: date) -> Decimal:
        """What a partner that left does not spend of that funder's budget, as aid."""
        left = sum(
            (
                one.euros
                for one in left_behind(self.books, as_of=as_of)
                if (one.partner.code, one.funder.code) == (partner, funder)
            ),
            _ZERO,
        )
        return left * self.rates.get(funder, Decimal(1))

    def unclaimed_of(self, funder: str, *, claim: str) -> Decimal:
        """What is paid in the period of a claim and in none yet, as aid of that funder."""
        named = (one for one in self.claims.get(funder, ()) if one.subject == claim)
        end = next((one.end for one in named), date.max)
        return sum(
            (
                euros
                for each in self.expenses.values()
                if (each.day("paid_on") or date.max) <= end
                and each.day("paid_on") is not None
                and not each.is_refused
                and not is_in_a_claim(each)
                for code, euros in self._shares(each)
                if code == funder
            ),
            _ZERO,
        )

    def paper_named(self, funder: str, occasion: str) -> str:
        """« FRA – Acompte 1 », by the occasion of its act."""
        name = self.papers.get(f"{funder}/{occasion}", occasion.partition("/")[0])
        return f"{funder} – {name}" if name else funder

    def end_of(self, funder: str) -> date | None:
        """The last day on which an expense of that funder may be paid."""
        rules = self.books.funder(funder)
        return rules.end if rules is not None else None

    def _claim(self, funder: str, lines: tuple[Expense, ...]) -> _Claim | None:
        """The first claim not sent whose period holds them, else the next one."""
        waiting = self.claims.get(funder, ())
        days = [day for one in lines if (day := one.day("paid_on") or one.day("invoice_date"))]
        last = max(days, default=None)
        covering = [one for one in waiting if last is not None and one.end >= last]
        return next(iter((*covering, *waiting)), None)

    def _shares(self, expense: Expense) -> tuple[tuple[str, Decimal], ...]:
        """(funder, aid) of an expense, in the order of its key; as far as it can be told."""
        if expense.key is None:
            return ()
        found: list[tuple[str, Decimal]] = []
        for code in expense.key.shares:
            rules = self.books.funder(code)
            if rules is None:
                continue
            base = self.books.eligible(expense, rules)
            part = _ZERO if base is None else split_amount(base, expense.key)[code]
            found.append((code, part * self.rates.get(code, Decimal(1))))
        return tuple(found)


@once_a_programme
def money_facts(programme: Programme) -> MoneyFacts:
    """The facts of a programme; where it does not follow money, all of them are empty."""
    books = open_books(programme)
    salaries: dict[str, tuple[Expense, ...]] = {}
    for each in books.expenses:
        day = each.day("invoice_date")
        if each.kind is ExpenseKind.SALARY and day is not None and not each.is_refused:
            name = f"{programme.keyed_as(each.row)}/{day:%Y-%m}"
            salaries[name] = (*salaries.get(name, ()), each)
    costs = _day_costs(programme)
    everyone = [cost for known in costs.values() for cost in known]
    return MoneyFacts(
        books=books,
        expenses={each.subject: each for each in books.expenses},
        salaries=salaries,
        claims=_claims(programme, books.funders),
        rates=_numbers(books.funders, "rate"),
        grants=_numbers(books.funders, "amount"),
        day_costs={code: median(known) for code, known in costs.items()},
        usual_day=median(everyone) if everyone else _ZERO,
        waiters=_waiters(programme),
        milestones=frozenset(each.key for each in programme.actions if each.milestone),
        papers=_papers(programme, books.funders),
    )


def _papers(programme: Programme, funders: tuple[FunderRules, ...]) -> Mapping[str, str]:
    codes = {fold(name): each.code for each in funders for name in (each.code, each.name)}
    found: dict[str, str] = {}
    for row in programme.rows("report_schedule"):
        typed, whom = row.text("type") or "", row.text("funder") or ""
        end = row.last_day("period_end") or row.last_day("deadline")
        name = f"{codes.get(fold(whom), whom)}/{fold(typed)}/{end}"
        found.setdefault(name, name_report(typed, end))
    return found


def _numbers(funders: tuple[FunderRules, ...], column: str) -> Mapping[str, Decimal]:
    found = {each.code: each.row.decimal(column) for each in funders}
    return {code: value for code, value in found.items() if value is not None}


def _claims(
    programme: Programme, funders: tuple[FunderRules, ...]
) -> Mapping[str, tuple[_Claim, ...]]:
    codes = {fold(name): each.code for each in funders for name in (each.code, each.name)}
    found: dict[str, list[_Claim]] = {}
    reports: dict[str, list[_Claim]] = {}
    for row in programme.rows("report_schedule"):
        kind = row.said("type", read_report_type).value
        claim = _unsent(row, kind, codes=codes)
        if claim is not None and kind is ReportType.CLAIM:
            found.setdefault(claim.funder, []).append(claim)
        elif claim is not None and kind not in (None, ReportType.MONTHLY):
            reports.setdefault(claim.funder, []).append(claim)
    found = {**reports, **found}
    return {
        code: tuple(sorted(claims, key=lambda one: (one.deadline, one.subject)))
        for code, claims in found.items()
    }


def _unsent(row: Row, kind: ReportType | None, *, codes: Mapping[str, str]) -> _Claim | None:
    funder = codes.get(fold(row.text("funder") or ""))
    deadline = row.last_day("deadline")
    if funder is None or deadline is None:
        return None
    status = read_line_status(row.typed("status"), kind)
    sent = row.reading("sent_on").doubt is not Doubt.ABSENT
    if (sent or status.may_be(*NOT_OURS_ANY_MORE)) and status.value is not ReportStatus.RETURNED:
        return None
    end = row.last_day("period_end") or deadline
    return _Claim(
        funder=funder,
        subject=f"{fold(row.text('type') or '')}/{end}",
        end=end,
        deadline=deadline,
    )


def _day_costs(programme: Programme) -> Mapping[str, list[Decimal]]:
    """Partner → what a day of each of its timesheets cost; a doubtful one tells nothing."""
    found: dict[str, list[Decimal]] = {}
    for row in programme.rows("timesheets"):
        partner, cost = programme.whose(row), row.decimal("cost")
        time = row.reading("time").value
        if partner is None or cost is None or not isinstance(time, Quantity) or not time.amount:
            continue
        most = most_in_a_month(time.unit)
        if most is not None:
            found.setdefault(partner, []).append(cost / time.amount * most / _DAYS_IN_A_MONTH)
    return found


def _waiters(programme: Programme) -> Mapping[str, frozenset[str]]:
    owners = {action.key: action.owner for action in programme.actions}
    numbers = action_numbers(programme)
    found: dict[str, frozenset[str]] = {}
    for action in programme.actions:
        if action.owner is None or not is_open(action):
            continue
        for key in numbers.waited_for(action):
            if owners.get(key) not in (None, action.owner):
                found[key] = found.get(key, frozenset()) | {action.owner}
    return found
