"""Pure: of lines that look like one expense, which one stays and which ones wait.

Two lines whose keys together stay within 100 % share one invoice on purpose and are no double.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, once_a_programme
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.evidence import is_kept_whole
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.pieces.documents import documents_in, drive_names
from relocalisons.core.money.twice.alike import alike

_DOCUMENTS = ("invoice", "payslip", "proof_of_payment", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """A line that asks for what earlier lines of the same expense ask already, beyond 100 %."""

    line: Expense
    earlier: tuple[Expense, ...]


def find_doubles(books: Books, *, accepted: Collection[str] = ()) -> tuple[Double, ...]:
    """The lines that wait, each with those that ask for it already.

    The first stays, so that its money is not lost: what a funder has already, else what has its
    documents, else put into a claim, paid first, numbered first. The others wait.

    `accepted`: subjects of double invoices, joined by `+`, that the coordinator found to be two.
    """
    earlier: defaultdict[str, dict[str, Expense]] = defaultdict(dict)
    lines: dict[str, Expense] = {}
    ranks = _ranks(books.programme)
    for first, second in links(books.programme):
        if not is_accepted(first, second, accepted):
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
def links(programme: Programme) -> tuple[tuple[Expense, Expense], ...]:
    """Each pair that looks like one expense, the one that stays first."""
    expenses, ranks = open_books(programme).expenses, _ranks(programme)
    return tuple(
        (one, other) if ranks[one.subject] <= ranks[other.subject] else (other, one)
        for one, other in alike(expenses)
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
    """The subjects of the lines that tell once more what another one tells.

    They are in no sum for sure until one of the two is struck. What its funder has retained whole
    waits no more, nor what she set aside: they found them to be two.
    """
    doubles = find_doubles(open_books(programme), accepted=programme.settled)
    waiting = (each.line for each in doubles)
    return frozenset(one.subject for one in waiting if not is_kept_whole(one))


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


def _share(expense: Expense) -> Decimal:
    return expense.key.total if expense.key is not None else Decimal(0)


def is_accepted(one: Expense, other: Expense, accepted: Collection[str]) -> bool:
    """Whether the coordinator found that these are two."""
    pair = {one.subject, other.subject}
    return any(pair <= set(subject.split("+")) for subject in accepted)
