"""Pure: what came back of a line is not borne: a credit note, an aid for the post, another grant.

Another aid comes off by the amount that words tell; the funder's own name, and those that the key
names already, are no other aid.
"""

from collections.abc import Iterator
from decimal import Decimal

from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import format_money, quote
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.verdict import Remark, Review, Verdict, held
from relocalisons.core.money.words.controls.other_aids import (
    OtherAid,
    aids_told,
    is_given_by,
    names_one_of,
)
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.piece_texts import aid_on_slip, money_back
from relocalisons.core.money.words.pieces import PieceNature
from relocalisons.core.money.words.suppliers import same_supplier

_BORNE = "coût réellement supporté"
_CUMUL = "cumul des aides publiques"
# Aids to a post and pay slips are read by their own rule; a quote that was not kept pays nothing.
_APART = (PieceNature.JOB_AID, PieceNature.PAYSLIP, PieceNature.QUOTE, PieceNature.CREDIT,
          PieceNature.MISSION, PieceNature.GUARANTEE)  # fmt: skip


_GIVES_BACK = (PieceNature.INVOICE, PieceNature.BANK, PieceNature.EXPENSE_REPORT, PieceNature.OTHER)


def judge_refunds(expense: Expense, review: Review) -> Iterator[Remark]:
    """A credit note, an aid to employment, another grant."""
    net, pieces = expense.amount(), expense.pieces
    credit = (pieces.credit or _told_back(expense), "credit", "un avoir", "l’avoir")
    aid = (pieces.job_aid, "job_aid", "une aide à l’emploi", "l’aide à l’emploi")
    # What a structure got back for a post is not what it bore (décret 2022-608, annexe).
    is_pay = expense.kind is ExpenseKind.SALARY
    for found, kind, what, it in (credit, aid) if is_pay else (credit,):
        if expense.is_doubtful(kind):
            yield held(kind, f"{it} ne se lit pas avec certitude", f"préciser {it}", kind)
        elif found is not None and net and not _has_its_own_line(found[0], expense, review):
            amount, cell = found
            counted = review.base_of(expense) or net
            yield Remark(
                verdict=Verdict.REDUCED, kind=kind, taken=cents(amount * counted / net),
                why=f"{what} de {format_money(amount, cents=True)} est à déduire",
                action=f"vérifier {it}, et déclarer ce qui reste à charge", columns=("amount",),
                cells=(cell,), source=_BORNE,
            )  # fmt: skip
    if is_pay and pieces.job_aid is None and pieces.unread_aid is not None:
        yield Remark(
            verdict=Verdict.HELD, kind="job_aid",
            why="une aide à l’emploi est notifiée, sans son montant",
            action=f"noter le montant du mois dans {quote('Aide à l’emploi €')}",
            columns=("job_aid",), cells=(pieces.unread_aid,), source=_BORNE,
        )  # fmt: skip
    yield from _other_aid(expense, review)


def _told_back(expense: Expense) -> tuple[Decimal, CellRef] | None:
    """« ristourne de 80,00 € » on an invoice or a statement, where no credit note is listed."""
    net = expense.amount()
    if expense.row.text("credit") or net is None or net < 0:
        return None
    for note in expense.pieces.notes:
        if note.nature in _GIVES_BACK:
            amount = money_back(note.text)
            if amount:
                return amount, note.cell
    return None


def _has_its_own_line(amount: Decimal, expense: Expense, review: Review) -> bool:
    """Whether a credit note stands as a line of its own, of the same supplier and partner."""
    return any(
        other.amount() == -amount
        and other.partner == expense.partner
        and not other.is_refused
        and same_supplier(other.row.text("supplier"), expense.row.text("supplier"))
        for other in review.books.expenses
    )


def _other_aid(expense: Expense, review: Review) -> Iterator[Remark]:
    told = next(iter(_aids(expense, review)), None)
    if told is None:
        if expense.pieces.other_aid is not None and not _is_noted(expense, review):
            yield _unsized(expense.pieces.other_aid, "une autre aide est notée pour cette dépense")
        return
    aid, cell = told
    net = expense.amount()
    amount = aid.amount
    if amount is None and aid.share is not None and net is not None:
        amount = net * aid.share
    if not aid.is_given or amount is None or not net or amount > net:
        what = "est notée" if aid.is_given else "est demandée"
        yield _unsized(cell, f"une autre aide {what} pour cette dépense")
        return
    counted = review.base_of(expense) or net
    said = format_money(amount, cents=True)
    yield Remark(
        verdict=Verdict.REDUCED, kind="other_aid", taken=cents(amount * counted / net),
        why=f"une autre aide de {said} est notée pour cette dépense, et la clé ne la dit pas",
        action="déclarer ce qui reste à charge, ou prouver qu’elle porte sur autre chose",
        columns=("funders",), cells=(cell,), source=_CUMUL, is_hers=True,
    )  # fmt: skip


def _aids(expense: Expense, review: Review) -> Iterator[tuple[OtherAid, CellRef]]:
    texts = [(expense.row.text("label") or "", expense.row.place.cell("label"))]
    for note in expense.pieces.notes:
        if note.nature is PieceNature.OTHER_AID:
            # The nature is the aid: its amount stands in its own cell.
            size = f" {note.amount} €" if note.amount else ""
            texts.append((f"{note.called} {note.issuer} {note.text}{size}", note.cell))
        elif note.nature not in _APART or (
            note.nature is PieceNature.PAYSLIP and aid_on_slip(note.text) is None
        ):
            texts.append((note.text, note.cell))
    known = _names_known(expense, review)
    for text, cell in texts:
        for aid in aids_told(text):
            if not is_given_by(aid, known):
                yield aid, cell


def _is_noted(expense: Expense, review: Review) -> bool:
    """Whether the grant that a piece notifies is of a funder that the key names."""
    known = _names_known(expense, review)
    return any(
        names_one_of(f"{each.issuer} {each.text}", known)
        for each in expense.pieces.notes
        if each.nature is PieceNature.OTHER_AID
    )


def _names_known(expense: Expense, review: Review) -> str:
    """The words that name this funder, its fund and the others that the key names."""
    codes = {review.terms.funder.code, *(expense.key.shares if expense.key else ())}
    said = [
        f"{each.code} {each.name} {each.row.text('agreement') or ''}"
        for each in review.books.funders
        if each.code in codes
    ]
    said.append(review.terms.value(GrantRule.EUROPEAN) or "")
    return " ".join(said)


def _unsized(cell: CellRef, why: str) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind="other_aid", is_hers=True,
        why=f"{why}, et la clé ne la dit pas",
        action="l’écrire dans la clé, ou prouver qu’elle porte sur autre chose",
        columns=("funders",), cells=(cell,), source=_CUMUL,
    )  # fmt: skip
