"""Pure: a payment claim: expenditure statement, account of the grant, time, pieces, what misses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Funder, Programme, TrackedFinding
from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    counted,
    date_or,
    format_long_date,
    format_money,
    percent,
    shorten,
    typo,
)
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.programme.scope import find_funder, of_period, period_words, programme_name
from relocalisons.core.programme.standing import is_set_aside
from relocalisons.core.reports.claims import sheets as claim_sheets
from relocalisons.core.reports.claims.holes import Hole
from relocalisons.core.reports.claims.lines import ClaimLine, ClaimLines, Filed, claim_lines
from relocalisons.core.reports.claims.tiles import (
    by_budget_line,
    claim_tiles,
    claimed_before,
    evidence_of_claim,
    grant_of,
    printed_in_claim,
    summary_table,
)
from relocalisons.core.reports.funder.closing import table_figures
from relocalisons.core.reports.funder.profile import remarks_of
from relocalisons.core.reports.sections.account import Account, account_of, account_tables
from relocalisons.core.reports.sections.time_recap import time_sheet, time_table
from relocalisons.core.reports.shared.sources import (
    Provenance,
    sources_sheet,
    sources_table,
    workbooks_table,
)
from relocalisons.core.views.view import Heading, PaperView, PlainTable, Tile

NOBODY = "à identifier"
CERTIFICATE = (
    "Les soussignés certifient que les dépenses présentées ont été payées, que leurs montants sont "
    "ceux des pièces justificatives, et qu’elles ne sont demandées qu’une fois."
)
CLAIM_SIGNATURES = (
    "Représentant légal du bénéficiaire",
    "Comptable public, commissaire aux comptes ou expert-comptable",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentClaim(PaperView):
    """Everything that a claim says; `filed` are the shortcuts of its folder « Pièces »."""

    template = "money/payment_claim"
    tiles: tuple[Tile, ...]
    sentences: tuple[str, ...]
    summary: PlainTable
    statement: PlainTable
    charges: PlainTable
    resources: PlainTable
    account_note: str
    time: PlainTable
    missing: PlainTable
    certificate: str
    signatures: tuple[str, ...]
    sources: PlainTable
    workbooks: PlainTable
    mention: str
    filed: tuple[Filed, ...]
    remarks: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    @property
    def figures(self) -> Mapping[str, str]:
        """Those of the account, and the total that is presented."""
        rows = self.statement.rows
        return {
            **table_figures(self.charges),
            **table_figures(self.resources),
            "Dépenses présentées": rows[-1][-1] if rows else "aucune",
        }


@for_others
def build_payment_claim(
    programme: Programme,
    *,
    funder: str,
    period_start: date,
    period_end: date,
    as_of: date,
    tracked: tuple[TrackedFinding, ...] = (),
    provenance: Provenance | None = None,
) -> PaymentClaim:
    """Build the claim of a funder for a period; KeyError when « Financeurs » lacks that code.

    `tracked` holds her decisions: two equal invoices that she found to be two are presented.
    """
    payer = find_funder(programme, funder)
    books = open_books(programme)
    rules = books.funder(payer.code)
    if rules is None:
        raise KeyError(f"no funder {funder!r} in « Financeurs »")
    lines = claim_lines(
        books,
        rules,
        start=period_start,
        end=period_end,
        as_of=as_of,
        accepted=_two_real_ones(tracked),
    )
    before = claimed_before(books, rules, as_of=as_of)
    sums = by_budget_line(lines)
    account = account_of(books, until=period_end)
    charges, resources = account_tables(account)
    heading = _heading(programme, payer, as_of=as_of, start=period_start, end=period_end)
    origin = provenance or Provenance.of(programme)
    cells = evidence_of_claim(books, rules, lines, start=period_start, end=period_end)
    return PaymentClaim(
        heading=heading,
        tiles=claim_tiles(lines, before, grant=grant_of(books, rules)),
        sentences=_sentences(lines, payer),
        summary=summary_table(sums),
        statement=_statement(lines, books),
        charges=charges,
        resources=resources,
        account_note=_balance(account),
        time=time_table(programme, start=period_start, end=period_end),
        missing=_missing(lines.holes, programme),
        certificate=CERTIFICATE,
        signatures=CLAIM_SIGNATURES,
        sources=sources_table(cells, figures=printed_in_claim(cells, lines, before, account)),
        workbooks=workbooks_table(cells, provenance=origin),
        mention=payer.mention or "",
        filed=tuple(filed for line in lines.lines for filed in line.filed),
        annex=(
            claim_sheets.statement_sheet(lines, programme, intro=heading.stopped),
            claim_sheets.summary_sheet(sums, intro=heading.stopped),
            claim_sheets.account_sheet(account, intro=heading.stopped),
            time_sheet(programme, start=period_start, end=period_end, intro=heading.stopped),
            claim_sheets.plain_sheet(
                _missing(lines.holes, programme), title="Ce qui manque", intro=heading.stopped
            ),
            sources_sheet(cells, provenance=origin, stopped=heading.stopped),
        ),
        memory={"as_of": as_of.isoformat(), "presented": str(lines.presented)},
        remarks=dict(
            remarks_of(
                programme,
                ReportType.CLAIM.value,
                start=period_start,
                end=period_end,
                funder=payer.code,
            )
        ),
    )


def _sentences(lines: ClaimLines, payer: Funder) -> tuple[str, ...]:
    number = sum(len(line.expenses) for line in lines.lines)
    rate = payer.rate.value if payer.rate.is_set else None
    said = (
        counted(
            number,
            none="Aucune dépense nouvelle n’est à présenter pour cette période.",
            one=f"1 dépense est présentée, pour {format_money(lines.presented)} à la charge de ce "
            "financeur.",
            many=f"{{n}} dépenses sont présentées, pour {format_money(lines.presented)} à la "
            "charge de ce financeur.",
        ),
        counted(
            lines.held,
            one="1 dépense n’est pas présentée tant qu’un point n’est pas réglé.",
            many="{n} dépenses ne sont pas présentées tant qu’un point n’est pas réglé.",
        ),
        f"Taux d’aide inscrit dans la convention{NBSP}: {percent(int(rate * 100))}."
        if rate is not None
        else "",
        counted(
            len(lines.before),
            none="Aucune dépense de la période n’a été déclarée auparavant.",
            one="1 dépense de la période a déjà été déclarée, elle n’est pas reprise.",
            many="{n} dépenses de la période ont déjà été déclarées, elles ne sont pas reprises.",
        ),
        counted(
            len(lines.holes),
            none="Aucune pièce ne manque au dossier.",
            one="1 point reste à régler avant l’envoi.",
            many="{n} points restent à régler avant l’envoi.",
        ),
    )
    return tuple(sentence for sentence in said if sentence)


def _statement(lines: ClaimLines, books: Books) -> PlainTable:
    rows = [_statement_row(line, books.programme) for line in lines.lines]
    total = ("", "Total", *[""] * 4, *map(_money, (lines.amount, lines.presented)))
    return PlainTable(
        caption="État récapitulatif des dépenses acquittées, en euros",
        columns=(
            "N°",
            "Pièce",
            "Structure",
            "Poste",
            "Fournisseur et nature",
            "Facture, paiement",
            "Montant",
            "Présenté",
        ),
        rows=(*rows, total) if rows else (),
        note="Chaque numéro est celui des pièces du dossier «\u00a0Pièces\u00a0». Les salaires "
        "sont présentés ensemble\u00a0: le détail par personne n’est montré qu’au contrôle.",
    )


def _statement_row(line: ClaimLine, programme: Programme) -> tuple[str, ...]:
    first = line.expenses[0]
    if line.is_salaries:
        name = f"Frais de personnel, {count_of(len(line.expenses), 'pièce')}"
        amounts = map(_money, (line.amount, line.presented))
        return (str(line.number), "–", "toutes", "Personnel", name, "–", *amounts)
    supplier = first.row.text("supplier") or ""
    label = first.row.text("label") or first.line
    return (
        str(line.number),
        first.number,
        partner_name(programme, first.partner, limit=60, unknown=NOBODY),
        typo(shorten(line.budget_line, limit=40)),
        typo(shorten(f"{supplier}, {label}" if supplier else label, limit=60)),
        f"{date_or(first.day('invoice_date'))} {date_or(first.day('paid_on'))}",
        _money(line.amount),
        _money(line.presented),
    )


def _missing(holes: tuple[Hole, ...], programme: Programme) -> PlainTable:
    order = {partner.code: index for index, partner in enumerate(programme.partners)}
    ranked = sorted(
        holes, key=lambda hole: (order.get(hole.partner or "", len(order)), hole.subject)
    )
    return PlainTable(
        caption="Ce qui manque, et de la part de qui",
        columns=("Structure", "Pièce ou période", "À faire"),
        rows=tuple(
            (
                partner_name(programme, hole.partner, limit=60, unknown=NOBODY),
                hole.subject,
                hole.what,
            )
            for hole in ranked
        ),
    )


def _balance(account: Account) -> str:
    gap = account.paid - sum((entry.done for entry in account.resources), Decimal(0))
    text = (
        f"Total des charges réalisées{NBSP}: {format_money(account.paid)}, égal au total des "
        "ressources."
        if gap == 0
        else f"Écart de {format_money(abs(gap))} entre charges et ressources."
    )
    return f"{text} " + counted(
        account.unread,
        none="Toutes les dépenses payées y sont.",
        one="1 dépense en doute n’y est pas.",
        many="{n} dépenses en doute n’y sont pas.",
    )


def _heading(
    programme: Programme, payer: Funder, *, as_of: date, start: date, end: date
) -> Heading:
    name = programme_name(programme)
    stopped = f"données arrêtées au {format_long_date(as_of)}"
    agreement = f" · Convention {payer.agreement}" if payer.agreement else ""
    title = f"{name}{NBSP}: demande de paiement {of_period(start, end)}"
    return Heading(
        title=title,
        kicker=f"Demande de paiement · {payer.name}{agreement}",
        subtitle=stopped[0].upper() + stopped[1:],
        running=f"{name} · {payer.name} · {period_words(start, end)}",
        stopped=stopped[0].upper() + stopped[1:],
        description=f"{title}, {payer.name}, {stopped}",
        file_stem=f"{end:%Y-%m} Demande de paiement {payer.code}",
        as_of=as_of,
    )


def _two_real_ones(tracked: tuple[TrackedFinding, ...]) -> frozenset[str]:
    """The subjects of the double invoices that she set aside."""
    return frozenset(
        entry.finding.subject
        for entry in tracked
        if entry.finding.kind is MoneyKind.DOUBLE_FUNDING and is_set_aside(entry)
    )


def _money(amount: Decimal) -> str:
    return format_money(amount, cents=True)
