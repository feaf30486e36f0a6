"""Pure: « comment ce montant est fait »: the rows and cells of which an amount is the sum.

For the amounts by funder, partner and budget line (dashboard, transfers, notes); those of a claim
and of its account are explained by `reports/proof`, those of repayments by their workbook's rows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import CellRef
from relocalisons.core.kernel.words.french import NBSP, count_of, format_money, join_words, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.amounts import AmountLine, measure_amounts
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents, euros
from relocalisons.core.money.parts import ANSWERS, parts_of_expense

STAGE_WORDS = {
    "planned": "prévu",
    "committed": "engagé",
    "invoiced": "facturé",
    "paid": "payé",
    "claimed": "déclaré",
    "accepted": "retenu",
    "rejected": "rejeté",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which amounts to explain; what is empty chooses nothing. `stage`: one of `STAGES`."""

    funder: str = ""
    partner: str = ""
    line: str = ""
    stage: str = ""

    def fits(self, line: AmountLine, stage: str) -> bool:
        """Whether an amount is one of them."""
        named = ((self.funder, line.funder), (self.partner, line.partner), (self.line, line.line))
        return self.stage in ("", stage) and all(
            not typed or fold(typed) == fold(known or "") for typed, known in named
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of a sum: what it adds, in cents, and the cells from which that was made."""

    name: str
    cents: int
    cells: tuple[CellRef, ...]


def explain_amount(books: Books, line: AmountLine, stage: str, *, as_of: date) -> tuple[Term, ...]:
    """The terms whose sum is that stage (`money/parts.STAGES`) of a line; rows of zero left out."""
    found = _planned(books, line) if stage == "planned" else _spent(books, line, stage, as_of)
    return tuple(term for term in found if term.cents)


def explain_asked(books: Books, asked: Asked, *, as_of: date) -> Iterator[str]:
    """Each amount that was asked for, below it its rows with their cells, then their sum.

    What could not be read is in no sum: it is counted below. Nothing when no amount fits.
    """
    total = Counter[str]()
    for line in measure_amounts(books, as_of=as_of):
        for stage, word in STAGE_WORDS.items():
            terms = (
                explain_amount(books, line, stage, as_of=as_of) if asked.fits(line, stage) else ()
            )
            if not terms:
                continue
            amount = sum(term.cents for term in terms)
            total[word] += amount
            where = " · ".join(filter(None, (line.funder, line.partner or "?", line.line)))
            yield f"{where} · {word}{NBSP}: {_money(amount)}"
            yield from (
                f"  {_money(term.cents)}  {term.name}, {_cells(term.cells)}" for term in terms
            )
            if line.holes:
                holes = count_of(line.holes, "donnée illisible", "données illisibles")
                yield f"  Non compté{NBSP}: {holes}"
    yield from (f"En tout, {word}{NBSP}: {_money(amount)}" for word, amount in total.items())


def _money(amount: int) -> str:
    return format_money(euros(amount), cents=True)


def _cells(cells: Iterable[CellRef]) -> str:
    """« Suivi P07 », onglet « Dépenses », cellules F14 et H14."""
    places = list(cells)
    names = join_words(tuple(dict.fromkeys(each.cell for each in places)))
    first = places[0]
    return f"{quote(first.workbook)}, onglet {quote(first.tab)}, {names}"


def _planned(books: Books, line: AmountLine) -> Iterator[Term]:
    for row in books.budget:
        if (row.funder, row.partner, fold(row.line)) != _key(line) or row.current is None:
            continue
        column = "amended" if row.row.decimal("amended") is not None else "initial"
        yield Term(name=row.row.key, cents=cents(row.current), cells=(row.row.place.cell(column),))


def _spent(books: Books, line: AmountLine, stage: str, as_of: date) -> Iterator[Term]:
    for expense in books.expenses:
        if expense.is_refused or expense.key is None:
            continue
        if (line.funder, expense.partner, fold(expense.line)) != _key(line):
            continue
        funder = books.funder(line.funder)
        columns = (stage,) if stage in ANSWERS else ()
        if funder is not None and not columns:
            columns = books.counted_columns(expense, funder)
        for part in parts_of_expense(books, expense, as_of=as_of):
            if part.funder == line.funder:
                yield Term(
                    name=expense.number,
                    cents=getattr(part, stage),
                    cells=tuple(expense.row.place.cell(each) for each in (*columns, "funders")),
                )


def _key(line: AmountLine) -> tuple[str, str | None, str]:
    return line.funder, line.partner, fold(line.line)
