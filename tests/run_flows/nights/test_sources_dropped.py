"""Partners as they are: an .xlsx dropped in a folder, an export, a workbook kept for years."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from support.google.empty_drive import EmptyDrive, as_csv, empty_drive
from support.programme.sheets import drawn

from flows.daily_follow_up import daily_follow_up
from flows.workspace_setup import workspace_setup
from tasks.run.run_requests import NightRequest, WorkspaceRequest

pytestmark = pytest.mark.flows

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAN = """
    N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
    A1.1      | Semer    | P03         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
"""
OWN = """
    Réf. tâche | Besogne       | Qui | Démarre le | Date butoir | Où en est-on | Réalisé
    A2.1       | Former        | P01 | 05/01/2026 | 13/02/2026  | en cours     | 40 %
    A2.2       | Équiper       | P01 | 12/01/2026 | 27/02/2026  | en cours     | 10 %
"""
DELIVERIES = """
    Livré le   | N° contrat | Qté   | BL
    27/02/2026 | C-01       | 1,5 t | BL-1
"""


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[EmptyDrive]:
    with empty_drive(tmp_path) as made:
        made.set_time(MONDAY)
        asked = WorkspaceRequest(
            programme="vide", dry_run=False, producers=True, communication=True
        )
        workspace_setup(asked)
        made.use_pilotage(made.files()["Pilotage"]["id"])
        yield made


def an_xlsx(title: str, table: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in drawn(table):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def follow(drive: EmptyDrive, day: date) -> str:
    drive.set_time(day)
    said = daily_follow_up(NightRequest(programme="vide", logical_date=day, dry_run=False))
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def found(drive: EmptyDrive) -> str:
    """All that « Anomalies » says."""
    book = drive.book(drive.files()["Pilotage"]["id"])
    tab = next(each for each in book["sheets"] if each["properties"]["title"] == "Anomalies")
    cells = [
        cell.get("formattedValue", "")
        for row in tab["data"][0].get("rowData", ())
        for cell in row.get("values", ())
    ]
    return " ".join(cells).replace("\u00a0", " ").replace("\u202f", " ")


def register(drive: EmptyDrive, table: str, partner: str, link: str, tab: str) -> int:
    """The coordinator adds a line to « Sources »; its number."""
    pilotage = drive.files()["Pilotage"]["id"]
    book = drive.book(pilotage)
    sources = next(each for each in book["sheets"] if each["properties"]["title"] == "Sources")
    rows = sources["data"][0]["rowData"]
    firsts = [row.get("values", [{}])[0].get("formattedValue") for row in rows]
    last = max(number for number, first in enumerate(firsts, 1) if first)
    drive.type(pilotage, "Sources", f"A{last + 1}", [table, partner, link, tab])
    return last + 1


def folder(drive: EmptyDrive, name: str) -> str:
    return f"https://drive.google.com/drive/folders/{drive.files()[name]['id']}"


def test_without_an_account_the_xlsx_dropped_in_his_folder_is_followed_and_then_the_next_one(drive):
    own = drive.files()["P03 – GAEC du Loup"]["id"]
    drive.drop("Plan février.xlsx", an_xlsx("Mon plan", PLAN), mime=XLSX, parent=own)
    register(drive, "Plan d'action", "P03", folder(drive, "P03 – GAEC du Loup"), "Mon plan")

    follow(drive, MONDAY)
    before = found(drive)
    drive.set_time(TUESDAY, 5)
    done = PLAN.replace("40 %      ", "100 %     ").replace("en cours", "terminé")
    drive.drop("Plan mars.xlsx", an_xlsx("Mon plan", done), mime=XLSX, parent=own)
    follow(drive, TUESDAY)

    assert "A1.1 – Semer" in before
    assert "✓ résolu" in found(drive), "done since, in the newer file"


def test_a_hostile_or_oversized_file_is_named_and_the_others_are_read(drive):
    own = drive.files()["P03 – GAEC du Loup"]["id"]
    bomb = drive.drop("Plan P03.xlsx", b"this is no workbook", mime=XLSX, parent=own)
    link = f"https://drive.google.com/file/d/{bomb}/view"
    register(drive, "Plan d'action", "P03", link, "Mon plan")

    said = follow(drive, MONDAY)

    assert "Suivi quotidien" in said
    assert "Plan P03.xlsx" in found(drive)
    assert "ne se lit pas" in found(drive) and "abîmé" in found(drive)


def test_an_export_of_an_ordering_tool_counts_as_deliveries(drive):
    exports = drive.files()["07 Producteurs"]["id"]
    file_id = drive.drop("export.csv", as_csv(DELIVERIES), mime="text/csv", parent=exports)
    register(drive, "Livraisons", "", f"https://drive.google.com/file/d/{file_id}/view", "export")

    said = follow(drive, MONDAY)

    assert "« Pilotage » et 4 classeurs" in said.replace("\u00a0", " "), said
    assert "export" not in found(drive)


def test_what_is_beyond_the_caps_is_told_each_night_and_the_rest_counts(drive):
    exports = drive.files()["07 Producteurs"]["id"]
    rows = DELIVERIES.replace("BL-1", "x" * 50_001)
    file_id = drive.drop("export.csv", as_csv(rows), mime="text/csv", parent=exports)
    link = f"https://drive.google.com/file/d/{file_id}/view"
    register(drive, "Livraisons", "", link, "export")

    for day in (MONDAY, TUESDAY):
        follow(drive, day)
        assert "La cellule D2 de « export » contient 50 001 caractères" in found(drive)


def test_a_copy_in_the_folder_is_never_taken_and_she_is_asked(drive):
    own = drive.files()["P01 – Ville de Grasse"]["id"]
    drive.set_time(MONDAY, 9)
    name = "Copie de Suivi P01 – Ville de Grasse.xlsx"
    drive.drop(name, an_xlsx("Plan d'action", PLAN), mime=XLSX, parent=own)

    said = follow(drive, TUESDAY)

    assert "1 constat" in said, said
    assert "Lequel fait foi ?" in found(drive)
    assert "Semer" not in found(drive)


def test_a_workbook_kept_for_years_is_adopted_once_she_confirms_the_correspondence(drive):
    """The proposal is written beside its line; nothing is read with it before she says yes."""
    files = drive.files()
    own = files["P01 – Ville de Grasse"]["id"]
    file_id = drive.drop("Notre tableau.xlsx", an_xlsx("Tâches", OWN), mime=XLSX, parent=own)
    line = register(
        drive, "Plan d'action", "P01", f"https://drive.google.com/file/d/{file_id}/view", "Tâches"
    )
    pilotage = files["Pilotage"]["id"]

    follow(drive, MONDAY)
    values = drive.call("GET", f"/v4/spreadsheets/{pilotage}/values/Sources!A{line}:I{line}")
    proposed = values["values"][0]
    before = found(drive)
    drive.type(pilotage, "Sources", f"H{line}", ["oui"])
    follow(drive, TUESDAY)

    assert "Fin prévue = Date butoir" in proposed[6], proposed
    assert "A2.1 – Former" not in before
    assert "A2.1 – Former" in found(drive)


def test_a_workbook_renamed_or_moved_is_followed_by_its_id(drive):
    follow(drive, MONDAY)
    files = drive.files()
    book = files["Suivi P01 – Ville de Grasse"]
    path = f"/drive/v3/files/{book['id']}?supportsAllDrives=true"
    elsewhere = files["06 Communication"]["id"]
    drive.call(
        "PATCH",
        f"{path}&addParents={elsewhere}&removeParents={book['parents'][0]}",
        json={"name": "Notre suivi à nous"},
    )
    drive.type(
        book["id"], "Plan d'action", "A2",
        ["A1.1", "Former", "05/01/2026", "13/02/2026"],
    )  # fmt: skip

    follow(drive, WEDNESDAY)

    assert "« Notre suivi à nous »" in found(drive), "its cells are still followed"
    assert "n’a pas pu être lu" not in found(drive)
