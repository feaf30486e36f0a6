"""Every figure of a claim is found again in the cells that its page « Sources » names."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from support.money.claims import END, START, aid, plain
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.money.books import open_books
from relocalisons.core.reports.claims.claim import build_payment_claim

FIGURE, ITEM, VALUE, WORKBOOK, TAB, CELL = range(1, 7)
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def programme():
    space = sample_workspace()
    space.tables["funders"][0]["vat_base"] = "HT"
    for row, more in zip(
        space.tables["expenses"],
        ({"claim": "n° 1", "claimed": 1000, "accepted": 900, "rejected": 100}, {"claim": None}),
        strict=False,
    ):
        row |= more
    for row in space.tables["expenses"]:
        row |= {"invoice": "https://x.example/f", "proof_of_payment": "https://x.example/p",
                "quote": "https://x.example/d"}  # fmt: skip
        if row["type"] == "salaire":
            row["payslip"] = "https://x.example/b"
    space.tables["timesheets"] = [
        {"partner": "P02", "employee": "Léa Blanc", "month": date(2026, 1, 1), "time": time,
         "signed": "oui"}
        for time in ("3 jours", "2 jours")
    ]  # fmt: skip
    return space.programme()


@pytest.fixture(scope="module")
def claim(programme):
    return build_payment_claim(
        programme, funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )


def readings(programme) -> dict[tuple[str, str], tuple[object, object]]:
    """Tab and cell → what was understood there, and the row it stands in."""
    return {
        (row.place.tab, row.place.cell(column).cell): (reading.value, row)
        for entries in programme.tables.values()
        for entry in entries
        for row in entry.rows
        for column, reading in row.readings.items()
    }


def cells_of(claim, programme, figure: str) -> list[tuple[Decimal, object]]:
    """The amounts of a figure, read again from the cells that are named."""
    known = readings(programme)
    return [known[row[TAB], row[CELL]] for row in claim.annex[-1].rows if row[FIGURE] == figure]


def euros(text: str) -> Decimal:
    return Decimal(plain(text).replace(" ", "").replace("€", "").replace(",", "."))


def shared(programme, cells) -> Decimal:
    """Σ of the Région's shares of those amounts, to the cent."""
    code = programme.funders[0].code
    shares = {
        one.number: one.sure_key.share(code)
        for one in open_books(programme).expenses
        if one.sure_key is not None
    }
    return sum(
        (
            (value * shares[row.text("number")]).quantize(CENT, ROUND_HALF_UP)
            for value, row in cells
        ),
        Decimal(0),
    )


def test_every_figure_of_the_page_has_its_cells(claim):
    figures = {row[0] for row in claim.sources.rows}

    assert figures == {row[FIGURE] for row in claim.annex[-1].rows}
    assert len(figures) == 7
    assert all(row[2] != "aucune cellule lisible" for row in claim.sources.rows)


def test_each_value_that_is_shown_is_the_one_of_its_cell(claim, programme):
    known = readings(programme)
    shown = [row for row in claim.annex[-1].rows if row[VALUE] is not None]

    assert len(shown) > 20
    assert all(known[row[TAB], row[CELL]][0] == row[VALUE] for row in shown)


def test_the_base_is_the_sum_of_its_cells(claim, programme):
    cells = cells_of(claim, programme, "Dépenses présentées (€)")

    assert cells
    assert euros(claim.statement.rows[-1][-2]) == sum((value for value, _ in cells), Decimal(0))


@pytest.mark.parametrize(
    ("figure", "line"),
    [("Aide demandée auparavant (€)", "Aide demandée auparavant"),
     ("Montants retenus (€)", "dont retenu"),
     ("Montants rejetés (€)", "dont rejeté")],
)  # fmt: skip
def test_what_became_of_earlier_claims_is_the_share_of_its_cells(claim, programme, figure, line):
    assert euros(aid(claim)[line]) == shared(programme, cells_of(claim, programme, figure))


def test_both_columns_of_the_account_are_the_sums_of_their_cells(claim, programme):
    _, planned, done, *_ = claim.charges.rows[-1]

    for total, figure in ((planned, "Budget de l’action (€)"), (done, "Charges réalisées (€)")):
        cells = cells_of(claim, programme, figure)
        assert euros(total) == sum((value for value, _ in cells), Decimal(0))


def test_the_time_names_its_cells_and_never_how_long_one_person_worked(claim, programme):
    cells = cells_of(claim, programme, "Temps passé")

    assert sum(value.amount for value, _ in cells) == 5
    assert plain(claim.time.rows[0][-2]) == "5 j"
    assert all(row[VALUE] is None for row in claim.annex[-1].rows if row[FIGURE] == "Temps passé")


def test_salaries_and_what_other_funders_pay_are_named_without_their_value(claim, programme):
    known = readings(programme)
    for row in claim.annex[-1].rows:
        if row[TAB] != "Dépenses" or row[VALUE] is None:
            continue
        expense = known[row[TAB], row[CELL]][1]
        assert "REGION" in expense.text("funders")
        assert expense.text("type") != "salaire"
