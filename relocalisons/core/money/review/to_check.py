"""Pure: what of a line only the text of a piece tells, and no cell: to be looked at there.

It cuts nothing and blames nobody: a rule that no cell can answer is said beside the line, with the
piece that can. A fact that is typed, or a piece listed in « Pièces », is not asked for again.
"""

from collections.abc import Iterator
from datetime import timedelta

from relocalisons.core.kernel.words.french import format_long_date, format_money
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.lead import partner_rows
from relocalisons.core.money.review.costs.choice import choice_checks
from relocalisons.core.money.review.costs.journeys import journey_checks
from relocalisons.core.money.review.costs.natures import cost_checks
from relocalisons.core.money.review.costs.proofs import proof_checks
from relocalisons.core.money.review.verdict import PieceCheck, Review
from relocalisons.core.money.words.controls.natures import (
    is_deposit,
    is_seen_in_public,
    is_service,
)
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.funders import VatBase
from relocalisons.core.money.words.grant_rules import Commencement, GrantRule
from relocalisons.core.money.words.pieces import is_cheque, read_validity

_NEAR_THE_END = timedelta(days=15)  # a cheque is cashed within days, sometimes weeks


def piece_checks(expense: Expense, review: Review) -> tuple[PieceCheck, ...]:
    """What to look for in the pieces of a line, the same in every claim that has it."""
    return (
        *_payment(expense),
        *_debit(expense, review),
        *_deposit(expense, review),
        *_independence(expense, review),
        *_contract(expense, review),
        *_job_aid(expense),
        *_post(expense, review),
        *_certificate(expense, review),
        *journey_checks(expense),
        *proof_checks(expense),
        *choice_checks(expense),
        *cost_checks(expense, review),
        *_publicity(expense, review),
        *_listed(expense),
        *_declared_less(expense, review),
    )


def _payment(expense: Expense) -> Iterator[PieceCheck]:
    """Who was billed, who paid and how much: no cell of a line says it."""
    if expense.kind is ExpenseKind.INVOICE and not expense.pieces.is_listed:
        yield PieceCheck(
            kind="payment", piece="la facture et le relevé bancaire",
            what="qui est facturé, qui paie, combien est débité, et l’absence d’avoir ou de "
            "pénalité",
        )  # fmt: skip
    elif expense.kind is ExpenseKind.TRAVEL and not expense.pieces.is_listed:
        yield PieceCheck(
            kind="nature", piece="l’état de frais", what="l’absence d’amende et de dépense privée"
        )  # fmt: skip


def _contract(expense: Expense, review: Review) -> Iterator[PieceCheck]:
    """A purchase under its threshold may be the first year of a contract that is over it."""
    mine = partner_rows(review.books.programme).get(expense.partner or "")
    is_public = mine is not None and mine.says_yes("contracting")
    known = expense.pieces.contracts or expense.pieces.is_announced or expense.pieces.is_listed
    if is_public and expense.kind is ExpenseKind.INVOICE and not known:
        yield PieceCheck(
            kind="contract", piece="le marché ou la commande",
            what="sa durée, ses reconductions et ses options",
        )  # fmt: skip


def _post(expense: Expense, review: Review) -> Iterator[PieceCheck]:
    """How much of a post is paid, and which share of it was accepted."""
    if expense.kind is not ExpenseKind.SALARY or expense.pieces.is_listed:
        return
    if review.terms.value(GrantRule.FIXED_SHARE):
        yield PieceCheck(
            kind="fixed_share", piece="la lettre de mission",
            what="la quotité acceptée par le financeur, si la quotité est fixe",
        )  # fmt: skip
    yield PieceCheck(
        kind="sheet_days", piece="la feuille de temps",
        what="les deux signatures, les congés, dimanches et jours fériés",
    )  # fmt: skip
    yield PieceCheck(
        kind="paid_hours", piece="le contrat de travail",
        what="les heures payées par mois, à temps partiel surtout",
    )  # fmt: skip


def _debit(expense: Expense, review: Review) -> Iterator[PieceCheck]:
    paid, end = expense.day("paid_on"), review.terms.funder.end
    if paid is None or expense.pieces.debited is not None:
        return
    near = end is not None and paid <= end < paid + _NEAR_THE_END
    if near or is_cheque(expense.row.text("payment_mode")):
        limit = f", avant le {format_long_date(end)} inclus" if end is not None else ""
        yield PieceCheck(
            kind="debit", piece="le relevé bancaire", what=f"le jour du débit{limit}"
        )  # fmt: skip


