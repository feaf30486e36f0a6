"""Pure: lines that are, or may be, one and the same expense, however they were typed.

Two lines whose keys together stay within 100 % share one invoice on purpose and are no double.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import Programme, once_a_programme
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import join_words, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.pieces.documents import documents_in, drive_names
from relocalisons.core.money.review.verdict import Remark, Verdict
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

DOUBLE = "double"  # the kind of the remark on what may be one expense on two lines
_CLOSE_DAYS = 3  # one invoice typed with the day it was issued, and the day it was received
_LONG_PART = 1000  # a shorter number is in too many labels
_YEARS = range(1990, 2100)  # « FA-2025-118 »: the year of an invoice is that of many
_DOCUMENTS = ("invoice", "payslip", "proof_of_payment", "quote")
_REPEATED = (ExpenseKind.SALARY, ExpenseKind.TRAVEL, ExpenseKind.FLAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """A line that asks for what earlier lines of the same expense ask already, beyond 100 %."""

    line: Expense
    earlier: tuple[Expense, ...]


def judge_doubles(
    books: Books, *, accepted: Collection[str], european: Collection[str] = ()
) -> dict[str, tuple[Remark, ...]]:
    """By subject, the remark on a line that may be the same expense as an earlier one.

    The first stays, so that its money is not lost: what a funder has already, else what has its
    documents, else put into a claim, paid first, numbered first. The others wait.

    `accepted`: subjects of double invoices, joined by `+`, that the coordinator found to be two.
    `european`: the codes of European funds, of which one expense may have one at most.
    """
    doubles = find_doubles(books, accepted=accepted)
    found = {each.line.subject: (_remark(list(each.earlier)),) for each in doubles}
    for first, second in _links(books.programme):
        if second.subject in found or _accepted(first, second, accepted):
            continue
        funds = {
            code for each in (first, second) if each.key for code in each.key.shares
        }.intersection(european)
        if len(funds) > 1:
            found[second.subject] = (_two_funds(first),)
    return found


def find_doubles(books: Books, *, accepted: Collection[str] = ()) -> tuple[Double, ...]:
    """The lines that wait, each with those that ask for it already."""
    earlier: defaultdict[str, dict[str, Expense]] = defaultdict(dict)
    lines: dict[str, Expense] = {}
    ranks = _ranks(books.programme)
    for first, second in _links(books.programme):
        if not _accepted(first, second, accepted):
            earlier[second.subject][first.subject] = first
            lines[second.subject] = second
    return tuple(
        Double(
            line=line,
            earlier=tuple(sorted(earlier[subject].values(), key=lambda one: ranks[one.subject])),
        )
        for subject, line in lines.items()
        if sum(map(_share, earlier[subject].values()), _share(line)) > 1
    )


@once_a_programme
def _links(programme: Programme) -> tuple[tuple[Expense, Expense], ...]:
    """Each pair that looks like one expense, the one that stays first."""
    expenses, ranks = open_books(programme).expenses, _ranks(programme)
    pairs = (*_pairs(expenses), *_halves(expenses))
    return tuple(
        (one, other) if ranks[one.subject] <= ranks[other.subject] else (other, one)
        for one, other in pairs
    )


_Rank = tuple[bool, bool, bool, date, str]


@once_a_programme
def _ranks(programme: Programme) -> dict[str, _Rank]:
    files = drive_names(programme)
    return {one.subject: _rank(one, files=files) for one in open_books(programme).expenses}


def _rank(one: Expense, *, files: Collection[str]) -> _Rank:
    paid = one.day("paid_on") or date.max
    in_claim = is_in_a_claim(one)
    return (
        not in_claim,
        not has_documents(one, files=files),
        not one.row.text("claim"),
        paid,
        one.subject,
    )


def has_documents(expense: Expense, *, files: Collection[str]) -> bool:
    """Whether one of its cells leads to a document, or « Pièces » has a line for it."""
    cells = (expense.row.text(column) or "" for column in _DOCUMENTS)
    return expense.pieces.is_listed or any(documents_in(each, files=files) for each in cells)


@once_a_programme
def waiting_lines(programme: Programme) -> frozenset[str]:
    """The subjects of the lines that tell once more what another one tells."""
    return frozenset(each.line.subject for each in find_doubles(open_books(programme)))


def line_that_stays(subject: str, programme: Programme) -> str:
    """Of `P15/1+P22/1`, the line that is not to be withdrawn."""
    same = subject.split("+")
    waiting = waiting_lines(programme)
    return next((one for one in same if one not in waiting), same[0])


def bare_doubles(books: Books) -> frozenset[str]:
    """The subjects of the lines that wait and have no document: the other line has them."""
    files = drive_names(books.programme)
    waiting = (each.line for each in find_doubles(books))
    return frozenset(one.subject for one in waiting if not has_documents(one, files=files))


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


def _share(expense: Expense) -> Decimal:
    return expense.key.total if expense.key is not None else Decimal(0)


def _accepted(one: Expense, other: Expense, accepted: Collection[str]) -> bool:
    pair = {one.subject, other.subject}
    return any(pair <= set(subject.split("+")) for subject in accepted)


def _two_funds(first: Expense) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind="two_european_funds",
        why=f"la même facture que {first.number} est présentée à un autre fonds européen",
        action="ne garder qu’un fonds européen pour cette facture", columns=("funders",),
        source="règlement (UE) 2021/1060, art. 63(9) – à vérifier", is_hers=True,
    )  # fmt: skip


def _remark(others: list[Expense]) -> Remark:
    numbers = join_words([each.number for each in others])
    declared = [each for each in others if each.row.text("claim") and is_in_a_claim(each)]
    said = f"peut être la même dépense que {numbers}"
    if declared:
        said += f", déjà déclarée dans {quote(declared[0].row.plain('claim'))}"
    return Remark(
        verdict=Verdict.HELD, kind=DOUBLE, why=said,
        action=f"vérifier que ce n’est pas la même facture que {numbers}",
        columns=("number", "supplier", "invoice_date", "amount"),
        source=f"une dépense n’est demandée qu’une fois ({quote('Dépenses')})", is_hers=True,
    )  # fmt: skip
