"""A funder that no action names is measured by its papers: what is next is said, never nothing."""

from datetime import UTC, date, datetime

import pytest
from support.money.build import money_programme, spent

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state

NIGHT = date(2026, 3, 17)
FUNDERS = """
    Code | Nom            | Montant € | Taux % | Éligibilité début | Éligibilité fin | Base HT/TTC
    DPT  | Département    | 50000     | 70 %   | 01/09/2025        | 30/06/2027      | HT
"""
HEAD = "Financeur | Type | Période du | Période au | Échéance | Envoyé le | Statut"
ANNUAL = "DPT | annuel | 01/01/2025 | 31/12/2025 | 30/06/2026 |"
SENT = "DPT | annuel | 01/01/2025 | 31/12/2025 | 30/06/2026 | 10/03/2026"
BACK = f"{SENT} | pièces demandées"
SPENT = (
    "P01-1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 900 | facture | DPT | payé | https://x.fr |"
)


@pytest.mark.parametrize(
    ("paper", "expense", "shown"),
    [
        (ANNUAL, "", "● Conforme | DPT – Département\nprochaine échéance : rapport annuel"),
        (ANNUAL, SPENT, "● Conforme | DPT – Département\nprochaine échéance : rapport annuel"),
        (SENT, SPENT, "▲ À surveiller | DPT – Département\naucune demande n’est à venir dans"),
        (
            BACK,
            "",
            "▲ À surveiller | DPT – Département\ndemande des compléments sur rapport annuel",
        ),
        (SENT, "", "○ Non mesuré | DPT – Département\nrien à mesurer"),
    ],
)
def test_what_is_next_with_a_funder_is_said_and_by_what_it_is_measured(paper, expense, shown):
    programme = money_programme(
        spent(*([expense] if expense else [])),
        funders=FUNDERS,
        schedule=f"{HEAD}\n{paper}",
        as_of=NIGHT,
    )
    acts = derive_acts((), programme=programme, as_of=NIGHT)

    tab = build_full_state(
        (), programme=programme, links=CellLinks(), as_of=NIGHT, acts=acts,
        read_at=datetime(2026, 3, 17, 6, 31, tzinfo=UTC),
    )  # fmt: skip

    rows = [" | ".join(str(cell) for cell in row if cell != "") for row in tab.values]
    (found,) = [row.replace("\u00a0", " ") for row in rows if "DPT – Département\n" in row]
    assert found.startswith(shown)
    assert ("« Échéancier rapports » et « Dépenses »" in found) == ("rien à" not in shown)
