"""Pure: the first figures of a claim, the sums by budget line, the claims before it, and the cells.

Each cell that a figure was computed from is named; shown are the values that this funder pays a
share of. What somebody earns or how long somebody worked is named and never shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import (
    count_of,
    format_money,
    format_number,
    percent,
    typo,
    whole_percent,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.amounts import parts_of
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.reports.claims.lines import ClaimLines
from relocalisons.core.reports.sections.account import Account, counted_in
from relocalisons.core.reports.sections.time_recap import sheets_of
from relocalisons.core.reports.shared.amounts import is_salary
from relocalisons.core.reports.shared.sources import Evidence
from relocalisons.core.views.rag import Rag, status
from relocalisons.core.views.view import PlainTable, Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What earlier claims asked, and what became of it; euros, this funder's part."""

    claimed: Decimal
    accepted: Decimal
    rejected: Decimal
    unread: int  # expenses in an earlier claim of which nobody can read the amount declared


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSum:
    """The presented expenses of one budget line."""

    name: str
    number: int
    amount: Decimal
    presented: Decimal


def claimed_before(books: Books, funder: FunderRules, *, as_of: date) -> Before:
    """Σ of the amounts of « Dépenses » that were declared, retained and rejected."""
    parts = [
        mine
        for one in books.expenses
        if (mine := parts_of(books, one, as_of=as_of).get(funder.code)) is not None
    ]
    zero = Decimal(0)
    return Before(
        claimed=sum((part.claimed for part in parts), zero),
        accepted=sum((part.accepted for part in parts), zero),
        rejected=sum((part.rejected for part in parts), zero),
        unread=len(
            [
                one
                for one in books.expenses
                if one.row.text("claim")
                and one.key is not None
                and one.key.share(funder.code) > 0
                and one.amount("claimed") is None
            ]
        ),
    )


def grant_of(books: Books, funder: FunderRules) -> Decimal | None:
    """What the funder gives in all: the sum of its budget lines; None when none can be read."""
    known = [
        row.current for row in books.budget if row.funder == funder.code and row.current is not None
    ]
    return sum(known, Decimal(0)) or None


def claim_tiles(lines: ClaimLines, before: Before, *, grant: Decimal | None) -> tuple[Tile, ...]:
    """Presented, declared before, share of the grant, what is left to do."""
    return (
        _presented(lines),
        _before(before),
        _share(lines.presented + before.claimed, grant),
        _holes(lines),
    )


def by_budget_line(lines: ClaimLines) -> tuple[LineSum, ...]:
    """The presented expenses by budget line, in the order of the statement."""
    groups: dict[str, LineSum] = {}
    for line in lines.lines:
        key = fold(line.budget_line)
        known = groups.get(key)
        groups[key] = LineSum(
            name=known.name if known else typo(line.budget_line),
            number=(known.number if known else 0) + len(line.expenses),
            amount=(known.amount if known else Decimal(0)) + line.amount,
            presented=(known.presented if known else Decimal(0)) + line.presented,
        )
    return tuple(groups.values())


def summary_table(sums: tuple[LineSum, ...]) -> PlainTable:
    """The sums by budget line and their total, as the statement's first page gives them."""
    total = LineSum(
        name="Total",
        number=sum(entry.number for entry in sums),
        amount=sum((entry.amount for entry in sums), Decimal(0)),
        presented=sum((entry.presented for entry in sums), Decimal(0)),
    )
    return PlainTable(
        caption="Synthèse par poste de dépenses, en euros",
        columns=("Poste", "Dépenses", "Montant", "Présenté"),
        rows=tuple(
            (
                entry.name,
                format_number(entry.number),
                format_money(entry.amount, cents=True),
                format_money(entry.presented, cents=True),
            )
            for entry in ((*sums, total) if sums else ())
        ),
    )


def _presented(lines: ClaimLines) -> Tile:
    number = len(lines.expenses)
    if not number:
        state = status(Rag.UNKNOWN, "Rien à présenter")
    else:
        state = status(Rag.WATCH, "À compléter") if lines.holes else status(Rag.GOOD, "Complet")
    return Tile(
        label="Montant présenté",
        value=format_money(lines.presented),
        target=count_of(number, "dépense payée", "dépenses payées"),
        gap="",
        status=state,
    )


