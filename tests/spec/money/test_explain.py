"""« Comment ce montant est fait »: every amount is the sum of rows that can be shown."""

from datetime import date

import pytest
from support.money.claims import plain, space_of, spent
from support.papers.report_workspace import AS_OF

from relocalisons.core.money.amounts import measure_amounts
from relocalisons.core.money.books import open_books
from relocalisons.core.money.cents import cents
from relocalisons.core.money.explain import Asked, explain_amount, explain_asked
from relocalisons.core.money.parts import STAGES
from relocalisons.core.reports.proof.claim_proof import prove_claim
from relocalisons.core.reports.proof.making_sheet import making_sheet

EXPENSES = (
    spent(amount="333,33", funders="REGION 33 % ; ADEME 67 %", claim="D1", claimed="333,33",
          accepted="300,01"),
    spent(number="D-002", amount="10,01", funders="REGION 60 % ; ADEME 40 %"),
    spent(number="D-003", amount=500, paid_on=None),
    spent(number="D-004", amount="5 ou 6"),
)  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_every_amount_is_the_sum_of_its_rows_and_each_row_names_its_cells(stage):
    books = open_books(space_of(*EXPENSES).programme())

    lines = measure_amounts(books, as_of=AS_OF)
    assert lines
    for line in lines:
        terms = explain_amount(books, line, stage, as_of=AS_OF)
        assert sum(term.cents for term in terms) == cents(getattr(line.amounts, stage))
        assert all(term.cells for term in terms)


def test_the_workbook_of_a_claim_makes_the_aid_again_from_lines_and_cells():
    programme = space_of(spent(), spent(number="D-002", amount="234,57")).programme()
    proof = prove_claim(
        programme, funder="REGION", period_start=date(2025, 9, 1), period_end=date(2026, 2, 28),
        as_of=AS_OF,
    )  # fmt: skip

    sheet = making_sheet(proof, intro="x")
    rows = {str(row[1]): row for row in sheet.rows}
    aid, base = rows["Aide demandée"], rows["Base des dépenses présentées"]
    assert aid[3] == "le plus petit"
    parts = [sheet.rows[int(each) - 1] for each in str(base[4]).split(", ")]
    assert sum(row[2] for row in parts) == base[2]
    limits = [sheet.rows[int(each) - 1] for each in str(aid[4]).split(", ")]
    assert min(row[2] for row in limits) == aid[2]
    assert any("Pilotage, Dépenses, " in plain(str(row[5])) for row in sheet.rows)


def explained(**asked: str) -> list[str]:
    books = open_books(space_of(*EXPENSES).programme())
    return [plain(said) for said in explain_asked(books, Asked(**asked), as_of=AS_OF)]


def test_an_amount_is_told_with_its_rows_their_cells_and_the_sum():
    said = explained(funder="region", stage="paid")

    assert [line for line in said if line.startswith("  ") and "D-001" in line]
    rows = [line for line in said if line.startswith("  ")]
    assert all("onglet « Dépenses »" in line or "illisible" in line for line in rows)
    paid = [
        cents(line.amounts.paid)
        for line in measure_amounts(open_books(space_of(*EXPENSES).programme()), as_of=AS_OF)
        if line.funder == "REGION"
    ]
    assert said[-1] == f"En tout, payé : {sum(paid) / 100:.2f} €".replace(".", ",")


def test_what_nobody_has_is_told_by_nothing():
    assert explained(funder="NOBODY") == []
    assert explained(funder="REGION", stage="promised") == []
