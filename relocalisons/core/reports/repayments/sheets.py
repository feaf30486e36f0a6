"""Pure: the workbook of « Reversements »: the rows of which every figure of the page is a sum."""

from collections.abc import Sequence
from decimal import Decimal

from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import typo
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import euros
from relocalisons.core.money.repayments.positions import Ledger
from relocalisons.core.money.repayments.treasury import Month
from relocalisons.core.reports.shared.amounts import is_salary
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, AnnexValue

_MONEY = "money"


def ledger_sheets(
    books: Books, ledger: Ledger, months: Sequence[Month], *, intro: str
) -> tuple[AnnexSheet, ...]:
    """Positions, accepted parts, movements and months; filters and sums are the reader's."""
    return (
        _positions(books, ledger, intro=intro),
        _accepted(ledger, intro=intro),
        _movements(ledger, intro=intro),
        _months(months, intro=intro),
    )


def _positions(books: Books, ledger: Ledger, *, intro: str) -> AnnexSheet:
    rows: tuple[tuple[AnnexValue, ...], ...] = tuple(
        (
            each.funder,
            each.partner,
            partner_name(books.programme, each.partner, limit=60, unknown=each.partner),
            *_all(each.accepted, each.due, each.retained, each.paid, each.owed, each.over),
        )
        for each in ledger.positions
    )
    return _sheet(
        "Reversements",
        "Par partenaire et financeur.",
        intro,
        ("Financeur", 14, ""), ("Partenaire", 12, ""), ("Structure", 40, ""),
        ("Accepté par le financeur (€)", 18, _MONEY), ("Dû (€)", 16, _MONEY),
        ("Gardé (€)", 16, _MONEY), ("Versé (€)", 16, _MONEY), ("À verser (€)", 16, _MONEY),
        ("En trop (€)", 16, _MONEY),
        rows=rows,
    )  # fmt: skip


def _accepted(ledger: Ledger, *, intro: str) -> AnnexSheet:
    rows: list[tuple[AnnexValue, ...]] = [
        (
            each.funder,
            each.expense.row.plain("claim") or "–",
            each.partner,
            each.expense.number,
            typo("Frais de personnel" if is_salary(each.expense.row) else each.expense.line),
            euros(each.cents),
            str(each.expense.row.place.cell("accepted")),
        )
        for each in ledger.accepted
    ]
    return _sheet(
        "Dépenses acceptées",
        "Part de chaque financeur dans ce qu’il a accepté.",
        intro,
        ("Financeur", 14, ""), ("Demande", 16, ""), ("Partenaire", 12, ""), ("Pièce", 14, ""),
        ("Poste", 28, ""), ("Part acceptée (€)", 18, _MONEY), ("Cellule", 52, ""),
        rows=tuple(rows),
    )  # fmt: skip


def _movements(ledger: Ledger, *, intro: str) -> AnnexSheet:
    receipts: list[tuple[AnnexValue, ...]] = [
        (each.on, "Encaissement", each.funder, "", each.row.plain("kind"), euros(each.signed),
         str(each.row.place.cell("amount")))
        for each in ledger.movements.receipts
    ]  # fmt: skip
    payouts: list[tuple[AnnexValue, ...]] = [
        (each.on, "Versement", each.funder, each.partner,
         each.row.plain("kind") if each.row.table.has("kind") else "avance", euros(each.cents),
         str(each.row.place.cell("amount")))
        for each in ledger.movements.payouts
    ]  # fmt: skip
    rows = sorted((*receipts, *payouts), key=lambda row: str(row[0]))
    return _sheet(
        "Mouvements",
        "Encaissements, versements, avances et retenues.",
        intro,
        ("Date", 14, "date"), ("Sens", 16, ""), ("Financeur", 14, ""), ("Partenaire", 12, ""),
        ("Type", 24, ""), ("Montant (€)", 16, _MONEY), ("Cellule", 52, ""),
        rows=tuple(rows),
    )  # fmt: skip


def _months(months: Sequence[Month], *, intro: str) -> AnnexSheet:
    return _sheet(
        "Trésorerie",
        "Par mois.",
        intro,
        ("Mois", 14, "date"), ("Dépensé (€)", 16, _MONEY), ("Encaissé (€)", 16, _MONEY),
        ("Versé (€)", 16, _MONEY), ("dont avances (€)", 16, _MONEY), ("Récupéré (€)", 16, _MONEY),
        ("En caisse (€)", 16, _MONEY), ("Avancé par les structures (€)", 18, _MONEY),
        rows=tuple(
            (
                each.first,
                *_all(each.spent, each.received, each.paid, each.ahead, each.recovered),
                *_all(each.in_hand, each.paid_ahead),
            )
            for each in months
        ),
    )  # fmt: skip


def _sheet(
    title: str,
    what: str,
    intro: str,
    *columns: tuple[str, int, str],
    rows: tuple[tuple[AnnexValue, ...], ...],
) -> AnnexSheet:
    return AnnexSheet(
        title=title,
        intro=f"{what} {intro}.",
        columns=tuple(
            AnnexColumn(header=header, width=width, kind=kind or "text")
            for header, width, kind in columns
        ),
        rows=rows,
    )


def _all(*amounts: int) -> tuple[Decimal, ...]:
    return tuple(map(euros, amounts))
