"""What the title of a column says of its figures counts for them, or is a question; never lost."""

from decimal import Decimal

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Cell, Doubt, Quantity, Reading
from relocalisons.core.reading.cells.numbers.measures import measure_of
from relocalisons.core.reading.grid import TableReading, read_table

PLAN = ["N° action", "Intitulé", "Partenaire responsable", "Début prévu", "Avancement", "Statut"]
CONTRACT = ["N° contrat", "Producteur", "Culture", "Volume (t)", "Début", "Fin", "Étape"]


def budget(header: str, *cells: object) -> list[Reading[Decimal]]:
    """The readings of amounts of « Budget » below that title."""
    rows = [["Conseil", f"P{n}", "REGION", cell] for n, cell in enumerate(cells)]
    reading = read_table([["Poste", "Partenaire", "Financeur", header], *rows], schema.BUDGET)
    return [row["initial"] for row in reading.readings.values()]


def duration(header: str, cell: object) -> Reading[Decimal]:
    """A duration of an action plan, in working days."""
    row = ["A1", "Former", "P07", "01/03/2026", 0, "à venir", cell]
    return read_table([[*PLAN, header], row], schema.ACTIONS).readings[2]["duration_likely"]


def notice(header: str, cell: object) -> Reading[Decimal]:
    """The notice of a contract, in days of the calendar."""
    row = ["C1", "P12", "Carotte", "8 t", "01/03/2026", "30/09/2026", "signé", cell]
    return read_table([[*CONTRACT, header], row], schema.CONTRACTS).readings[2]["notice_days"]


@pytest.mark.parametrize(
    "header",
    [
        "Budget initial (k€)",
        "Budget initial (K€ HT)",
        "Budget initial k€",
        "Budget initial en k€",
        "Budget initial en milliers d’euros",
        "Budget initial (en milliers d'euros)",
        "Budget initial (keuros)",
        "Budget initial [x 1000]",
    ],
)
def test_thousands_are_found_in_any_wording_of_the_title(header: str):
    (reading,) = budget(header, 12.5)

    assert (reading.doubt, reading.value) == (Doubt.ABOUT, Decimal(12500))
    assert "le titre de la colonne dit des milliers" in reading.fix


@pytest.mark.parametrize("header", ["Budget initial €", "Budget initial", "Budget initial (€ HT)"])
def test_a_title_in_euros_adds_no_doubt(header: str):
    (reading,) = budget(header, 12.5)

    assert (reading.doubt, reading.value) == (Doubt.CERTAIN, Decimal("12.5"))


def test_millions_by_a_capital_and_a_small_m_is_a_question():
    (millions,) = budget("Budget initial (M€)", "1,2")
    (either,) = budget("Budget initial (m€)", "1,2")

    assert (millions.doubt, millions.value) == (Doubt.ABOUT, Decimal(1200000))
    assert (either.doubt, either.candidates) == (Doubt.AMBIGUOUS, (Decimal(1200), Decimal(1200000)))


def test_a_cell_that_states_its_own_unit_wins_over_the_title():
    said = budget("Budget initial (k€)", "12,5 k€", "12 500 €", Cell(12.5, '0.0" k€"'))

    assert [(r.doubt, r.value) for r in said] == [(Doubt.CERTAIN, Decimal(12500))] * 3


def test_euros_typed_under_thousands_are_asked_for_with_both_figures():
    (reading,) = budget("Budget initial (k€)", 12500)

    assert (reading.doubt, reading.value) == (Doubt.AMBIGUOUS, None)
    assert reading.fix == (
        "«\u00a012500\u00a0» peut se lire 12\u202f500 € ou 12\u202f500\u202f000 €, car le "
        "titre de la colonne dit des milliers\u00a0: tapez le montant avec son unité, par "
        "exemple 12,5 k€."
    )


def test_a_negative_budget_is_a_question_and_a_credit_note_is_an_expense():
    in_brackets, with_sign = budget("Budget initial", "(1 200)", -1200)
    row = ["F1", "P07", "Conseil", "-1 200,00 €", "x", "12/03/2026"]
    headers = ["N° pièce", "Partenaire", "Poste", "Montant HT", "Justificatif", "Payé le"]
    expense = read_table([headers, row], schema.EXPENSES).readings[2]["amount"]

    assert {in_brackets.doubt, with_sign.doubt} == {Doubt.AMBIGUOUS}
    assert in_brackets.candidates == (Decimal(-1200), Decimal(1200))
    assert (expense.doubt, expense.value) == (Doubt.CERTAIN, Decimal(-1200))


