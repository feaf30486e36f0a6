"""What a funder has kept of a paid expense is eligible, also where nobody noted the claim."""

from decimal import Decimal

import pytest
from support.money.build import FUNDERS, money_programme

from relocalisons.core.money.spending import measure_spending
from relocalisons.core.reports.committee.option_totals import given_up

HEAD = "N° pièce | Partenaire | Poste | Date facture | Payé le | Montant HT € | Type | Financeur(s) et clé % | Statut | Déclaré dans | Montant retenu{}\n"  # noqa: E501
LINE = "1 | P01 | Achat | 12/01/2026 | 15/01/2026 | 400 | facture | FRA | payé | acompte 1 | {}{}\n"
BUDGET = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | FRA       | 1 000
"""


@pytest.mark.parametrize(
    ("column", "kept", "declared", "eligible"),
    [
        ("", "400", "", 400),
        ("", "150", "", 150),  # what became of the rest is not known
        ("", "900", "", 400),  # of one expense, never more than what was paid
        (" | Montant déclaré", "150", " | 400", 150),
        ("", "voir Paul", "", 0),
        ("", "", "", 400),
    ],
)
def test_what_was_kept_is_sure_though_no_amount_was_declared(column, kept, declared, eligible):
    programme = money_programme(
        HEAD.format(column) + LINE.format(kept, declared), budget=BUDGET, funders=FUNDERS
    )
    spending = measure_spending(programme, programme.funders[0], as_of=programme.as_of)

    assert sum(line.eligible_amount for line in spending.lines) == Decimal(eligible)
    lost = given_up(spending, programme.names)
    assert lost.most == spending.budget - eligible
