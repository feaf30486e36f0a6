"""« Comment ce montant est fait »: every amount is the sum of rows that can be shown."""

import re
from datetime import date
from decimal import Decimal

import pytest
from support.money.claims import plain, space_of, spent
from support.papers.report_workspace import AS_OF

from relocalisons.core.money.amounts import measure_amounts
from relocalisons.core.money.books import open_books
from relocalisons.core.money.cents import cents
from relocalisons.core.money.explain import Asked, explain_amount, explain_asked
from relocalisons.core.money.parts import STAGES
from relocalisons.core.money.spending import measure_spending, paid_between
from relocalisons.core.pilotage.dashboard.money import money_by_line
from relocalisons.core.reports.proof.claim_proof import prove_claim
from relocalisons.core.reports.proof.making_sheet import making_sheet

EXPENSES = (
    spent(amount="333,33", funders="REGION 33 % ; ADEME 67 %", claim="D1", claimed="333,33",
          accepted="300,01"),
    spent(number="D-002", amount="10,01", funders="REGION 60 % ; ADEME 40 %"),
    spent(number="D-003", amount=500, paid_on=None),
    spent(number="D-004", amount="5 ou 6"),
    # Paid for sure, whatever the funder answered, and whenever it was invoiced.
    spent(number="D-005", amount=70, claim="D1", claimed=70, accepted="60 ou 61"),
    spent(number="D-006", amount=80, invoice_date="bientôt"),
    spent(number="D-007", amount=90, claim="D1", claimed=90, accepted=75),
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


def test_what_is_in_no_sum_is_named_with_the_cell_to_put_right():
    paid = explained(funder="REGION", stage="paid")
    accepted = explained(funder="REGION", stage="accepted")

    assert [line for line in paid if "D-005" in line] == [
        "  70,00 €  D-005, « Pilotage », onglet « Dépenses », F6 et J6"
    ]
    assert "  Non compté : D-004 (« Pilotage », onglet « Dépenses », F5)" in paid
    (unread,) = [line for line in accepted if line.startswith("  Non compté")]
    assert "D-005 (« Pilotage », onglet « Dépenses », O6)" in unread


def test_an_expense_whose_key_nobody_can_read_is_named_beside_the_sums_of_its_partner():
    space = space_of(spent(), spent(number="D-002", funders="REGION ou ADEME ?"))
    books = open_books(space.programme())

    def lost(**asked: str) -> list[str]:
        lines = explain_asked(books, Asked(stage="paid", **asked), as_of=AS_OF)
        return [plain(line) for line in lines if line.startswith("Clé")]

    (said,) = lost(partner="P02")
    assert said.startswith("Clé illisible, compté pour aucun financeur : D-002 (« Pilotage »")
    assert lost(partner="P03") == []


def test_a_stage_of_which_nothing_can_be_read_is_told_when_it_is_asked_for():
    books = open_books(space_of(spent(amount="5 ou 6")).programme())

    said = [plain(line) for line in explain_asked(books, Asked(stage="paid"), as_of=AS_OF)]

    assert said[:2] == [
        "REGION · P02 · Prestations externes · payé : rien de lisible",
        "  Non compté : D-001 (« Pilotage », onglet « Dépenses », F2)",
    ]
    assert not [line for line in said if line.startswith("En tout")]  # unreadable is no zero


def test_what_a_report_says_was_paid_in_its_period_is_the_sum_of_rows_paid_on_its_days():
    lines = (spent(), spent(number="D-002", amount="23,45", paid_on=date(2026, 2, 3)),
             spent(number="D-003", amount=5, paid_on=date(2026, 1, 31)))  # fmt: skip
    programme = space_of(*lines).programme()
    start, end = date(2026, 1, 31), date(2026, 2, 28)
    spending = measure_spending(programme, programme.funders[0], as_of=AS_OF)

    asked = Asked(funder="REGION", since=start, until=end)
    said = [plain(line) for line in explain_asked(open_books(programme), asked, as_of=AS_OF)]

    rows = [line.split("  ")[2][:5] for line in said if line.startswith("  ")]
    assert rows == ["D-002", "D-003"]
    assert paid_between(spending, start=start, end=end) == Decimal("28.45")
    assert said[-1] == "En tout, payé : 28,45 €"


@pytest.mark.parametrize("funder", ["REGION", "ADEME"])
def test_the_sure_part_of_each_amount_of_the_dashboard_is_the_sum_that_explain_says(funder):
    programme = space_of(*EXPENSES).programme()
    rows = [
        [plain(str(getattr(cell, "text", cell))) for cell in row]
        for _, row in money_by_line(programme, as_of=AS_OF).lines
    ]
    (shown,) = [row[3] for row in rows if row[:2] == [funder, "Total"]]
    dashboard = {
        word: Decimal(amount.replace(",", "."))
        for word, amount in re.findall(r"(\w{4,}) (?:de )?([\d,]+)(?= €| à)", shown)
    }

    said = [line for line in explained(funder=funder) if line.startswith("En tout, ")]

    assert len(dashboard) == len(STAGES) - 1  # « Prévu » has a column of its own
    sums = dict(line.removeprefix("En tout, ").removesuffix(" €").split(" : ") for line in said)
    assert dashboard == {
        word: Decimal(amount.replace(",", "."))
        for word, amount in sums.items()
        if word in dashboard
    }


def test_what_nobody_has_is_told_by_nothing():
    assert explained(funder="NOBODY") == []
    assert explained(funder="REGION", stage="promised") == []
