"""What a funder's report counts of an expense: HT, or TTC for a funder that said so."""

from decimal import Decimal

import pytest
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.money.spending import measure_spending
from relocalisons.core.programme.scope import find_funder, whole_programme
from relocalisons.core.reports.sections.evidence import PAID, evidence_of
from relocalisons.core.reports.shared.annex import spending_sheet
from relocalisons.core.reports.shared.measures import measure


def space_of(*, base: str | None, recovers: str | None, **amounts: object):
    """One paid expense of the Région alone, of partner P01."""
    space = sample_workspace()
    space.tables["funders"][0]["vat_base"] = base
    space.tables["partners"][0]["recovers_vat"] = recovers
    expense = space.tables["expenses"][0]
    expense |= {"partner": "P01", "funders": "REGION", "type": "facture", "amount": 1000}
    space.tables["expenses"] = [expense | amounts]
    return space


def spending_of(space):
    programme = space.programme()
    return measure_spending(programme, find_funder(programme, "REGION"), as_of=AS_OF)


@pytest.mark.parametrize(
    ("base", "recovers", "amounts", "counted"),
    [
        ("HT", None, {"amount_with_vat": 1200}, "1000"),
        (None, None, {"amount_with_vat": 1200}, "1000"),  # not said: HT, and labelled so
        ("TTC", "oui", {"amount_with_vat": 1200}, "1000"),
        ("TTC", "non", {"amount_with_vat": 1200}, "1200"),
        ("TTC", "non", {"vat": 200}, "1200"),
        ("TTC", "non", {"type": "salaire"}, "1000"),
        ("TTC", None, {"amount_with_vat": 1000}, "1000"),  # no VAT: both are the same
    ],
)
def test_an_expense_counts_in_the_base_of_its_funder(base, recovers, amounts, counted):
    spending = spending_of(space_of(base=base, recovers=recovers, **amounts))

    assert (spending.paid, spending.left_out) == (Decimal(counted), 0)


@pytest.mark.parametrize(
    ("recovers", "amounts"),
    [
        (None, {"amount_with_vat": 1200}),
        ("non", {}),
        ("non", {"amount_with_vat": "1.200 ou 1.300"}),
    ],
)
def test_what_cannot_be_told_in_that_base_is_a_hole_and_in_no_sum(recovers, amounts):
    spending = spending_of(space_of(base="TTC", recovers=recovers, **amounts))

    assert (spending.paid, spending.left_out) == (Decimal(0), 1)


@pytest.mark.parametrize(
    ("base", "words", "unit"),
    [
        ("HT", "euros HT", "€ HT"),
        # As the tab and a claim: nobody refused the tax that this partner does not recover.
        (None, "euros, TVA comprise si elle n’est pas récupérée", "€"),
        ("TTC", "euros, TVA comprise si elle n’est pas récupérée", "€"),
    ],
)
def test_the_report_says_which_base_it_counts(base, words, unit):
    spending = spending_of(space_of(base=base, recovers="non", amount_with_vat=1200))

    assert (spending.euros, spending.unit) == (words, unit)
    headers = [column.header for column in spending_sheet(spending, intro="").columns]
    assert f"Payé ({unit})" in headers


@pytest.mark.parametrize(
    ("amounts", "cells"),
    [({"amount_with_vat": 1200}, [1200]), ({"vat": 200}, [1000, 200])],
)
def test_the_cells_named_by_the_sources_add_up_to_what_is_counted(amounts, cells):
    space = space_of(base="TTC", recovers="non", **amounts)
    programme = space.programme()
    measures = measure(programme, space.tracked(), whole_programme(programme), as_of=AS_OF)

    named = evidence_of(measures, (spending_of(space),), with_amounts=True)

    assert [each.value for each in named if each.figure == PAID] == cells
