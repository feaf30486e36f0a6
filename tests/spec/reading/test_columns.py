"""What a column settles for a cell that is doubtful by itself, as ABOUT with the reason."""

from datetime import date
from decimal import Decimal

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Cell, Doubt, Quantity, Reading
from relocalisons.core.reading.grid import read_table


def amounts(*cells: object, header: str = "Montant HT €") -> list[Reading[Decimal]]:
    """The readings of amounts, one row each."""
    headers = ["N° pièce", "Partenaire", "Poste", header, "Justificatif", "Payé le"]
    rows = [[f"F{n}", "P07", "Conseil", cell, "x", "12/03/2026"] for n, cell in enumerate(cells)]
    reading = read_table([headers, *rows], schema.EXPENSES)
    return [row["amount"] for row in reading.readings.values()]


def starts(
    *cells: object, default_year: int | None = None, read_on: date | None = None
) -> list[str]:
    """The readings of start dates, one line each."""
    headers = [
        "N° action",
        "Intitulé",
        "Partenaire responsable",
        "Début prévu",
        "Avancement",
        "Statut",
    ]
    rows = [[f"A{n}", "x", "P07", cell, 0, "à venir"] for n, cell in enumerate(cells)]
    reading = read_table(
        [headers, *rows], schema.ACTIONS, default_year=default_year, read_on=read_on
    )
    readings = [row["planned_start"] for row in reading.readings.values()]
    return [f"{r.doubt} {r.value.latest:%d/%m/%Y}" if r.value else str(r.doubt) for r in readings]


@pytest.mark.parametrize(
    ("others", "value", "reason"),
    [
        (("12,50", "3,75 €"), "1234", "«\u00a0,\u00a0»"),
        (("2.345,60",), "1234", "«\u00a0,\u00a0»"),
        (("2.345.678",), "1234", "«\u00a0,\u00a0»"),
        (("2,345.60",), "1.234", "«\u00a0.\u00a0»"),
        (("12.5", "0.75"), "1.234", "«\u00a0.\u00a0»"),
        ((950, 1100, 2300), "1234", "ordre de grandeur"),
        ((0.5, 2.25, 3), "1.234", "ordre de grandeur"),
    ],
)
def test_one_dot_and_three_digits_are_settled_by_the_rest_of_the_column(
    others: tuple[object, ...], value: str, reason: str
):
    reading = amounts(*others, "1.234")[-1]

    assert (reading.doubt, reading.value) == (Doubt.ABOUT, Decimal(value))
    assert reason in reading.fix
    assert reading.found == "1.234"


@pytest.mark.parametrize(
    "others",
    [
        (),
        ("5.678",),
        (12, 1500),
        (2, 15, 1100, 2000),
        ("12,50", "12.5"),
        ("0,50", "1,25", "2,75", 3),
        ("?", "#REF!", None),
    ],
    ids=[
        "alone",
        "another doubtful one",
        "too few",
        "both fit",
        "two signs",
        "sign against size",
        "none",
    ],
)
def test_it_stays_ambiguous_when_the_column_says_nothing_or_both(others: tuple[object, ...]):
    reading = amounts(*others, "1.234")[-1]

    assert (reading.doubt, reading.value) == (Doubt.AMBIGUOUS, None)
    assert reading.candidates == (Decimal(1234), Decimal("1.234"))


def test_a_quantity_is_settled_by_quantities_of_its_own_unit():
    headers = ["Date", "Contrat", "Quantité"]
    cells = ["950 kg", "1 100 kg", "1 400 kg", "1.234 kg", "1.234 t"]
    rows = [["12/03/2026", "C1", cell] for cell in cells]

    reading = read_table([headers, *rows], schema.DELIVERIES)

    told = [row["quantity"] for row in reading.readings.values()][-2:]
    assert told[0].value == Quantity(Decimal(1234), "kg")
    assert told[0].doubt is Doubt.ABOUT
    assert told[1].doubt is Doubt.AMBIGUOUS


