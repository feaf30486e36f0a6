"""Pure: a payment claim: expenditure statement, aid asked, account of the grant, time, pieces."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    format_date,
    format_long_date,
    format_money,
    format_percent,
    join_words,
    percent,
    shorten,
    typo,
    whole_percent,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.review.terms import terms_of
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.programme.scope import of_period, period_words, programme_name
from relocalisons.core.reports.claims import sheets as claim_sheets
from relocalisons.core.reports.claims.basis import basis_of
from relocalisons.core.reports.claims.beneficiary import beneficiary_of
from relocalisons.core.reports.claims.control import ClaimControl, build_claim_control
from relocalisons.core.reports.claims.lines import (
    STAFF_LINE,
    ClaimLine,
    ClaimLines,
    Filed,
    euros,
    nature_of,
    payers_of,
    say_nameless,
)
from relocalisons.core.reports.claims.qualitative import qualitative_table
from relocalisons.core.reports.claims.tiles import (
    aid_table,
    claim_tiles,
    evidence_of_claim,
    flat_rates,
    presented_words,
    printed_in_claim,
    say_cents,
    summary_table,
)
from relocalisons.core.reports.funder.closing import table_figures
from relocalisons.core.reports.funder.profile import remarks_of
from relocalisons.core.reports.sections.account import (
    Account,
    account_of,
    account_tables,
    partners_paid,
    subsidy_of,
)
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
    "ceux des pièces justificatives, ou moindres, et qu’aucune part n’en est demandée deux fois."
)
CLAIM_SIGNATURES = (
    "Représentant légal du bénéficiaire",
    "Comptable public, commissaire aux comptes ou expert-comptable",
)
_ROUNDED = (
    "L’aide est calculée et arrondie au centime dépense par dépense\u00a0: leur somme peut "
    "différer de quelques centimes de la base × le taux."
)
_UNTOLD = (
    "Publics touchés et lieux de l’action : aucune feuille ne les dit, les écrire dans "
    "« Commentaires » (rapport « Demande de paiement », section "
    "« Réalisations »)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentClaim(PaperView):
    """Everything that a claim says; `filed` are the shortcuts of its folder « Pièces »."""

    template = "money/payment_claim"
    beneficiary: str  # empty when nothing is known of it
    tiles: tuple[Tile, ...]
    sentences: tuple[str, ...]
    summary: PlainTable
    statement: PlainTable
    charges: PlainTable
    resources: PlainTable
    account_note: str
    qualitative: PlainTable
    time: PlainTable
    aid: PlainTable
    control: ClaimControl
    certificate: str
    signatures: tuple[str, ...]
    sources: PlainTable
    workbooks: PlainTable
    mention: str
    filed: tuple[Filed, ...]
    asked_ahead: str = ""  # of an advance, which presents no expense
    remarks: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    @property
    def figures(self) -> Mapping[str, str]:
        """Those of the account, and the total that is presented."""
        rows = self.statement.rows
        return {
            **table_figures(self.charges),
            **table_figures(self.resources),
            "Dépenses présentées": rows[-1][-2] if rows else "aucune",
            "Aide demandée": rows[-1][-1] if rows else self.asked_ahead or "aucune",
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
    basis = basis_of(
        programme,
        funder=funder,
        period_start=period_start,
        period_end=period_end,
        as_of=as_of,
        tracked=tracked,
    )
    payer, books, rules = basis.payer, basis.books, basis.rules
    review, lines = basis.review, basis.lines
    remarks = dict(
        remarks_of(
            programme,
            ReportType.CLAIM.value,
            start=period_start,
            end=period_end,
            funder=payer.code,
        )
    )
    account = _with_this_claim(account_of(books, rules, until=period_end), payer, lines)
    charges, resources = account_tables(account)
    heading = _heading(programme, payer, as_of=as_of, start=period_start, end=period_end)
    payee = beneficiary_of(programme)
    origin = provenance or Provenance.of(programme)
    paid = partners_paid(books, rules)
    cells = evidence_of_claim(books, rules, lines, start=period_start, end=period_end)
    return PaymentClaim(
        heading=heading,
        beneficiary=payee.words,
        tiles=claim_tiles(lines),
        sentences=_sentences(lines),
        asked_ahead=say_cents(lines.aid) if review.aid.is_ahead else "",
        aid=aid_table(lines),
        control=build_claim_control(
            programme,
            review,
            heading=_her_heading(heading),
            links=origin.links,
            payee=payee,
            also=(
                *say_nameless(lines.lines),
                *(() if "realisations" in remarks else (_UNTOLD,)),
            ),
        ),
        qualitative=qualitative_table(
            programme,
            payer,
            account,
            tracked,
            start=period_start,
            end=period_end,
            as_of=as_of,
            is_told="realisations" in remarks,
        ),
        summary=summary_table(lines, unit=rules.euros),
        statement=_statement(lines, books, unit=rules.euros),
        charges=charges,
        resources=replace(resources, note=_over_rate(account, payer, lines)),
        account_note=account.note,
        time=time_table(programme, start=period_start, end=period_end, paid=paid),
        certificate=CERTIFICATE.replace("présentées ont", "présentées, hors forfaits, ont")
        if flat_rates(lines)
        else CERTIFICATE,
        signatures=CLAIM_SIGNATURES,
        sources=sources_table(cells, figures=printed_in_claim(cells, lines, account)),
        workbooks=workbooks_table(cells, provenance=origin),
        mention=payer.mention or "",
        filed=tuple(filed for line in lines.lines for filed in line.filed),
        annex=(
            claim_sheets.statement_sheet(lines, programme, intro=heading.stopped),
            claim_sheets.summary_sheet(lines, intro=heading.stopped),
            claim_sheets.account_sheet(account, intro=heading.stopped),
            time_sheet(
                programme, start=period_start, end=period_end, paid=paid, intro=heading.stopped
            ),
            sources_sheet(cells, provenance=origin, stopped=heading.stopped),
        ),
        memory={"as_of": as_of.isoformat(), "presented": str(lines.amount)},
        remarks=remarks,
    )


def details_staff(programme: Programme, funder: str, *, on: date) -> bool:
    """Whether that funder asks for salaries one by one (« Détail par salarié »), on a day."""
    books = open_books(programme)
    rules = books.funder(funder)
    return rules is not None and terms_of(books, rules, on=on).details_staff


def _with_this_claim(account: Account, payer: Funder, lines: ClaimLines) -> Account:
    """What is asked of the one who pays is what the claim says: rejects deducted, this one too."""
    aid = lines.review.aid
    if aid.before is None or aid.asked is None:
        return account
    asked = euros(aid.before + aid.asked)
    name = subsidy_of(payer)
    return replace(
        account,
        resources=tuple(
            replace(each, asked=asked) if each.name == name else each for each in account.resources
        ),
    )


def _over_rate(account: Account, payer: Funder, lines: ClaimLines) -> str:
    """Why the forecast of a fund may stand above its rate or its grant: it is not what is asked."""
    mine = next((each for each in account.resources if each.name == subsidy_of(payer)), None)
    whole = sum((each.planned for each in account.charges), Decimal(0))
    rate, grant = lines.review.aid.rate, euros(lines.review.aid.grant)
    if mine is None or mine.planned is None or not whole or rate is None:
        return ""
    share = mine.planned / whole
    if share <= rate and mine.planned == grant:
        return ""
    limits = f"pas {format_percent(rate)} des dépenses"
    if grant is not None:
        limits = f"ni {format_percent(rate)} des dépenses ni {format_money(grant)} en tout"
    least = "au moins " if mine.unread else ""
    return (
        f"La prévision de ce fonds est la somme de ses lignes de budget ({least}"
        f"{format_money(mine.planned)}, {percent(whole_percent(share))} de la prévision). Ce qui "
        f"lui est demandé n’en dépend pas{NBSP}: l’aide ne dépasse {limits}."
    )


def _sentences(lines: ClaimLines) -> tuple[str, ...]:
    if lines.review.aid.is_ahead:
        return (f"Une avance de {say_cents(lines.aid)} est demandée, avant toute dépense.",)
    number = sum(len(line.expenses) for line in lines.lines)
    base = format_money(lines.amount, cents=True)
    said = (
        counted(
            number,
            none="Aucune dépense nouvelle n’est à présenter pour cette période.",
            one=f"1 dépense est présentée, pour une base de {base}.",
            many=f"Sont {_shown_word(lines)} {presented_words(lines)}, pour une base de {base}.",
        ),
        counted(
            len(lines.review.declared),
            none="Aucune dépense de la période n’a été déclarée auparavant.",
            one="1 dépense de la période a déjà été déclarée, elle n’est pas reprise.",
            many="{n} dépenses de la période ont déjà été déclarées, elles ne sont pas reprises.",
        ),
    )
    return tuple(sentence for sentence in said if sentence)


def _shown_word(lines: ClaimLines) -> str:
    return "présentés" if flat_rates(lines) else "présentées"


def _statement(lines: ClaimLines, books: Books, *, unit: str) -> PlainTable:
    rows = [_statement_row(line, books.programme) for line in lines.lines]
    total = ("", "Total", *[""] * 4, *map(say_cents, (lines.amount, lines.aid)))
    staff = (
        "Les salaires sont présentés un par un, par initiales, à la demande de ce financeur."
        if lines.review.terms.details_staff
        else "Les salaires sont présentés ensemble\u00a0: le détail par personne n’est montré "
        "qu’au contrôle."
    )
    return PlainTable(
        caption=f"État récapitulatif des dépenses présentées, en {unit}",
        columns=(
            "N°",
            "Pièce",
            "Structure",
            "Poste",
            "Fournisseur et nature",
            "Facture, paiement",
            "Base présentée",
            "Aide demandée",
        ),
        rows=(*rows, total) if rows else (),
        note=f"Chaque numéro est celui des pièces du dossier «\u00a0Pièces\u00a0». {staff} "
        f"{_pieces_of_staff(lines)}{_ROUNDED}",
    )


def _pieces_of_staff(lines: ClaimLines) -> str:
    """The numbers that the one line of salaries stands for; they name nobody."""
    said = [
        f"Pièces de la ligne {line.number}{NBSP}: "
        + join_words(sorted((one.number for one in line.expenses), key=natural_order))
        for line in lines.lines
        if line.is_salaries
    ]
    return "".join(f"{each}. " for each in said)


def _statement_row(line: ClaimLine, programme: Programme) -> tuple[str, ...]:
    first = line.expenses[0]
    if line.is_salaries:
        name = f"Salaires, {count_of(len(line.expenses), 'pièce')}"
        amounts = map(say_cents, (line.amount, line.aid))
        days = sorted(day for one in line.expenses if (day := one.day("paid_on")) is not None)
        paid = _span(days[0], days[-1]) if days else "–"
        return (str(line.number), "–", payers_of(line), STAFF_LINE, name, paid, *amounts)
    supplier, label = nature_of(line)
    return (
        str(line.number),
        first.number,
        partner_name(programme, first.partner, limit=60, unknown=NOBODY),
        typo(shorten(line.budget_line, limit=40)),
        typo(shorten(f"{supplier}, {label}" if supplier else label, limit=60)),
        f"{date_or(first.day('invoice_date'))} {date_or(first.day('paid_on'))}",
        say_cents(line.amount),
        say_cents(line.aid),
    )


def _span(first: date, last: date) -> str:
    """« 07/12 au 26/12/2025 »: no line of it is wider than a date, as its column is."""
    begun = f"{first:%d/%m}" if first.year == last.year else format_date(first)
    return f"{begun} au {format_date(last)}"


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


def _her_heading(heading: Heading) -> Heading:
    title = heading.title.replace("demande de paiement", "contrôle avant envoi, demande", 1)
    return replace(
        heading,
        title=title,
        kicker=f"Contrôle avant envoi · {heading.kicker.partition(' · ')[2]}",
        description=heading.description.replace(heading.title, title, 1),
        file_stem=heading.file_stem.replace("Demande de paiement", "Contrôle avant envoi", 1),
    )
