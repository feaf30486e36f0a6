"""Pure: « comment ce montant est fait » of repayments: the rows of what came, is due, kept, paid.

What is due of a claim is a share of what that claim was paid: its row says both, and names the
cells of what was accepted.
"""

from collections import Counter
from collections.abc import Iterator

from relocalisons.core.kernel.words.french import NBSP, quote
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.explain import Asked, Term, say_cents, tell_amount, tell_totals
from relocalisons.core.money.repayments.movements import Payout
from relocalisons.core.money.repayments.positions import (
    Accepted,
    Ledger,
    Position,
    accepted_rows,
    due_rows,
    receipt_rows,
)
from relocalisons.core.money.words.repayments import say_payout

REPAID_WORDS = {"received": "reçu", "due": "dû", "retained": "gardé", "repaid": "versé"}


def explain_repayments(ledger: Ledger, asked: Asked) -> Iterator[str]:
    """Each figure of « Reversements » that was asked for, below it its rows, then the sums.

    What is received is a funder's, and of no partner; nothing here is of a budget line.
    """
    if asked.line:
        return
    total = Counter[str]()
    for where, stage, terms in _figures(ledger, asked):
        total[REPAID_WORDS[stage]] += sum(term.cents for term in terms)
        yield from tell_amount(where, REPAID_WORDS[stage], terms)
    if total and (ledger.movements.unread or ledger.unsure):
        yield f"Dans aucune somme, faute de se lire{NBSP}: {_unread_rows(ledger)}"
    yield from tell_totals(total)


def explain_position(ledger: Ledger, position: Position, stage: str) -> tuple[Term, ...]:
    """The terms whose sum is that figure of a partner with a funder: « due », « repaid »…

    What is kept back beyond what is due counts for what is due only: a last term takes it off.
    """
    if stage == "due":
        return tuple(_due(ledger, position))
    mine = [
        each
        for each in ledger.movements.payouts
        if (each.funder, each.partner) == (position.funder, position.partner)
    ]
    if stage == "repaid":
        return tuple(_moved(each, each.paid) for each in mine if each.paid)
    terms = tuple(_moved(each, each.retained) for each in mine if each.retained)
    over = position.retained - sum(term.cents for term in terms)
    if not over:
        return terms
    name = "rien n’est gardé au-delà de ce qui est dû, ni en dessous de zéro"
    return (*terms, Term(name=name, cents=over, cells=terms[-1].cells))


def explain_received(ledger: Ledger, funder: str) -> tuple[Term, ...]:
    """The receipts of a funder; what it took back counts below zero."""
    return tuple(
        Term(
            name=f"{each.row.plain('kind') or 'encaissement'} du {each.on:%d/%m/%Y}",
            cents=each.signed,
            cells=(each.row.place.cell("amount"),),
        )
        for each in ledger.movements.receipts
        if each.funder == funder
    )


def _figures(
    ledger: Ledger, asked: Asked
) -> Iterator[tuple[tuple[str, ...], str, tuple[Term, ...]]]:
    for each in ledger.funders:
        if asked.names(funder=each.funder, partner=None, line="", stage="received"):
            yield (each.funder,), "received", explain_received(ledger, each.funder)
    for position in ledger.positions:
        for stage in ("due", "retained", "repaid"):
            funder, partner = position.funder, position.partner
            if asked.names(funder=funder, partner=partner, line="", stage=stage):
                terms = explain_position(ledger, position, stage)
                if terms:
                    yield (funder, partner), stage, terms


def _due(ledger: Ledger, position: Position) -> Iterator[Term]:
    entitled = accepted_rows(ledger.accepted)
    due = due_rows(entitled, receipt_rows(ledger.movements))
    paid, kept = due.sums("funder", "claim"), entitled.sums("funder", "claim")
    for (funder, claim, partner), amount in sorted(
        due.sums("funder", "claim", "partner").items(), key=lambda each: natural_order(each[0][1])
    ):
        if (funder, partner) != (position.funder, position.partner) or not amount:
            continue
        own = [each for each in ledger.accepted if _is_of(each, funder, claim, partner)]
        yield Term(
            name=f"{quote(own[0].expense.row.plain('claim') or 'sans numéro')}, payée "
            f"{say_cents(paid[funder, claim])} sur {say_cents(kept[funder, claim])} acceptés, dont "
            f"{say_cents(sum(each.cents for each in own))} ici",
            cents=amount,
            cells=tuple(
                each.expense.row.place.cell(column)
                for each in own
                for column in _answered(each.expense)
            ),
        )


def _is_of(line: Accepted, funder: str, claim: str, partner: str) -> bool:
    return (line.funder, line.claim, line.partner) == (funder, claim, partner)


def _answered(expense: Expense) -> tuple[str, ...]:
    """What was accepted is noted, or is what was declared less what was refused."""
    return ("accepted",) if expense.amount("accepted") is not None else ("claimed", "rejected")


def _moved(payout: Payout, amount: int) -> Term:
    return Term(
        name=f"{say_payout(payout.kind)} du {payout.on:%d/%m/%Y}",
        cents=amount,
        cells=(payout.row.place.cell("amount"),),
    )


def _unread_rows(ledger: Ledger) -> str:
    rows = [str(row.place.cell("amount")) for row in ledger.movements.unread]
    lines = [str(each.row.place.cell("accepted")) for each in ledger.unsure]
    return ", ".join((*rows, *lines))
