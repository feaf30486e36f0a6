"""The top of a range is what counts for that partner and funder: HT, or TTC where VAT costs."""

from decimal import Decimal

import pytest
from support.money.build import money_programme

from relocalisons.core.money.amounts import measure_amounts
from relocalisons.core.money.books import open_books
from relocalisons.core.money.outlook import look_ahead
from relocalisons.core.money.spending import measure_spending

FUNDERS = """
    Code | Nom            | Éligibilité début | Éligibilité fin | Base HT/TTC
    FRA  | Fonds régional | 01/09/2025 | 31/08/2027 | {base}
"""
PARTNERS = """
    Code | Structure         | Type         | Référent  | E-mail | Récupère la TVA | Attestation TVA
    P01  | Ville de Grasse   | collectivité | Anne Roux | a@x.fr | {recovers}      | {certificate}
"""
# The day of payment cannot be read: paid or not, by what the amounts say.
LINES = """
    N° pièce | Partenaire | Poste | Montant HT € | TVA € | TTC € | Date facture | Payé le    | Type   | Financeur(s) et clé % | Statut
    1        | P01        | Achat | {net}        | {vat} | {gross} | 02/02/2026 | 31/02/2026 | {kind} | FRA 100 %             | payé
"""  # noqa: E501
BUDGET = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | FRA       | 50 000
"""


def programme(
    *, base="TTC", recovers="non", certificate="", kind="facture", net="4 200", vat="840",
    gross="5 040",
):  # fmt: skip
    return money_programme(
        LINES.format(net=net, vat=vat, gross=gross, kind=kind),
        budget=BUDGET,
        funders=FUNDERS.format(base=base),
        partners=PARTNERS.format(recovers=recovers, certificate=certificate),
    )


def top_of(made) -> tuple[Decimal | None, int]:
    """Euros, and the cells that would tell, the same on her tab and in the funder's papers."""
    (funder,) = made.funders
    unsure = measure_spending(made, funder, as_of=made.as_of).unsure
    (line,) = measure_amounts(open_books(made), as_of=made.as_of)
    assert (line.unsure.more, line.unsure.cells) == (unsure.more, unsure.cells)
    return (None if unsure.more is None else Decimal(unsure.more) / 100, unsure.cells)


@pytest.mark.parametrize(
    ("said", "top"),
    (
        ({"recovers": "oui"}, 4200),
        ({"recovers": "partiellement"}, 4200),
        ({"base": "HT"}, 4200),
        ({"base": "TTC avec attestation"}, 4200),  # which nobody gave
        ({"kind": "salaire"}, 4200),
        ({}, 5040),
        ({"base": ""}, 5040),
        ({"gross": ""}, 5040),
        # The amount without tax that nobody can read raises nothing where the other counts.
        ({"net": "4 200 ou 9 000"}, 5040),
        # Whether its tax is a cost is said nowhere: two readings fit, and the range holds both.
        ({"recovers": ""}, 5040),
        # Without what counts, by the two other cells, or not above the only one.
        ({"recovers": "oui", "net": ""}, 4200),
        ({"recovers": "oui", "net": "", "vat": ""}, 5040),
        ({"recovers": "oui", "net": "4 200 ou 4 800"}, 4800),
    ),
)
def test_the_top_of_a_range_is_what_counts_for_that_partner(said, top):
    assert top_of(programme(**said))[0] == top


def test_a_cell_that_does_not_count_leaves_no_range_open():
    said = {"recovers": "oui", "gross": "#REF!", "vat": "#REF!"}

    assert top_of(programme(**said)) == (4200, 1)
    assert top_of(programme(recovers="oui", net="#REF!")) == (None, 2)
    assert top_of(programme(gross="#REF!")) == (None, 2)
    assert top_of(programme(gross="", vat="#REF!")) == (None, 2)


@pytest.mark.parametrize(("recovers", "top"), [("oui", 4200), ("non", 5040)])
def test_the_best_case_of_a_grant_adds_what_counts_for_that_partner(recovers, top):
    made = programme(recovers=recovers)
    books = open_books(made)

    ahead = look_ahead(books, books.funders[0], as_of=made.as_of)

    assert ahead is not None
    assert (ahead.paid, ahead.at_most) == (0, top)
