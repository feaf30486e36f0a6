"""Pure: the lines of a claim judged by every rule, then the aid that may be asked.

In the order of a controller: can it be read, commencement, windows, debtor, evidence, base, key,
doubles, staff; then rate, ceiling, total aid and flat rates on what is kept.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Row
from relocalisons.core.kernel.words.french import format_money, format_percent, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.cents import cents, euros, share_within, split_cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.aid import (
    Aid,
    Before,
    aid_of_base,
    base_of_key,
    key_part,
    measure_advance,
    measure_aid,
    measure_before,
)
from relocalisons.core.money.review.base import (
    judge_declared,
    judge_key,
    judge_nature,
    judge_reading,
    judge_tax,
    judge_unnoted,
)
from relocalisons.core.money.review.costs.choice import judge_choice, judge_late_publicity
from relocalisons.core.money.review.costs.journeys import judge_journeys
from relocalisons.core.money.review.costs.natures import judge_costs
from relocalisons.core.money.review.costs.proofs import judge_proofs
from relocalisons.core.money.review.costs.refunds import judge_refunds
from relocalisons.core.money.review.dates import (
    LOST_OPERATION,
    judge_commencement,
    judge_order,
    judge_windows,
)
from relocalisons.core.money.review.debits import judge_debits
from relocalisons.core.money.review.debtor import (
    judge_debtor,
    judge_mandate,
    judge_payer,
    judge_scope,
)
from relocalisons.core.money.review.doubles import judge_doubles
from relocalisons.core.money.review.pieces import (
    judge_pieces,
    judge_quotes,
    judge_what_pieces_say,
)
from relocalisons.core.money.review.posts.contracts import judge_posts
from relocalisons.core.money.review.posts.pay import judge_pay_ceiling
from relocalisons.core.money.review.posts.sheet_pieces import judge_sheet_pieces
from relocalisons.core.money.review.posts.staff import judge_staff
from relocalisons.core.money.review.posts.worked_days import judge_days
from relocalisons.core.money.review.purchasing import judge_purchasing
from relocalisons.core.money.review.signature import claim_line, is_signatory_noted
from relocalisons.core.money.review.terms import Terms, terms_of, unknown_rules
from relocalisons.core.money.review.to_check import piece_checks
from relocalisons.core.money.review.verdict import Remark, Review, ReviewedLine, Verdict
from relocalisons.core.money.review.whole import (
    advance_share,
    advances_asked,
    judge_whole,
    overspent,
)
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import (
    FlatBase,
    FlatRate,
    GrantRule,
    read_flat_rate,
    read_share,
)
from relocalisons.core.money.words.reports import is_advance, is_last_claim

Rule = Callable[[Expense, Review], Iterator[Remark]]
_RULES: tuple[Rule, ...] = (
    judge_reading,
    judge_commencement,
    judge_windows,
    judge_debits,
    judge_debtor,
    judge_scope,
    judge_mandate,
    judge_payer,
    judge_order,
    judge_pieces,
    judge_what_pieces_say,
    judge_quotes,
    judge_journeys,
    judge_proofs,
    judge_choice,
    judge_late_publicity,
    judge_nature,
    judge_costs,
    judge_refunds,
    judge_tax,
    judge_pay_ceiling,
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

    `accepted`: subjects of double invoices that the coordinator found to be two real ones, and of
    claims that have left whose other lines she said were not in them.
    """
    review = Review(
        books=books, terms=terms_of(books, funder, on=end), start=start, end=end, as_of=as_of,
        european=frozenset(
            each.code for each in books.funders if terms_of(books, each, on=end).is_european
        ),
    )  # fmt: skip
    line_of = claim_line(review)
    ahead = line_of is not None and is_advance(line_of.text("type"))
    # An advance is paid ahead of any expense: it carries none.
    mine = [] if ahead else [one for one in books.expenses if _may_be_asked(one, review)]
    told = (
        judge_doubles(books, accepted=accepted, european=review.european),
        judge_staff(review),
        judge_posts(review),
        judge_days(review),
        judge_sheet_pieces(review),
        judge_purchasing(review),
        judge_unnoted(review, accepted=accepted),
    )
    lines = [
        _line(one, review, also=[r for each in told for r in each.get(one.subject, ())])
        for one in mine
        if not is_in_a_claim(one, funder.code)
    ]
    lines = list(_flat_rates(lines, review))
    before, over = measure_before(books, review.terms), tuple(overspent(review, lines))
    aid = (
        _ahead(review, line_of, before.asked)
        if ahead
        else measure_aid(
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
            instalments=_instalments(review, line_of),
        )
    )
    return ClaimReview(
        terms=review.terms,
        lines=tuple(lines),
        whole=tuple(judge_whole(review, aid, over)),
        aid=aid,
        before=before,
        declared=tuple(one for one in mine if is_in_a_claim(one, funder.code)),
        unknown_rules=unknown_rules(books),
        is_signatory_noted=is_signatory_noted(review),
    )


def _ahead(review: Review, line: Row | None, before: int | None) -> Aid:
    """The aid of an advance: what its line of « Échéancier rapports » asks, within the rules."""
    asked = line.decimal("requested") if line is not None else None
    share, grant = advance_share(review), review.terms.grant
    return measure_advance(
        review.terms,
        requested=None if asked is None else cents(asked),
        allowed=None if share is None or grant is None else share_within(grant, share),
        before=before,
    )


