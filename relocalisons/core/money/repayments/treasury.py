"""Pure: the lead's cash month by month: what came, what went to partners, what is left in hand.

Beside it, what was spent: the funders' parts of the expenses that were paid. Where more was spent
than came, the structures paid it ahead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.money.books import Books
from relocalisons.core.money.parts import part_rows
from relocalisons.core.money.repayments.positions import Ledger
from relocalisons.core.money.sums import CentRows, Cents, Key
from relocalisons.core.money.words.repayments import PayoutKind

_MOVES = ("received", "paid", "ahead", "recovered", "spent")
_STILL = dict.fromkeys(_MOVES, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month; cents. `paid`: to partners, advances (`ahead`) in; `in_hand`: at its end, since
    the first month; `paid_ahead`: spent so far beyond what came so far, borne by the structures."""

    first: date
    received: int
    paid: int
    ahead: int
    recovered: int
    spent: int
    in_hand: int
    paid_ahead: int
    all_received: int
    all_paid: int
    all_spent: int


def measure_treasury(books: Books, ledger: Ledger, *, as_of: date) -> tuple[Month, ...]:
    """From the first month in which something moved to that of the day; none without movement."""
    if not ledger.movements.receipts and not ledger.movements.payouts:
        return ()
    by_month = move_rows(books, ledger, as_of=as_of).all_sums("month")
    moved = {month: amounts for (month,), amounts in by_month.items()}
    return tuple(_months(moved, first=min(moved), last=f"{as_of:%Y-%m}"))


def move_rows(books: Books, ledger: Ledger, *, as_of: date) -> CentRows:
    """By month (« 2026-03 »): received, paid, ahead, recovered, spent."""
    rows: list[tuple[Key, Cents]] = [
        ((f"{each.on:%Y-%m}",), (each.signed, 0, 0, 0, 0)) for each in ledger.movements.receipts
    ]
    for each in ledger.movements.payouts:
        paid = each.cents if each.kind in (PayoutKind.PAID, PayoutKind.AHEAD) else 0
        ahead = each.cents if each.kind is PayoutKind.AHEAD else 0
        recovered = each.cents if each.kind is PayoutKind.RECOVERED else 0
        rows.append(((f"{each.on:%Y-%m}",), (0, paid, ahead, recovered, 0)))
    spent = part_rows(books, as_of=as_of).sums("month", of="paid")
    rows += [((month,), (0, 0, 0, 0, amount)) for (month,), amount in spent.items() if month]
    return CentRows(names=("month",), columns=_MOVES, rows=rows)


def _months(by_month: Mapping[str, Mapping[str, int]], *, first: str, last: str) -> Iterator[Month]:
    received = paid = recovered = spent = 0
    day = date.fromisoformat(f"{first}-01")
    while f"{day:%Y-%m}" <= last:
        moved = by_month.get(f"{day:%Y-%m}", _STILL)
        received += moved["received"]
        paid += moved["paid"]
        recovered += moved["recovered"]
        spent += moved["spent"]
        yield Month(
            first=day,
            received=moved["received"],
            paid=moved["paid"],
            ahead=moved["ahead"],
            recovered=moved["recovered"],
            spent=moved["spent"],
            in_hand=received - paid + recovered,
            paid_ahead=max(spent - received, 0),
            all_received=received,
            all_paid=paid - recovered,
            all_spent=spent,
        )
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
