"""Pure: by how much cells that nobody can read for sure may raise what was paid for a funder.

The one definition behind every « de 12 400 à 15 100 € »: what an expense weighs for sure is in the
sums (`parts`, `spending`), what it may weigh besides is here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Doubt, Row
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense

_AMOUNTS = ("amount", "amount_with_vat")
_CELLS = ("amount", "amount_with_vat", "vat", "paid_on", "funders")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """Cents that may come on top, None when nobody can tell how many; the cells that would tell."""

    more: int | None = 0
    cells: int = 0

    def __add__(self, other: "Unsure") -> "Unsure":
        """Of two expenses."""
        unbounded = self.more is None or other.more is None
        return Unsure(
            more=None if unbounded else (self.more or 0) + (other.more or 0),
            cells=self.cells + other.cells,
        )


NOTHING = Unsure()


def all_of(found: Iterable[Unsure]) -> Unsure:
    """Σ."""
    return sum(found, NOTHING)


def unsure_payment(expense: Expense, funder: str, *, as_of: date) -> Unsure:
    """What an expense that is in no sum may weigh among what was paid for a funder.

    Nothing where it was not paid for sure, or where its key names that funder for nothing. A key
    that cannot be read may leave the funder the whole of it.
    """
    row, key = expense.row, expense.sure_key
    paid = expense.day("paid_on")
    unpaid = not expense.is_doubtful("paid_on") and (paid is None or paid > as_of)
    if unpaid or (expense.key is not None and expense.key.share(funder) == 0):
        return NOTHING
    doubtful = sum(row.is_doubtful(column) for column in _CELLS)
    unread_key = key is None and not row.is_doubtful("funders")
    cells = max(doubtful + unread_key, 1)  # else what is unknown stands in « Partenaires »
    highest = _highest(row)
    if highest is None:
        return Unsure(more=None, cells=cells)
    share = Decimal(1) if key is None else key.share(funder)
    return Unsure(more=max(cents(highest * share), 0), cells=cells)


def unsure_budget(row: Row) -> Unsure:
    """What a line of « Budget » that cannot be read may give."""
    columns = [each for each in ("amended", "initial") if row.is_doubtful(each)]
    candidates = _figures(row, columns[0]) if columns else []
    return Unsure(
        more=max(map(cents, candidates)) if candidates else None, cells=max(len(columns), 1)
    )


def _highest(row: Row) -> Decimal | None:
    """The most that its amounts may say; None when one of them may say anything, or all are empty.

    An amount that is empty says nothing; a tax that cannot be told stays between the net amount
    and the one with tax.
    """
    found: list[Decimal] = []
    for column in _AMOUNTS:
        if row.reading(column).doubt is Doubt.UNREADABLE:
            return None
        found += _figures(row, column)
    tax = None if row.is_doubtful("vat") else row.decimal("vat")
    if found and tax is not None and row.decimal("amount_with_vat") is None:
        found.append(max(found) + tax)
    return max(found, default=None)


def _figures(row: Row, column: str) -> list[Decimal]:
    """What a cell says, or may say."""
    reading = row.reading(column)
    said = reading.candidates if reading.doubt is Doubt.AMBIGUOUS else (reading.value,)
    return [one for one in said if isinstance(one, Decimal)]