def _instalments(review: Review, line: Row | None) -> tuple[Decimal, int] | None:
    """The share of the grant that may be asked before the balance, and what was paid ahead."""
    share = read_share(review.terms.value(GrantRule.INSTALMENTS))
    is_last = is_last_claim(line.text("type")) if line is not None else None
    end = review.terms.funder.end
    if share is None or is_last or (is_last is None and end is not None and review.end >= end):
        return None
    return share, cents(advances_asked(review))


def _may_be_asked(expense: Expense, review: Review) -> bool:
    """Whether this funder pays a share of it, or may, and its payment is this claim's business.

    Paid in the period, or maybe; before it and never declared; after it and for ever too late.
    """
    if expense.is_refused or expense.is_planned:
        return False
    funder = review.terms.funder
    if expense.key is not None and not expense.key.share(funder.code):
        return False
    line, own = expense.claim_to_come, claim_line(review)
    if line is not None and own is not None and not is_in_a_claim(expense, funder.code):
        if line is not own and fold(line.plain("funder")) == fold(own.plain("funder")):
            return False  # it was put into another claim to come
        if line is own and expense.days_off > 0:
            return True
    paid = expense.day("paid_on")
    if expense.is_doubtful("paid_on"):
        return True
    if paid is None:
        return False
    if paid > review.end:
        begun = expense.day("invoice_date")
        return begun is not None and begun <= review.end and bool(funder.days_outside(expense))
    return paid >= review.start or not is_in_a_claim(expense, funder.code)


def _line(expense: Expense, review: Review, *, also: list[Remark]) -> ReviewedLine:
    remarks = (*(each for rule in _RULES for each in rule(expense, review)), *also)
    eligible = review.base_of(expense)
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
    terms = review.terms
    kept, whole = (base_of_key(line.expense, each, terms) for each in (kept, whole))
    return replace(
        line,
        kept=kept,
        part=kept if terms.key_is_of_the_base else key_part(line.expense, kept, terms),
        asked=aid_of_base(line.expense, kept, terms),
        at_risk=aid_of_base(line.expense, whole, terms),
    )


def _less(kept: int, taken: int) -> int:
    """What is left once sums are taken off; a credit note stays what it is."""
    return kept if kept < 0 else max(kept - taken, 0)


def _others(line: ReviewedLine, review: Review) -> int:
    """What the key asks of other funders of the same base; nothing where it shares the base."""
    key = line.expense.key
    if key is None or review.terms.key_is_of_the_base:
        return 0
    parts = split_cents(line.kept, key.shares)
    return sum(part for code, part in parts.items() if code != review.terms.funder.code)


def _flat_rates(lines: Iterable[ReviewedLine], review: Review) -> Iterator[ReviewedLine]:
    """Flat-rate lines recomputed on what is kept of their base; the first ones fill it first.

    A claim may span an amendment: each flat rate is of the costs that its own rule held for.
    """
    lines = list(lines)
    left: dict[str | None, int] = {}
    for line in lines:
        if line.expense.kind is not ExpenseKind.FLAT or not line.is_presented:
            yield line
            continue
        typed = _flat_rule(line, review)
        rule = read_flat_rate(typed)
        if rule is None:
            settled = review.terms.is_settled(GrantRule.FLAT_RATE)
            more = () if settled and typed is None else (_no_rule(),)
            yield _weighed(replace(line, remarks=(*line.remarks, *more)), review)
            continue
        if typed not in left:
            mine = [each for each in lines if _flat_rule(each, review) == typed]
            left[typed] = int(rule.rate * sum(each.kept for each in mine if _bears(each, rule)))
        if line.kept <= left[typed]:
            left[typed] -= line.kept
            yield line
        else:
            kept, left[typed] = max(left[typed], 0), 0
            cut = _recomputed(rule.rate, kept)
            yield _weighed(replace(line, remarks=(*line.remarks, cut)), review)


def _flat_rule(line: ReviewedLine, review: Review) -> str | None:
    """The rule of flat rates on the day of a line; where none is written for it, the claim's."""
    day, rule = line.expense.day("invoice_date"), GrantRule.FLAT_RATE
    if day is None or review.terms.lapses(rule, day):
        return review.terms.value(rule)
    return review.terms.value_on(rule, day)


def _bears(line: ReviewedLine, rule: FlatRate) -> bool:
    """Whether a line is in the base of a flat rate."""
    kind = line.expense.kind
    direct = line.is_presented and kind is not ExpenseKind.FLAT
    return direct and (rule.base is not FlatBase.STAFF or kind is ExpenseKind.SALARY)


_FLAT = f"{quote('Règles des financeurs')}, {quote(GrantRule.FLAT_RATE.value)}"


def _no_rule() -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind="flat_rate",
        why="aucun taux forfaitaire lisible n’est inscrit pour ce financeur, et un forfait n’a pas "
        "de facture",
        action="écrire cette règle comme « 15 % des frais de personnel », ou retirer la part de ce "
        "financeur",
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
