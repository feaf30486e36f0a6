"""Pure: pairs of lines that are, or may be, one and the same expense, however they were typed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.people import (
    is_part_of_a_month,
    is_same_person,
    month_told,
    names_person,
)
from relocalisons.core.money.words.piece_texts import first_amount
from relocalisons.core.money.words.pieces import PieceNature
from relocalisons.core.money.words.suppliers import (
    announced_numbers,
    invoice_numbers,
    same_supplier,
)
from relocalisons.core.money.words.travel import goes_elsewhere, plates, same_way

_CLOSE_DAYS = 3  # one invoice typed with the day it was issued, and the day it was received
_LONG_PART = 1000  # a shorter number is in too many labels
_YEARS = range(1990, 2100)  # « FA-2025-118 »: the year of an invoice is that of many
_REPEATED = (ExpenseKind.SALARY, ExpenseKind.TRAVEL, ExpenseKind.FLAT)


def alike(expenses: Iterable[Expense]) -> Iterator[tuple[Expense, Expense]]:
    """Each pair of lines that looks like one expense, or like a part of one."""
    expenses = tuple(expenses)
    yield from _pairs(expenses)
    yield from _halves(expenses)


def _pairs(expenses: Iterable[Expense]) -> Iterator[tuple[Expense, Expense]]:
    """Pairs of one amount, net or with tax, that look like one expense; each once."""
    same: defaultdict[Decimal, dict[str, Expense]] = defaultdict(dict)
    for expense in expenses:
        if expense.is_refused or expense.is_planned or expense.key is None:
            continue
        for amount in {expense.amount(), expense.amount("amount_with_vat")}:
            if amount:
                same[amount][expense.subject] = expense
    seen: set[tuple[str, str]] = set()
    for group in same.values():
        for one, other in combinations(group.values(), 2):
            pair = (one.subject, other.subject)
            if pair not in seen and _is_one(one, other):
                seen.add(pair)
                yield one, other


def _halves(expenses: Iterable[Expense]) -> Iterator[tuple[Expense, Expense]]:
    """Each half of an invoice cut in two, with the line that holds the whole: their numbers share
    a part, and the two amounts make the third."""
    numbered = [
        (one, net, numbers)
        for one in expenses
        if (net := one.amount())
        and not (one.is_refused or one.is_planned)
        and (numbers := _parts(one))
    ]
    by_part: defaultdict[int, list[tuple[Expense, Decimal]]] = defaultdict(list)
    for one, net, numbers in numbered:
        for part in numbers:
            by_part[part].append((one, net))
    for group in by_part.values():
        for whole, total in group:
            others = [each for each in group if each[0] is not whole]
            for (one, part), (other, rest) in combinations(others, 2):
                if part + rest == total:
                    yield whole, one
                    yield whole, other


def _parts(expense: Expense) -> frozenset[int]:
    """The parts of its invoice numbers that are long enough to tell an invoice."""
    numbers = invoice_numbers(expense.row.text("label"))
    return frozenset(
        part for number in numbers for part in number if part >= _LONG_PART and part not in _YEARS
    )


def _is_one(one: Expense, other: Expense) -> bool:
    """Whether two lines of one amount may be one expense.

    One invoice file; one number of invoice, with one day, payment or supplier; one day and
    supplier; one supplier and label a few days apart. Salaries and journeys of one amount are
    usual: only their file, or the same words of the same day, tells; of flat rates only the file.
    """
    if _is_shared(one, other):
        return False
    if _same_file(one, other) or _is_carried_twice(one, other):
        return True
    if one.kind in _REPEATED or other.kind in _REPEATED:
        return one.kind is not ExpenseKind.FLAT and (
            _is_typed_twice(one, other) or _is_paid_twice(one, other)
        )
    first, second = one.day("invoice_date"), other.day("invoice_date")
    labels = one.row.text("label"), other.row.text("label")
    if invoice_numbers(labels[0]) & invoice_numbers(labels[1]):
        return first == second or _same_company(one, other) or _is_paid_at_once(one, other)
    if _is_paid_at_once(one, other) and _told_numbers(one) & _told_numbers(other):
        return True
    if first is None or second is None or not _same_company(one, other):
        return False
    if first == second:
        # The net of one that is the other with its tax is one invoice typed twice.
        crossed = one.amount() != other.amount()
        return crossed or not (invoice_numbers(labels[0]) and invoice_numbers(labels[1]))
    said = fold(labels[0] or "")
    return _days(first, second) <= _CLOSE_DAYS and bool(said) and said == fold(labels[1] or "")


def _is_shared(one: Expense, other: Expense) -> bool:
    """Whether both tell one invoice of at least their sum: each bears its part of it."""
    totals = [each.pieces.billed or _told_total(each) for each in (one, other)]
    parts = (one.amount() or Decimal(0)) + (other.amount() or Decimal(0))
    return all(each is not None and each[0] >= parts for each in totals)


def _told_total(line: Expense) -> tuple[Decimal, CellRef] | None:
    """« 600,00 € HT, moitié P02 »: the sum that the words of its invoice tell."""
    told = (
        (first_amount(each.text), each.cell)
        for each in line.pieces.notes
        if each.nature is PieceNature.INVOICE
    )
    return next(((amount, cell) for amount, cell in told if amount is not None), None)


def _is_carried_twice(one: Expense, other: Expense) -> bool:
    """One car of two people: the line of one names the other, or both its plate, the same day."""
    if one.kind is not ExpenseKind.TRAVEL or other.kind is not ExpenseKind.TRAVEL:
        return False
    day = one.day("invoice_date")
    names = (one.row.text("supplier"), other.row.text("supplier"))
    labels = (one.row.text("label"), other.row.text("label"))
    named = names_person(names[0], labels[1]) or names_person(names[1], labels[0])
    cars = [plates(label, *(note.text for note in each.pieces.notes))
            for label, each in zip(labels, (one, other), strict=True)]  # fmt: skip
    named = named or not cars[0].isdisjoint(cars[1])
    return day is not None and day == other.day("invoice_date") and named and (
        not is_same_person(*names) and same_way(*labels)
    )  # fmt: skip


def _is_typed_twice(one: Expense, other: Expense) -> bool:
    """One person, one day, the same words and the same funders: not two journeys, nor two pays."""
    day, key = one.day("invoice_date"), one.key
    names = [[fold(each or "") for each in _texts(line)] for line in (one, other)]
    return (
        one.kind is other.kind
        and day is not None
        and day == other.day("invoice_date")
        and all(names[0])
        and names[0] == names[1]
        and key is not None
        and other.key is not None
        and key.shares.keys() == other.key.shares.keys()
    )


def _is_paid_twice(one: Expense, other: Expense) -> bool:
    """The pay of one person and month, the journey of one person and day, however named.

    Two actions, two halves of a month, two journeys of a day are two expenses.
    """
    key, names = (one.key, other.key), (one.row.text("supplier"), other.row.text("supplier"))
    if one.kind is not other.kind or one.partner != other.partner or None in key:
        return False
    if not is_same_person(*names) or set(one.row.ids("action")) != set(other.row.ids("action")):
        return False
    labels = one.row.text("label"), other.row.text("label")
    if one.kind is ExpenseKind.SALARY:
        months = [_month_of(each) for each in (one, other)]
        parts = all(map(is_part_of_a_month, labels))
        return months[0] is not None and months[0] == months[1] and not parts
    days = [each.day("invoice_date") for each in (one, other)]
    words = [set(fold(each or "").split()) - set(fold(" ".join(map(str, names))).split())
             for each in labels]  # fmt: skip
    alike = len(words[0] & words[1]) * 10 >= 7 * max(len(words[0] | words[1]), 1)
    elsewhere = goes_elsewhere(*labels)
    return days[0] is not None and days[0] == days[1] and alike and not elsewhere


def _month_of(line: Expense) -> tuple[int, int] | None:
    told, day = month_told(line.row.text("label")), line.day("invoice_date")
    return told or ((day.year, day.month) if day is not None else None)


def _texts(line: Expense) -> tuple[str | None, str | None]:
    return line.row.text("label"), line.row.text("supplier")


def _same_company(one: Expense, other: Expense) -> bool:
    """By the SIREN of their invoices where both are known, else by their names."""
    first, second = one.pieces.supplier_siren, other.pieces.supplier_siren
    if first is not None and second is not None:
        return first == second
    return same_supplier(*_suppliers(one, other))


def _told_numbers(line: Expense) -> frozenset[tuple[int, ...]]:
    """The numbers of its label and of its pieces: a duplicate may bear another number and name."""
    told = (announced_numbers(each.text) for each in line.pieces.notes)
    return invoice_numbers(line.row.text("label")).union(*told)


def _is_paid_at_once(one: Expense, other: Expense) -> bool:
    """Whether one day is that of the payment of both, by a statement or by « Payé le »."""
    return not _payments(one).isdisjoint(_payments(other))


def _payments(line: Expense) -> set[date]:
    typed = line.day("paid_on")
    return {day for day, _ in line.pieces.debits} | ({typed} if typed is not None else set())


def _suppliers(one: Expense, other: Expense) -> tuple[str | None, str | None]:
    return one.row.text("supplier"), other.row.text("supplier")


def _same_file(one: Expense, other: Expense) -> bool:
    for column in ("invoice", "payslip"):
        first, second = (drive_id(each.row.text(column)) for each in (one, other))
        if first and first == second:
            return True
    return False


def _days(one: date, other: date) -> int:
    return abs((one - other).days)
