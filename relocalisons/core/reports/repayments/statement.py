"""Pure: the state of account of one partner: what is accepted, due, paid and kept back of its own.

Only its own lines; its salaries stand in one line, as everywhere outside the coordination.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    counted,
    format_date,
    shorten,
    typo,
)
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.repayments.movements import Payout
from relocalisons.core.money.repayments.positions import Accepted, Ledger, measure_repayments
from relocalisons.core.money.words.repayments import PayoutKind
from relocalisons.core.reports.repayments.overview import HOW
from relocalisons.core.reports.repayments.words import heading_of, say
from relocalisons.core.reports.shared.amounts import is_salary
from relocalisons.core.views.view import PaperView, PlainTable

_KINDS = {
    PayoutKind.PAID: "Versement",
    PayoutKind.AHEAD: "Avance",
    PayoutKind.RETAINED: "Retenue",
    PayoutKind.RELEASED: "Levée de retenue",
    PayoutKind.RECOVERED: "Récupération",
}
_STAFF = "Frais de personnel"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatement(PaperView):
    """What one partner may see of its own account."""

    template = "money/account_statement"
    sentences: tuple[str, ...]
    summary: PlainTable
    accepted: PlainTable
    movements: PlainTable
    how: tuple[str, ...]


def partners_with_account(programme: Programme, *, as_of: date) -> tuple[str, ...]:
    """The partners to which something was accepted or paid, the lead apart."""
    ledger = measure_repayments(open_books(programme), as_of=as_of)
    mine = [each for each in ledger.positions if not each.is_lead]
    moved = {each.partner for each in ledger.movements.payouts}
    return tuple(
        dict.fromkeys(each.partner for each in mine if each.accepted or each.partner in moved)
    )


@for_others
def build_account_statement(programme: Programme, *, partner: str, as_of: date) -> AccountStatement:
    """The state of account of that partner on a day."""
    books = open_books(programme)
    ledger = measure_repayments(books, as_of=as_of)
    name = partner_name(programme, partner, limit=80, unknown=partner)
    return AccountStatement(
        heading=heading_of(
            programme, title="état de compte", kicker=f"État de compte · {name}",
            file_stem=f"État de compte {partner}", as_of=as_of,
        ),
        sentences=tuple(_sentences(ledger, partner)),
        summary=_summary(books, ledger, partner),
        accepted=_accepted(books, ledger, partner),
        movements=_movements(ledger, partner),
        how=HOW[:1],
        memory={},
    )  # fmt: skip


def _sentences(ledger: Ledger, partner: str) -> Iterator[str]:
    owed = sum(each.owed for each in ledger.of(partner))
    over = sum(each.over for each in ledger.of(partner))
    yield f"{say(owed)} restent à vous verser." if owed else "Rien ne reste à vous verser."
    if over:
        yield (
            f"{say(over)} vous ont été versés au-delà de ce qui est dû aujourd’hui"
            f"{NBSP}: avance à justifier, ou somme à rendre."
        )
    unsure = [each for each in ledger.unsure if each.partner == partner]
    yield from filter(
        None,
        [
            counted(
                len(unsure),
                one=f"La réponse sur 1 pièce ({_numbers(unsure)}) ne peut pas être lue, elle n’est "
                "pas comptée.",
                many=f"Les réponses sur {{n}} pièces ({_numbers(unsure)}) ne peuvent pas être "
                "lues, elles ne sont pas comptées.",
            )
        ],
    )


def _numbers(expenses: list[Expense]) -> str:
    return ", ".join(each.number for each in expenses)


def _summary(books: Books, ledger: Ledger, partner: str) -> PlainTable:
    rows = [
        (
            _funder(books, each.funder),
            *map(say, (each.accepted, each.due, each.retained, each.paid, each.owed)),
        )
        for each in ledger.of(partner)
    ]
    return PlainTable(
        caption="Par financeur, en euros",
        columns=("Financeur", "Accepté", "Dû à ce jour", "Gardé", "Versé", "À verser"),
        rows=tuple(rows),
        note="« Dû à ce jour »\u00a0: la part que le financeur a déjà payée.",
    )


def _accepted(books: Books, ledger: Ledger, partner: str) -> PlainTable:
    mine = [each for each in ledger.accepted if each.partner == partner]
    rows = [
        (
            each.expense.number,
            each.expense.row.plain("claim") or "–",
            typo(shorten(each.expense.row.plain("label") or each.expense.line, limit=50)),
            _funder(books, each.funder),
            say(each.cents),
        )
        for each in mine
        if not is_salary(each.expense.row)
    ]
    staff: dict[str, list[Accepted]] = {}
    for each in mine:
        if is_salary(each.expense.row):
            staff.setdefault(each.funder, []).append(each)
    rows += [
        (
            count_of(len(group), "pièce"),
            "toutes",
            _STAFF,
            _funder(books, funder),
            say(sum(each.cents for each in group)),
        )
        for funder, group in staff.items()
    ]
    return PlainTable(
        caption="Vos dépenses acceptées, en euros",
        columns=("Pièce", "Demande", "Nature", "Financeur", "Part acceptée"),
        rows=tuple(rows),
    )


def _movements(ledger: Ledger, partner: str) -> PlainTable:
    mine = sorted(
        (each for each in ledger.movements.payouts if each.partner == partner),
        key=lambda each: each.on,
    )
    return PlainTable(
        caption="Versements, avances et retenues, en euros",
        columns=("Date", "Type", "Financeur", "Montant", "Motif"),
        rows=tuple(_movement(each) for each in mine),
    )


def _movement(payout: Payout) -> tuple[str, ...]:
    return (
        format_date(payout.on),
        _KINDS[payout.kind],
        typo(payout.funder),
        say(payout.cents),
        typo(shorten(payout.reason, limit=60)),
    )


def _funder(books: Books, code: str) -> str:
    funder = books.funder(code)
    return typo(funder.name if funder else code)
