"""Pure: by how much cells that nobody can read for sure may raise what is counted for a funder.

The one definition behind every « de 12 400 à 15 100 € »: what an expense weighs for sure is in the
sums (`parts`, `spending`), what it may weigh besides is here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Doubt, Row
from relocalisons.core.money.answers import ANSWERS, answer_columns, answered
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense

_NET, _GROSS, _TAX = "amount", "amount_with_vat", "vat"
# What an expense has reached, each counted in the ones before it → the days that say so.
_REACHED: Mapping[str, tuple[str, ...]] = {
    "committed": ("paid_on", "invoice_date", "committed_on"),
    "invoiced": ("paid_on", "invoice_date"),
    "paid": ("paid_on",),
}
UNSURE_STAGES = ("committed", "invoiced", *ANSWERS)


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


def unsure_payment(books: Books, expense: Expense, funder: str, *, as_of: date) -> Unsure:
    """What an expense that is in no sum may weigh among what was paid for a funder."""
    return unsure_stage(books, expense, funder, "paid", counted=False, as_of=as_of)


def unsure_stage(
    books: Books, expense: Expense, funder: str, stage: str, *, counted: bool, as_of: date
) -> Unsure:
    """What an expense may add to what has reached a stage, or to what a funder answered.

    Nothing where it did not for sure, or where its key names that funder for nothing. A key that
    cannot be read may leave the funder the whole of it. `counted`: its part can be read, and is in
    the sums as far as its days are sure; what was declared and answered does not hang on that.
    """
    if expense.key is not None and expense.key.share(funder) == 0:
        return NOTHING
    if stage in ANSWERS:
        return _answer(expense, funder, stage)
    days = _REACHED[stage]
    doubtful = [column for column in days if expense.is_doubtful(column)]
    reached = any((day := expense.day(column)) is not None and day <= as_of for column in days)
    if (counted and reached) or not (reached or doubtful):
        return NOTHING
    columns = _telling(expense.row, counts_net=_counts_net(books, expense, funder))
    most = most_counted(books, expense, funder)
    return _part(expense, funder, most, cells=(*columns, "funders", *days))


def _answer(expense: Expense, funder: str, column: str) -> Unsure:
    amount = answered(expense, column)
    if amount is not None:
        if expense.sure_key is not None or amount == 0:
            return NOTHING
        return _part(expense, funder, amount, cells=("funders",))
    columns = answer_columns(expense, column)
    return _part(expense, funder, _most_of(expense.row, columns), cells=("funders", *columns))


def _most_of(row: Row, columns: tuple[str, ...]) -> Decimal | None:
    """The most that an amount read from these cells may be; None when nobody can tell."""
    first = columns[0]  # itself, or what was declared, of which it is the rest
    if row.reading(first).doubt is Doubt.UNREADABLE:
        return None
    return max(_figures(row, first), default=None)


def _part(
    expense: Expense, funder: str, highest: Decimal | None, *, cells: tuple[str, ...]
) -> Unsure:
    """The funder's share of the most that it may be; None where nobody can tell."""
    row, key = expense.row, expense.sure_key
    unread_key = key is None and not row.is_doubtful("funders")
    # Without a doubtful cell, what is unknown stands in « Partenaires ».
    doubtful = max(sum(row.is_doubtful(column) for column in cells) + unread_key, 1)
    if highest is None:
        return Unsure(more=None, cells=doubtful)
    share = Decimal(1) if key is None else key.share(funder)
    return Unsure(more=max(cents(highest * share), 0), cells=doubtful)


def unsure_budget(row: Row) -> Unsure:
    """What a line of « Budget » that cannot be read may give."""
    columns = [each for each in ("amended", "initial") if row.is_doubtful(each)]
    candidates = _figures(row, columns[0]) if columns else []
    return Unsure(
        more=max(map(cents, candidates)) if candidates else None, cells=max(len(columns), 1)
    )


def most_counted(books: Books, expense: Expense, funder: str) -> Decimal | None:
    """The most that may count of an expense for a funder, before its share.

    HT or TTC as the funder's base and the partner's VAT say, the larger of both while nobody can
    tell. None when a cell that tells it may say anything, or when all of them are empty.
    """
    row, counts_net = expense.row, _counts_net(books, expense, funder)
    columns = _telling(row, counts_net=counts_net)
    # Without its tax an amount stays below the one with tax, whatever that tax is.
    needed = [each for each in columns if each != _TAX or counts_net is False]
    if any(row.reading(each).doubt is Doubt.UNREADABLE for each in needed):
        return None
    amounts = [one for each in columns if each != _TAX for one in _figures(row, each)]
    tax = _figures(row, _TAX) if _TAX in columns else []
    if not amounts:
        return None
    if counts_net:
        return max(amounts) - min(tax, default=Decimal(0))
    is_added = row.reading(_GROSS).doubt is Doubt.ABSENT
    return max(amounts) + (max(tax, default=Decimal(0)) if is_added else 0)


def _counts_net(books: Books, expense: Expense, funder: str) -> bool | None:
    rules = books.funder(funder)
    return None if rules is None else books.counts_net(expense, rules)


def _telling(row: Row, *, counts_net: bool | None) -> tuple[str, ...]:
    """The cells that tell what counts: the one that is counted, or the others while it is empty."""
    if counts_net is None:
        return (_NET, _GROSS, _TAX)
    counted, other = (_NET, _GROSS) if counts_net else (_GROSS, _NET)
    return (other, _TAX) if row.reading(counted).doubt is Doubt.ABSENT else (counted,)


def _figures(row: Row, column: str) -> list[Decimal]:
    """What a cell says, or may say."""
    reading = row.reading(column)
    said = reading.candidates if reading.doubt is Doubt.AMBIGUOUS else (reading.value,)
    return [one for one in said if isinstance(one, Decimal)]
