"""Contract texts with their truth, read by the product against the sheet that they came from."""

import json
from pathlib import Path

from support.programme.sheets import night, pilotage, tab, understood

from relocalisons.core.producers.contract_text.words.facts import ContractFacts, facts_of
from relocalisons.core.producers.contract_text.words.reading import read_clauses
from relocalisons.core.producers.rows import contract_sheets

PEOPLE = (
    "Code | Structure | Type | Référent | E-mail\nP07 | Jardins | agriculteur | Luc | l@x.example"
)
ADDED = "hors colonnes (à ajouter)"


def texts_in(folder: Path) -> list[tuple[str, dict]]:
    """Every text of a folder with its truth."""
    return [
        (path.with_suffix(".txt").read_text("utf-8"), json.loads(path.read_text("utf-8")))
        for path in sorted(folder.glob("[MWX]??.json"))
    ]


def lines_of(path: Path) -> list[tuple[str, ...]]:
    """The cells of a file of « a | b | c » lines, comments left out."""
    return [
        tuple(cell.strip() for cell in line.split("|"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def facts_in(sheet: dict) -> ContractFacts:
    """The line of « Contrats de culture » as the product reads it, added columns included."""
    line = {**sheet["Contrats de culture"], "Producteur": "P07", "Acheteur": ""}
    added = sheet[ADDED]
    line["Lieu de livraison"] = added["Lieu de livraison"]
    line["Délai de paiement (jours)"] = added["Délai de paiement (jours)"]
    line["Préavis"] = str(int(added["Préavis (mois)"]) * 30)
    grid = [list(line), [value or None for value in line.values()]]
    programme = understood(night(pilotage(tab("Contrats de culture", grid), partners=PEOPLE)))
    (contract,) = contract_sheets(programme)
    return facts_of(contract)


def differences(text: str, case: dict) -> list[str]:
    """What the product says of a clause otherwise than the truth, one sentence each."""
    found = {each.kind.value: each for each in read_clauses(text, facts_in(case["feuille"]))}
    told = []
    for name, truth in case["truth"]["clauses"].items():
        reading = found[name]
        allowed = (truth["etat"], *truth.get("aussi_admis", ()))
        if reading.state.value not in allowed:
            told.append(
                f"{name} : {reading.state.value} ({reading.part}), {truth['etat']} attendue"
            )
    return told