def test_ranges_count_by_their_high_end():
    headers = ["Date", "Contrat", "Quantité"]
    rows = [["12/03/2026", "C1", cell] for cell in ("8 à 9 t", "2-3 t", "1 à 2 t", "1.234 t")]

    reading = read_table([headers, *rows], schema.DELIVERIES)

    assert reading.readings[5]["quantity"].value == Quantity(Decimal("1.234"), "t")


def test_a_unit_in_the_header_reaches_the_candidates():
    headers = [
        "N° contrat",
        "Producteur",
        "Culture",
        "Surface (ha)",
        "Volume",
        "Début",
        "Fin",
        "Étape",
    ]
    row = ["C1", "P12", "Carotte", "1.234", "8 t", "01/03/2026", "30/09/2026", "signé"]

    reading = read_table([headers, row], schema.CONTRACTS)

    assert [candidate.unit for candidate in reading.readings[2]["area"].candidates] == ["ha", "ha"]


def test_an_unconfirmed_amount_is_never_settled():
    assert amounts(950, 1100, 2300, "1.234 ?")[-1].doubt is Doubt.AMBIGUOUS


def test_an_amount_with_tax_is_no_amount_without_tax():
    with_tax, without, said, silent = amounts("300 € TTC", "300 € HT", "250 HT", "200")

    assert (with_tax.doubt, with_tax.candidates) == (Doubt.AMBIGUOUS, (Decimal(300),))
    assert "tapez dans cette colonne le montant HT" in with_tax.fix
    assert [r.doubt for r in (without, said, silent)] == [Doubt.CERTAIN] * 3


def test_a_day_without_year_takes_the_year_that_the_whole_column_has():
    told = starts("01/03/2026", "15/04/2026", "30/06/2026", "15/05", "fin juin", "S2")

    assert told[3:] == ["about 15/05/2026", "about 30/06/2026", "ambiguous"]


@pytest.mark.parametrize(
    "others", [("01/03/2026", "15/04/2026"), ("01/03/2026", "15/04/2026", "30/06/2027")]
)
def test_it_stays_ambiguous_when_the_column_has_few_dates_or_two_years(others: tuple[str, ...]):
    assert starts(*others, "15/05")[-1] == "ambiguous"


def test_a_default_year_comes_before_the_column():
    assert starts("01/03/2026", "15/04/2026", "30/06/2026", "15/05", default_year=2027)[-1] == (
        "about 15/05/2027"
    )


def test_an_impossible_day_of_that_year_stays_a_question():
    assert starts("01/03/2026", "15/04/2026", "30/06/2026", "29/02")[-1] == "ambiguous"


@pytest.mark.parametrize(
    ("serial", "told"),
    [
        (46341, "about 15/11/2026"),  # five months on
        (46521, "about 14/05/2027"),  # eleven months on, but next year
    ],
)
def test_a_year_to_come_was_typed_and_not_completed(serial: int, told: str):
    cell = Cell(serial, "dd/MM")

    assert starts(cell, read_on=date(2026, 6, 10)) == [told]


def test_a_day_of_this_year_far_from_the_reading_may_be_of_another_year():
    assert starts(Cell(46341, "dd/MM"), read_on=date(2026, 3, 10)) == ["ambiguous"]
    assert starts(Cell(46341, "dd/MM/yyyy"), read_on=date(2026, 3, 10)) == ["certain 15/11/2026"]


def test_dates_are_in_doubt_again_in_a_column_written_month_first():
    told = starts("03/25/2026", "04/28/2026", "03/04/2026", "05/05/2026", 46093)

    assert told == [
        "about 25/03/2026", "about 28/04/2026", "ambiguous", "certain 05/05/2026",
        "certain 12/03/2026",
    ]  # fmt: skip


def test_a_column_written_month_first_beyond_doubt_is_read_so():
    told = starts("03/25/2026", "04/28/2026", "12/31/2026", "03/04/2026")

    assert told[3] == "about 04/03/2026"


def test_one_american_date_among_french_ones_changes_nothing_else():
    assert starts("03/25/2026", "25/03/2026", "03/04/2026")[-1] == "certain 03/04/2026"
