"""Pure: the aid that a claim may ask, from the base that is kept; whole cents.

Base: Σ of what the funder counts of each presented line (HT, or TTC where VAT is a cost), cut to
what each remark keeps. Aid of a line: its base × the smaller of its key's share and the rate. Aid
of the claim: the smallest of their sum, base × rate, what other public aid and own funding leave,
and what is left of the grant. A line is rounded to its nearest cent, a limit down, so that no cent
is asked that the rate does not give (two worked examples: docs/money.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from relocalisons.core.money.answers import ANSWERS, answer_part, is_in_a_claim
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents, share_within, split_cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.terms import Terms


class Limit(StrEnum):
    """What the aid may not pass; the value is what the paper says."""

    KEY = "parts de la clé"
    LINES = "clé et taux, ligne par ligne"
    RATE = "base × taux"
    PUBLIC_AID = "aides publiques et autofinancement"
    GRANT = "reste de la subvention"
    INSTALMENTS = "part payable avant le solde"
    ASKED_AHEAD = "montant d’avance demandé"
    ADVANCE = "part de la subvention payable en avance"
    COMMENCEMENT = "opération commencée trop tôt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """How an amount of aid is made; cents.

    `limits` has those that are known, in the order of `Limit`; `asked` is their smallest, and None
    when the rate is not known: nothing is asked at a rate that nobody can read.
    """

    base: int
    others: int  # what the keys ask other funders on the same lines
    limits: Mapping[Limit, int]
    asked: int | None
    rate: Decimal | None
    grant: int | None
    before: int | None  # asked in earlier claims, what was rejected taken off

    @property
    def binding(self) -> Limit | None:
        """The limit that decides: the first of the smallest."""
        if self.asked is None:
            return None
        return min(self.limits, key=lambda each: self.limits[each])

    @property
    def over_key(self) -> int:
        """What the keys ask beyond what may be asked."""
        largest = self.limits.get(Limit.KEY, self.limits.get(Limit.LINES))
        return 0 if self.asked is None or largest is None else largest - self.asked

    @property
    def is_ahead(self) -> bool:
        """Whether it is an advance, paid ahead of any expense."""
        return Limit.ASKED_AHEAD in self.limits or Limit.ADVANCE in self.limits

    @property
    def remaining(self) -> int | None:
        """What is left of the grant after this claim; None when it cannot be known."""
        if self.grant is None or self.before is None or self.asked is None:
            return None
        return self.grant - self.before - self.asked


class Declared(NamedTuple):
    """What a line, or all of them, declared, and what became of it; cents of a funder's part."""

    claimed: int = 0
    accepted: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What earlier claims asked of this funder, and what became of it; cents of its part.

    None where an amount of one of their expenses cannot be read.
    """

    claimed: int | None
    accepted: int | None
    rejected: int | None

    @property
    def asked(self) -> int | None:
        """Declared, rejections taken off; None when one amount cannot be read."""
        if self.claimed is None or self.rejected is None:
            return None
        return self.claimed - self.rejected

    @property
    def waiting(self) -> int | None:
        """Of that, what is not kept yet."""
        return None if self.asked is None or self.accepted is None else self.asked - self.accepted


def key_part(expense: Expense, amount: int, terms: Terms) -> int:
    """The key's share of an amount; the whole of it where the key cannot be read."""
    key, code = expense.key, terms.funder.code
    if key is None:
        return amount
    if key.total > 1:
        return int(amount * min(key.share(code), Decimal(1)))
    return split_cents(amount, key.shares).get(code, 0)


def base_of_key(expense: Expense, amount: int, terms: Terms) -> int:
    """What the rate applies to: the key's share where it shares the base, else the amount."""
    return key_part(expense, amount, terms) if terms.key_is_of_the_base else amount


def aid_of_base(expense: Expense, base: int, terms: Terms) -> int:
    """The aid of a base: at the rate, and never more than the key's share of it."""
    part = base if terms.key_is_of_the_base else key_part(expense, base, terms)
    if terms.rate is None:
        return part
    within = cents(base * terms.rate / 100)
    return max(part, within) if base < 0 else min(part, within)  # a credit note takes back


