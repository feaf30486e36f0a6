"""A returned contract is that of its line: its number, its parties, its land, its labels."""

import pytest
from support.producers.build import a_contract_line, programme_of

from relocalisons.core.producers.contract_text.identity import identity_of, read_identity
from relocalisons.core.producers.contract_text.saying import say_clauses
from relocalisons.core.producers.rows import contract_sheets

PEOPLE = (
    "Code | Structure | Type | Référent | E-mail\n"
    "P07 | GAEC du Rocher | agriculteur | Luc Arnal | l@x.example\n"
    "P01 | Commune de Valbelle | collectivité | Ida Roux | i@x.example\n"
    "P02 | Commune de Thorame | collectivité | Zoé Blanc | z@x.example"
)
PARTIES = "Entre le GAEC du Rocher et la commune de Valbelle."


def told(text: str, **typed: str) -> str:
    line = a_contract_line(**{"N° contrat": "CC-2027-311", "Surface": "0,8 ha", **typed})
    programme = programme_of(contracts=line, partners=PEOPLE)
    (sheet,) = contract_sheets(programme)
    said = say_clauses((), read_identity(text, identity_of(sheet, programme.names)))
    return said.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("text", "said"), [
    (f"Contrat CC-2027-311. {PARTIES} Sur 8 000 m² de la parcelle B 12.", "7 clauses lues"),
    (PARTIES, "7 clauses lues"),
    ("Luc Arnal, maraîcher, et la mairie de Valbelle conviennent.", "7 clauses lues"),
    (f"Contrat CC-2027-312. {PARTIES}",
     "Autre que la feuille : numéro (CC-2027-311 ; texte : CC-2027-312)."),
    (f"Contrat CC-2027-311, qui remplace le CC-2026-104. {PARTIES}", "7 clauses lues"),
    ("Entre le GAEC du Rocher et la commune de Thorame.",
     "Autre que la feuille : acheteur (Commune de Valbelle ; texte : Commune de Thorame)."),
    ("Entre le GAEC du Rocher et le collège.",
     "À vérifier : acheteur (Commune de Valbelle, non nommé dans le texte)."),
    (f"{PARTIES} La culture occupe 2 hectares.",
     "Autre que la feuille : surface (0,8 ha ; texte : 2 ha)."),
    (f"{PARTIES} La culture occupe 50 ares au Plan et 30 ares au Pré.", "7 clauses lues"),
])  # fmt: skip
def test_a_number_a_party_or_a_surface_that_is_not_the_lines_is_told(text, said):
    assert told(text) == said


@pytest.mark.parametrize(("text", "said"), [
    (f"{PARTIES} Les légumes sont certifiés AB.", "7 clauses lues"),
    (PARTIES, "À vérifier : labels exigés (bio, non nommé dans le texte)."),
])  # fmt: skip
def test_a_label_that_is_asked_for_is_named_by_the_text(text, said):
    assert told(text, **{"Labels exigés": "AB"}) == said


def test_a_line_without_a_buyer_asks_nobody():
    assert told("Le GAEC du Rocher vend.", Acheteur="") == "7 clauses lues"
