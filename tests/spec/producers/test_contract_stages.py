"""The next stage of a contract is proposed, and the tab of contracts shows it."""

from datetime import date

import pytest
from support.producers.build import a_contract_line, programme_of

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.producers.contracts.life import propose_stage, stage_of
from relocalisons.core.producers.contracts.words import Stage
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.reports.producers.contract_tab import build_contract_tab

TUESDAY = date(2026, 3, 3)


@pytest.mark.parametrize(("line", "stage", "why"), [
    ({"Étape": "projet"}, Stage.SIGNING, "clauses complètes"),
    ({"Étape": "projet", "Clause 4": "non"}, None, "clauses ou volume à compléter"),
    ({"Étape": "projet", "Volume total": "à définir"}, None, "clauses ou volume à compléter"),
    ({"Étape": "en signature"}, Stage.SIGNED, "signé des deux côtés"),
    ({"Étape": "en signature", "Signé acheteur le": ""}, None, "signatures attendues"),
    ({"Étape": "signé"}, Stage.GROWING, "le contrat a commencé"),
    ({"Étape": "signé", "Début": "01/05/2026"}, None, "le contrat n’a pas commencé"),
    ({"Étape": "en culture"}, None, "aucune livraison"),
    ({"Étape": "en livraison", "Fin": "28/02/2026"}, Stage.CLOSED, "arrivé à son terme"),
])  # fmt: skip
def test_the_next_stage_is_proposed_when_the_line_shows_that_it_is_reached(line, stage, why):
    (sheet,) = contract_sheets(programme_of(contracts=a_contract_line(**line)))

    proposal = propose_stage(sheet, as_of=TUESDAY)

    assert proposal is not None
    assert proposal.stage is stage
    assert why in proposal.why


@pytest.mark.parametrize(("typed", "stage"), [
    ("Projet", Stage.DRAFT), ("EN SIGNATURE", Stage.SIGNING), ("Signé le 12/01", Stage.SIGNED),
    ("en livraison ", Stage.DELIVERING), ("rompu", Stage.BROKEN), ("à voir", None), ("", None),
])  # fmt: skip
def test_stages_are_read_whatever_their_spelling(typed, stage):
    (contract,) = programme_of(contracts=a_contract_line(Étape=typed)).contracts

    assert stage_of(contract) is stage


def test_the_tab_gives_links_and_proposals_and_points_to_her_own_line():
    programme = programme_of(contracts=a_contract_line(Étape="projet"))

    tab = build_contract_tab(
        programme,
        drafts={"C-01": "https://drive/draft"},
        sheets={"P07": "https://drive/sheet"},
        changes={"C-01": "Prix : 1,40 €/kg"},
        clauses={"C-01": "Non trouvé dans le texte : paiement."},
        links=CellLinks(),
        as_of=TUESDAY,
    )

    row = tab.values[-1]
    assert row[:5] == ("C-01", "Courgettes", "Jardins du Riou", "projet", "en signature")
    assert row[7:] == (
        "Non trouvé dans le texte : paiement.",
        "Ouvrir le projet",
        "Prix : 1,40 €/kg",
        "Ouvrir la fiche",
        "Ouvrir M2",
    )
    assert "se reporte à la main" in str(tab.values[1][0])
