"""Pure: whether what stands as an invoice and as a proof of payment is one, and how money left."""

from collections.abc import Iterator

from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import format_money, quote, typo
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.verdict import PieceCheck, Remark, Review, Verdict
from relocalisons.core.money.words.controls.payments import (
    is_cash,
    is_no_invoice,
    is_no_proof_of_payment,
    paid_to,
    tells_offset,
    tells_only_ordered,
    tells_stopped,
)
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.people import is_same_person
from relocalisons.core.money.words.pieces import PieceNature
from relocalisons.core.money.words.suppliers import is_bank, is_one_body, same_supplier
from relocalisons.core.sources.thresholds import CASH_MOST, value_in_force

_LEAVES = (PieceNature.BANK, PieceNature.MANDATE)
_PAYS = (PieceNature.BANK, PieceNature.MANDATE, PieceNature.OTHER, PieceNature.DEPOSIT)


def judge_proofs(expense: Expense, review: Review) -> Iterator[Remark]:
    """The piece that is linked, the money that left, and to whom."""
    if expense.kind in (None, ExpenseKind.FLAT):
        return
    yield from _linked(expense)
    yield from _cash(expense, review)
    for note in expense.pieces.notes:
        said = f"{note.called} ; {note.text}"
        if note.nature in _PAYS and tells_only_ordered(said):
            yield _held("un ordre de virement ne prouve pas que l’argent est parti",
                        "joindre le relevé où le débit est passé", note.cell)  # fmt: skip
            break
        if note.nature in _LEAVES and tells_stopped(said):
            yield _held("le paiement a été suspendu, ou n’est pas passé",
                        "joindre la preuve d’un paiement qui a abouti", note.cell)  # fmt: skip
            break
        if tells_offset(said):
            yield _held("une compensation n’est pas un paiement",
                        "retirer la dépense, ou prouver un paiement", note.cell)  # fmt: skip
            break
    yield from _to_another(expense)


def _linked(expense: Expense) -> Iterator[Remark]:
    """« Justificatif » and « Preuve de paiement » that lead to a piece of another nature."""
    row, by_link = expense.row, {each.link: each for each in expense.pieces.notes if each.link}
    bill = by_link.get(row.text("invoice") or "")
    if bill is not None and is_no_invoice(bill.called):
        what = typo(bill.called.casefold())
        yield _held(f"le justificatif lié est de nature « {what} », ce n’est pas une facture",
                    "fournir la facture", bill.cell)  # fmt: skip
    proof = by_link.get(row.text("proof_of_payment") or "")
    if proof is not None and is_no_proof_of_payment(proof.called):
        what = typo(proof.called.casefold())
        yield _held(f"la preuve de paiement liée est de nature « {what} »",
                    "joindre le relevé bancaire", proof.cell)  # fmt: skip


def _cash(expense: Expense, review: Review) -> Iterator[Remark]:
    paid = expense.amount("amount_with_vat") or expense.amount()
    most = value_in_force(review.books.programme.parameters, CASH_MOST)
    if is_cash(expense.row.text("payment_mode")) and paid is not None and paid > most:
        yield Remark(
            verdict=Verdict.HELD, kind="cash",
            why=f"{format_money(paid, cents=True)} sont payés en espèces, au-delà de "
            f"{format_money(most)}",
            action="faire vérifier par l’expert juridique, ou prouver un autre paiement",
            columns=("payment_mode",), source="Code monétaire et financier, D112-3 – à vérifier",
        )  # fmt: skip


def proof_checks(expense: Expense) -> Iterator[PieceCheck]:
    """Cash below its ceiling: only a receipt proves it."""
    if is_cash(expense.row.text("payment_mode")):
        yield PieceCheck(
            kind="cash", piece="la facture acquittée et le livre de caisse",
            what="le reçu du fournisseur : les espèces ne passent sur aucun relevé",
        )  # fmt: skip


def _to_another(expense: Expense) -> Iterator[Remark]:
    """Money that went to somebody other than the supplier, as the statement says."""
    supplier = expense.row.text("supplier")
    if not supplier:
        return
    for note in expense.pieces.notes:
        name = paid_to(note.text) if note.nature is PieceNature.BANK else None
        if name is None or is_bank(name):
            continue
        known = (same_supplier(name, supplier), is_one_body(name, supplier),
                 is_same_person(name, supplier))  # fmt: skip
        if not any(known):
            yield _held(f"le relevé dit un virement à {typo(name)}, et non à {typo(supplier)}",
                        "prouver que le fournisseur a été payé (affacturage, mandat)",
                        note.cell)  # fmt: skip
            return


def _held(why: str, action: str, cell: CellRef) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind="proof", why=why, action=action, columns=("proof_of_payment",),
        cells=(cell,), source=quote("Pièces"),
    )  # fmt: skip
