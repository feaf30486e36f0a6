"""Pure: what a controller asks of the nature of a cost: was it paid, for the action, and for good.

The words are those of the line and of its invoices; each has one answer, in one table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import format_money
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.verdict import PieceCheck, Remark, Review, Verdict
from relocalisons.core.money.words.controls.natures import (
    OF_PAY,
    CostNature,
    ToldNature,
    is_origin_told,
    natures_told,
)
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.pieces import PieceNature

_READ = (PieceNature.INVOICE, PieceNature.EXPENSE_REPORT, PieceNature.OTHER, PieceNature.QUOTE,
         PieceNature.PAYSLIP, PieceNature.CONTRACT)  # fmt: skip
_CONVENTION = "convention, dépenses exclues – à vérifier"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What is said of a nature; `comes_off`: the sum beside it is taken off the line."""

    why: str
    action: str
    comes_off: bool = False


_IS = CostNature
_ANSWERS = {
    _IS.IN_KIND: _Answer(
        why="un apport en nature ou du bénévolat n’est pas une dépense payée",
        action="la retirer, et la porter en contributions volontaires (comptes 86 et 87)",
    ),
    _IS.DEPRECIATION: _Answer(
        why="un amortissement n’est pas un paiement",
        action="vérifier que la convention l’admet, que le bien n’a pas été subventionné, et "
        "joindre le tableau",
    ),
    _IS.PROVISION: _Answer(
        why="une provision n’est pas une dépense payée", action="attendre la facture acquittée",
    ),
    _IS.HELD_BACK: _Answer(
        why="un dépôt de garantie ou une consigne est rendu",
        action="le retirer du montant", comes_off=True,
    ),
    _IS.LOAN: _Answer(
        why="un emprunt et ses intérêts n’entrent pas dans la base",
        action="les retirer, ou vérifier que la convention les admet", comes_off=True,
    ),
    _IS.GIFT: _Answer(
        why="un cadeau, de l’alcool ou une dépense personnelle",
        action="le retirer du montant", comes_off=True,
    ),
    _IS.INTERNAL: _Answer(
        why="une facturation interne n’est pas une dépense réelle",
        action="la remplacer par les dépenses réelles, avec leurs pièces",
    ),
    _IS.RELATED: _Answer(
        why="le vendeur paraît lié à la structure",
        action="prouver le prix du marché et l’absence de conflit d’intérêts",
    ),
    _IS.CURRENCY: _Answer(
        why="le prix est en devise étrangère",
        action="joindre le débit en euros du relevé, et corriger le montant",
    ),
    _IS.ESTIMATE: _Answer(
        why="le montant est estimé, et non facturé", action="joindre la facture définitive",
    ),
    _IS.TAX_ON_RESULTS: _Answer(
        why="un impôt n’entre pas dans la base", action="le retirer", comes_off=True,
    ),
    _IS.SEVERANCE: _Answer(
        why="une indemnité de départ n’est pas du travail pour l’action",
        action="la retirer du salaire", comes_off=True,
    ),
    _IS.BONUS: _Answer(
        why="une prime ou un avantage en nature",
        action="prouver qu’il est au contrat et antérieur au projet, ou le retirer",
    ),
}  # fmt: skip


# What is in order as a rule, and has a condition that no cell tells.
_CHECKS = {
    _IS.SECOND_HAND: (
        "l’attestation du vendeur",
        "l’origine du matériel d’occasion, l’absence d’aide ancienne et le prix du marché",
    ),
    _IS.LEASE: (
        "le contrat de crédit-bail",
        "les seuls loyers de la période, sans marge ni assurance",
    ),
    _IS.MONTHS: ("le contrat de travail", "si la prime y est prévue, et pour quels mois"),
    _IS.LEAVE: ("le bulletin de paie", "ce que la convention admet des congés et absences"),
}


def judge_costs(expense: Expense, review: Review) -> Iterator[Remark]:
    """What the words of a line and of its pieces say that it is."""
    seen: set[CostNature] = set()
    for told, cell in _told(expense):
        is_pay = expense.kind is ExpenseKind.SALARY
        if told.nature in seen or is_pay != (told.nature in OF_PAY):
            continue
        seen.add(told.nature)
        if told.nature in _ANSWERS and not _is_excused(told.nature, expense):
            yield _remark(told, cell, expense, review)


def _told(expense: Expense) -> Iterator[tuple[ToldNature, CellRef]]:
    row = expense.row
    for column in ("label", "budget_line"):
        for told in natures_told(row.text(column)):
            yield told, row.place.cell(column)
    for note in expense.pieces.notes:
        if note.nature in _READ:
            for told in natures_told(f"{note.called} ; {note.text}"):
                yield told, note.cell


def cost_checks(expense: Expense, _: Review) -> Iterator[PieceCheck]:
    """What is usual, and whose condition only a piece tells."""
    said = {told.nature for told, _ in _told(expense)}
    is_pay = expense.kind is ExpenseKind.SALARY
    for nature, (piece, what) in _CHECKS.items():
        if nature not in said or is_pay != (nature in OF_PAY) or _is_excused(nature, expense):
            continue
        yield PieceCheck(kind=nature.value, piece=piece, what=what)


def _is_excused(nature: CostNature, expense: Expense) -> bool:
    """A seller's attestation, a debit in euros: what answers the question already."""
    notes = expense.pieces.notes
    if nature is CostNature.SECOND_HAND:
        return any(is_origin_told(f"{each.called} {each.text}") for each in notes)
    return nature is CostNature.CURRENCY and bool(expense.pieces.paid)


def _remark(told: ToldNature, cell: CellRef, expense: Expense, review: Review) -> Remark:
    answer, net, amount = _ANSWERS[told.nature], expense.amount(), told.amount
    if answer.comes_off and amount is not None and net and amount < net:
        counted = review.base_of(expense) or net
        return Remark(
            verdict=Verdict.REDUCED, kind=told.nature.value, taken=cents(amount * counted / net),
            why=f"{answer.why} : {format_money(amount, cents=True)}", action=answer.action,
            columns=("amount",), cells=(cell,), source=_CONVENTION,
        )  # fmt: skip
    return Remark(
        verdict=Verdict.HELD, kind=told.nature.value, why=answer.why, action=answer.action,
        columns=("label",), cells=(cell,), source=_CONVENTION,
    )  # fmt: skip
