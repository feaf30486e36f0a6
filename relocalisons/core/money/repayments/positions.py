"""Pure: where each partner stands with each funder: what is due of what came, paid, kept back.

Whole cents in rows (`money/sums`): a person can redo every figure from them.

Accepted: the funder's part of « Montant retenu » (else declared less rejected), by claim and
partner. What a receipt pays: the claim that it names, the rest (advances, what names none) the
claims in the order of their names, until each is paid. Due: what a claim was paid, spread over its
partners by what is accepted of each, odd cents to the largest remainders, the first code of equal
ones. So a line that comes or goes in one claim moves no cent of another.

Of each funder: received = Σ (due − retained) + Σ retained + remaining, to the cent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.names import fold, natural_order
from relocalisons.core.money.answers import answered, is_answered
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents, split_cents, spread
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.lead import lead_of
from relocalisons.core.money.repayments.movements import Movements, read_movements
from relocalisons.core.money.sums import CentRows, Cents, Key

_SHARED = ("funder", "claim", "partner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One partner with one funder; cents.

    `retained` is never more than what is due. `paid`: payments and advances, what came back off.
    """

    funder: str
    partner: str
    accepted: int
    due: int
    retained: int
    paid: int
    is_lead: bool = False

    @property
    def owed(self) -> int:
        """What the lead has yet to pay: nothing to itself."""
        return 0 if self.is_lead else max(self.due - self.retained - self.paid, 0)

    @property
    def over(self) -> int:
        """What was paid beyond what is due today: an advance still open, or too much."""
        return 0 if self.is_lead else max(self.paid + self.retained - self.due, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderPosition:
    """A grant; cents. `remaining`: received and due to nobody yet, below zero when it was taken
    back after it was due."""

    funder: str
    received: int
    accepted: int
    due: int
    retained: int
    paid: int

    @property
    def remaining(self) -> int:
        """What came and is due to nobody yet."""
        return self.received - self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """One line of what a funder accepted: its part of one expense, in cents."""

    funder: str
    claim: str  # folded
    partner: str
    expense: Expense
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything that is repaid: lines, movements, positions by partner and by funder.

    `unsure`: expenses that a funder answered, or that were claimed, of which nobody can tell the
    part; they are in no sum.
    """

    accepted: tuple[Accepted, ...]
    movements: Movements
    positions: tuple[Position, ...]
    funders: tuple[FunderPosition, ...]
    unsure: tuple[Expense, ...]

    def of(self, partner: str) -> tuple[Position, ...]:
        """The positions of one partner, in the order of « Financeurs »."""
        return tuple(each for each in self.positions if each.partner == partner)


def are_followed(programme: Programme) -> bool:
    """Whether the lead repays partners, and noted what came or what it paid."""
    noted = programme.rows("receipts") or programme.rows("payouts")
    return programme.follows(Subject.REPAYMENTS) and bool(noted)


def measure_repayments(books: Books, *, as_of: date) -> Ledger:
    """The ledger on a day; funders and partners in the order of their tables."""
    lines, unsure = _accepted(books)
    movements = read_movements(books, as_of=as_of)
    entitled, received = accepted_rows(lines), receipt_rows(movements)
    moved = payout_rows(movements)
    due = due_rows(entitled, received)
    lead = lead_of(books.programme)
    order = {each.code: at for at, each in enumerate(books.funders)}
    partners = {each.code: at for at, each in enumerate(books.programme.partners)}
    totals = {
        "accepted": _by_partner(entitled, "cents"),
        "due": _by_partner(due, "cents"),
        "retained": _by_partner(moved, "retained"),
        "paid": _by_partner(moved, "paid"),
    }
    keys = sorted(
        {key for each in totals.values() for key in each},
        key=lambda key: (order.get(key[0], len(order)), partners.get(key[1], len(partners)), key),
    )
    positions = tuple(
        Position(
            funder=funder,
            partner=partner,
            accepted=totals["accepted"].get((funder, partner), 0),
            due=(mine := totals["due"].get((funder, partner), 0)),
            retained=min(max(totals["retained"].get((funder, partner), 0), 0), max(mine, 0)),
            paid=totals["paid"].get((funder, partner), 0),
            is_lead=partner == lead,
        )
        for funder, partner in keys
    )
    return Ledger(
        accepted=lines,
        movements=movements,
        positions=positions,
        funders=_by_funder(positions, received, order=order),
        unsure=unsure,
    )


def accepted_rows(lines: Iterable[Accepted]) -> CentRows:
    """By funder, claim and partner: cents. One row a line."""
    rows = [((each.funder, each.claim, each.partner), (each.cents,)) for each in lines]
    return CentRows(names=_SHARED, columns=("cents",), rows=rows)


def receipt_rows(movements: Movements) -> CentRows:
    """By funder and claim (empty where none is named): cents, below zero when taken back."""
    rows = [((each.funder, each.claim), (each.signed,)) for each in movements.receipts]
    return CentRows(names=("funder", "claim"), columns=("cents",), rows=rows)


def payout_rows(movements: Movements) -> CentRows:
    """By funder and partner: paid, retained."""
    rows = [((each.funder, each.partner), (each.paid, each.retained)) for each in movements.payouts]
    return CentRows(names=("funder", "partner"), columns=("paid", "retained"), rows=rows)


def due_rows(entitled: CentRows, received: CentRows) -> CentRows:
    """By funder, claim and partner: cents: what is due to each partner of each claim."""
    rows: list[tuple[Key, Cents]] = []
    parts = entitled.sums(*_SHARED)
    came = received.sums("funder", "claim")
    for funder in dict.fromkeys(key[0] for key in parts):
        claims: dict[str, dict[str, int]] = {}
        for (code, claim, partner), amount in sorted(parts.items()):
            if code == funder:
                claims.setdefault(claim, {})[partner] = amount
        named = {claim: amount for (code, claim), amount in came.items() if code == funder}
        paid = _paid_by_claim({name: sum(each.values()) for name, each in claims.items()}, named)
        for claim, amount in paid.items():
            shared = spread(amount, [max(each, 0) for each in claims[claim].values()])
            rows += [
                ((funder, claim, partner), (part,))
                for partner, part in zip(claims[claim], shared, strict=True)
            ]
    return CentRows(names=_SHARED, columns=("cents",), rows=rows)


def _paid_by_claim(accepted: Mapping[str, int], named: Mapping[str, int]) -> dict[str, int]:
    """What each claim was paid: by its own receipts first, then by those that name no claim.

    Money taken back comes off what nobody is due yet, then off the last claims.
    """
    paid = {
        claim: min(max(named.get(claim, 0), 0), max(amount, 0))
        for claim, amount in sorted(accepted.items(), key=lambda each: natural_order(each[0]))
    }
    left = sum(named.values()) - sum(paid.values())
    for claim, amount in paid.items():
        more = min(max(left, 0), max(accepted[claim], 0) - amount)
        paid[claim] += more
        left -= more
    for claim in reversed(tuple(paid)):
        back = min(max(-left, 0), paid[claim])
        paid[claim] -= back
        left += back
    return paid


def _accepted(books: Books) -> tuple[tuple[Accepted, ...], tuple[Expense, ...]]:
    lines: list[Accepted] = []
    unsure: list[Expense] = []
    for one in books.expenses:
        if one.is_refused or not is_answered(one):
            continue
        amount = answered(one, "accepted")
        if amount is None or one.sure_key is None or one.partner is None:
            unsure.append(one)
            continue
        for funder, part in split_cents(cents(amount), one.sure_key.shares).items():
            if one.declared_to is not None and funder not in one.declared_to:
                continue
            claim = fold(one.row.plain("claim"))
            lines.append(
                Accepted(funder=funder, claim=claim, partner=one.partner, expense=one, cents=part)
            )
    return tuple(lines), tuple(unsure)


def _by_partner(rows: CentRows, column: str) -> dict[tuple[str, str], int]:
    return {
        (funder, partner): amount
        for (funder, partner), amount in rows.sums("funder", "partner", of=column).items()
    }


def _by_funder(
    positions: Sequence[Position], received: CentRows, *, order: Mapping[str, int]
) -> tuple[FunderPosition, ...]:
    came = {code: amount for (code,), amount in received.sums("funder").items()}
    codes = dict.fromkeys((*(each.funder for each in positions), *came))
    return tuple(
        FunderPosition(
            funder=code,
            received=came.get(code, 0),
            accepted=sum(each.accepted for each in mine),
            due=sum(each.due for each in mine),
            retained=sum(each.retained for each in mine),
            paid=sum(each.paid for each in mine),
        )
        for code in sorted(codes, key=lambda code: (order.get(code, len(order)), code))
        for mine in ([each for each in positions if each.funder == code],)
    )
