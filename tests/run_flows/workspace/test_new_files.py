"""A file that somebody drops is told by itself: its page, its line in « Sources », one « oui »."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from support.google.empty_drive import EmptyDrive, empty_drive
from support.programme.sheets import drawn

from flows.daily_follow_up import daily_follow_up
from flows.workspace_setup import workspace_setup
from relocalisons.errors import RelocalisonsError
from tasks.run.run_requests import NightRequest, WorkspaceRequest

pytestmark = pytest.mark.flows

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OWN = """
    Suivi du service |                |     |            |             |              |
    Réf. tâche       | Tâche à mener  | Qui | Démarre le | Date butoir | Où en est-on | Réalisé
    A2.1             | Former         | P02 | 05/01/2026 | 13/02/2026  | en cours     | 40 %
    A2.2             | Équiper        | P02 | 12/01/2026 | 27/02/2026  | en cours     | 10 %
"""


@pytest.fixture
def unread(tmp_path: Path) -> Iterator[EmptyDrive]:
    """Its first night is still to come."""
    with empty_drive(tmp_path) as made:
        made.set_time(MONDAY)
        workspace_setup(WorkspaceRequest(programme="vide", dry_run=False))
        made.use_pilotage(made.files()["Pilotage"]["id"])
        yield made


@pytest.fixture
def drive(unread: EmptyDrive) -> EmptyDrive:
    follow(unread, MONDAY)
    return unread


def follow(drive: EmptyDrive, day: date) -> str:
    drive.set_time(day)
    said = daily_follow_up(NightRequest(programme="vide", logical_date=day, dry_run=False))
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def drop(drive: EmptyDrive, name: str, table: str) -> str:
    book = openpyxl.Workbook()
    for row in drawn(table):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    parent = drive.files()["P02 – Ferme des Restanques"]["id"]
    return drive.drop(name, out.getvalue(), mime=XLSX, parent=parent)


def lines_of(drive: EmptyDrive, tab: str) -> list[dict[str, str]]:
    """The lines of a tab of « Pilotage », by header."""
    rows = cells_of(drive, tab)
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:] if any(row)]


def is_followed(drive: EmptyDrive, title: str) -> bool:
    """Whether « Anomalies » speaks of an action of that title."""
    return any(title in cell for row in cells_of(drive, "Anomalies") for cell in row)


def cells_of(drive: EmptyDrive, tab: str) -> list[list[str]]:
    book = drive.book(drive.files()["Pilotage"]["id"])
    sheet = next(each for each in book["sheets"] if each["properties"]["title"] == tab)
    return [
        [cell.get("formattedValue", "") for cell in row.get("values", ())]
        for row in sheet["data"][0].get("rowData", ())
    ]


def test_a_dropped_file_is_offered_in_sources_and_followed_after_one_yes(drive):
    before = lines_of(drive, "Sources")
    file_id = drop(drive, "Mon plan.xlsx", OWN)

    said = follow(drive, TUESDAY)

    offered = lines_of(drive, "Sources")
    mails = [path.read_text("utf-8", "replace") for path in (drive.root / "mail").rglob("*.eml")]
    line = offered[-1]
    assert "Nouveau fichier « Mon plan.xlsx » : « oui » sur sa ligne de « Sources »" in said
    assert offered[:-1] == before
    assert any("Nouveau fichier" in mail and "Mon plan.xlsx" in mail for mail in mails), mails
    assert (line["Table"], line["Partenaire"], line["Actif"]) == ("Plan d'action", "P02", "proposé")
    assert file_id in line["Classeur"]
    assert not is_followed(drive, "Former")

    confirmed = chr(ord("A") + list(line).index("Correspondance confirmée"))
    row = len(offered) + 1
    drive.type(drive.files()["Pilotage"]["id"], "Sources", f"{confirmed}{row}", ["oui"])
    said = follow(drive, WEDNESDAY)

    assert "Nouveau fichier" not in said
    assert is_followed(drive, "Former")
    assert lines_of(drive, "Sources")[:-1] == before


def test_files_that_lay_in_a_partners_folder_before_the_first_night_are_offered_each_in_its_turn(
    unread,
):
    names = [f"Plan {word}.xlsx" for word in ("cour", "four", "halle", "jardin", "pré", "verger")]
    for name in names:
        drop(unread, name, OWN.replace("Former", f"Former {name}"))
    before = lines_of(unread, "Sources")

    said = [follow(unread, day) for day in (MONDAY, TUESDAY, WEDNESDAY)]

    offered = [[name for name in names if f"Nouveau fichier « {name} »" in each] for each in said]
    assert [len(each) for each in offered] == [5, 1, 0]
    assert sorted(offered[0] + offered[1]) == names
    assert f"Pas encore essayé : « {offered[1][0]} »." in said[0]
    assert len(lines_of(unread, "Sources")) == len(before) + len(names)


def test_a_newer_version_of_a_file_that_is_followed_is_asked_about_and_never_offered(drive):
    file_id = drop(drive, "Mon plan.xlsx", OWN)
    link = f"https://drive.google.com/file/d/{file_id}/view"
    row = len(lines_of(drive, "Sources")) + 2
    line = ["Plan d'action", "P02", link, "Sheet"]
    drive.type(drive.files()["Pilotage"]["id"], "Sources", f"A{row}", line)
    follow(drive, TUESDAY)
    before = lines_of(drive, "Sources")
    drop(drive, "Relevé du printemps.xlsx", OWN.replace("40 %", "60 %"))

    said = follow(drive, WEDNESDAY)

    assert "Nouveau fichier" not in said
    assert is_followed(drive, "Relevé du printemps.xlsx")
    assert [each["Classeur"] for each in lines_of(drive, "Sources")] == [
        each["Classeur"] for each in before
    ]


def test_a_file_that_holds_no_table_is_told_and_adds_no_line(drive):
    before = lines_of(drive, "Sources")
    drop(drive, "Notes.xlsx", "Bonjour")

    said = follow(drive, TUESDAY)

    assert "Nouveau fichier « Notes.xlsx » : rien ne peut y être suivi." in said
    assert lines_of(drive, "Sources") == before


@pytest.mark.story
def test_a_night_that_dies_before_it_offers_a_file_leaves_it_to_the_next(drive):
    file_id = drop(drive, "Mon plan.xlsx", OWN)
    fault = {"method": "POST", "path": ":batchUpdate$", "status": 403, "times": 1}
    drive.call("POST", "/sandbox/faults", json=fault)
    with pytest.raises(RelocalisonsError):
        follow(drive, TUESDAY)
    assert file_id not in lines_of(drive, "Sources")[-1]["Classeur"]
    drive.call("DELETE", "/sandbox/faults")

    said = follow(drive, WEDNESDAY)

    assert "Nouveau fichier « Mon plan.xlsx »" in said
    assert file_id in lines_of(drive, "Sources")[-1]["Classeur"]