def _before(before: Before) -> Tile:
    state = status(Rag.GOOD, "Sans rejet")
    if before.unread:
        state = status(Rag.UNKNOWN, "Montants à lire")
    elif not before.claimed:
        state = status(Rag.UNKNOWN, "Première demande")
    elif before.rejected > 0:
        state = status(Rag.WATCH, "Rejets à lire")
    return Tile(
        label="Déjà déclaré",
        value=format_money(before.claimed),
        target=f"retenu {format_money(before.accepted)}",
        gap=f"{format_money(before.rejected)} rejetés" if before.rejected > 0 else "",
        status=state,
    )


def _share(asked: Decimal, grant: Decimal | None) -> Tile:
    label = "Part de la subvention"
    if grant is None:
        return Tile(
            label=label, value="–", target="aucun budget lisible", gap="",
            status=status(Rag.UNKNOWN),
        )  # fmt: skip
    over = asked - grant
    return Tile(
        label=label,
        value=percent(whole_percent(asked / grant)),
        target=f"demandé sur {format_money(grant)}",
        gap=f"{format_money(over)} de trop" if over > 0 else "",
        status=status(Rag.ALERT, "Au-delà") if over > 0 else status(Rag.GOOD, "Dans l’enveloppe"),
    )


def _holes(lines: ClaimLines) -> Tile:
    structures = {hole.partner for hole in lines.holes}
    number = len(lines.holes)
    return Tile(
        label="Points à régler",
        value=format_number(number),
        target=f"auprès de {count_of(len(structures), 'structure')}"
        if number
        else "rien ne manque",
        gap="",
        status=status(Rag.WATCH, "Avant l’envoi") if number else status(Rag.GOOD, "Aucun"),
    )


PRESENTED = "Dépenses présentées (€)"
CLAIMED = "Montants déclarés (€)"
ACCEPTED = "Montants retenus (€)"
REJECTED = "Montants rejetés (€)"
PLANNED = "Budget du programme (€)"
DONE = "Charges réalisées (€)"
TIME = "Temps passé"
_BEFORE = (("claimed", CLAIMED), ("accepted", ACCEPTED), ("rejected", REJECTED))


def evidence_of_claim(
    books: Books, funder: FunderRules, lines: ClaimLines, *, start: date, end: date
) -> tuple[Evidence, ...]:
    """One entry per cell, in the order of the figures."""
    mine = [one for one in books.expenses if one.key and one.key.share(funder.code) > 0]
    return (
        *(_cell(PRESENTED, one, "amount", funder) for one in lines.expenses),
        *(
            _cell(figure, one, column, funder)
            for column, figure in _BEFORE
            for one in mine
            if one.amount(column) is not None
        ),
        *_budget(books, funder),
        *(_cell(DONE, one, "amount", funder) for one in counted_in(books, until=end)),
        *(
            Evidence(figure=TIME, item=month.strftime("%m/%Y"), value=None, cell=cell)
            for month, cell in sheets_of(books.programme, start=start, end=end)
        ),
    )


def printed_in_claim(
    cells: tuple[Evidence, ...], lines: ClaimLines, before: Before, account: Account
) -> Mapping[str, str]:
    """What the claim prints of each figure; those without any cell are not printed."""
    planned = sum(entry.planned for entry in account.charges)
    told = {
        PRESENTED: format_money(lines.presented),
        CLAIMED: format_money(before.claimed),
        ACCEPTED: format_money(before.accepted),
        REJECTED: format_money(before.rejected),
        PLANNED: format_money(planned),
        DONE: format_money(account.paid),
        TIME: count_of(len([cell for cell in cells if cell.figure == TIME]), "feuille"),
    }
    there = {cell.figure for cell in cells}
    return {figure: value for figure, value in told.items() if figure in there}


def _budget(books: Books, funder: FunderRules) -> Iterator[Evidence]:
    for row in books.budget:
        if row.current is None:
            continue
        column = "amended" if row.row.reading("amended").value is not None else "initial"
        yield Evidence(
            figure=PLANNED,
            item=row.line,
            value=row.current if row.funder == funder.code else None,
            cell=row.row.place.cell(column),
        )


def _cell(figure: str, expense: Expense, column: str, funder: FunderRules) -> Evidence:
    mine = expense.key is not None and expense.key.share(funder.code) > 0
    shown = mine and not is_salary(expense.row)
    return Evidence(
        figure=figure,
        item=expense.number,
        value=expense.amount(column) if shown else None,
        cell=expense.row.place.cell(column),
    )