def aid_of_parts(parts: int, terms: Terms) -> int:
    """The aid of what keys give to a funder, of budgets and of answers alike.

    It is the aid itself; at the rate where that funder's key shares the base.
    """
    if terms.rate is None or not terms.key_is_of_the_base:
        return parts
    return share_within(parts, terms.rate)


def measure_aid(
    terms: Terms,
    lines: Iterable[tuple[int, int, int, int]],
    *,
    before: int | None,
    over_budget: int = 0,
    other_aid: int = 0,
    is_out: bool = False,
    instalments: tuple[Decimal, int] | None = None,
) -> Aid:
    """The aid of presented lines: kept base, key's part, part within the rate, others' parts.

    `before`: cents of earlier claims, None when one of them cannot be read. `over_budget`: cents of
    base beyond the budget lines, which no line loses by itself. `other_aid`: cents of public aid
    that no key tells. `is_out`: an early start puts the whole operation out. `instalments`: before
    the balance, the share of the grant that may be asked in all, and cents of it paid ahead.
    """
    kept = list(lines)
    base, key, within, others = (sum(each[at] for each in kept) for at in range(4))
    base, others = max(base - over_budget, 0), others + other_aid
    limits = {Limit.LINES: within}
    if not terms.key_is_of_the_base:
        limits = {Limit.KEY: key, **limits}
    if terms.rate is not None:
        limits[Limit.RATE] = share_within(base, terms.rate)
    limits[Limit.PUBLIC_AID] = max(share_within(base, terms.highest_aid) - others, 0)
    if terms.grant is not None and before is not None:
        limits[Limit.GRANT] = max(terms.grant - before, 0)
        if instalments is not None:
            share, ahead = instalments
            most = share_within(terms.grant, share) - before - ahead
            limits[Limit.INSTALMENTS] = max(most, 0)
    if is_out:
        limits[Limit.COMMENCEMENT] = 0
    return Aid(
        base=base,
        others=others,
        limits=limits,
        asked=None if terms.rate is None else min(limits.values()),
        rate=terms.rate,
        grant=terms.grant,
        before=before,
    )


def measure_advance(
    terms: Terms, *, requested: int | None, allowed: int | None, before: int | None
) -> Aid:
    """What an advance may ask: what was noted, within the convention's share and the grant left.

    Nothing is asked where nobody noted an amount.
    """
    left = None if terms.grant is None or before is None else max(terms.grant - before, 0)
    known = {
        Limit.ASKED_AHEAD: requested, Limit.ADVANCE: allowed, Limit.GRANT: left,
    }  # fmt: skip
    limits = {limit: amount for limit, amount in known.items() if amount is not None}
    return Aid(
        base=0, others=0, limits=limits or {Limit.ASKED_AHEAD: 0},
        asked=None if requested is None else min(limits.values()),
        rate=terms.rate, grant=terms.grant, before=before,
    )  # fmt: skip


def measure_before(books: Books, terms: Terms) -> Before:
    """What earlier claims of that funder asked; where the key shares the base, at the rate."""
    code = terms.funder.code
    mine = [
        one
        for one in books.expenses
        if one.key is not None and one.key.share(code) and is_in_a_claim(one, code)
    ]
    told: dict[str, int | None] = {}
    for column in ANSWERS:
        parts = [answer_part(one, code, column) for one in mine]
        known = [each for each in parts if each is not None]
        told[column] = aid_of_parts(sum(known), terms) if len(known) == len(parts) else None
    return Before(**told)


def declared_part(expense: Expense, funder: str) -> Declared | None:
    """What a declared line weighs for a funder, by its key; None when nobody can tell, or when it
    is in no claim.
    """
    parts = [answer_part(expense, funder, column) for column in ANSWERS]
    known = [each for each in parts if each is not None]
    if len(known) < len(parts) or not is_in_a_claim(expense, funder):
        return None
    return Declared(*known)
