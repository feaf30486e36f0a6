"""Pure: what each expense weighs for each funder of its key: one row a part, whole cents.

The rows of which amounts by funder, partner, budget line or month are sums; a part is rounded once
(`money/cents`), so that any sum of parts is the sum of the rows shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import ANSWERS, answer_part
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents, split_cents
from relocalisons.core.money.doubts import (
    NOTHING,
    UNSURE_STAGES,
    Unsure,
    unsure_budget,
    unsure_payment,
    unsure_stage,
)
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.sums import CentRows, Cents, Key
from relocalisons.core.money.twice.waiting import waiting_lines

STAGES = ("planned", "committed", "invoiced", "paid", *ANSWERS)
_NAMES = ("funder", "partner", "line", "month")
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
    """One funder's part of an expense; cents, each stage counted in the ones before it.

    `is_spent`: whether what is ordered, invoiced and paid of it can be told.
    """

    funder: str
    committed: int = 0
    invoiced: int = 0
    paid: int = 0
    claimed: int = 0
    accepted: int = 0
    rejected: int = 0
    is_spent: bool = False


def parts_of_expense(books: Books, expense: Expense, *, as_of: date) -> tuple[PartOf, ...]:
    """What an expense weighs for each funder of its key, as far as each amount is sure.

    Shares above 100 % are an error that somebody has to put right: they weigh nothing until then.
    Declared, retained and rejected amounts are those of the whole expense, shared by the same key.
    """
    key = expense.sure_key
    if key is None:
        return ()
    parts: list[PartOf] = []
    for code in key.shares:
        answers = {each: answer_part(expense, code, each) or 0 for each in ANSWERS}
        spent = _spent(books, expense, code, as_of=as_of)
        parts.append(PartOf(funder=code, **answers, **(spent or {}), is_spent=spent is not None))
    return tuple(parts)


def _spent(books: Books, expense: Expense, code: str, *, as_of: date) -> dict[str, int] | None:
    """What is ordered, invoiced and paid of a funder's part; None when nobody can tell."""
    key, funder = expense.sure_key, books.funder(code)
    counted = None if funder is None else books.counted(expense, funder)
    if key is None or counted is None or expense.is_doubtful("paid_on"):
        return None
    if expense.subject in waiting_lines(books.programme):
        return None  # it may be another line once more
    part = 0 if expense.is_refused else split_cents(cents(counted), key.shares)[code]
    paid = _is_by(expense.day("paid_on"), as_of)
    invoiced = paid or _is_by(expense.day("invoice_date"), as_of)
    committed = invoiced or _is_by(expense.day("committed_on"), as_of)
    return {
        "committed": part if committed else 0,
        "invoiced": part if invoiced else 0,
        "paid": part if paid else 0,
    }


def part_rows(books: Books, *, as_of: date) -> CentRows:
    """By funder, partner, line (folded), month (« 2026-03 » of the payment, else empty):
    the stages and `holes` (1 where a part could not be read for sure). What was paid
    stands there also where only the funder's answer is in doubt; what it may be besides is in
    `more` (`open`: nobody can tell how much), and `cells` would tell; of a row of « Budget », of
    what is planned; `more_committed` and the like of the other stages.

    First the lines of « Budget » in their order, then the expenses in theirs.
    """
    rows: list[tuple[Key, Cents]] = []
    for row in books.budget:
        hole = row.current is None
        planned = 0 if row.current is None else cents(row.current)
        zeros = (0,) * (len(STAGES) - 1)
        unsure = unsure_budget(row.row) if hole else NOTHING
        named = (row.funder, row.partner or "", fold(row.line), "")
        numbers = (planned, *zeros, int(hole), *_UNPAID, *_columns(unsure), *_SURE)
        rows.append((named, numbers))
    for expense in books.expenses:
        if expense.key is not None:
            rows += _expense_rows(books, expense, as_of=as_of)
    return CentRows(names=_NAMES, columns=_NUMBERS, rows=rows)


def _expense_rows(books: Books, expense: Expense, *, as_of: date) -> Iterator[tuple[Key, Cents]]:
    """One a funder of its key; of an expense that is rejected as a whole, what it had declared."""
    assert expense.key is not None
    known = {each.funder: each for each in parts_of_expense(books, expense, as_of=as_of)}
    in_doubt = expense.is_doubtful("invoice_date", *ANSWERS)
    day = expense.day("paid_on")
    month = f"{day:%Y-%m}" if day is not None and day <= as_of else ""
    for code in expense.key.shares:
        part = known.get(code, PartOf(funder=code))
        others = _others(books, expense, code, counted=part.is_spent, as_of=as_of)
        if expense.is_refused and not any((*_stages(part), *others)):
            continue
        sure = part.is_spent or expense.is_refused
        more = NOTHING if sure else unsure_payment(books, expense, code, as_of=as_of)
        hole = int(not sure or in_doubt or any(others))
        named = (code, expense.partner or "", fold(expense.line), month)
        yield named, (0, *_stages(part), hole, *_columns(more), *_UNPAID, *others)


def _others(
    books: Books, expense: Expense, code: str, *, counted: bool, as_of: date
) -> tuple[int, ...]:
    stages = {
        stage: NOTHING
        if expense.is_refused and stage not in ANSWERS
        else unsure_stage(books, expense, code, stage, counted=counted, as_of=as_of)
        for stage in UNSURE_STAGES
    }
    return tuple(number for unsure in stages.values() for number in _columns(unsure))


def _columns(unsure: Unsure) -> tuple[int, int, int]:
    return (unsure.more or 0, int(unsure.more is None), unsure.cells)


def _stages(part: PartOf) -> tuple[int, ...]:
    return (
        part.committed, part.invoiced, part.paid, part.claimed, part.accepted, part.rejected,
    )  # fmt: skip


def _is_by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of
