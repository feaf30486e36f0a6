"""Sample: expenses that break a rule of money, one or a few a rule, and what is put right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed, day, money, text
from relocalisons.sample.engine.events import CellsTyped, Event

_WORKS, _EQUIPMENT = "Prestations externes", "Équipement"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """An expense in order but for what it shows; `cells` are typed over the usual ones."""

    partner: str
    number: int
    line: str
    net: str
    invoiced: date
    paid: date | None
    key: str | None
    supplier: str = "Bureau Sillon"
    cells: Mapping[str, Typed]


def _case(
    partner: str,
    number: int,
    line: str,
    net: str,
    invoiced: date,
    paid: date | None,
    key: str | None,
    *,
    supplier: str = "Atelier Terroir",
    **cells: Typed,
) -> _Case:
    return _Case(
        partner=partner,
        number=number,
        line=line,
        net=net,
        invoiced=invoiced,
        paid=paid,
        key=key,
        supplier=supplier,
        cells=cells,
    )


def _euros(value: str) -> Typed:
    return money(float(value))


_CASES = (
    # Invoiced, not paid, and their funder stops at the end of April.
    _case("P04", 901, _EQUIPMENT, "1250", date(2025, 12, 15), None, "AMA 100 %"),
    _case("P18", 901, _EQUIPMENT, "640.50", date(2025, 12, 16), None, "AMA 100 %"),
    _case("P19", 901, _EQUIPMENT, "410", date(2025, 12, 17), None, "AMA 100 %"),
    _case("P04", 903, _EQUIPMENT, "380", date(2025, 12, 17), None, "AMA 100 %"),
    # Ordered and invoiced before the programme.
    _case("P06", 901, _WORKS, "900", date(2025, 8, 18), date(2025, 9, 10), "FRA 60 % ; PNA 40 %"),
    _case("P13", 901, _WORKS, "750", date(2025, 8, 27), date(2025, 8, 29), "PNA 60 % ; FDH 40 %"),
    _case(
        *("P21", 901, "Communication", "480", date(2025, 8, 12), date(2025, 9, 5)),
        "FRA 60 % ; PNA 40 %",
    ),
    # More than 100 %, on one line or on two.
    _case("P11", 901, _WORKS, "820", date(2025, 12, 1), date(2025, 12, 29), "FRA 60 % ; PNA 60 %"),
    _case("P20", 901, _WORKS, "560", date(2025, 12, 3), date(2025, 12, 29), "FRA 70 % ; FDH 40 %"),
    _case(
        *("P15", 901, _WORKS, "1380", date(2025, 11, 20), date(2025, 12, 22)),
        "FRA 60 % ; FDH 40 %",
        supplier="Méthodes et Terrain",
    ),
    _case(
        *("P22", 901, _WORKS, "1380", date(2025, 11, 20), date(2025, 12, 23)),
        "FRA 100 %",
        supplier="Méthodes et terrain",
    ),
    _case("P16", 901, _WORKS, "445", date(2025, 12, 4), date(2025, 12, 29), "FRA 80 % ; PNA 40 %"),
    # Nobody can tell who pays which share.
    _case("P10", 901, _WORKS, "510", date(2025, 11, 25), date(2025, 12, 19), "FRA et FDH"),
    _case(
        "P12", 901, _WORKS, "640", date(2025, 11, 27), date(2025, 12, 19), "Région 50 %, FRA 50 %"
    ),
    _case("P22", 902, _WORKS, "215", date(2025, 11, 28), date(2025, 12, 19), None),
    # Figures of one line that contradict each other.
    _case(
        *("P13", 902, _WORKS, "300", date(2025, 11, 5), date(2025, 12, 4)),
        "PNA 60 % ; FDH 40 %",
        amount_with_vat=_euros("380"),
    ),
    _case(
        *("P14", 901, _WORKS, "500", date(2025, 10, 14), date(2025, 11, 20)),
        "PNA 100 %",
        claim=text("Demande n° 1"),
        claimed=_euros("500"),
        accepted=_euros("400"),
        rejected=_euros("50"),
    ),
    _case(
        *("P03", 901, "Déplacements", "650", date(2025, 10, 16), date(2025, 11, 18)),
        "PNA 60 % ; FDH 40 %",
        vat=_euros("0"),
        amount_with_vat=_euros("650"),
        claim=text("Demande n° 1"),
        claimed=_euros("700"),
    ),
    # Paid before they were invoiced.
    _case("P03", 902, _WORKS, "95", date(2025, 12, 18), date(2025, 12, 4), "PNA 60 % ; FDH 40 %"),
    _case("P15", 902, _WORKS, "120", date(2025, 12, 19), date(2025, 12, 8), "FRA 60 % ; FDH 40 %"),
    _case("P20", 902, _WORKS, "85", date(2025, 12, 22), date(2025, 12, 9), "FRA 60 % ; FDH 40 %"),
    # Retained in part, or not at all.
    _case(
        *("P01", 901, _WORKS, "420", date(2025, 10, 6), date(2025, 11, 6)),
        "FRA 60 % ; PNA 40 %",
        claim=text("Demande n° 1"),
        claimed=_euros("420"),
        accepted=_euros("360"),
        rejected=_euros("60"),
    ),
    _case(
        *("P17", 901, _WORKS, "900", date(2025, 10, 8), date(2025, 11, 7)),
        "FRA 100 %",
        claim=text("Demande n° 1"),
        claimed=_euros("900"),
        accepted=_euros("0"),
        rejected=_euros("900"),
    ),
    _case(
        *("P22", 903, _WORKS, "310", date(2025, 10, 9), date(2025, 11, 10)),
        "FRA 100 %",
        claim=text("Demande n° 1"),
        claimed=_euros("310"),
        accepted=_euros("250"),
    ),
    # Without a type, an invoice, a quote, a pay slip.
    _case(
        *("P02", 901, _WORKS, "380", date(2025, 12, 8), date(2025, 12, 30)),
        "FRA 100 %",
        type=text(None),
    ),
    _case(
        *("P04", 902, _WORKS, "700", date(2025, 12, 9), date(2025, 12, 30)),
        "PNA 100 %",
        invoice=text(None),
    ),
    _case(
        *("P06", 902, _WORKS, "2400", date(2025, 12, 10), date(2025, 12, 30)),
        "FRA 60 % ; PNA 40 %",
        quote=text(None),
    ),
    _case(
        *("P05", 901, "Personnel", "1500", date(2025, 12, 30), date(2025, 12, 30)),
        "FRA 60 % ; FDH 40 %",
        supplier="Paie interne",
        vat=_euros("0"),
        amount_with_vat=_euros("1500"),
        type=text("salaire"),
        invoice=text(None),
    ),
)


def with_cases(rows: Mapping[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
    """The lines of « Dépenses » of everybody, followed by the cases of each."""
    return {
        partner: (*lines, *(_row(case) for case in _CASES if case.partner == partner))
        for partner, lines in rows.items()
    }


def _row(case: _Case) -> Row:
    number = f"{case.partner}-25-{case.number}"
    net = Decimal(case.net)
    vat = (net / 5).quantize(Decimal("0.01"))
    paid = case.paid is not None
    cells = {
        "number": text(number),
        "partner": Typed(case.partner, case.partner),
        "budget_line": text(case.line),
        "supplier": text(case.supplier),
        "label": text(f"Étude et appui – {case.invoiced:%m/%Y}"),
        "invoice_date": day(case.invoiced),
        "amount": money(float(net)),
        "vat": money(float(vat)),
        "amount_with_vat": money(float(net + vat)),
        "committed_on": day(case.invoiced - timedelta(days=12)),
        "paid_on": day(case.paid),
        "payment_mode": text("virement"),
        "invoice": text(ids.file_url(ids.file_id(f"invoice/{number}"))),
        "proof_of_payment": text(ids.file_url(ids.file_id(f"payment/{number}")) if paid else None),
        "quote": text(ids.file_url(ids.file_id(f"quote/{number}"))),
        "type": text("facture"),
        "funders": text(case.key),
        "status": text("payé" if paid else "facturé"),
    }
    return Row(uid=number, cells={**cells, **case.cells})


def case_events() -> tuple[Event, ...]:
    """An invoice paid in time, a key corrected, a quote found again."""
    link = text(ids.file_url(ids.file_id("quote/P06-25-902")))
    return tuple(
        CellsTyped(on=on, owner=owner, table="expenses", uid=f"{owner}-25-{number}", cells=cells)
        for on, owner, number, cells in (
            (date(2026, 3, 12), "P18", 901, _paid(date(2026, 3, 11))),
            (date(2026, 3, 10), "P20", 901, {"funders": text("FRA 60 % ; FDH 40 %")}),
            (date(2026, 3, 16), "P06", 902, {"quote": link}),
        )
    )


def _paid(on: date) -> dict[str, Typed]:
    return {"paid_on": day(on), "status": text("payé")}
