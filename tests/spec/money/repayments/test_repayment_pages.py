"""The lead's page says everything of repayments, a state of account one partner's own lines."""

from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from support.money.claims import plain
from support.money.repayments import accepted, paid_out, receipt, space_of

from relocalisons.core.kernel.words.french import format_money
from relocalisons.core.money.books import open_books
from relocalisons.core.money.cents import euros
from relocalisons.core.money.repayments.positions import measure_repayments
from relocalisons.core.money.repayments.treasury import measure_treasury
from relocalisons.core.reports.repayments.overview import build_repayments_page
from relocalisons.core.reports.repayments.statement import (
    build_account_statement,
    partners_with_account,
)

DAY = date(2026, 3, 2)
LINES = [
    accepted("P02-1", "P02", "611,11", label="Étude secrète de P02"),
    accepted("P03-1", "P03", "722,22", label="Travaux de P03"),
    accepted("P03-2", "P03", "1833,33", type="salaire", label="Salaire de Lia Faure"),
    accepted("P01-1", "P01", "444,44", label="Frais du chef de file"),
]
CAME = [receipt(2000, kind="avance", on=date(2025, 11, 3)), receipt(1700, claim="D1")]
PAID = [
    paid_out("255,55", on=date(2025, 12, 1)),
    paid_out("366,66", partner="P03", kind="avance", on=date(2025, 12, 2)),
    paid_out("77,77", partner="P03", kind="retenue", reason="attestation de P03"),
]


@pytest.fixture(scope="module")
def programme():
    return space_of(LINES, CAME, PAID).programme()


def words_of(view: object) -> str:
    """Every string of a view, wherever it stands."""
    if isinstance(view, str):
        return plain(view)
    if isinstance(view, (tuple, list)):
        return " | ".join(map(words_of, view))
    if is_dataclass(view):
        return " | ".join(words_of(getattr(view, each.name)) for each in fields(view))
    return ""


def test_a_state_of_account_says_what_is_accepted_due_paid_and_kept_back(programme):
    page = build_account_statement(programme, partner="P03", as_of=DAY)

    assert [[plain(cell) for cell in row] for row in page.summary.rows] == [
        ["Région", "2 555,55 €", "2 555,55 €", "77,77 €", "366,66 €", "2 111,12 €"]
    ]
    assert "attestation de P03" in words_of(page.movements)
    assert "Travaux de P03" in words_of(page.accepted)


@pytest.mark.parametrize("mine", ("P02", "P03"))
def test_a_state_of_account_holds_nothing_of_another_partner(programme, mine):
    said = words_of(build_account_statement(programme, partner=mine, as_of=DAY))
    other = {"P02": "P03", "P03": "P02"}[mine]

    for number in (f"{other}-1", "P01-1"):
        assert number not in said
    theirs = {
        "P02": ("611,11", "255,55", "Étude secrète", "Structure 2"),
        "P03": ("722,22", "1 833,33", "366,66", "77,77", "attestation", "Structure 3"),
    }[other]
    for planted in (*theirs, "444,44", "Frais du chef de file", "Grasse", "3 700", "2 000"):
        assert planted not in said


def test_no_state_of_account_names_whom_a_salary_pays(programme):
    said = words_of(build_account_statement(programme, partner="P03", as_of=DAY))

    assert "Lia" not in said
    assert "Frais de personnel" in said


def test_only_partners_that_something_concerns_have_one_and_never_the_lead(programme):
    assert partners_with_account(programme, as_of=DAY) == ("P02", "P03")


def test_the_lead_s_page_adds_up_with_its_own_rows(programme):
    page = build_repayments_page(programme, as_of=DAY)
    ledger = measure_repayments(open_books(programme), as_of=DAY)
    (region,) = ledger.funders

    row = [plain(cell) for cell in page.funders.rows[0]]
    assert row == [
        "Région",
        *(
            plain(format_money(euros(each), cents=True))
            for each in (
                region.received, region.accepted, region.due - region.retained, region.retained,
                region.remaining,
            )
        ),
    ]  # fmt: skip
    sheet = next(each for each in page.annex if each.title == "Dépenses acceptées")
    assert sum(row[5] for row in sheet.rows) == euros(region.accepted)


def test_the_cash_of_each_month_is_what_came_less_what_went(programme):
    books = open_books(programme)
    months = measure_treasury(books, measure_repayments(books, as_of=DAY), as_of=DAY)

    assert [f"{each.first:%Y-%m}" for each in months] == [
        "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"
    ]  # fmt: skip
    assert months[2].paid == 255_55 + 366_66
    assert months[2].ahead == 366_66
    assert months[-1].in_hand == 3700_00 - 255_55 - 366_66
    assert sum(each.received for each in months) == months[-1].all_received == 3700_00
    assert months[-1].paid_ahead == months[-1].all_spent - 3700_00


def test_nothing_moved_draws_nothing():
    programme = space_of(LINES, []).programme()
    page = build_repayments_page(programme, as_of=DAY)

    assert page.treasury is None
    assert page.months.rows == ()


def test_a_lead_that_nobody_named_is_said():
    partners = [{"code": "P02", "name": "Structure 2", "role": "partenaire"}]
    page = build_repayments_page(
        space_of(LINES, CAME, PAID, partners=partners).programme(), as_of=DAY
    )

    assert "Le chef de file n’est pas connu" in words_of(page.sentences)
