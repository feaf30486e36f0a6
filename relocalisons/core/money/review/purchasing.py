"""Pure: purchases of a public buyer that reach a threshold of publicity, and show none.

The need is counted over the buyer's homogeneous purchases (« Nature d'achat ») of twelve months,
whoever supplies them (R2121-6, R2121-7 – à vérifier); a threshold is passed from its very amount
(« inférieur à »), and is the one in force when the consultation was launched, else ordered. What is
passed is a question for the legal expert, never a verdict.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.words.french import count_of, format_money
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.dates import first_act
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.pieces import is_formal, is_published
from relocalisons.core.money.words.purchases import is_works
from relocalisons.core.sources.laws.purchasing_thresholds import (
    PurchasingThreshold,
    threshold_on,
)

_YEAR = timedelta(days=365)


def judge_purchasing(review: Review) -> dict[str, tuple[Remark, ...]]:
    """By subject, the remark on each line of a need that reaches its threshold unannounced."""
    found: dict[str, tuple[Remark, ...]] = {}
    for need in _needs(review).values():
        for line in need:
            remark = _judge(line, need, review)
            if remark is not None:
                found[line.subject] = (remark,)
    return found


def _needs(review: Review) -> Mapping[tuple[str, str], Sequence[Expense]]:
    """Invoices of public buyers by buyer and kind of purchase, without it by supplier."""
    buyers = {
        row.text("code")
        for row in review.books.programme.rows("partners")
        if row.says_yes("contracting")
    }
    needs: defaultdict[tuple[str, str], list[Expense]] = defaultdict(list)
    for one in review.books.expenses:
        if one.partner not in buyers or one.kind is not ExpenseKind.INVOICE or one.is_refused:
            continue
        kind = one.row.text("purchase_kind") or one.row.text("supplier") or ""
        if kind and one.amount() is not None and not one.is_planned:
            needs[one.partner or "", fold(kind)].append(one)
    return needs


def _judge(line: Expense, need: Sequence[Expense], review: Review) -> Remark | None:
    day = _launched(line)
    if day is None:
        return None
    works = is_works(line.row.text("purchase_kind"))
    kind = PurchasingThreshold.NO_PUBLICITY_WORKS if works else PurchasingThreshold.NO_PUBLICITY
    parameters = review.books.programme.parameters
    threshold = threshold_on(kind, day=day, parameters=parameters, as_of=review.as_of)
    if threshold is None:
        return None
    # The twelve months that begin with a purchase and hold this one, at their fullest.
    counted = [(each, when) for each in need if (when := _launched(each)) is not None]
    windows = [
        [each for each, when in counted if start <= when < start + _YEAR]
        for _, start in counted
        if start <= day < start + _YEAR
    ]
    fullest = max(windows, key=_worth)
    total = _worth(fullest)
    if line.row.text("publicity") or line.pieces.is_announced:
        return _judge_publicity(line, total, day, review) if threshold.is_reached(total) else None
    opened = next((each.cell for each in line.pieces.contracts if each.is_open), None)
    if not threshold.is_reached(total):
        if opened is None:
            return None
        return Remark(
            verdict=Verdict.UNVERIFIED, kind="purchasing",
            why="le marché est reconductible sans dire combien de fois, son montant total n’est "
            "pas connu", action="vérifier le montant du marché, reconductions comprises",
            columns=("publicity",), cells=(opened,), source=threshold.said,
        )  # fmt: skip
    of = f" en {count_of(len(fullest), 'achat', 'achats')}" if len(fullest) > 1 else ""
    told = [each for each in line.pieces.contracts if each.worth is not None]
    more = ", reconductions et options comprises," if _net_of(fullest) < total else ""
    return Remark(
        verdict=Verdict.HELD, kind="purchasing",
        why=f"{format_money(total, cents=True)} HT{more}{of} pour un même besoin, dès "
        f"{format_money(threshold.amount)} une publicité est à prouver",
        action="joindre l’avis de publicité, ou faire vérifier par l’expert juridique",
        columns=("publicity",), cells=tuple(each.cell for each in told), source=threshold.said,
    )  # fmt: skip


def _judge_publicity(
    line: Expense, total: Decimal, day: date, review: Review
) -> Remark | None:  # fmt: skip
    """An announcement, where the need asks for a wider one; a link alone says not where."""
    works, told = is_works(line.row.text("purchase_kind")), line.pieces.publicity
    formal = PurchasingThreshold.FORMAL_WORKS if works else PurchasingThreshold.FORMAL_LOCAL
    steps = (
        (formal, is_formal, "une procédure formalisée est à prouver"),
        (
            PurchasingThreshold.PUBLISHED, is_published,
            "une annonce au BOAMP ou dans un journal d’annonces légales est à prouver",
        ),
    )  # fmt: skip
    parameters = review.books.programme.parameters
    for kind, is_met, what in steps:
        threshold = threshold_on(kind, day=day, parameters=parameters, as_of=review.as_of)
        if threshold is None or not threshold.is_reached(total) or not told:
            continue
        if any(is_met(each) for each in told):
            return None
        return Remark(
            verdict=Verdict.HELD, kind="purchasing",
            why=f"{format_money(total, cents=True)} HT pour un même besoin, dès "
            f"{format_money(threshold.amount)} {what}",
            action="joindre cette annonce, ou faire vérifier par l’expert juridique",
            columns=("publicity",), source=threshold.said,
        )  # fmt: skip
    return None


def _worth(lines: Sequence[Expense]) -> Decimal:
    """What a need is worth: a contract once and whole, renewals and options in (R2121-1)."""
    contracts: dict[str, Decimal] = {}
    invoiced: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        told = [each for each in line.pieces.contracts if each.worth is not None]
        key = told[0].key if told else ""
        invoiced[key] += _net(line)
        for each in told:
            contracts[key] = max(contracts.get(key, Decimal(0)), each.worth or Decimal(0))
    return sum(
        (max(net, contracts.get(key, Decimal(0))) for key, net in invoiced.items()), Decimal(0)
    )


def _net_of(lines: Sequence[Expense]) -> Decimal:
    return sum((_net(each) for each in lines), Decimal(0))


def _launched(expense: Expense) -> date | None:
    told = expense.pieces.launched
    launched = expense.day("consulted_on") or (told[0] if told else None)
    return launched or first_act(expense)[0] or expense.day("invoice_date")


def _net(expense: Expense) -> Decimal:
    return expense.amount() or Decimal(0)