@pytest.mark.parametrize(
    ("header", "cell", "told"),
    [
        ("Durée probable", 10, "certain 10"),
        ("Durée probable (jours ouvrés)", 10, "certain 10"),
        ("Durée probable (semaines)", 4, "about 20"),
        ("Durée probable en semaines", "2,5", "about 12.5"),
        ("Durée probable (semaines)", "4 j", "certain 4"),
        ("Durée probable (jours)", "3 semaines", "certain 15"),
        ("Durée probable (mois)", 3, "ambiguous None"),
        ("Durée probable (h)", 35, "ambiguous None"),
        ("Durée probable", -4, "unreadable None"),
        ("Durée probable (semaines)", "à définir", "absent None"),
    ],
)
def test_a_duration_of_the_plan_is_in_working_days_whatever_its_unit(
    header: str, cell: object, told: str
):
    reading = duration(header, cell)

    assert (
        f"{reading.doubt} {reading.value and reading.value.normalize():f}" == told
        if (reading.value is not None)
        else f"{reading.doubt} None" == told
    )


def test_a_notice_is_in_days_of_the_calendar():
    weeks, days, months = (
        notice("Préavis (semaines)", 4),
        notice("Préavis", 30),
        notice("Préavis (mois)", 3),
    )

    assert (weeks.doubt, weeks.value) == (Doubt.ABOUT, Decimal(28))
    assert (days.doubt, days.value) == (Doubt.CERTAIN, Decimal(30))
    assert (months.doubt, months.value) == (Doubt.AMBIGUOUS, None)
    assert "tapez le nombre de jours" in months.fix


def contract(*headers: str, cells: tuple[object, ...]) -> TableReading:
    return read_table(
        [
            ["N° contrat", "Producteur", "Culture", *headers, "Début", "Fin", "Étape"],
            ["C1", "P12", "Carotte", *cells, "01/03/2026", "30/09/2026", "signé"],
        ],
        schema.CONTRACTS,
    )


@pytest.mark.parametrize(
    ("header", "cell", "told"),
    [
        ("Surface (m²)", 5000, (Doubt.ABOUT, Quantity(Decimal("0.5"), "ha"))),
        ("Surface (ares)", 50, (Doubt.ABOUT, Quantity(Decimal("0.5"), "ha"))),
        ("Surface (ha)", 2.5, (Doubt.CERTAIN, Quantity(Decimal("2.5"), "ha"))),
        ("Surface (m²)", "3 ha 50", (Doubt.CERTAIN, Quantity(Decimal("3.5"), "ha"))),
        ("Surface (ha)", 5000, (Doubt.AMBIGUOUS, None)),
    ],
)
def test_a_surface_is_in_hectares_whatever_the_title_counts(
    header: str, cell: object, told: object
):
    reading = contract(header, "Volume", cells=(cell, "8 t")).readings[2]["area"]

    assert (reading.doubt, reading.value) == told


def test_an_amount_without_unit_anywhere_is_about_and_one_with_a_column_of_units_is_certain():
    alone = contract("Volume", cells=(8,)).readings[2]["volume"]
    headers = ["Date", "Contrat", "Quantité", "Unité"]
    beside = read_table([headers, ["12/03/2026", "C1", 800, "kg"]], schema.DELIVERIES)

    assert (alone.doubt, alone.value) == (Doubt.ABOUT, Quantity(Decimal(8), None))
    assert beside.readings[2]["quantity"].doubt is Doubt.CERTAIN


def test_a_count_in_thousands_is_multiplied():
    headers = ["N°", "Support", "Sujet", "Date prévue", "Statut", "Portée (milliers de vues)"]
    row = ["C1", "LinkedIn", "Carottes", "12/03/2026", "publié", "1,5"]

    reach = read_table([headers, row], schema.COMMUNICATION).readings[2]["reach"]

    assert (reach.doubt, reach.value) == (Doubt.ABOUT, Decimal(1500))


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_no_usual_title_states_a_scale(table: schema.TableSchema):
    for column in table.columns:
        for label in (column.header, *column.aliases):
            assert measure_of(label, column) not in ("k", "m", "M"), label


def progress(*cells: object) -> list[Reading[Decimal]]:
    """The readings of « Avancement » of an action plan."""
    rows = [
        [f"A{n}", "Former", "P07", "01/03/2026", cell, "en cours"] for n, cell in enumerate(cells)
    ]
    return [row["progress"] for row in read_table([PLAN, *rows], schema.ACTIONS).readings.values()]


def test_a_one_among_points_is_one_per_cent_or_the_whole_and_is_asked():
    one, *others = progress(1, 5, 40, 100)

    assert (one.doubt, one.candidates) == (Doubt.AMBIGUOUS, (Decimal("0.01"), Decimal(1)))
    assert [each.value for each in others] == [Decimal("0.05"), Decimal("0.4"), Decimal(1)]


def test_a_one_among_fractions_is_the_whole():
    assert [each.value for each in progress(1, 0.4, Cell(1, "0%"))] == [1, Decimal("0.4"), 1]
