"""Spreadsheets as files: conversion both ways, copies, names kept in step, versions and owners."""

import io

import openpyxl
import pytest
import requests
from clients.checked_google import google_service
from googleapiclient.http import MediaIoBaseUpload

from vendor_sandbox.testing import seeds

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVERYWHERE = {"supportsAllDrives": True}


@pytest.fixture
def drive(sandbox):
    return google_service("drive", "v3", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)


@pytest.fixture
def sheets(sandbox):
    return google_service("sheets", "v4", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)


def upload(drive, name, data, mime_type, target=SPREADSHEET):
    body = {"name": name, "mimeType": target, "parents": [seeds.DRIVE_ID]}
    media = MediaIoBaseUpload(io.BytesIO(data), mime_type)
    call = drive.files().create(body=body, media_body=media, fields="id,size", **EVERYWHERE)
    return call.execute()


def values(sheets, file_id, text="A1:B2"):
    call = sheets.spreadsheets().values().get(spreadsheetId=file_id, range=text)
    return call.execute().get("values")


def test_an_excel_file_becomes_a_spreadsheet_and_comes_back(drive, sheets):
    data = seeds.xlsx_bytes([["Action", "Jours"], ["Semer", 12]])

    made = upload(drive, "Importé", data, XLSX)
    exported = drive.files().export(fileId=made["id"], mimeType=XLSX).execute()

    assert "size" not in made
    assert values(sheets, made["id"]) == [["Action", "Jours"], ["Semer", "12"]]
    sheet = openpyxl.load_workbook(io.BytesIO(exported)).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["Semer", 12]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("Action,Jours\nSemer,12\n", "text/csv"),
        ("Action\tJours\nSemer\t12\n", "text/tab-separated-values"),
    ],
)
def test_separated_text_becomes_a_spreadsheet(drive, sheets, data, kind):
    made = upload(drive, f"De {kind}", data.encode(), kind)

    assert values(sheets, made["id"]) == [["Action", "Jours"], ["Semer", "12"]]


def test_a_spreadsheet_is_exported_in_every_format_that_is_announced(drive):
    links = drive.files().get(fileId=seeds.SHEET, fields="exportLinks", **EVERYWHERE).execute()

    exported = {
        mime_type: drive.files().export(fileId=seeds.SHEET, mimeType=mime_type).execute()
        for mime_type in links["exportLinks"]
    }

    assert exported["text/csv"].decode() == "Action,Échéance\r\nSemer,31/03/2026"
    assert exported["text/tab-separated-values"].decode().endswith("Semer\t31/03/2026")
    assert exported["application/pdf"].startswith(b"%PDF-")
    assert "<td>Semer</td>" in exported["text/html"].decode()


def test_an_excel_file_left_as_it_is_can_be_copied_into_a_spreadsheet(drive, sheets):
    data = seeds.xlsx_bytes([["Action"], ["Semer"]])
    kept = upload(drive, "Déposé.xlsx", data, XLSX, target=XLSX)
    body = {"name": "Converti", "mimeType": SPREADSHEET}

    copied = drive.files().copy(fileId=kept["id"], body=body, **EVERYWHERE).execute()

    assert kept["size"] == str(len(data))
    assert copied["mimeType"] == SPREADSHEET
    assert values(sheets, copied["id"]) == [["Action"], ["Semer"]]


def test_a_damaged_excel_file_is_refused(drive):
    with pytest.raises(Exception, match="badContent"):
        upload(drive, "Abîmé", b"PK\x03\x04 rien", XLSX)


def test_new_content_replaces_the_cells_and_keeps_the_file(drive, sheets):
    made = upload(drive, "Remplacé", seeds.xlsx_bytes([["avant"]]), XLSX)
    media = MediaIoBaseUpload(io.BytesIO(seeds.xlsx_bytes([["après"]])), XLSX)

    drive.files().update(fileId=made["id"], media_body=media, **EVERYWHERE).execute()

    assert values(sheets, made["id"]) == [["après"]]


def test_name_and_title_are_one(drive, sheets, workspace_root):
    made = upload(drive, "Premier nom", seeds.xlsx_bytes([["x"]]), XLSX)["id"]
    folder = workspace_root / "drive" / "Projet"

    drive.files().update(fileId=made, body={"name": "Deuxième nom"}, **EVERYWHERE).execute()
    title = sheets.spreadsheets().get(spreadsheetId=made, fields="properties/title").execute()
    request = {
        "updateSpreadsheetProperties": {
            "properties": {"title": "Troisième nom"},
            "fields": "title",
        }
    }
    sheets.spreadsheets().batchUpdate(spreadsheetId=made, body={"requests": [request]}).execute()

    assert title == {"properties": {"title": "Deuxième nom"}}
    assert drive.files().get(fileId=made, **EVERYWHERE).execute()["name"] == "Troisième nom"
    assert (folder / "Troisième nom.xlsx").exists()
    assert not list(folder.glob("Deuxième*")) and not list(folder.glob("Premier*"))


def test_a_write_moves_version_time_and_last_user_and_is_a_change(sandbox, drive):
    fields = "version,modifiedTime,lastModifyingUser/emailAddress"
    get = drive.files().get(fileId=seeds.SHEET, fields=fields, **EVERYWHERE)
    before = get.execute()
    scope = {"driveId": seeds.DRIVE_ID, "supportsAllDrives": True}
    token = drive.changes().getStartPageToken(**scope).execute()["startPageToken"]

    answer = requests.put(
        f"{sandbox.base_url}/v4/spreadsheets/{seeds.SHEET}/values/D9?valueInputOption=RAW",
        json={"values": [["vu"]]},
        headers={"Authorization": f"Bearer {seeds.CONTRIBUTOR}"},
        timeout=10,
    )
    after = get.execute()
    changes = (
        drive.changes().list(pageToken=token, includeItemsFromAllDrives=True, **scope).execute()
    )

    assert answer.status_code == 200
    assert int(after["version"]) > int(before["version"])
    assert after["modifiedTime"] > before["modifiedTime"]
    assert after["lastModifyingUser"] == {"emailAddress": "partenaire@ferme.example"}
    assert [each["fileId"] for each in changes["changes"]] == [seeds.SHEET]


def test_a_read_is_no_change(sheets, drive):
    scope = {"driveId": seeds.DRIVE_ID, "supportsAllDrives": True}
    token = drive.changes().getStartPageToken(**scope).execute()["startPageToken"]

    values(sheets, seeds.SHEET)
    sheets.spreadsheets().get(spreadsheetId=seeds.SHEET).execute()

    assert drive.changes().getStartPageToken(**scope).execute()["startPageToken"] == token


@pytest.mark.parametrize(
    ("bearer", "method", "status"),
    [
        (seeds.READER, "get", 200),
        (seeds.READER, "put", 403),
        (seeds.STRANGER, "get", 403),
        (seeds.CONTRIBUTOR, "put", 200),
    ],
)
def test_roles_reach_into_the_cells(sandbox, bearer, method, status):
    url = f"{sandbox.base_url}/v4/spreadsheets/{seeds.SHEET}/values/F1"
    body = {"values": [["x"]]} if method == "put" else None

    answer = requests.request(
        method,
        url,
        params={"valueInputOption": "RAW"} if body else {},
        json=body,
        headers={"Authorization": f"Bearer {bearer}"},
        timeout=10,
    )

    assert answer.status_code == status
