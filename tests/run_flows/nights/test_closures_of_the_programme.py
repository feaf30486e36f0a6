"""A day closed in « Paramètres » is no working day for the three flows that write reports."""

import shutil
from pathlib import Path

import pytest
from support.theatre import MONDAY, TUESDAY, open_theatre, plain

from flows.copil_pack import copil_pack
from flows.funder_reports import funder_reports
from flows.producer_follow_up import producer_follow_up
from relocalisons.sample.engine.ids import PILOTAGE
from tasks.run.run_requests import ProducerRequest

pytestmark = pytest.mark.story


@pytest.fixture(scope="module")
def said(laid_out: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each flow says when Monday 2 March, else the first working day, is closed."""
    root = tmp_path_factory.mktemp("closed") / "workspace"
    shutil.copytree(laid_out, root)
    with open_theatre(root) as theatre:
        rows = theatre.hands.rows(PILOTAGE, "Paramètres")
        for column, word in (("A", "Fermeture"), ("B", "02/03/2026")):
            theatre.hands.type(PILOTAGE, "Paramètres", f"{column}{len(rows) + 1}", word)
        theatre.at(MONDAY, 7, 15)
        played = {
            "committee": theatre.run(copil_pack, MONDAY),
            "funders": theatre.run(funder_reports, MONDAY),
        }
        theatre.at(TUESDAY, 7, 15)
        request = ProducerRequest(programme="sandbox", logical_date=TUESDAY)
        return played | {"producers": plain(producer_follow_up(request))}


def test_the_committee_report_waits_for_the_first_day_that_is_worked(said):
    assert "Ce n’est pas le 1er jour ouvré du mois" in said["committee"]


def test_the_monthly_note_waits_for_the_first_day_that_is_worked(said):
    assert "Note financeur" not in said["funders"]


def test_the_documents_of_producers_wait_for_the_second_day_that_is_worked(said):
    assert "Ce n’est pas le 2e jour ouvré du mois" in said["producers"]
