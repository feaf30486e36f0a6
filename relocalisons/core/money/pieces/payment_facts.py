"""Pure: when money left for an expense and how much, as its statements and mandates tell it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from relocalisons.core.kernel.model import Row
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.money.pieces.piece_facts import Dated, Told
from relocalisons.core.money.words.piece_texts import Paid, payments, tells_money_back
from relocalisons.core.money.words.pieces import PieceNature, days_debited

Natured = Sequence[tuple[PieceNature, Row]]
PAYS = (PieceNature.BANK, PieceNature.MANDATE)


def paying(natured: Natured) -> list[Row]:
    """The statements and mandates among the pieces of a line."""
    return [row for nature, row in natured if nature in PAYS]


def debited_of(line: Row, natured: Natured) -> tuple[Dated | None, bool]:
    """The last day that words call a debit, for sure; else that of the last statement."""
    told = latest(_debits_told(line, natured))
    if told is not None:
        return told, True
    return latest(_statements(natured)), False


def debits_of(line: Row, natured: Natured) -> tuple[Dated, ...]:
    """Each day on which money left: as words tell it, where none does the day of a statement."""
    told = [(day, cell) for day, cell in _debits_told(line, natured) if day is not None]
    return tuple(told or [(day, cell) for day, cell in _statements(natured) if day is not None])


def _debits_told(line: Row, natured: Natured) -> Iterator[tuple[date | None, CellRef]]:
    yield line.last_day("debited_on"), line.place.cell("debited_on")
    for row in paying(natured):
        for day in days_debited(row.text("note")):
            yield day, row.place.cell("note")


def _statements(natured: Natured) -> Iterator[tuple[date | None, CellRef]]:
    for row in paying(natured):
        if not tells_money_back(row.text("note")):
            yield row.last_day("day"), row.place.cell("day")


def paid_of(rows: Iterable[Row]) -> Iterable[Told[Paid]]:
    """What the statements say left; without words, their amount, which is without tax."""
    for row in rows:
        said = payments(row.text("note"))
        if said:
            yield from ((each, row.place.cell("note")) for each in said)
        elif (amount := row.decimal("amount")) is not None:
            yield Paid(amount=abs(amount), is_net=True), row.place.cell("amount")


def latest(days: Iterable[tuple[date | None, CellRef]]) -> Dated | None:
    """The last of the days that are known."""
    known = [(day, cell) for day, cell in days if day is not None]
    return max(known, key=lambda each: each[0], default=None)
