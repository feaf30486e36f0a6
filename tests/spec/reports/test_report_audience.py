"""Who sees what: no price, telephone, address, salary, and no colour beside a partner's name."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.views.view import StateTable

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}


def note():
    space = sample_workspace(doubts=2)
    return build_funder_note(space.programme(), space.tracked(), funder="REGION", **PERIOD)


def report():
    space = sample_workspace(doubts=2)
    return build_copil_report(space.programme(), space.tracked(), **PERIOD)


def texts(value: object) -> list[str]:
    """Every text of a view model, whatever its depth."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts(item)]
    return []


def tables(value: object) -> list[StateTable]:
    """Every table with colours of a view model."""
    if isinstance(value, StateTable):
        return [value]
    if isinstance(value, list | tuple):
        return [table for item in value for table in tables(item)]
    return []


@pytest.mark.parametrize("build", [note, report])
@pytest.mark.parametrize("secret", ["04 90", "@partenaire", "1,20 €/kg", "Camille Blanc"])
def test_no_telephone_address_price_or_contact_reaches_a_document(build, secret):
    said = texts(asdict(build()))

    assert [text for text in said if secret in text] == []


@pytest.mark.parametrize("build", [note, report])
def test_no_row_with_a_colour_names_a_partner(build):
    names = [partner.name for partner in sample_workspace().programme().partners]
    view = build()

    coloured = [
        cell
        for field in type(view).__dataclass_fields__
        for table in tables(getattr(view, field))
        for line in table.lines
        for cell in line.cells
    ]

    assert coloured
    assert [cell for cell in coloured if any(name in cell for name in names)] == []


@pytest.mark.parametrize("build", [note, report])
def test_no_sheet_of_the_annex_has_both_a_state_and_a_partner(build):
    names = [partner.name for partner in sample_workspace().programme().partners]

    for sheet in build().annex:
        if any(column.kind == "status" for column in sheet.columns):
            cells = [cell for row in sheet.rows for cell in row if isinstance(cell, str)]
            assert [cell for cell in cells if any(name in cell for name in names)] == []


def test_the_committee_sees_shares_of_budgets_but_no_amount():
    view = report()

    assert [text for text in texts(asdict(view)) if "€" in text and "(€)" not in text] == []
    sheet = view.annex[-1]
    money = [row for row in sheet.rows if str(row[1]).endswith("(€)")]
    assert money
    assert {row[3] for row in money} == {None}


def test_the_value_of_a_salary_is_never_printed_even_for_the_funder():
    space = sample_workspace()
    salaries = {row["number"] for row in space.tables["expenses"] if row["type"] == "salaire"}
    view = build_funder_note(space.programme(), space.tracked(), funder="REGION", **PERIOD)

    paid = [row for row in view.annex[-1].rows if row[1] == "Dépenses payées (€)"]

    shown = {row[2]: row[3] for row in paid}
    assert salaries & set(shown)
    assert all(shown[number] is None for number in salaries & set(shown))
    assert all(isinstance(shown[number], Decimal) for number in set(shown) - salaries)


def test_what_comes_next_names_who_answers_for_it_and_has_no_colour():
    view = report()

    assert view.coming.rows
    assert all(row[-1] != "–" for row in view.coming.rows)
