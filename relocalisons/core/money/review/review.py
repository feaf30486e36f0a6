"""Pure: the lines of a claim judged by every rule, then the aid that may be asked.

In the order of a controller: can it be read, commencement, windows, debtor, evidence, base, key,
doubles, staff; then rate, ceiling, total aid and flat rates on what is kept.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_money, format_percent, quote
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.cents import cents, euros, split_cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.aid import Aid, Before, measure_aid, measure_before
from relocalisons.core.money.review.base import (
    judge_declared,
    judge_key,
    judge_nature,
    judge_reading,
    judge_refunds,
    judge_tax,
)
from relocalisons.core.money.review.dates import (
    LOST_OPERATION,
    judge_commencement,
    judge_order,
    judge_windows,
)
from relocalisons.core.money.review.debtor import (
    judge_debtor,
    judge_mandate,
    judge_payer,
    judge_scope,
)
from relocalisons.core.money.review.doubles import judge_doubles
from relocalisons.core.money.review.pieces import (
    judge_distance,
    judge_journey,
    judge_pieces,
    judge_quotes,
    judge_what_pieces_say,
)
from relocalisons.core.money.review.purchasing import judge_purchasing
from relocalisons.core.money.review.signature import is_signatory_noted
from relocalisons.core.money.review.staff import judge_staff
from relocalisons.core.money.review.terms import Terms, terms_of, unknown_rules
from relocalisons.core.money.review.to_check import piece_checks
from relocalisons.core.money.review.verdict import Remark, Review, ReviewedLine, Verdict
from relocalisons.core.money.review.whole import judge_whole, overspent
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import FlatBase, GrantRule

Rule = Callable[[Expense, Review], Iterator[Remark]]
_RULES: tuple[Rule, ...] = (
    judge_reading,
    judge_commencement,
    judge_windows,
    judge_debtor,
    judge_scope,
    judge_mandate,
    judge_payer,
    judge_order,
    judge_pieces,
    judge_what_pieces_say,
    judge_quotes,
    judge_journey,
    judge_distance,
    judge_nature,
    judge_refunds,
    judge_tax,
    judge_declared,
    judge_key,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReview:
    """Every line of a claim with its verdict, and its aid.

    `declared`: expenses paid in the period that an earlier claim presented.
    """

    terms: Terms
    lines: tuple[ReviewedLine, ...]
    whole: tuple[Remark, ...]  # what no single line bears
    aid: Aid
    before: Before
    declared: tuple[Expense, ...]
    unknown_rules: tuple[str, ...]
    is_signatory_noted: bool = False

    @property
    def presented(self) -> tuple[ReviewedLine, ...]:
        """The lines that the claim carries."""
        return tuple(line for line in self.lines if line.is_presented)

    @property
    def at_risk(self) -> int:
        """Cents that corrections would bring back, by the keys."""
        return sum(line.at_risk - line.asked for line in self.lines)


def review_claim(
    books: Books,
    funder: FunderRules,
    *,
    start: date,
    end: date,
    as_of: date,
    accepted: Collection[str] = (),
) -> ClaimReview:
    """Judge what was, or may have been, paid from `start` to `end` and was not claimed before.

    `accepted`: subjects of double invoices that the coordinator found to be two real ones.
    """
    review = Review(
        books=books, terms=terms_of(books, funder, on=end), start=start, end=end, as_of=as_of,
        european=frozenset(
            each.code for each in books.funders if terms_of(books, each, on=end).is_european
        ),
    )  # fmt: skip
    mine = [one for one in books.expenses if _may_be_asked(one, review)]
    told = (
        judge_doubles(books, accepted=accepted, european=review.european),
        judge_staff(review),
        judge_purchasing(review),
    )
    lines = [
        _line(one, review, also=[r for each in told for r in each.get(one.subject, ())])
        for one in mine
        if not one.row.text("claim")
    ]
    lines = list(_flat_rates(lines, review))
    before, over = measure_before(books, review.terms), tuple(overspent(review, lines))
    aid = measure_aid(
        review.terms,
        (
            (line.kept, line.part, line.asked, _others(line, review))
            for line in lines
            if line.is_presented
        ),
        before=before.asked,
        over_budget=sum(beyond for _, beyond in over),
        is_out=any(each.kind == LOST_OPERATION for line in lines for each in line.remarks),
        other_aid=cents(review.terms.amount(GrantRule.OTHER_AID) or Decimal(0)),
    )
    return ClaimReview(
        terms=review.terms,
        lines=tuple(lines),
        whole=tuple(judge_whole(review, aid, over)),
        aid=aid,
        before=before,
        declared=tuple(one for one in mine if one.row.text("claim")),
        unknown_rules=unknown_rules(books),
        is_signatory_noted=is_signatory_noted(review),
    )


def _may_be_asked(expense: Expense, review: Review) -> bool:
    """Whether this funder pays a share of it, or may, and its payment is this claim's business.

    Paid in the period, or maybe; before it and never declared; after it and for ever too late.
    """
    if expense.is_refused or expense.is_planned:
        return False
    funder = review.terms.funder
    if expense.key is not None and not expense.key.share(funder.code):
        return False
    paid = expense.day("paid_on")
    if expense.is_doubtful("paid_on"):
        return True
    if paid is None:
        return False
    if paid > review.end:
        begun = expense.day("invoice_date")
        return begun is not None and begun <= review.end and bool(funder.days_outside(expense))
    return paid >= review.start or not expense.row.text("claim")


def _line(expense: Expense, review: Review, *, also: list[Remark]) -> ReviewedLine:
    remarks = (*(each for rule in _RULES for each in rule(expense, review)), *also)
    eligible = review.books.eligible(expense, review.terms.funder)
    base = None if eligible is None else cents(eligible)
    empty = ReviewedLine(
        expense=expense, remarks=remarks, base=base, kept=0, part=0, asked=0, at_risk=0
    )
    return replace(_weighed(empty, review), checks=piece_checks(expense, review))


def _weighed(line: ReviewedLine, review: Review) -> ReviewedLine:
    """The line with what its remarks keep of it, its parts, and what it could ask without them."""
    net = line.expense.amount()
    whole = line.base if line.base is not None else cents(net) if net is not None else 0
    kept = 0
    if line.is_presented and line.base is not None:
        least = min([line.base, *(each.kept for each in line.remarks if each.kept is not None)])
        kept = _less(least, sum(each.taken for each in line.remarks))
    if review.terms.key_is_of_the_base:
        kept, whole = _part(line.expense, kept, review), _part(line.expense, whole, review)
    return replace(
        line,
        kept=kept,
        part=kept if review.terms.key_is_of_the_base else _part(line.expense, kept, review),
        asked=_asked(line.expense, kept, review),
        at_risk=_asked(line.expense, whole, review),
    )


def _less(kept: int, taken: int) -> int:
    """What is left once sums are taken off; a credit note stays what it is."""
    return kept if kept < 0 else max(kept - taken, 0)


def _part(expense: Expense, amount: int, review: Review) -> int:
    """The key's share of an amount; the whole of it where the key cannot be read."""
    key = expense.key
    if key is None:
        return amount
    if key.total > 1:
        return int(amount * min(key.share(review.terms.funder.code), Decimal(1)))
    return split_cents(amount, key.shares)[review.terms.funder.code]


