"""Pure: the pieces that an expense must have, by its type, and those that are not there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.kernel.model import DateInterval, Doubt
from relocalisons.core.money.answers import answered, is_answered, is_in_a_claim
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.pieces.documents import note_instead
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.reading.cells.dates.dates import parse_date


class Piece(StrEnum):
    """A supporting document; the value is the column of « Dépenses » that links to it."""

    INVOICE = "invoice"
    PROOF_OF_PAYMENT = "proof_of_payment"
    PAYSLIP = "payslip"
    QUOTE = "quote"
    TYPE = "type"  # no document: without the type nobody knows which are asked


# domain: invoice + proof of payment; quotes above a threshold; pay slip (and timesheet, by month);
# a flat rate is paid on the result alone.
_CHECKLIST: dict[ExpenseKind, tuple[Piece, ...]] = {
    ExpenseKind.INVOICE: (Piece.INVOICE, Piece.PROOF_OF_PAYMENT, Piece.QUOTE),
    ExpenseKind.SALARY: (Piece.PAYSLIP, Piece.PROOF_OF_PAYMENT),
    ExpenseKind.TRAVEL: (Piece.INVOICE, Piece.PROOF_OF_PAYMENT),
    ExpenseKind.FLAT: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRules:
    """When a piece is asked: quotes from an amount (euros HT), proofs some days after payment."""

    quote_from: Decimal
    proof_delay: timedelta


def missing_pieces(
    expense: Expense, *, rules: EvidenceRules, files: Collection[str], as_of: date
) -> tuple[Piece, ...]:
    """The pieces that should be there and are not, in the order of the checklist.

    `files` are the `drive_names`: a cell that leads to no document holds none, whatever it says. A
    cell in error is not missing (its own finding tells it); an expense that is only planned needs
    nothing yet.
    """
    if expense.is_refused or not _is_real(expense, as_of=as_of):
        return ()
    if expense.kind is None:
        return () if expense.is_doubtful("type") else (Piece.TYPE,)
    return tuple(
        piece
        for piece in _asked(expense, rules=rules, as_of=as_of)
        if expense.row.reading(piece.value).doubt is Doubt.ABSENT
        or note_instead(expense.row, piece.value, files=files) is not None
    )


def months_paid(expense: Expense) -> tuple[date, ...]:
    """The first days of the months that a salary pays; empty where its invoice has no sure day.

    « Salaire technicien, T1 2026 » of 31 March is of three months, as its wording ends; any other
    is of the month of its invoice.
    """
    day = expense.day("invoice_date")
    if day is None:
        return ()
    last = day.replace(day=1)
    *before, said = (expense.row.text("label") or "").rpartition(",")
    read = parse_date(said.strip(), None, day.year).value if any(before) else None
    if not isinstance(read, DateInterval) or read.latest.replace(day=1) != last:
        return (last,)
    first = read.earliest.replace(day=1)
    count = (last.year - first.year) * 12 + last.month - first.month
    if not 0 < count < _MOST_MONTHS:
        return (last,)
    at = first.year * 12 + first.month - 1
    return tuple(date((at + n) // 12, (at + n) % 12 + 1, 1) for n in range(count + 1))


def is_kept_whole(expense: Expense) -> bool:
    """Whether each funder has it in a claim that has left, and retained all that was declared."""
    declared, kept = answered(expense, "claimed"), answered(expense, "accepted")
    payers = expense.key.shares if expense.key is not None else (None,)
    return (
        all(is_in_a_claim(expense, one) for one in payers) and bool(declared) and declared == kept
    )


def unkept(expense: Expense) -> Decimal | None:
    """Euros that its funder answered and did not retain; None where it did not answer, or nobody
    can tell how much."""
    if not is_in_a_claim(expense) or not is_answered(expense):
        return None
    declared, kept = answered(expense, "claimed"), answered(expense, "accepted")
    if declared is not None and kept is not None:
        return max(declared - kept, Decimal(0))
    return answered(expense, "rejected") if expense.amount("rejected") is not None else None


_MOST_MONTHS = 12


def _is_real(expense: Expense, *, as_of: date) -> bool:
    """Whether it was invoiced or paid by then."""
    days = (expense.day("invoice_date"), expense.day("paid_on"))
    return any(day is not None and day <= as_of for day in days)


def _asked(expense: Expense, *, rules: EvidenceRules, as_of: date) -> Iterator[Piece]:
    paid, net = expense.day("paid_on"), expense.amount()
    for piece in _CHECKLIST[expense.kind] if expense.kind else ():
        if piece is Piece.PROOF_OF_PAYMENT and (paid is None or as_of - paid < rules.proof_delay):
            continue
        if piece is Piece.QUOTE and (net is None or net < rules.quote_from):
            continue
        yield piece
