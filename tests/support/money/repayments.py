"""A ledger of repayments from a few lines, written as people type them; the lead is P01."""

from datetime import date

from support.papers.report_workspace import AS_OF, Workspace

from relocalisons.core.money.books import open_books
from relocalisons.core.money.repayments.positions import (
    FunderPosition,
    Ledger,
    Position,
    measure_repayments,
)

LEAD = {"code": "P01", "name": "Ville de Grasse", "role": "chef de file"}
PARTNERS = [
    LEAD,
    *({"code": f"P{at:02d}", "name": f"Structure {at}", "role": "partenaire"} for at in (2, 3, 4)),
]
FUNDERS = [
    {"code": "REGION", "name": "Région", "rate": "60 %", "vat_base": "HT"},
    {"code": "ADEME", "name": "ADEME", "rate": "50 %", "vat_base": "HT"},
]


def accepted(number: str, partner: str, amount: object, **cells: object) -> dict[str, object]:
    """An expense that a funder answered."""
    return {
        "number": number, "partner": partner, "budget_line": "Prestations", "amount": 5000,
        "type": "facture", "supplier": f"Fournisseur {number}", "label": f"Achat {number}",
        "invoice_date": date(2025, 10, 1), "paid_on": date(2025, 10, 20), "funders": "REGION",
        "claim": "D1", "accepted": amount, **cells,
    }  # fmt: skip


def receipt(amount: object, **cells: object) -> dict[str, object]:
    return {
        "funder": "REGION",
        "kind": "acompte",
        "amount": amount,
        "on": date(2026, 1, 15),
        **cells,
    }


def paid_out(amount: object, **cells: object) -> dict[str, object]:
    return {
        "partner": "P02", "funder": "REGION", "kind": "versement", "amount": amount,
        "on": date(2026, 2, 1), **cells,
    }  # fmt: skip


def space_of(
    expenses: list[dict[str, object]],
    receipts: list[dict[str, object]],
    payouts: list[dict[str, object]] | None = None,
    *,
    as_of: date = AS_OF,
    **tables: list[dict[str, object]],
) -> Workspace:
    space = Workspace(as_of=as_of)
    space.tables = {
        "partners": PARTNERS, "funders": FUNDERS, "expenses": expenses, "receipts": receipts,
        "payouts": payouts or [], **tables,
    }  # fmt: skip
    return space


def ledger_of(
    expenses: list[dict[str, object]],
    receipts: list[dict[str, object]],
    payouts: list[dict[str, object]] | None = None,
    *,
    as_of: date = AS_OF,
    **tables: list[dict[str, object]],
) -> Ledger:
    space = space_of(expenses, receipts, payouts, as_of=as_of, **tables)
    return measure_repayments(open_books(space.programme()), as_of=as_of)


def position(ledger: Ledger, partner: str, funder: str = "REGION") -> Position:
    return next(each for each in ledger.of(partner) if each.funder == funder)


def funder_of(ledger: Ledger, code: str = "REGION") -> FunderPosition:
    empty = FunderPosition(funder=code, received=0, accepted=0, due=0, retained=0, paid=0)
    return next((each for each in ledger.funders if each.funder == code), empty)
