"""Pure: what a funder was asked of an expense and what became of it: declared, kept, rejected.

The one definition of the three, for tabs, claims, accounts, notes and repayments. Declared is what
« Montant déclaré » says; it hangs neither on the day of payment, nor on the invoice's, nor on the
net amount: one of these that nobody can read leaves what was declared as sure as it is noted.
"""

from decimal import Decimal

from relocalisons.core.kernel.model import Doubt
from relocalisons.core.money.cents import cents, split_cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.words.expenses import ExpenseStatus

ANSWERS = ("claimed", "accepted", "rejected")
_GONE_OUT = (ExpenseStatus.CLAIMED, ExpenseStatus.ACCEPTED)
_ZERO = Decimal(0)


def is_in_a_claim(expense: Expense, funder: str | None = None) -> bool:
    """Whether a claim that went out has it: one is named, « Statut » says so, or it was answered.

    `funder`: one of that funder's; where « Déclaré dans » names claims of others only, none has.
    One that « Échéancier rapports » has still to come has not gone out. An amount alone may be what
    the coming claim will ask (docs/money.md); what is given up without an amount was maybe never
    asked.
    """
    told = expense.declared_to
    if funder is not None and told is not None and funder not in told:
        return False
    named = expense.row.text("claim") and (expense.claim_to_come is None or told)
    if named or expense.status.value in _GONE_OUT:
        return True
    seen = ANSWERS if expense.is_refused else ("accepted", "rejected")
    return any(_is_noted(expense, column) for column in seen)


def is_answered(expense: Expense) -> bool:
    """Whether the funder's answer is typed, even if nobody can read it."""
    known = expense.amount("accepted") is not None or expense.amount("rejected") is not None
    return known or expense.is_doubtful("accepted", "rejected")


def answered(expense: Expense, column: str) -> Decimal | None:
    """Euros of the whole expense: one of `ANSWERS`; 0 where nothing is noted, None in doubt.

    What a funder kept or refused without noting the other is the rest of what was declared; a line
    rejected as a whole was kept for nothing.
    """
    if column == "claimed":
        is_told = _is_noted(expense, column) or is_in_a_claim(expense)
        return expense.amount(column) if is_told else _ZERO
    if column == "accepted" and expense.is_refused:
        return _ZERO
    if _is_noted(expense, column):
        return expense.amount(column)
    other = "rejected" if column == "accepted" else "accepted"
    is_whole = expense.is_refused  # and it is what was rejected that is asked here
    if not is_whole and not _is_noted(expense, other):
        return _ZERO
    if is_whole and not is_in_a_claim(expense):
        return _ZERO
    declared, taken = expense.amount("claimed"), _ZERO if is_whole else expense.amount(other)
    return None if declared is None or taken is None else max(declared - taken, _ZERO)


def answer_part(expense: Expense, funder: str, column: str) -> int | None:
    """Cents of a funder's part of one of `ANSWERS`, by the key; None when nobody can tell."""
    amount, key = answered(expense, column), expense.sure_key
    if expense.declared_to is not None and funder not in expense.declared_to:
        return 0
    if amount is None or key is None:
        return None
    return split_cents(cents(amount), key.shares).get(funder, 0)


def answer_columns(expense: Expense, column: str) -> tuple[str, ...]:
    """The cells that one of `ANSWERS` is read from."""
    if column == "claimed" or _is_noted(expense, column):
        return (column,)
    return tuple(each for each in ANSWERS if each != column)


def _is_noted(expense: Expense, column: str) -> bool:
    return expense.row.reading(column).doubt is not Doubt.ABSENT
