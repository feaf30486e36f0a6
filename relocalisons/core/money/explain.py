"""Pure: « comment ce montant est fait »: the rows and cells of which an amount is the sum.

For the amounts by funder, partner and budget line (dashboard, transfers, notes), of all times or of
what was paid within some days; those of a claim and of its account are explained by
`reports/proof`, those of repayments by `repayments/explain`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import CellRef
from relocalisons.core.kernel.words.french import NBSP, format_money, join_words, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.amounts import AmountLine, measure_amounts, unattributed
from relocalisons.core.money.answers import ANSWERS, answer_columns, answer_part
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import cents, euros
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.parts import parts_of_expense

STAGE_WORDS = {
    "planned": "prévu",
    "committed": "engagé",
    "invoiced": "facturé",
    "paid": "payé",
    "claimed": "déclaré",
    "accepted": "retenu",
    "rejected": "rejeté",
}
# The cells that make a stage; each is looked at before one says that a row is in no sum of it.
_MADE_OF = {
    "committed": ("amount", "paid_on", "invoice_date", "committed_on"),
    "invoiced": ("amount", "paid_on", "invoice_date"),
    "paid": ("amount", "paid_on"),
    "claimed": ("claimed",),
    "accepted": ("accepted", "rejected", "claimed"),
    "rejected": ("rejected", "claimed", "accepted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which amounts to explain; what is empty chooses nothing.

    `stage`: one of `STAGES`, or of those of repayments. `since`, `until`: days of payment, both
    included; then only what was paid is one of them, since no other stage happens on one day.
    """

    funder: str = ""
    partner: str = ""
    line: str = ""
    stage: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_of_days(self) -> bool:
        """Whether it asks for what was paid within some days."""
        return self.since is not None or self.until is not None

    def names(self, *, funder: str, partner: str | None, line: str, stage: str) -> bool:
        """Whether an amount is one of them."""
        if self.is_of_days and stage != "paid":
            return False
        named = ((self.funder, funder), (self.partner, partner), (self.line, line))
        return self.stage in ("", stage) and all(
            not typed or fold(typed) == fold(known or "") for typed, known in named
        )

    def fits(self, line: AmountLine, stage: str) -> bool:
        """Whether an amount of a line is one of them."""
        return self.names(funder=line.funder, partner=line.partner, line=line.line, stage=stage)

    def holds(self, day: date | None) -> bool:
        """Whether a payment of that day counts."""
        early = self.since is not None and (day is None or day < self.since)
        return not early and (self.until is None or (day is not None and day <= self.until))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of a sum: what it adds, in cents, and the cells from which that was made."""

    name: str
    cents: int
    cells: tuple[CellRef, ...]
    on: date | None = None  # the day of payment, where it is an expense


def explain_amount(books: Books, line: AmountLine, stage: str, *, as_of: date) -> tuple[Term, ...]:
    """The terms whose sum is that stage (`money/parts.STAGES`) of a line; rows of zero left out."""
    found = _planned(books, line) if stage == "planned" else _spent(books, line, stage, as_of)
    return tuple(term for term in found if term.cents)


def explain_asked(books: Books, asked: Asked, *, as_of: date) -> Iterator[str]:
    """Each amount that was asked for, below it its rows with their cells, then their sum.

    What could not be read is in no sum: it is named below. Nothing when no amount fits.
    """
    total = Counter[str]()
    for line in measure_amounts(books, as_of=as_of):
        for stage, word in STAGE_WORDS.items():
            if not asked.fits(line, stage):
                continue
            terms = [
                term
                for term in explain_amount(books, line, stage, as_of=as_of)
                if not asked.is_of_days or asked.holds(term.on)
            ]
            unread = tuple(_unread(books, line, stage, as_of=as_of)) if line.holes else ()
            # One who asks for a stage is told that nothing of it can be read; else it is noise.
            if not terms and not (unread and asked.stage):
                continue
            if terms:  # what cannot be read is no zero
                total[word] += sum(term.cents for term in terms)
            yield from tell_amount((line.funder, line.partner or "?", line.line), word, terms)
            if unread:
                yield f"  Non compté{NBSP}: {_named(unread)}"
    lost = [each for each in unattributed(books) if asked.partner in ("", each.partner)]
    if total and lost:
        cells = [(each.number, each.row.place.cell("funders")) for each in lost]
        yield f"Clé illisible, compté pour aucun financeur{NBSP}: {_named(cells)}"
    yield from tell_totals(total)


def tell_amount(names: Iterable[str], word: str, terms: Iterable[Term]) -> Iterator[str]:
    """« FRA · P07 · Prestations · payé : 1 200,00 € », below it its terms with their cells."""
    rows = tuple(terms)
    amount = say_cents(sum(term.cents for term in rows)) if rows else "rien de lisible"
    yield f"{' · '.join(filter(None, names))} · {word}{NBSP}: {amount}"
    yield from (f"  {say_cents(term.cents)}  {term.name}, {_cells(term.cells)}" for term in rows)


def tell_totals(total: Mapping[str, int]) -> Iterator[str]:
    """The sum of each kind of amount that was told."""
    yield from (f"En tout, {word}{NBSP}: {say_cents(amount)}" for word, amount in total.items())


def say_cents(amount: int) -> str:
    """An amount to the cent."""
    return format_money(euros(amount), cents=True)


def _named(found: Iterable[tuple[str, CellRef]]) -> str:
    return join_words(tuple(f"{name} ({_cells((cell,))})" for name, cell in found))


def _unread(
    books: Books, line: AmountLine, stage: str, *, as_of: date
) -> Iterator[tuple[str, CellRef]]:
    """The rows of a line of which a stage is in no sum, each with the cell to put right."""
    if stage == "planned":
        for row in books.budget:
            if (row.funder, row.partner, fold(row.line)) == _key(line) and row.current is None:
                column = "amended" if row.row.is_doubtful("amended") else "initial"
                yield row.row.key, row.row.place.cell(column)
        return
    for expense in books.expenses:
        if not _is_of(expense, line):
            continue
        doubtful = [each for each in _MADE_OF[stage] if expense.is_doubtful(each)]
        if _is_unread(books, expense, line.funder, stage, in_doubt=bool(doubtful), as_of=as_of):
            reason = stage if stage in ANSWERS else "amount"
            reason = "funders" if expense.sure_key is None else reason
            yield expense.number, expense.row.place.cell((*doubtful, reason)[0])


def _is_unread(
    books: Books, expense: Expense, funder: str, stage: str, *, in_doubt: bool, as_of: date
) -> bool:
    if stage in ANSWERS:
        return answer_part(expense, funder, stage) is None
    parts = parts_of_expense(books, expense, as_of=as_of)
    part = next((each for each in parts if each.funder == funder), None)
    if expense.is_refused:
        return False  # whatever it was, it is spent no more
    return part is None or not part.is_spent or (in_doubt and not getattr(part, stage))


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


def _is_of(expense: Expense, line: AmountLine) -> bool:
    if expense.key is None or line.funder not in expense.key.shares:
        return False
    return (line.funder, expense.partner, fold(expense.line)) == _key(line)


def _spent(books: Books, line: AmountLine, stage: str, as_of: date) -> Iterator[Term]:
    funder = books.funder(line.funder)
    for expense in books.expenses:
        if not _is_of(expense, line):
            continue
        columns = answer_columns(expense, stage) if stage in ANSWERS else ()
        if funder is not None and not columns:
            columns = books.counted_columns(expense, funder)
        for part in parts_of_expense(books, expense, as_of=as_of):
            if part.funder == line.funder:
                yield Term(
                    name=expense.number,
                    cents=getattr(part, stage),
                    cells=tuple(expense.row.place.cell(each) for each in (*columns, "funders")),
                    on=expense.day("paid_on"),
                )


def _key(line: AmountLine) -> tuple[str, str | None, str]:
    return line.funder, line.partner, fold(line.line)