def _deposit(expense: Expense, review: Review) -> Iterator[PieceCheck]:
    """A deposit before the request tells an order that the line dates later."""
    limit, rule = review.terms.counts_from, review.terms.commencement
    is_judged = rule not in (None, Commencement.FREE)
    known = expense.pieces.acts or expense.pieces.is_listed
    if limit is None or not is_judged or known or expense.kind is not ExpenseKind.INVOICE:
        return
    yield PieceCheck(
        kind="deposit", piece="la facture",
        what=f"l’absence d’acompte ou de devis signé avant le {format_long_date(limit)}",
    )  # fmt: skip


def _independence(expense: Expense, review: Review) -> Iterator[PieceCheck]:
    net = expense.amount()
    if expense.kind is not ExpenseKind.INVOICE or net is None:
        return
    known = [each for each in expense.pieces.quotes if each.siren]
    asked = review.terms.quotes_asked(net)
    if asked > 1 and len(known) < asked:
        yield PieceCheck(
            kind="independence", piece="les devis",
            what="leurs SIREN, qui disent des entreprises indépendantes",
        )  # fmt: skip


def _publicity(expense: Expense, review: Review) -> Iterator[PieceCheck]:
    """What a European fund pays for in public bears its name (2021/1060, art. 50)."""
    if review.terms.is_european and is_seen_in_public(expense.row.text("label")):
        yield PieceCheck(
            kind="publicity_of_fund", piece="l’exemplaire ou la photographie",
            what="le logo et la mention du fonds européen",
        )  # fmt: skip


def _listed(expense: Expense) -> Iterator[PieceCheck]:
    """What lacks beside the pieces that somebody listed: a proof of service, a key, a balance."""
    pieces, net, label = expense.pieces, expense.amount(), expense.row.text("label")
    if expense.kind is not ExpenseKind.INVOICE or not pieces.is_listed or net is None:
        return
    if is_service(label) and not pieces.done and expense.day("done_on") is None:
        yield PieceCheck(
            kind="service_done", piece="le livrable ou la feuille d’émargement",
            what="que la prestation a été faite",
        )  # fmt: skip
    if pieces.billed is not None and 0 < net < pieces.billed[0] and pieces.credit is None:
        yield PieceCheck(
            kind="share_of_invoice", piece="la clé d’affectation",
            what=f"pourquoi {format_money(net, cents=True)} sur "
            f"{format_money(pieces.billed[0], cents=True)} facturés",
        )  # fmt: skip
    if is_deposit(label):
        yield PieceCheck(
            kind="final_invoice", piece="la facture de solde",
            what="que l’acompte y est déduit et que tout a été livré",
        )  # fmt: skip


def _declared_less(expense: Expense, review: Review) -> Iterator[PieceCheck]:
    """She notes less than the base: her choice, and it is said."""
    base = review.books.eligible(expense, review.terms.funder)
    asked = review.base_of(expense)
    if base is not None and asked is not None and asked < base:
        yield PieceCheck(
            kind="declared", piece="« Montant déclaré »",
            what=f"{format_money(asked, cents=True)} y sont notés et présentés, la base admise est "
            f"de {format_money(base, cents=True)}",
        )  # fmt: skip


def _job_aid(expense: Expense) -> Iterator[PieceCheck]:
    told = expense.pieces.job_aid is not None or expense.pieces.is_listed
    if expense.kind is ExpenseKind.SALARY and not told and not expense.is_doubtful("job_aid"):
        yield PieceCheck(
            kind="job_aid", piece="les notifications d’aide à l’emploi",
            what="si une aide a été reçue pour ce poste, et la déduire",
        )  # fmt: skip


def _certificate(expense: Expense, review: Review) -> Iterator[PieceCheck]:
    """A certificate whose words give no end: it may have ended."""
    mine = partner_rows(review.books.programme).get(expense.partner or "")
    typed = mine.typed("vat_certificate") if mine is not None else ""
    counted = review.books.counted_columns(expense, review.terms.funder)
    gross, net = expense.amount("amount_with_vat"), expense.amount()
    recovers = review.books.recovers_vat.get(expense.partner or "")
    is_left = review.terms.funder.vat_base is VatBase.CERTIFIED and gross != net
    if expense.partner in review.books.in_part and gross is not None and gross != net:
        yield PieceCheck(
            kind="vat_in_part", piece="l’attestation de TVA",
            what="la part que la structure ne récupère pas : la TVA n’est pas demandée sans elle",
        )  # fmt: skip
    elif typed and counted not in ((), ("amount",)) and not read_validity(typed).is_said:
        yield PieceCheck(
            kind="vat_certificate", piece="l’attestation de TVA",
            what="qu’elle vaut à la date de la facture",
        )  # fmt: skip
    elif is_left and recovers is False and gross is not None and counted == ("amount",):
        yield PieceCheck(
            kind="vat_certificate", piece="l’attestation de TVA",
            what="si elle couvre la facture : la TVA n’est pas demandée sans elle",
        )  # fmt: skip
