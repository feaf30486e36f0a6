"""Pure: what of a line only the text of a piece tells, and no cell: to be looked at there.

It cuts nothing and blames nobody: a rule that no cell can answer is said beside the line, with the
piece that can. A fact that is typed, or a piece listed in « Pièces », is not asked for again.
"""

from collections.abc import Iterator
from datetime import timedelta

from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.lead import partner_rows
from relocalisons.core.money.review.verdict import PieceCheck, Review
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import Commencement
from relocalisons.core.money.words.pieces import is_cheque, read_validity

_NEAR_THE_END = timedelta(days=15)  # a cheque is cashed within days, sometimes weeks


def piece_checks(expense: Expense, review: Review) -> tuple[PieceCheck, ...]:
    """What to look for in the pieces of a line, the same in every claim that has it."""
    return (
        *_debit(expense, review),
        *_deposit(expense, review),
        *_independence(expense, review),
        *_job_aid(expense),
        *_certificate(expense, review),
    )


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
    known = [siren for siren, _ in expense.pieces.sirens if siren]
    asked = review.terms.quotes_asked(net)
    if asked > 1 and len(known) < asked:
        yield PieceCheck(
            kind="independence", piece="les devis",
            what="leurs SIREN, qui disent des entreprises indépendantes",
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
    if typed and counted not in ((), ("amount",)) and not read_validity(typed).is_said:
        yield PieceCheck(
            kind="vat_certificate", piece="l’attestation de TVA",
            what="qu’elle vaut à la date de la facture",
        )  # fmt: skip
