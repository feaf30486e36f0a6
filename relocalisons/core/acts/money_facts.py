"""Pure: the aid behind a finding on money, its claim, and what a day of waiting costs.

An expense is one fact, whatever number of findings tell of it and of funders who share it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from statistics import median

from relocalisons.core.acts.aid.amounts import Aid
from relocalisons.core.acts.aid.blocked import day_costs, waiters
from relocalisons.core.acts.aid.claimed_cells import claimed_cells
from relocalisons.core.acts.aid.claims import (
    Claim,
    days_of,
    is_put_into,
    paper_names,
    sent_claim,
    sent_names,
    still_owed,
    unsent_papers,
    waiting_claims,
)
from relocalisons.core.acts.aid.european import european_funders
from relocalisons.core.acts.aid.returned import returned_with
from relocalisons.core.kernel.findings.gestures import CLAIMED_CELL, Gesture
from relocalisons.core.kernel.model import Action, Finding, Programme, once_a_programme
from relocalisons.core.kernel.words.names import fold, natural_order
from relocalisons.core.money.answers import answer_part, is_in_a_claim
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.cents import euros as euros_of
from relocalisons.core.money.doubts import Unsure, unsure_stage
from relocalisons.core.money.evidence import is_kept_whole, months_paid
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.outlook import left_behind, look_ahead
from relocalisons.core.money.repayments.advances import Advance, open_advances
from relocalisons.core.money.repayments.returned import ReturnedPaper, returned_papers
from relocalisons.core.money.repayments.unanswered import UnansweredClaim, unanswered_claims
from relocalisons.core.money.repayments.unnoted import maybe_sent
from relocalisons.core.money.review.shares import AidTerms, aid_terms
from relocalisons.core.money.twice.waiting import line_that_stays, waiting_lines
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.sources.thresholds import ADVANCE_DELAY, days_in_force

_ZERO = Decimal(0)
LAST_CLAIM = "dernière demande"


@dataclass(frozen=True, kw_only=True)
class MoneyFacts:
    """What the tables of money say, arranged for the rank of acts."""

    books: Books
    expenses: Mapping[str, Expense]  # `P07/P07-25-003` → its line
    salaries: Mapping[str, tuple[Expense, ...]]  # `P03/2025-11` → the salaries of that month
    # Funder → what it was not sent yet and asks money, the earliest first.
    claims: Mapping[str, tuple[Claim, ...]]
    aid: AidTerms
    grants: Mapping[str, Decimal]  # funder → the convention's aid
    day_costs: Mapping[str, Decimal]  # partner → a median day of « Temps passé »
    usual_day: Decimal  # the same over all partners
    waiters: Mapping[str, frozenset[str]]  # key of an action → other partners who wait for it
    milestones: Mapping[str, Action]  # by key, the actions that a funder has as a milestone
    papers: Mapping[str, str]  # `FRA/acompte 1/2025-12-31` → « Acompte 1 », as people are told it
    approved: frozenset[str]  # the same key, of what she has validated and nobody has sent
    advances: Mapping[str, Advance]  # by the subject of their findings
    unanswered: Mapping[str, UnansweredClaim]  # the same
    returned: Mapping[str, ReturnedPaper]  # the same
    maybe_sent: frozenset[tuple[str, str]]  # (funder, expense) of a claim whose lines are unnoted
    european: frozenset[str]  # the funders whose money is of a European fund

    @cached_property
    def _counted(self) -> tuple[Expense, ...]:
        """Its lines that weigh: not refused and, of an expense on two lines, the one that stays."""
        waiting = waiting_lines(self.books.programme)
        kept = (one for one in self.expenses.values() if one.subject not in waiting)
        return tuple(one for one in kept if not one.is_refused)

    @cached_property
    def _lent(self) -> Mapping[str, Advance]:
        """The lines of those that are asked about, as the findings on their cells call them."""
        programme = self.books.programme
        delay = timedelta(days=days_in_force(programme.parameters, ADVANCE_DELAY))
        return {
            f"{one.row.owner}/{one.row.lasting_key}": one
            for one in self.advances.values()
            if one.paid_on + delay <= programme.as_of
        }

    @cached_property
    def _covered(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Advance → what is open of it, by the expenses of that partner that would justify it.

        So an expense that lacks a piece and the advance that it justifies are counted once.
        """
        used: dict[tuple[str, str], Decimal] = {}
        found: dict[str, Mapping[str, Decimal]] = {}
        lines = sorted(self._counted, key=lambda one: natural_order(one.subject))
        for one in sorted(self.advances.values(), key=lambda one: natural_order(one.subject)):
            left, parts = one.open_euros, dict[str, Decimal]()
            for each in (each for each in lines if each.partner == one.partner):
                aid = dict(self.aid.shares(each)).get(one.funder, _ZERO)
                taken = used.get((each.subject, one.funder), _ZERO)
                part = min(left, max(aid - taken, _ZERO))
                if part:
                    parts[each.subject] = part
                    used[each.subject, one.funder] = taken + part
                    left -= part
            found[one.subject] = {**parts, advance_fact(one): left}
        return found

    def funder_named(self, names: Iterable[str]) -> str:
        """The first of these names that is a funder's code; empty for none."""
        codes = {fold(each.code): each.code for each in self.books.funders}
        return next((codes[fold(name)] for name in names if fold(name) in codes), "")

    def day_cost(self, partner: str) -> Decimal:
        """What a day of that partner costs, or of a usual one."""
        return self.day_costs.get(partner, self.usual_day)

    def aid_of(self, finding: Finding) -> Aid | None:
        """The aid of the expense, the salaries, the advance or the cell that it is about."""
        if claimed_cells(finding):
            return self._aid_in_doubt(finding)
        if finding.kind is MoneyKind.CLAIM_UNANSWERED:
            asked = self.unanswered.get(finding.subject)
            if asked is None:
                return None
            fact, shares = f"réponse/{asked.subject}", {asked.funder: _ZERO}
            return self._aid(fact, shares, parts={}, lines=asked.lines)
        if finding.subject in self.advances:
            return self._aid_of_advance(self.advances[finding.subject])
        # « P15/P15-25-901+P22/P22-25-901 » is one invoice on two lines: one fact.
        head, _, rest = line_that_stays(finding.subject, self.books.programme).partition("/")
        name = f"{head}/{rest.partition('/')[0]}"
        expense = self.expenses.get(name)
        lines = (expense,) if expense is not None else self.salaries.get(name, ())
        # « P07/P07-25-003/FRA » is about what that funder counts: the others lose nothing by it.
        only = self.funder_named(rest.split("/")[1:])
        # A key that nobody can read, or that asks for too much, still names its funders.
        shares: dict[str, Decimal] = {}
        parts: dict[str, Decimal] = {}
        for line in lines:
            for funder, euros in self.aid.open_shares(line, only=only):
                shares[funder] = shares.get(funder, _ZERO) + euros
                parts[line.subject] = parts.get(line.subject, _ZERO) + euros
        return self._aid(name, shares, parts=parts, lines=lines) if shares else None

    def claimed_by(self, finding: Finding) -> date | None:
        """When the claim is due that loses it; of whom nobody is known to pay, the first of all."""
        aid = self.aid_of(finding)
        if aid is not None:
            return aid.due
        expense = self.expenses.get("/".join(finding.subject.split("/")[:2]))
        if expense is None:
            return None
        claims = (self.claim_for(code, days_of((expense,)), (expense,)) for code in self.claims)
        return min((one.deadline for one in claims if one is not None), default=None)

    def unanswered_of(self, subject: str) -> Decimal:
        """What a claim that has left may still bring, as aid: by what it declares."""
        claim = self.unanswered[subject]
        code = claim.funder
        parts = ((one, euros_of(answer_part(one, code, "claimed") or 0)) for one in claim.lines)
        return sum((self.aid.of_key_part(one, code, part) for one, part in parts), _ZERO)

    def _aid_in_doubt(self, finding: Finding) -> Aid | None:
        """The aid of the lines of which a cell told by this finding cannot be read.

        Only of what a claim counts: without a payment, without a funder, nothing hangs on it.
        """
        cells = claimed_cells(finding)
        lent = [one for each in cells if (one := self._lent.get(each.line)) is not None]
        if lent:
            return self._aid_of_advance(*lent)
        shares: dict[str, Decimal] = {}
        doubts: dict[str, Decimal | None] = {}
        lines: list[Expense] = []
        for cell in cells:
            expense = self.expenses.get(cell.line)
            if expense is None or expense.is_refused or expense.key is None:
                continue
            if is_kept_whole(expense):  # nothing of it hangs on a cell any more
                continue
            for funder in expense.key.shares:
                unsure = self._unsure(expense, funder, is_declared=cell.is_declared)
                if not unsure.cells:
                    continue
                most = self._most(unsure, expense, funder)
                shares[funder] = shares.get(funder, _ZERO) + (most or _ZERO)
                known = doubts.get(expense.subject, _ZERO)
                doubts[expense.subject] = None if most is None or known is None else known + most
                lines.append(expense)
        if not shares:
            return None
        fact = next(iter(doubts)) if len(doubts) == 1 else finding.subject
        return self._aid(fact, shares, parts={}, lines=lines, doubts=doubts)

    def _unsure(self, expense: Expense, funder: str, *, is_declared: bool) -> Unsure:
        rules = self.books.funder(funder)
        if rules is None:
            return Unsure()
        counted = self.books.eligible(expense, rules) is not None
        as_of = self.books.programme.as_of
        stage = "claimed" if is_declared else "paid"
        return unsure_stage(self.books, expense, funder, stage, counted=counted, as_of=as_of)

    def _most(self, unsure: Unsure, expense: Expense, funder: str) -> Decimal | None:
        if unsure.more is None:
            return None
        return self.aid.of_key_part(expense, funder, euros_of(unsure.more))

    def _aid_of_advance(self, *lent: Advance) -> Aid | None:
        """What was paid ahead: to be justified in the claim of its funder, or given back."""
        funder = lent[0].funder
        if not funder:
            return None
        parts: dict[str, Decimal] = {}
        doubts: dict[str, Decimal | None] = {}
        for one in lent:
            parts |= self._covered[one.subject]
            if one.amount is None:
                doubts[advance_fact(one)] = one.may_be
        shares = {funder: sum(parts.values(), _ZERO)}
        days = [one.paid_on for one in lent]
        return self._aid(advance_fact(lent[0]), shares, parts=parts, days=days, doubts=doubts)

    def _aid(
        self,
        fact: str,
        shares: Mapping[str, Decimal],
        *,
        parts: Mapping[str, Decimal],
        lines: Sequence[Expense] = (),
        days: Sequence[date] = (),
        doubts: Mapping[str, Decimal | None] | None = None,
    ) -> Aid:
        back = returned_with(lines, self.returned.values())
        if back is not None and back.funder in shares:
            return Aid(
                fact=fact, parts=parts, funder=back.funder, claim=back.occasion,
                due=back.fixed_day(), doubts=doubts or {},
            )  # fmt: skip
        shares = still_owed(shares, lines)
        waiting = [claim for code in shares for claim in self.claims.get(code, ())]
        sent = sent_claim(lines, funders=shares, waiting=waiting)
        if sent:  # what it lacks keeps no other claim from leaving
            payer = min(shares, key=lambda code: (-shares[code], natural_order(code)))
            return Aid(
                fact=fact, parts=parts, funder=payer, claim=sent, due=None, doubts=doubts or {}
            )
        days = days or days_of(lines)
        claims = {code: self.claim_for(code, days, lines) for code in shares}
        deadlines = {code: one.deadline if one else date.max for code, one in claims.items()}
        # What is missing must be there for the first claim of all those who pay a part.
        first = min(shares, key=lambda code: (deadlines[code], -shares[code], natural_order(code)))
        claim = claims[first]
        rules = self.books.funder(first)
        last = (rules.evidence_deadline or rules.end) if rules else None
        return Aid(
            fact=fact,
            parts=parts,
            funder=first,
            claim=claim.subject if claim else LAST_CLAIM,
            due=claim.deadline if claim else last,
            doubts=doubts or {},
        )

    def unspent_of(self, funder: str, *, as_of: date) -> Decimal:
        """What will not be spent of a funder's budget at today's pace, as aid."""
        rules = self.books.funder(funder)
        ahead = look_ahead(self.books, rules, as_of=as_of) if rules is not None else None
        if ahead is None:
            return _ZERO
        return self.aid.of_parts(funder, Decimal(ahead.unspent))

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
        return self.aid.of_parts(funder, left)

    def unclaimed_of(self, funder: str, *, claim: str) -> Decimal:
        """What waits for a claim and is in none yet, as aid of that funder.

        Each expense waits for the first claim of its day; what is maybe in one that has left, of
        which nobody noted what it carried, waits for none, nor does what is outside the period of
        that funder.
        """
        rules = self.books.funder(funder)
        named = any(one.subject == claim for one in self.claims.get(funder, ()))
        waiting = (
            each
            for each in self._counted
            if (day := each.day("paid_on")) is not None
            and not is_in_a_claim(each, funder)
            and (funder, each.subject) not in self.maybe_sent
            and not each.days_off
            and (rules is None or not rules.days_outside(each))
            and (
                not named or getattr(self.claim_for(funder, [day], (each,)), "subject", "") == claim
            )
        )
        shares = (share for each in waiting for share in self.aid.shares(each))
        return sum((euros for code, euros in shares if code == funder), _ZERO)

    def paper_named(self, funder: str, occasion: str) -> str:
        """« FRA – Acompte 1 », by the occasion of its act."""
        name = self.papers.get(f"{funder}/{occasion}", occasion.partition("/")[0])
        return f"{funder} – {name}" if name else funder

    def end_of(self, funder: str) -> date | None:
        """The last day on which an expense of that funder may be paid."""
        rules = self.books.funder(funder)
        return rules.end if rules is not None else None

    def claim_for(
        self, funder: str, days: Sequence[date], lines: Sequence[Expense]
    ) -> Claim | None:
        """The claim not sent that they name, else the first whose period holds them; the next one
        while no day is known.

        What is of no period that « Échéancier rapports » has is of none of them.
        """
        last = max(days, default=date.min)
        claims = [one for one in self.claims.get(funder, ()) if not one.is_ahead]
        named = (one for one in claims if lines and all(is_put_into(each, one) for each in lines))
        return next(named, next((one for one in claims if one.end >= last), None))


