"""The whole workspace from an empty shared drive and a list, then a night on it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.google.empty_drive import EmptyDrive, empty_drive

from flows.daily_follow_up import daily_follow_up
from flows.workspace_setup import workspace_setup
from relocalisons.errors import SourceError
from relocalisons.sample.engine.people import COORDINATOR_EMAIL, SERVICE_ACCOUNT
from tasks.run.run_requests import NightRequest, WorkspaceRequest

pytestmark = pytest.mark.flows

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[EmptyDrive]:
    with empty_drive(tmp_path) as made:
        made.set_time(MONDAY)
        yield made


def set_up(drive: EmptyDrive, *, dry_run: bool = False, partners: str | None = None) -> str:
    name = "Liste des partenaires" if partners is None else partners
    said = workspace_setup(WorkspaceRequest(programme="vide", dry_run=dry_run, partner_list=name))
    if not dry_run:
        drive.use_pilotage(drive.files()["Pilotage"]["id"])
    return plain(said)


def plain(said: str) -> str:
    """Words with plain spaces: this test is about what is said."""
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def follow(day: date, *, again: bool = False) -> str:
    request = NightRequest(programme="vide", logical_date=day, dry_run=False, again=again)
    return plain(daily_follow_up(request))


def tab(book: dict, title: str) -> dict:
    return next(sheet for sheet in book["sheets"] if sheet["properties"]["title"] == title)


def cells(sheet: dict, row: int) -> list[dict]:
    return sheet["data"][0]["rowData"][row]["values"]


def test_an_empty_drive_and_a_list_become_a_workspace_on_which_a_night_runs_clean(drive):
    said = set_up(drive)
    files = drive.files()
    plan = tab(drive.book(files["Suivi P02 – Ferme des Restanques"]["id"]), "Plan d'action")

    night = follow(MONDAY)

    assert "pilotage_id =" in said
    assert {"00 Coordination", "01 Partenaires", "P01 – Ville de Grasse"} <= set(files)
    headers = [cell["formattedValue"] for cell in cells(plan, 0)]
    assert headers[:3] == ["N° action", "Intitulé", "Début prévu"]
    assert len(headers) == 8
    assert "0 constat" in night, night
    assert "À savoir" not in night, night


def test_each_column_explains_itself_and_offers_its_list(drive):
    set_up(drive)
    plan = tab(drive.book(drive.files()["Suivi P01 – Ville de Grasse"]["id"]), "Plan d'action")
    header, first = cells(plan, 0), cells(plan, 1)
    by_name = {cell["formattedValue"]: at for at, cell in enumerate(header)}

    assert all(cell.get("note") for cell in header)
    assert "va dans" in header[by_name["Fin prévue"]]["note"]
    status = first[by_name["Statut"]]["dataValidation"]
    assert [value["userEnteredValue"] for value in status["condition"]["values"]] == [
        "à venir", "en cours", "terminé", "bloqué", "abandonné",
    ]  # fmt: skip
    date_format = first[by_name["Fin prévue"]]["userEnteredFormat"]["numberFormat"]
    assert date_format == {"type": "DATE", "pattern": "dd/mm/yyyy"}
    assert plan["conditionalFormats"]
    assert plan["protectedRanges"][0]["warningOnly"]


def test_workbooks_speak_french_whatever_the_language_of_the_account_that_made_them(drive):
    set_up(drive)
    files = drive.files()

    for name in ("Pilotage", "Suivi P01 – Ville de Grasse"):
        properties = drive.book(files[name]["id"])["properties"]
        assert (properties["locale"], properties["timeZone"]) == ("fr_FR", "Europe/Paris")
        titles = [tab["properties"]["title"] for tab in drive.book(files[name]["id"])["sheets"]]
        assert not {"Sheet1", "Feuille 1"} & set(titles)


def test_the_addresses_of_pilotage_are_closed_to_all_but_the_coordination(drive):
    set_up(drive)
    partners = tab(drive.book(drive.files()["Pilotage"]["id"]), "Partenaires")

    users = partners["protectedRanges"][0]["editors"]["users"]
    assert set(users) == {COORDINATOR_EMAIL, SERVICE_ACCOUNT}


def test_each_partner_gets_into_its_own_folder_only_and_google_writes_to_nobody(drive):
    said = set_up(drive)
    files = drive.files()

    grasse = drive.rights(files["P01 – Ville de Grasse"]["id"])
    assert grasse["anne@grasse.example"] == "writer"
    assert "luc@ferme.example" not in grasse
    assert "anne@grasse.example" not in drive.rights(files["Pilotage"]["id"])
    assert "lea@gaec.example" not in drive.rights(files["P03 – GAEC du Loup"]["id"])
    assert "P03 : pas de compte Google" in said
    assert not list((drive.root / "mail").glob("*.eml"))


def test_an_address_without_a_google_account_is_listed_with_what_to_do(drive):
    """Google refuses such a right unless a mail announces it, which we never ask for."""
    reason = {"domain": "global", "reason": "invalidSharingRequest", "message": "no account"}
    drive.call(
        "POST",
        "/sandbox/faults",
        json={
            "method": "POST",
            "path": "/permissions$",
            "status": 400,
            "body": {"error": {"code": 400, "message": "no account", "errors": [reason]}},
        },
    )

    said = set_up(drive)

    assert "P01 : pas de compte Google à cette adresse. Au choix : créer un compte" in said
    assert "1 droit d’accès donné" in said


def test_a_second_run_adds_nothing(drive):
    set_up(drive)
    before = drive.files()
    drive.counted()

    said = set_up(drive)
    calls = drive.counted()

    assert "Rien à créer" in said
    assert drive.files() == before
    assert not {"sheets.write", "drive.write", "drive.upload"} & set(calls), calls


def test_a_partner_added_later_gets_what_is_missing_and_nobody_else_is_touched(drive):
    set_up(drive)
    files = drive.files()
    pilotage = files["Pilotage"]["id"]
    plan = files["Suivi P01 – Ville de Grasse"]["id"]
    drive.type(
        plan, "Plan d'action", "A2",
        ["A1.1", "Former", "05/01/2026", "13/02/2026"], by="anne@grasse.example",
    )  # fmt: skip
    drive.type(
        pilotage, "Partenaires", "A5",
        ["P04", "Lycée Amiral", "restauration", "", "Zoé Aubert", "zoe@lycee.example"],
    )  # fmt: skip

    said = set_up(drive, partners="")
    after = drive.files()

    assert set(after) - set(files) == {"P04 – Lycée Amiral", "Suivi P04 – Lycée Amiral"}
    assert "Suivi P01" not in said
    typed = cells(tab(drive.book(plan), "Plan d'action"), 1)
    assert typed[1]["formattedValue"] == "Former"
    sources = tab(drive.book(pilotage), "Sources")
    lines = [row.get("values", []) for row in sources["data"][0]["rowData"]]
    named = [line[1].get("formattedValue") for line in lines if len(line) > 1]
    assert named.count("P04") == 1
    assert named.count("P01") == 1


def test_a_tab_that_is_nearly_full_gets_more_rows_with_their_lists_and_formats(drive):
    set_up(drive)
    plan = drive.files()["Suivi P01 – Ville de Grasse"]["id"]
    lines = [["A1." + str(number), "Former"] for number in range(1, 36)]
    drive.type(plan, "Plan d'action", "A2", *lines, by="anne@grasse.example")

    said = set_up(drive)

    sheet = tab(drive.book(plan), "Plan d'action")
    assert "lignes prêtes à remplir au bas de « Suivi P01 – Ville de Grasse »" in said
    assert sheet["properties"]["gridProperties"]["rowCount"] == 81
    headers = [cell.get("formattedValue") for cell in cells(sheet, 0)]
    last = cells(sheet, 80)
    assert "dataValidation" in last[headers.index("Statut")]
    pattern = last[headers.index("Fin prévue")]["userEnteredFormat"]["numberFormat"]["pattern"]
    assert pattern == "dd/mm/yyyy"
    assert cells(sheet, 35)[1]["formattedValue"] == "Former"
    assert "Rien à créer" in set_up(drive)


def test_what_people_renamed_or_moved_is_known_again(drive):
    set_up(drive)
    files = drive.files()
    folder, book = files["P01 – Ville de Grasse"]["id"], files["Suivi P01 – Ville de Grasse"]["id"]
    for file_id, name in ((folder, "Grasse"), (book, "Notre suivi")):
        path = f"/drive/v3/files/{file_id}?supportsAllDrives=true"
        drive.call("PATCH", path, json={"name": name})

    said = set_up(drive)

    assert "Rien à créer" in said
    assert "Suivi P01 – Ville de Grasse" not in drive.files()


def test_a_rehearsal_says_what_it_would_make_and_makes_nothing(drive):
    before = drive.files()

    said = set_up(drive, dry_run=True)

    assert "À créer : classeur « Pilotage »." in said
    assert drive.files() == before


def test_a_list_that_is_not_in_the_drive_is_told_with_what_to_do(drive):
    with pytest.raises(SourceError, match="n’est pas dans le Drive"):
        set_up(drive, partners="Liste perdue")


def test_a_tab_of_pilotage_that_she_renamed_is_not_made_again_and_it_is_said(drive):
    set_up(drive)
    pilotage = drive.files()["Pilotage"]["id"]
    sheets = {
        sheet["properties"]["title"]: sheet["properties"]["sheetId"]
        for sheet in drive.book(pilotage)["sheets"]
    }
    named = {"sheetId": sheets["Dépendances"], "title": "Nos liens"}
    drive.call(
        "POST",
        f"/v4/spreadsheets/{pilotage}:batchUpdate",
        json={"requests": [{"updateSheetProperties": {"properties": named, "fields": "title"}}]},
    )

    said = set_up(drive)

    titles = {sheet["properties"]["title"] for sheet in drive.book(pilotage)["sheets"]}
    assert titles == set(sheets) - {"Dépendances"} | {"Nos liens"}
    assert "« Dépendances » de « Pilotage » s’appelle maintenant « Nos liens »" in said
