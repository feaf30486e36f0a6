"""Pure: what each expense weighs for each funder of its key: one row a part, whole cents.

The one frame of which amounts by funder, partner, budget line or month are `groupby` sums; a part
is rounded once (`money/cents`), so that any sum of parts is the sum of the rows shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents, split_cents
from relocalisons.core.money.doubts import (
    ANSWERS,
    NOTHING,
    UNSURE_STAGES,
    Unsure,
    unsure_budget,
    unsure_payment,
    unsure_stage,
)
from relocalisons.core.money.expense import Expense

if TYPE_CHECKING:
    import pandas as pd

STAGES = ("planned", "committed", "invoiced", "paid", *ANSWERS)
_KEYS = ("funder", "partner", "line")
UNSURE = ("more", "open", "cells")
UNSURE_BUDGET = tuple(f"{each}_planned" for each in UNSURE)
UNSURE_BY_STAGE = {
    stage: (f"more_{stage}", f"open_{stage}", f"cells_{stage}") for stage in UNSURE_STAGES
}
_UNPAID = (0, 0, 0)
_SURE = _UNPAID * len(UNSURE_STAGES)
_OF_STAGES = tuple(column for columns in UNSURE_BY_STAGE.values() for column in columns)
_NUMBERS = (*STAGES, "holes", *UNSURE, *UNSURE_BUDGET, *_OF_STAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf:
    """One funder's part of an expense; cents, each stage counted in the ones before it."""

    funder: str
    committed: int
    invoiced: int
    paid: int
    claimed: int
    accepted: int
    rejected: int


def parts_of_expense(books: Books, expense: Expense, *, as_of: date) -> tuple[PartOf, ...]:
    """What an expense weighs for each funder of its key; a funder is left out when unsure.

    Shares above 100 % are an error that somebody has to put right: they weigh nothing until then.
    Declared, retained and rejected amounts are those of the whole expense, shared by the same key.
    """
    if expense.is_doubtful("invoice_date", *ANSWERS):
        return ()
    return counted_parts(books, expense, as_of=as_of)


def counted_parts(books: Books, expense: Expense, *, as_of: date) -> tuple[PartOf, ...]:
    """The same where the day of the invoice, or what a funder answered, may be in doubt.

    These are what the amounts by funder, partner and budget line are sums of.
    """
    key = expense.sure_key
    if key is None or expense.is_doubtful("paid_on"):
        return ()
    said = {column: expense.amount(column) for column in ANSWERS}
    said["rejected"] = expense.rejected  # noted, or what is left of what was declared
    answered = {
        column: split_cents(cents(amount or Decimal(0)), key.shares)
        for column, amount in said.items()
    }
    paid = _is_by(expense.day("paid_on"), as_of)
    invoiced = paid or _is_by(expense.day("invoice_date"), as_of)
    committed = invoiced or _is_by(expense.day("committed_on"), as_of)
    parts: list[PartOf] = []
    for code in key.shares:
        funder = books.funder(code)
        counted = None if funder is None else books.counted(expense, funder)
        if counted is None:
            continue
        part = split_cents(cents(counted), key.shares)[code]
        parts.append(
            PartOf(
                funder=code,
                committed=part if committed else 0,
                invoiced=part if invoiced else 0,
                paid=part if paid else 0,
                claimed=answered["claimed"][code],
                accepted=answered["accepted"][code],
                rejected=answered["rejected"][code],
            )
        )
    return tuple(parts)


def parts_frame(books: Books, *, as_of: date) -> "pd.DataFrame":
    """funder, partner, line (folded), month (« 2026-03 » of the payment, else empty): text;
    the stages and `holes` (1 where a part could not be read for sure): int64 cents. What was paid
    stands there also where only the funder's answer is in doubt; what it may be besides is in
    `more` (`open`: nobody can tell how much), and `cells` would tell; of a row of « Budget », of
    what is planned; `more_committed` and the like of the other stages.

    First the lines of « Budget » in their order, then the expenses in theirs.
    """
    rows: list[tuple[str | int, ...]] = []
    for row in books.budget:
        hole = row.current is None
        planned = 0 if row.current is None else cents(row.current)
        zeros = (0,) * (len(STAGES) - 1)
        unsure = unsure_budget(row.row) if hole else NOTHING
        named = (row.funder, row.partner or "", fold(row.line), "")
        rows.append((*named, planned, *zeros, int(hole), *_UNPAID, *_columns(unsure), *_SURE))
    for expense in books.expenses:
        if expense.is_refused or expense.key is None:
            continue
        known = {each.funder: each for each in counted_parts(books, expense, as_of=as_of)}
        in_doubt = expense.is_doubtful("invoice_date", *ANSWERS)
        day = expense.day("paid_on")
        month = f"{day:%Y-%m}" if day is not None and day <= as_of else ""
        for code in expense.key.shares:
            part = known.get(code)
            amounts = (0,) * (len(STAGES) - 1) if part is None else _stages(part)
            named = (code, expense.partner or "", fold(expense.line), month)
            more = unsure_payment(expense, code, as_of=as_of) if part is None else NOTHING
            hole = int(part is None or in_doubt)
            others = _SURE if not hole else _others(expense, code, part=part, as_of=as_of)
            rows.append((*named, 0, *amounts, hole, *_columns(more), *_UNPAID, *others))
    return frame_of(rows, (*_KEYS, "month", *_NUMBERS), numbers=_NUMBERS)


def _others(expense: Expense, code: str, *, part: PartOf | None, as_of: date) -> tuple[int, ...]:
    counted = part is not None
    return tuple(
        number
        for stage in UNSURE_STAGES
        for number in _columns(unsure_stage(expense, code, stage, counted=counted, as_of=as_of))
    )


def _columns(unsure: Unsure) -> tuple[int, int, int]:
    return (unsure.more or 0, int(unsure.more is None), unsure.cells)


def frame_of(
    rows: Sequence[tuple[object, ...]], columns: Sequence[str], *, numbers: Iterable[str]
) -> "pd.DataFrame":
    """Rows as a frame whose `numbers` are whole cents."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.astype(dict.fromkeys(numbers, "int64"))


def sums(frame: "pd.DataFrame", *by: str, of: str = "cents") -> dict[tuple[str, ...], int]:
    """Σ of a column by the values of others, in the order in which they come first."""
    summed = frame.groupby(list(by), sort=False, as_index=False)[of].sum()
    keys = zip(*(summed[column].tolist() for column in by), strict=True)
    return {
        tuple(map(str, key)): int(amount)
        for key, amount in zip(keys, summed[of].tolist(), strict=True)
    }


def _stages(part: PartOf) -> tuple[int, ...]:
    return (
        part.committed, part.invoiced, part.paid, part.claimed, part.accepted, part.rejected,
    )  # fmt: skip


def _is_by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of
