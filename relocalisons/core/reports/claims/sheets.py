"""Pure: the sheets of a claim's workbook, typed; the full statement with all its columns."""

from decimal import Decimal

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import typo
from relocalisons.core.reports.claims.lines import ClaimLine, ClaimLines
from relocalisons.core.reports.claims.tiles import LineSum
from relocalisons.core.reports.sections.account import Account
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, AnnexValue, PlainTable


def statement_sheet(lines: ClaimLines, programme: Programme, *, intro: str) -> AnnexSheet:
    """The expenditure statement; salaries stand in one line."""
    rows = [_statement_row(line, programme) for line in lines.lines]
    total: tuple[AnnexValue, ...] = (
        None, "Total", *([None] * 8), lines.amount, None, lines.presented, None,
    )  # fmt: skip
    return AnnexSheet(
        title="ERD",
        intro=f"État récapitulatif des dépenses acquittées. {intro}.",
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
            AnnexColumn(header="Montant retenu comme base (€)", width=18, kind="money"),
            AnnexColumn(header="Part du financeur", width=12, kind="percent"),
            AnnexColumn(header="Montant présenté (€)", width=18, kind="money"),
            AnnexColumn(header="Pièces jointes", width=36),
        ),
        rows=(*rows, total) if rows else (),
    )


def summary_sheet(sums: tuple[LineSum, ...], *, intro: str) -> AnnexSheet:
    """The sums by budget line, typed."""
    return AnnexSheet(
        title="Synthèse par poste",
        intro=f"Synthèse par poste de dépenses. {intro}.",
        columns=(
            AnnexColumn(header="Poste", width=40),
            AnnexColumn(header="Dépenses", width=12, kind="days"),
            AnnexColumn(header="Montant (€)", width=18, kind="money"),
            AnnexColumn(header="Montant présenté (€)", width=20, kind="money"),
        ),
        rows=tuple((entry.name, entry.number, entry.amount, entry.presented) for entry in sums),
    )


def account_sheet(account: Account, *, intro: str) -> AnnexSheet:
    """Both sides of the account, one under the other."""
    sides = (("Charge", account.charges), ("Ressource", account.resources))
    return AnnexSheet(
        title="Compte rendu financier",
        intro=intro,
        columns=(
            AnnexColumn(header="Côté", width=12),
            AnnexColumn(header="Ligne", width=52),
            AnnexColumn(header="Prévision (€)", width=16, kind="money"),
            AnnexColumn(header="Réalisation (€)", width=16, kind="money"),
        ),
        rows=tuple(
            (side, entry.name, entry.planned, entry.done)
            for side, entries in sides
            for entry in entries
        ),
    )


def plain_sheet(table: PlainTable, *, title: str, intro: str) -> AnnexSheet:
    """A table of texts as a sheet."""
    return AnnexSheet(
        title=title,
        intro=f"{table.caption}. {intro}.",
        columns=tuple(AnnexColumn(header=header, width=44) for header in table.columns),
        rows=table.rows,
    )


def _statement_row(line: ClaimLine, programme: Programme) -> tuple[AnnexValue, ...]:
    first = line.expenses[0]
    if line.is_salaries:
        name = f"Frais de personnel, {len(line.expenses)} pièces"
        return (
            line.number, None, "Toutes les structures", "Personnel", None, name, None, None, None,
            line.amount, line.amount, None, line.presented, "montrées au contrôle",
        )  # fmt: skip
    partner = programme.partner(first.partner)
    share: Decimal | None = line.share
    return (
        line.number,
        first.number,
        typo(partner.name) if partner else "à identifier",
        typo(first.line),
        typo(first.row.text("supplier") or ""),
        typo(first.row.text("label") or ""),
        first.day("invoice_date"),
        first.day("paid_on"),
        typo(first.row.text("payment_mode") or ""),
        first.amount(),
        line.amount,
        share,
        line.presented,
        " ; ".join(filed.name for filed in line.filed),
    )
