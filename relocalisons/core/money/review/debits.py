"""Pure: the day on which money left, as statements tell it, beside « Payé le » and the agreement.

A statement proves only what it shows: its own span, its own sums.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_long_date, format_money, quote
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.controls.commitments import days_written
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.piece_texts import payments, was_sent_again
from relocalisons.core.money.words.pieces import PieceNature, days_debited, period_told

_PAYS = (PieceNature.BANK, PieceNature.MANDATE)
_CLOSE = timedelta(days=5)  # a statement may be dated some days before a payment it shows


def judge_debits(expense: Expense, review: Review) -> Iterator[Remark]:
    """Money that left before the period, or after it: a cheque pays on the day it is cashed."""
    parts = _in_parts(expense, review)
    if parts is not None:
        yield parts
        return
    yield from _not_shown(expense)
    yield from _before_invoice(expense)
    yield from _debited_before(expense, review)
    told, paid = expense.pieces.debited, expense.day("paid_on")
    end = review.terms.funder.end
    if told is None or paid is None or told[0] <= paid:
        return
    day, cell = told
    source, said = quote("Relevé bancaire"), f"débitée le {format_long_date(day)}"
    if end is not None and paid <= end < day:
        is_sure = expense.pieces.is_debit_sure
        yield Remark(
            verdict=Verdict.REJECTED if is_sure else Verdict.HELD, kind="debit",
            why=f"{said}, après la fin d’éligibilité ({format_long_date(end)})"
            if is_sure
            else f"son relevé est du {format_long_date(day)}, après la fin d’éligibilité",
            action="retirer la part de ce financeur, ou prouver un débit antérieur",
            columns=("paid_on",), cells=(cell,), source=source,
        )  # fmt: skip
    elif paid <= review.end < day and expense.pieces.is_debit_sure:
        yield Remark(
            verdict=Verdict.HELD, kind="debit", why=f"{said}, après la période de cette demande",
            action="la présenter dans la demande suivante", columns=("paid_on",), cells=(cell,),
            source=source,
        )  # fmt: skip


def _debited_before(expense: Expense, review: Review) -> Iterator[Remark]:
    """A card or a deposit that was debited before eligibility, whatever « Payé le » says."""
    start, paid = review.terms.funder.start, expense.day("paid_on")
    if start is None or paid is None or paid < start:
        return
    early = [each for each in expense.pieces.debits if each[0] < start]
    if not early:
        return
    whole = len(early) == len(expense.pieces.debits) and expense.pieces.is_debit_sure
    day, cell = min(early, key=lambda each: each[0])
    yield Remark(
        verdict=Verdict.REJECTED if whole else Verdict.HELD, kind="debit",
        why=f"{'débitée le' if whole else 'un débit est du'} {format_long_date(day)}, avant le "
        f"début d’éligibilité ({format_long_date(start)})",
        action="retirer la part de ce financeur, ou prouver un débit postérieur"
        if whole
        else "vérifier dans le relevé ce qui a été débité avant, et le retirer",
        columns=("paid_on",), cells=(cell,), source=quote("Relevé bancaire"),
    )  # fmt: skip


def _in_parts(expense: Expense, review: Review) -> Remark | None:
    """Paid in parts of which some left inside the agreement: those are kept, to the cent."""
    funder, net = review.terms.funder, expense.amount()
    notes = [each for each in expense.pieces.notes if each.nature in _PAYS]
    gross = expense.amount("amount_with_vat") or net
    if net is None or not gross or net <= 0:
        return None
    told = list[tuple[bool, Decimal]]()
    for note in notes:
        days = days_debited(note.text) or days_written(note.text)
        sums = [each.amount for each in payments(note.text)]
        days = days or ((note.day,) if note.day is not None else ())
        if len(sums) != len(set(days)):
            return None
        told.extend(
            (funder.is_outside(day), each)
            for day, each in zip(dict.fromkeys(days), sums, strict=True)
        )
    inside = sum((each for out, each in told if not out), Decimal(0))
    whole = sum((each for _, each in told), Decimal(0))
    if len(told) < 2 or whole != gross or not 0 < inside < whole:
        return None
    base = review.base_of(expense) or Decimal(0)
    return Remark(
        verdict=Verdict.REDUCED, kind="debit", kept=cents(base * inside / whole),
        why=f"{format_money(whole - inside, cents=True)} ont été débités hors de la période "
        "d’éligibilité",
        action="ne déclarer que ce qui a été payé dans la période", columns=("paid_on",),
        cells=tuple(each.cell for each in notes), source=quote("Relevé bancaire"),
    )  # fmt: skip


def _not_shown(expense: Expense) -> Iterator[Remark]:
    """Statements that all end before « Payé le »: the debit cannot be in them."""
    paid = expense.day("paid_on")
    notes = [each for each in expense.pieces.notes if each.nature in _PAYS]
    if paid is None or not notes or expense.kind is ExpenseKind.FLAT:
        return
    spans = [period_told(each.text) for each in notes]
    if all(span is not None and not span[0] <= paid <= span[1] for span in spans):
        yield Remark(
            verdict=Verdict.HELD, kind="proof",
            why=f"le relevé ne couvre pas le {format_long_date(paid)}, jour du paiement",
            action="joindre le relevé où le débit paraît", columns=("proof_of_payment",),
            cells=(notes[0].cell,), source=quote("Pièces"),
        )  # fmt: skip
        return
    again = any(was_sent_again(each.text) for each in notes)
    if again or any(span is not None for span in spans) or expense.pieces.is_debit_sure:
        return
    ends = [max(days, default=None) for each in notes
            if (days := [*days_written(each.text), *([each.day] if each.day else [])])]  # fmt: skip
    last = max((day for day in ends if day is not None), default=None)
    if last is not None and len(ends) == len(notes) and last < paid - _CLOSE:
        yield Remark(
            verdict=Verdict.UNVERIFIED, kind="proof",
            why=f"la preuve de paiement est du {format_long_date(last)}, avant le "
            f"{format_long_date(paid)} noté comme jour du paiement",
            action="vérifier le jour du débit, ou joindre le relevé qui le montre",
            columns=("paid_on",), cells=(notes[0].cell,), source=quote("Pièces"),
        )  # fmt: skip


def _before_invoice(expense: Expense) -> Iterator[Remark]:
    """All of it debited before the invoice, and no deposit said."""
    pieces, invoiced = expense.pieces, expense.day("invoice_date")
    told = pieces.debits if pieces.is_debit_sure else ()
    paid = expense.day("paid_on")
    bills = [each for each in (invoiced, pieces.billed_on[0] if pieces.billed_on else None) if each]
    if expense.kind is not ExpenseKind.INVOICE or not told or not bills or pieces.is_in_parts:
        return
    if paid is not None and paid < min(bills):
        return  # its own date says it already
    day, cell = max(told, key=lambda each: each[0])
    if day < min(bills):
        yield Remark(
            verdict=Verdict.HELD, kind="order",
            why=f"débitée le {format_long_date(day)}, avant sa facture du "
            f"{format_long_date(min(bills))}",
            action="Vérifier les dates, ou joindre la facture d’acompte", columns=("paid_on",),
            cells=(cell,), source="ordre des dates",
        )  # fmt: skip
