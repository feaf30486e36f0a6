"""Pure: « Encaissements », « Versements aux partenaires » and « Avances » as dated movements.

A movement counts once its amount, day, funder and partner can be read for sure; others are counted
apart. One without a day is announced, it has not happened.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import Doubt, Row, first_day
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents
from relocalisons.core.money.words.repayments import (
    PayoutKind,
    ReceiptKind,
    read_payout_kind,
    read_receipt_kind,
)
from relocalisons.core.tables import ADVANCES, RECEIPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Money from a funder, or taken back by it; `cents` is positive. `claim`: folded, or empty."""

    funder: str
    kind: ReceiptKind
    cents: int
    on: date
    claim: str
    row: Row

    @property
    def signed(self) -> int:
        """What it adds to what was received."""
        return -self.cents if self.kind is ReceiptKind.TAKEN_BACK else self.cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """What the lead paid to a partner, kept back or got again; `cents` is positive."""

    partner: str
    funder: str
    kind: PayoutKind
    cents: int
    on: date
    reason: str
    row: Row

    @property
    def paid(self) -> int:
        """What it adds to what the partner has in hand."""
        if self.kind in (PayoutKind.PAID, PayoutKind.AHEAD):
            return self.cents
        return -self.cents if self.kind is PayoutKind.RECOVERED else 0

    @property
    def retained(self) -> int:
        """What it adds to what is kept back."""
        sign = {PayoutKind.RETAINED: 1, PayoutKind.RELEASED: -1}.get(self.kind, 0)
        return sign * self.cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Movements:
    """Every movement until a day; `unread`: rows of which something cannot be read for sure."""

    receipts: tuple[Receipt, ...]
    payouts: tuple[Payout, ...]
    unread: tuple[Row, ...]

    @property
    def unread_receipts(self) -> tuple[Row, ...]:
        """Those of « Encaissements »."""
        return tuple(row for row in self.unread if row.table is RECEIPTS)


def read_movements(books: Books, *, as_of: date) -> Movements:
    """The movements that happened until that day included; advances count as payouts."""
    rows = books.programme.rows
    receipts = [(row, _receipt(row, books)) for row in rows("receipts")]
    payouts = [(row, _payout(row, books)) for row in rows("payouts")]
    advances = [(row, tuple(_advance(row, books))) for row in rows("advances")]
    unread = [
        row
        for row, found in (*receipts, *payouts, *advances)
        if not found and _says_something(row, as_of)
    ]
    read = [
        *(found for _, found in payouts if found is not None),
        *(each for _, found in advances for each in found),
    ]
    return Movements(
        receipts=tuple(found for _, found in receipts if found is not None and found.on <= as_of),
        payouts=tuple(each for each in read if each.on <= as_of),
        unread=tuple(unread),
    )


def _says_something(row: Row, as_of: date) -> bool:
    """Whether a row that is no movement should be one: what has no day is only announced."""
    column = "paid_on" if row.table is ADVANCES else "on"
    day = first_day(row.reading(column))
    return row.is_doubtful(column) or (day is not None and day <= as_of)


def _receipt(row: Row, books: Books) -> Receipt | None:
    kind = row.said("kind", read_receipt_kind)
    funder, amount, day = _funder(row, books), row.decimal("amount"), row.last_day("on")
    if kind.doubtful or funder is None or amount is None or day is None:
        return None
    return Receipt(
        funder=funder,
        kind=kind.value or ReceiptKind.PAID,
        cents=cents(amount),
        on=day,
        claim=fold(row.plain("claim")),
        row=row,
    )


def _payout(row: Row, books: Books) -> Payout | None:
    kind, partner = row.said("kind", read_payout_kind), books.programme.whose(row)
    funder, amount, day = _funder(row, books), row.decimal("amount"), row.last_day("on")
    if kind.doubtful or funder is None or partner is None or amount is None or day is None:
        return None
    return Payout(
        partner=partner,
        funder=funder,
        kind=kind.value or PayoutKind.PAID,
        cents=cents(amount),
        on=day,
        reason=row.typed("reason"),
        row=row,
    )


def _advance(row: Row, books: Books) -> Iterator[Payout]:
    """An advance of the lead, and its repayment once the day of it is sure."""
    partner, funder = books.programme.whose(row), _funder(row, books)
    amount, paid = row.decimal("amount"), row.last_day("paid_on")
    if partner is None or funder is None or amount is None or paid is None:
        return
    ahead = Payout(
        partner=partner, funder=funder, kind=PayoutKind.AHEAD, cents=cents(amount), on=paid,
        reason="", row=row,
    )  # fmt: skip
    yield ahead
    back = row.last_day("repaid_on")
    if back is not None and row.reading("repaid_on").doubt is not Doubt.AMBIGUOUS:
        yield Payout(
            partner=partner, funder=funder, kind=PayoutKind.RECOVERED, cents=cents(amount),
            on=back, reason="avance remboursée", row=row,
        )  # fmt: skip


def _funder(row: Row, books: Books) -> str | None:
    typed = fold(row.plain("funder"))
    return next(
        (each.code for each in books.funders if typed in (fold(each.code), fold(each.name))), None
    )
