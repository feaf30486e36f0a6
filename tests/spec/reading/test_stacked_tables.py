"""A second table below the first one ends it: it is told, and never read as the first."""

from dataclasses import replace

import pytest
from support.programme.sheets import P01_ID, book, night, one_partner, pilotage, tab, understood

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Audience, Severity
from relocalisons.core.reading.grid import TableReading, read_table

PLAN = [
    "N° action", "Axe", "Intitulé", "Partenaire responsable", "Début prévu", "Fin prévue",
    "Avancement", "Statut",
]  # fmt: skip
ACTION = ["A1.1", "Axe 1", "Former", "P07", "01/03/2026", "31/03/2026", "50 %", "en cours"]
SECOND = ["A1.2", "Axe 1", "Informer", "P07", "01/03/2026", "31/03/2026", "50 %", "en cours"]
RISKS = ["N°", "Risque", "Axe", "Probabilité", "Gravité", "Mesure", "Responsable", "Revue"]
RISK = ["R1", "Gel tardif", "1", 3, 4, "Voiles", "P07", "30/06/2026"]
BLANK: list[object] = [None] * 8

BELOW = """
    N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
    A1.1      | Former   | P01         | 05/01/2026  | 31/03/2026 | 40 %       | en cours
              |          |             |             |            |            |
    N°        | Risque   | Axe         | Probabilité | Gravité    | Mesure     | Responsable
    R1        | Gel      | 1           | 3           | 4          | Voiles     | P01
"""


def read(*rows: list[object]) -> TableReading:
    return read_table([PLAN, *rows], schema.ACTIONS)


@pytest.mark.parametrize("between", [[], [BLANK], [BLANK, ["Registre des risques"], BLANK]])
def test_the_titles_of_another_table_end_the_first_one(between: list[list[object]]):
    reading = read(ACTION, SECOND, *between, RISKS, RISK)

    assert reading.frame["number"].tolist() == ["A1.1", "A1.2"]
    (issue,) = [each for each in reading.issues if each.kind.value != "row_note"]
    at = 4 + len(between)
    assert (issue.kind.value, issue.row, issue.cell) == ("second_table", at, f"A{at}")
    assert issue.fix == (
        f"Un second tableau («\u00a0Risques\u00a0») commence à la ligne {at}, sous «\u00a0Plan "
        "d’action\u00a0»\u00a0: il n’est pas lu. Mettez-le dans un onglet à lui."
    )


def test_a_table_that_is_none_of_ours_ends_the_first_one_too():
    people = ["Nom", "Fonction", "Téléphone", "Structure", "E-mail", "Jour de présence"]
    person = ["Anne Roux", "Cheffe", "06 00 00 00 00", "Ville", "anne@x.example", "lundi"]

    reading = read(ACTION, BLANK, people, person)

    assert reading.frame["number"].tolist() == ["A1.1"]
    assert [each.kind.value for each in reading.issues] == ["second_table"]


def test_the_same_titles_again_are_a_page_break_and_the_table_goes_on():
    reading = read(ACTION, BLANK, PLAN, SECOND)

    assert reading.frame["number"].tolist() == ["A1.1", "A1.2"]
    assert [each.kind.value for each in reading.issues] == ["row_header"]


def test_the_first_table_goes_on_where_its_own_titles_come_back():
    reading = read(ACTION, BLANK, RISKS, RISK, BLANK, PLAN, SECOND)

    assert reading.frame["number"].tolist() == ["A1.1", "A1.2"]
    assert [each.kind.value for each in reading.issues] == ["second_table", "row_header"]


@pytest.mark.parametrize(
    "row",
    [
        ["A1.3", "Axe", "Action", "Responsable", "mars 2026", "avril 2026", "fait", "Statut"],
        ["A1.3", "Axe 2", "Budget", "P07", "à définir", "à définir", "fait", "terminé"],
        ["Légende", None, "vert", "fait"],
        ["attention", "voir avec Paul"],
    ],
)
def test_a_line_of_words_is_no_row_of_titles(row: list[object]):
    reading = read(ACTION, row, SECOND)

    assert "second_table" not in [each.kind.value for each in reading.issues]
    assert "A1.2" in reading.frame["number"].tolist()


def test_she_is_told_where_the_other_table_begins_and_what_to_do():
    programme = understood(one_partner(tab("Plan d'action", BELOW)))

    (told,) = programme.findings
    assert [each.number for each in programme.actions] == ["A1.1"]
    assert (told.kind, told.subject) == ("source_truncated", "P01/actions/second_table")
    assert (told.severity, told.audience) == (Severity.WATCH, Audience.COORDINATION)
    assert told.title == (
        "Sous le tableau «\u00a0Plan d’action\u00a0» de l’onglet «\u00a0Plan d’action\u00a0» du "
        "classeur «\u00a0Suivi P01\u00a0», un autre commence à la ligne 4\u00a0: il n’est pas lu."
    )
    assert "Ce qui est au-dessus est lu et suivi." in told.action
    assert told.evidence[0].cell == "A4"


def test_a_table_that_sources_names_with_its_row_of_titles_is_read_and_not_told():
    own = pilotage()
    lines = (
        ("Table", "Partenaire", "Classeur", "Onglet", "Ligne d'en-tête"),
        ("Plan d'action", "P01", P01_ID, "Plan d'action", None),
        ("Risques", "P01", P01_ID, "Plan d'action", 4),
    )
    sources = tab("Sources", lines)
    tabs = tuple(sources if each.title == "Sources" else each for each in own.tabs)
    programme = understood(
        night(replace(own, tabs=tabs), book(P01_ID, tab("Plan d'action", BELOW)))
    )

    assert "source_truncated" not in [each.kind.value for each in programme.findings]
    assert [row.identity for table in programme.tables["risks"] for row in table.rows] == ["R1"]
