"""« Paramètres »: a line is obeyed, or it is said why not. Nothing there is silent."""

import re
from datetime import date
from pathlib import Path

import pytest
from support.programme.sheets import TUESDAY, pilotage

from relocalisons.core.kernel.model import Severity
from relocalisons.core.producers.rules import clause_parameter, visit_parameter
from relocalisons.core.sources.parameter_names import problem_of_line
from relocalisons.core.sources.parameters import Parameters, read_parameters
from relocalisons.core.sources.thresholds import KNOWN

GUIDE = Path(__file__).parents[3] / "docs" / "guide-coordination.md"


def read(lines: str) -> Parameters:
    return read_parameters(pilotage(settings=lines), as_of=TUESDAY)


def told(lines: str) -> list[str]:
    """What is said of the lines, without the words that every such finding begins with."""
    said = [finding.title for finding in read(lines).findings]
    return [
        re.sub("[\u00a0\u202f]", " ", title).partition("« Paramètres » : ")[2] for title in said
    ]


def test_a_name_with_a_slip_of_the_finger_is_told_with_the_closest_one():
    assert told("Convocatoin : proposée avant la réunion (jours) | 30 | |") == [
        "« Convocatoin : proposée avant la réunion (jours) » n’est pas un paramètre connu ; "
        "le plus proche est « Convocation : proposée avant la réunion (jours) »."
    ]


def test_a_name_that_resembles_nothing_is_told_without_a_guess():
    assert told("Code de la photocopieuse | 4821 | |") == [
        "« Code de la photocopieuse » n’est pas un paramètre connu."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Devis : exigé à partir de (€) | 3000 | P07 |",
        "Fermeture | 15/05/2026 | P07 |",
        "Calendrier régional | 57 | agriculteur |",
        "Heures d’envoi | 9 h – 17 h | P07 |",
    ],
)
def test_a_scope_that_no_rule_reads_is_not_taken_for_everybody(line):
    parameters = read(line)

    assert "vaut pour tout le programme" in told(line)[0]
    assert "(« P07 »)" in told(line)[0] or "(« agriculteur »)" in told(line)[0]
    assert not parameters.values
    assert not parameters.closures
    assert parameters.region is None
    assert parameters.reminder_lines == ()


def test_an_end_that_is_no_date_is_told_and_the_line_stays_in_force():
    parameters = read("Indicateurs : mesure tous les (jours) | 60 | | quand on pourra, 31/02")

    assert list(parameters.values.values()) == ["60"]
    assert told("Indicateurs : mesure tous les (jours) | 60 | | 31/02/2026") == [
        "la date de « Jusqu’au » n’est pas comprise : la ligne reste en vigueur."
    ]


def test_a_line_past_its_end_says_nothing_whatever_is_wrong_with_it():
    assert told("Paramètre oublié | 12 | P07 | 02/03/2026") == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Prévisions probabilistes | peut-être | |", "« oui » ou « non » est attendu"),
        ("Début du programme | à la rentrée | |", "une date est attendue"),
        ("Relances : jours avant échéance | 90 | |", "un nombre entier de jours est attendu, de 1"),
        ("Relances : sans réponse avant appel | deux fois | |", "un nombre entier est attendu"),
        ("Indicateurs : mesure tous les (jours) | #REF! | |", "« Valeur » ne se lit pas"),
        (" | 30 | P07 | 31/12/2026", "la colonne « Paramètre » est vide"),
    ],
)
def test_a_value_that_cannot_be_obeyed_is_told(line, said):
    (title,) = told(line)

    assert said in title


def test_a_name_that_still_awaits_its_value_is_no_consigne():
    assert told("Pause | | |\nDébut du programme | | |") == []


def test_quiet_periods_on_several_lines_are_all_obeyed_and_no_contradiction():
    parameters = read("Période calme | août | |\nPériode calme | 20/12 au 05/01 | |")

    assert parameters.findings == ()
    assert len(parameters.reminder_lines) == 2


def test_a_finding_is_for_her_alone_and_leads_to_the_line():
    (finding,) = read("Code de la photocopieuse | 4821 | |").findings

    assert finding.severity is Severity.WATCH
    assert finding.partner is None
    assert finding.evidence[0].cell == "A2"


def test_every_parameter_of_the_guide_is_known():
    """What the guide tells her to write is understood, word for word."""
    text = GUIDE.read_text(encoding="utf-8")
    chapters = re.findall(
        r"«\s([A-Z][^«»]* : [^«»]*\((?:jours|%|€|points|% de la durée)\))\s»", text
    )
    chapters += ["Tout suspendre", "Pause", "Texte des relances", "Début du programme"]
    assert len(chapters) > 25

    for name in chapters:
        (row,) = _rows(f"{name} | x | |")
        problem = problem_of_line(row) or ""
        assert "n’est pas un paramètre connu" not in problem, name


@pytest.mark.parametrize("name", [each.name for each in KNOWN])
def test_every_threshold_is_known(name):
    assert not any("connu" in said for said in told(f"{name} | x | |"))


def test_rules_by_filiere_are_known_whatever_the_filiere():
    names = [visit_parameter("châtaignes", in_season=True), clause_parameter("châtaignes")]

    assert read("\n".join(f"{name} | 45 | |" for name in names)).findings == ()


def test_dates_typed_as_dates_are_read_like_text():
    assert read("Fermeture | 15/05/2026 | |").closures == {date(2026, 5, 15)}


def _rows(settings: str):
    from relocalisons.core import tables as schema
    from relocalisons.core.kernel.model import SourcedTable
    from relocalisons.core.reading.grid import read_table

    own = pilotage(settings=settings)
    tab = own.tab("Paramètres")
    assert tab is not None
    reading = read_table(tab, schema.SETTINGS)
    table = schema.SETTINGS
    return SourcedTable(table=table, workbook=own, tab=tab, reading=reading).rows
