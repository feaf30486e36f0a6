"""« Contrôle des accès », in Prefect and from a terminal, on a workspace that really is there."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.google.empty_drive import DRIVE, EmptyDrive, empty_drive

from flows.access_check import access_check
from flows.workspace_setup import workspace_setup
from relocalisons.cli.check import check_programme
from relocalisons.errors import AccessRefusedError
from relocalisons.sample.engine.people import SERVICE_ACCOUNT
from tasks.run.run_requests import NightRequest, WorkspaceRequest

pytestmark = pytest.mark.flows

MONDAY = date(2026, 3, 2)


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[EmptyDrive]:
    with empty_drive(tmp_path) as made:
        made.set_time(MONDAY)
        workspace_setup(WorkspaceRequest(programme="vide", dry_run=False))
        made.use_pilotage(made.files()["Pilotage"]["id"])
        yield made


def check() -> str:
    said = access_check(NightRequest(programme="vide", logical_date=MONDAY, dry_run=False))
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_workspace_of_ours_passes_every_check_and_nothing_is_written(drive):
    drive.counted()

    said = check()
    calls = drive.counted()

    assert "0 à corriger, 0 à regarder" in said, said
    assert not {"sheets.write", "drive.write", "drive.upload"} & set(calls)
    assert not list((drive.root / "mail").glob("*.eml"))
    assert check_programme("vide") == 0


def test_what_will_not_work_fails_the_run_and_is_told_once(drive, capsys):
    members = drive.call(
        "GET",
        f"/drive/v3/files/{DRIVE}/permissions?supportsAllDrives=true"
        "&fields=permissions(id,emailAddress)",
    )
    own = next(
        line["id"] for line in members["permissions"] if line["emailAddress"] == SERVICE_ACCOUNT
    )
    path = f"/drive/v3/files/{DRIVE}/permissions/{own}?supportsAllDrives=true"
    drive.call("PATCH", path, json={"role": "reader"})

    for _ in range(2):
        with pytest.raises(AccessRefusedError, match="Gestionnaire de contenu"):
            check()
    code = check_programme("vide")

    assert code == 1
    printed = capsys.readouterr().out
    assert "■ Droits sur le Drive" in printed
    assert "■ Écriture dans « Pilotage »" in printed
    mails = list((drive.root / "mail").glob("*.eml"))
    assert len(mails) == 2, "the coordinator and the operator, once for the same cause"


def test_who_else_reads_is_said_by_code_and_never_by_address(drive):
    files = drive.files()
    book = files["Suivi P01 – Ville de Grasse"]["id"]
    for body in (
        {"type": "user", "role": "reader", "emailAddress": "luc@ferme.example"},
        {"type": "user", "role": "reader", "emailAddress": "inconnue@ailleurs.example"},
    ):
        path = f"/drive/v3/files/{book}/permissions?supportsAllDrives=true"
        drive.call("POST", f"{path}&sendNotificationEmail=false", json=body)

    said = check()

    assert "est aussi ouvert à P02 et 1 adresse absente de « Pilotage »" in said
    assert "@" not in said


def test_a_workbook_open_to_all_who_have_the_link_is_a_failure(drive):
    path = f"/drive/v3/files/{drive.files()['Pilotage']['id']}/permissions?supportsAllDrives=true"
    drive.call("POST", path, json={"type": "anyone", "role": "reader"})

    with pytest.raises(AccessRefusedError, match="choisir « Limité »"):
        check()


def test_a_tab_that_is_gone_and_a_refused_key_are_each_told_with_what_to_do(drive, capsys):
    files = drive.files()
    book = drive.book(files["Suivi P01 – Ville de Grasse"]["id"])
    plan = book["sheets"][0]["properties"]["sheetId"]
    renamed = {"properties": {"sheetId": plan, "title": "Notre plan"}, "fields": "title"}
    drive.call(
        "POST",
        f"/v4/spreadsheets/{book['spreadsheetId']}:batchUpdate",
        json={"requests": [{"updateSheetProperties": renamed}]},
    )
    drive.call("POST", "/sandbox/faults", json={"path": "/v3/mail/send", "status": 401, "body": {}})

    code = check_programme("vide")

    printed = capsys.readouterr().out
    assert code == 1
    assert "« Plan d’action » est introuvable" in printed.replace("\u00a0", " ")
    assert "SendGrid refuse la clé" in printed


def test_a_store_that_is_not_made_yet_is_said_and_is_no_fault(drive, tmp_path, capsys):
    os.environ["RELOCALISONS_STORE_URL"] = f"sqlite:///{tmp_path / 'new.db'}"

    code = check_programme("vide")

    assert code == 0
    assert "n’existe pas encore" in capsys.readouterr().out