def gesture_of(finding: Finding, *, money: MoneyFacts) -> Gesture:
    """What a finding asks for: as its kind declares, but of a cell on which a claim hangs."""
    if claimed_cells(finding) and money.aid_of(finding) is not None:
        return CLAIMED_CELL
    return finding.kind.gesture


def advance_fact(advance: Advance) -> str:
    """What an advance is called where each fact is counted once."""
    return f"avance/{advance.subject}"


@once_a_programme
def money_facts(programme: Programme) -> MoneyFacts:
    """The facts of a programme; where it does not follow money, all of them are empty."""
    books = open_books(programme)
    unsent = unsent_papers(programme, books.funders)
    salaries: dict[str, tuple[Expense, ...]] = {}
    for each in books.expenses:
        if each.kind is not ExpenseKind.SALARY or each.is_refused or is_kept_whole(each):
            continue
        for month in months_paid(each):
            name = f"{programme.keyed_as(each.row)}/{month:%Y-%m}"
            salaries[name] = (*salaries.get(name, ()), each)
    costs, aid = day_costs(programme), aid_terms(books)
    everyone = [cost for known in costs.values() for cost in known]
    return MoneyFacts(
        books=books,
        expenses={each.subject: each for each in books.expenses},
        salaries=salaries,
        claims=waiting_claims(unsent),
        aid=aid,
        grants={
            each.code: amount
            for each in books.funders
            if (amount := each.row.decimal("amount")) is not None
        },
        day_costs={code: median(known) for code, known in costs.items()},
        usual_day=median(everyone) if everyone else _ZERO,
        waiters=waiters(programme),
        milestones={each.key: each for each in programme.actions if each.milestone},
        papers={**sent_names(books.expenses), **paper_names(programme, books.funders)},
        approved=frozenset(f"{one.funder}/{one.subject}" for one in unsent if one.is_approved),
        advances={each.subject: each for each in open_advances(books, as_of=programme.as_of)},
        unanswered={one.subject: one for one in unanswered_claims(books, as_of=programme.as_of)},
        returned={one.subject: one for one in returned_papers(books)},
        maybe_sent=maybe_sent(books, shares=aid.shares),
        european=european_funders(books),
    )
