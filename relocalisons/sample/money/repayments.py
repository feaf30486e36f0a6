"""Sample: what funders paid to the lead, and what it passed on: once too late, once too much."""

from collections.abc import Iterator
from datetime import date

from relocalisons.sample.engine.cells import Row, Typed, day, money, text
from relocalisons.sample.engine.entries import TruthEntry, first_of_each
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.workspace import Workspace

RECEIPTS = usual_tab(
    "receipts",
    "Encaissements",
    """
    funder*: Financeur; kind: Type; amount*: Montant €; on: Encaissé le; claim: Demande;
    comment: Commentaire
    """,
)
PAYOUTS = usual_tab(
    "payouts",
    "Versements aux partenaires",
    """
    partner*: Partenaire; funder*: Financeur; kind: Type; amount*: Montant €; on: Date;
    reason: Motif; comment: Commentaire
    """,
)
_RETAINED = date(2025, 12, 29)
_FIRST = "Demande n° 1"
# Of the first claim, FRA accepted 216 € of P01 and 250 € of P22, PNA 144 € of P01, 400 € of P14.
_CAME, _DELAY = date(2025, 12, 12), 30
_CAME_OF_FRA, _ANSWERED_WITHIN = date(2025, 12, 18), 60


def receipt_rows() -> tuple[Row, ...]:
    """Two advances, and what FRA and PNA paid of the first claim."""
    return (
        _receipt("FRA", "avance", 20_000, date(2025, 10, 20)),
        _receipt("FDH", "avance", 6_000, date(2025, 11, 5)),
        _receipt("FRA", "acompte", 466, _CAME_OF_FRA, claim=_FIRST),
        _receipt("PNA", "acompte", 544, _CAME, claim=_FIRST),
    )


def payout_rows() -> tuple[Row, ...]:
    """P22 was paid more than its part, with something kept back that nobody explained."""
    return (
        _payout("P22", "FRA", "versement", 200, date(2025, 12, 29)),
        _payout("P22", "FRA", "retenue", 90, _RETAINED),
    )


def repayment_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """P14 waits for its part a month after PNA paid; P22 has 40 € too much, and no reason."""
    payouts = first_of_each(workspace.tab(PILOTAGE, "payouts"))
    settled = any(row.cell("partner").meaning == "P14" for row in payouts)
    if (on - _CAME).days >= _DELAY and not settled:
        yield TruthEntry(kind="not_paid_on", subject="PNA/P14", partner=None)
    # Both answered four lines of the first claim, paid them, and said nothing of the others.
    for funder, came in (("FRA", _CAME_OF_FRA), ("PNA", _CAME)):
        if (on - came).days >= _ANSWERED_WITHIN:
            yield TruthEntry(kind="claim_unanswered", subject=f"{funder}/demande n 1", partner=None)
    yield TruthEntry(kind="paid_over_due", subject="FRA/P22", partner=None)
    for row in payouts:
        if row.cell("kind").meaning == "retenue" and not row.cell("reason").is_set:
            subject = f"FRA/P22/{_RETAINED}"
            yield TruthEntry(kind="retained_unsaid", subject=subject, partner=None)


def _receipt(funder: str, kind: str, amount: int, on: date, *, claim: str | None = None) -> Row:
    cells = {
        "funder": text(funder),
        "kind": text(kind),
        "amount": money(amount),
        "on": day(on),
        "claim": text(claim),
    }
    return Row(uid=f"receipt/{funder}/{on}", cells=cells)


def _payout(
    partner: str, funder: str, kind: str, amount: int, on: date, *, reason: str | None = None
) -> Row:
    cells = {
        "partner": Typed(partner, partner),
        "funder": text(funder),
        "kind": text(kind),
        "amount": money(amount),
        "on": day(on),
        "reason": text(reason),
    }
    return Row(uid=f"payout/{partner}/{funder}/{kind}/{on}", cells=cells)
