"""A draft says which label it asks for that no paper of the grower covers to its last day."""

from datetime import date

import pytest
from support.producers.build import a_contract_line, programme_of

from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.reports.producers.contract_points import points_to_settle

PAPER = (
    "Producteur | Engagement/Label | Portée | Délivré le | Valable jusqu'au\n"
    "P07 | AB | {} | {} | {}"
)
UNCOVERED = "« Agriculture biologique (AB) » exigé"


@pytest.mark.parametrize(("papers", "said"), [
    ("", f"{UNCOVERED} : aucun certificat du producteur n’est déposé."),
    (PAPER.format("verger", "01/06/2025", "01/06/2028"),
     f"{UNCOVERED} : la portée de son certificat (« verger ») ne comprend pas ce produit."),
    (PAPER.format("légumes", "01/06/2025", "01/06/2026"),
     f"{UNCOVERED} jusqu’au 31 octobre 2027 : le certificat du producteur vaut jusqu’au "
     "1er juin 2026."),
    (PAPER.format("légumes", "01/06/2025", "01/06/2028"), None),
])  # fmt: skip
def test_a_label_that_no_paper_covers_to_the_last_day_is_to_be_settled(papers, said):
    contract = a_contract_line(**{"Étape": "projet", "Labels exigés": "AB"})
    programme = programme_of(contracts=contract, Engagements_qualité=papers)
    (sheet,) = contract_sheets(programme)

    points = points_to_settle(programme, sheet, as_of=date(2026, 3, 3))
    words = [each.replace("\u00a0", " ").replace("\u202f", " ") for each in points]

    assert [each for each in words if UNCOVERED in each] == ([said] if said else [])
