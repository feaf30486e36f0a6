"""A programme is tried on one's own files before any account exists: « Pilotage », a night."""

import os
from contextlib import nullcontext
from datetime import date

import openpyxl
import pytest

from relocalisons.cli.init.facts import Facts
from relocalisons.cli.init.sandbox_try import try_programme
from relocalisons.errors import ConfigurationError

pytestmark = pytest.mark.flows

PLAN = (
    "N° action;Intitulé;Partenaire responsable;Début prévu;Fin prévue;Avancement;Statut\n"
    "A1;Ouvrir la légumerie;P01;05/01/2026;30/01/2026;40 %;en cours\n"
)
FACTS = Facts(
    name="Val de Sorgue",
    code="val",
    start=date(2026, 1, 1),
    end=date(2028, 12, 31),
    time_zone="Europe/Paris",
    coordinator="Camille",
    coordinator_email="camille@val.example",
    operator="",
    operator_email="",
)


def test_a_folder_of_plans_becomes_a_first_dashboard_and_the_files_stay_as_they_were(
    tmp_path, capsys
):
    folder, out = tmp_path / "plans", tmp_path / "essai"
    folder.mkdir()
    (folder / "Ferme du Loup.csv").write_text(PLAN, "utf-8")
    before = dict(os.environ)

    try:
        try_programme(FACTS, folder, out, stay=False, prefect=nullcontext())
    finally:
        os.environ.clear()
        os.environ.update(before)

    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "1 partenaire, 1 fichier." in said
    assert "Suivi quotidien du" in said
    pilotage = openpyxl.load_workbook(next((out / "drive").rglob("Pilotage.xlsx")))
    anomalies = [str(cell.value) for row in pilotage["Anomalies"].rows for cell in row]
    assert any("Ouvrir la légumerie" in cell for cell in anomalies)
    assert (folder / "Ferme du Loup.csv").read_text("utf-8") == PLAN
    with pytest.raises(ConfigurationError, match="holds a try already"):
        try_programme(FACTS, folder, out, stay=False, prefect=nullcontext())
