"""Pure: the sheets of a claim's workbook, typed; the full statement with all its columns."""

from decimal import Decimal

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import count_of, typo
from relocalisons.core.reports.claims.lines import (
    STAFF_LINE,
    ClaimLine,
    ClaimLines,
    nature_of,
    payers_of,
)
from relocalisons.core.reports.claims.tiles import by_budget_line, total_of
from relocalisons.core.reports.sections.account import Account
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, AnnexValue


def statement_sheet(lines: ClaimLines, programme: Programme, *, intro: str) -> AnnexSheet:
    """The expenditure statement, in the order of the printed one and equal to the cent."""
    rows = [_statement_row(line, programme) for line in lines.lines]
    total: tuple[AnnexValue, ...] = (
        None, "Total", *([None] * 8), lines.amount, None, lines.aid, None,
    )  # fmt: skip
    return AnnexSheet(
        title="ERD",
        intro=f"État récapitulatif des dépenses présentées. {intro}.",
        columns=(
            AnnexColumn(header="N°", width=6, kind="days"),
            AnnexColumn(header="Pièce", width=13),
            AnnexColumn(header="Structure", width=28),
            AnnexColumn(header="Poste", width=18),
            AnnexColumn(header="Fournisseur", width=20),
            AnnexColumn(header="Nature", width=26),
            AnnexColumn(header="Date de facture", width=14, kind="date"),
            AnnexColumn(header="Date de paiement", width=14, kind="date"),
            AnnexColumn(header="Mode", width=12),
            AnnexColumn(header="Montant HT (€)", width=16, kind="money"),
            AnnexColumn(header="Base présentée (€)", width=18, kind="money"),
            AnnexColumn(header="Part du financeur", width=12, kind="percent"),
            AnnexColumn(header="Aide demandée (€)", width=18, kind="money"),
            AnnexColumn(header="Pièces jointes", width=36),
        ),
        rows=(*rows, total) if rows else (),
    )


def summary_sheet(lines: ClaimLines, *, intro: str) -> AnnexSheet:
    """The sums by budget line, typed."""
    return AnnexSheet(
        title="Synthèse par poste",
        intro=f"Synthèse par poste de dépenses. {intro}.",
        columns=(
            AnnexColumn(header="Poste", width=40),
            AnnexColumn(header="Dépenses", width=12, kind="days"),
            AnnexColumn(header="Base présentée (€)", width=18, kind="money"),
            AnnexColumn(header="Aide demandée (€)", width=20, kind="money"),
        ),
        rows=tuple(
            (each.name, each.number, each.amount, each.aid)
            for each in ((*by_budget_line(lines), total_of(lines)) if lines.lines else ())
        ),
    )


def account_sheet(account: Account, *, intro: str) -> AnnexSheet:
    """Both sides of the account, one under the other; an empty cell is not known."""
    charges: tuple[tuple[AnnexValue, ...], ...] = tuple(
        ("Charge", each.name, each.planned, each.done, None, None) for each in account.charges
    )
    resources: tuple[tuple[AnnexValue, ...], ...] = tuple(
        ("Ressource", each.name, each.planned, None, each.asked, each.received)
        for each in account.resources
    )
    return AnnexSheet(
        title="Compte rendu financier",
        intro=f"{account.note} {intro}",
        columns=(
            AnnexColumn(header="Côté", width=12),
            AnnexColumn(header="Ligne", width=52),
            AnnexColumn(header="Prévision (€)", width=16, kind="money"),
            AnnexColumn(header="Payé (€)", width=16, kind="money"),
            AnnexColumn(header="Demandé (€)", width=16, kind="money"),
            AnnexColumn(header="Encaissé (€)", width=16, kind="money"),
        ),
        rows=(*charges, *resources),
    )


def _statement_row(line: ClaimLine, programme: Programme) -> tuple[AnnexValue, ...]:
    first = line.expenses[0]
    if line.is_salaries:
        name = f"Salaires, {count_of(len(line.expenses), 'pièce')}"
        return (
            line.number, None, payers_of(line), STAFF_LINE, None, name, None, None, None,
            line.amount, line.amount, None, line.aid, "montrées au contrôle",
        )  # fmt: skip
    partner = programme.partner(first.partner)
    share: Decimal | None = line.share
    nature = nature_of(line)
    return (
        line.number,
        first.number,
        typo(partner.name) if partner else "à identifier",
        typo(first.line),
        typo(nature[0]),
        typo(nature[1]),
        first.day("invoice_date"),
        first.day("paid_on"),
        typo(first.row.text("payment_mode") or ""),
        first.amount(),
        line.amount,
        share,
        line.aid,
        " ; ".join(filed.name for filed in line.filed),
    )