def _asked(expense: Expense, base: int, review: Review) -> int:
    """The aid of a base: at the rate, and never more than the key's share of it."""
    rate, of_base = review.terms.rate, review.terms.key_is_of_the_base
    part = base if of_base else _part(expense, base, review)
    if rate is None:
        return part
    within = cents(base * rate / 100)
    return max(part, within) if base < 0 else min(part, within)  # a credit note takes back


def _others(line: ReviewedLine, review: Review) -> int:
    """What the key asks of other funders of the same base; nothing where it shares the base."""
    key = line.expense.key
    if key is None or review.terms.key_is_of_the_base:
        return 0
    parts = split_cents(line.kept, key.shares)
    return sum(part for code, part in parts.items() if code != review.terms.funder.code)


def _flat_rates(lines: Iterable[ReviewedLine], review: Review) -> Iterator[ReviewedLine]:
    """Flat-rate lines recomputed on what is kept of their base; the first ones fill it first."""
    lines = list(lines)
    rule = review.terms.flat_rate
    direct = [
        line for line in lines if line.is_presented and line.expense.kind is not ExpenseKind.FLAT
    ]
    if rule is not None and rule.base is FlatBase.STAFF:
        direct = [line for line in direct if line.expense.kind is ExpenseKind.SALARY]
    left = None if rule is None else int(rule.rate * sum(line.kept for line in direct))
    for line in lines:
        if line.expense.kind is not ExpenseKind.FLAT or not line.is_presented:
            yield line
        elif rule is None or left is None:
            settled = review.terms.is_settled(GrantRule.FLAT_RATE)
            more = (
                () if settled and review.terms.value(GrantRule.FLAT_RATE) is None else (_no_rule(),)
            )
            yield _weighed(replace(line, remarks=(*line.remarks, *more)), review)
        elif line.kept <= left:
            left -= line.kept
            yield line
        else:
            kept = max(left, 0)
            left = 0
            cut = _recomputed(rule.rate, kept)
            yield _weighed(replace(line, remarks=(*line.remarks, cut)), review)


_FLAT = f"{quote('Règles des financeurs')}, {quote(GrantRule.FLAT_RATE.value)}"


def _no_rule() -> Remark:
    return Remark(
        verdict=Verdict.UNVERIFIED, kind="flat_rate",
        why="aucun taux forfaitaire lisible n’est inscrit pour ce financeur",
        action="écrire cette règle comme « 15 % des frais de personnel »",
        columns=("amount",), source=_FLAT, is_hers=True,
    )  # fmt: skip


def _recomputed(rate: Decimal, kept: int) -> Remark:
    most = format_money(euros(kept), cents=True)
    return Remark(
        verdict=Verdict.REDUCED, kind="flat_rate", kept=kept,
        why=f"le forfait de {format_percent(rate)} recalculé sur ce qui est retenu laisse {most}",
        action="corriger le montant du forfait", columns=("amount",),
        source=_FLAT, is_hers=True,
    )  # fmt: skip
