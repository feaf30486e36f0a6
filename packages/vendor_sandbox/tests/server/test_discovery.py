"""Requests held against Google's discovery documents: what official clients send passes, what the
documents do not know is told.
"""

import io
import json

import pytest
import requests
from clients.checked_google import google_service
from clients.sheets_client import sheets_client
from googleapiclient.http import MediaIoBaseUpload

from vendor_sandbox.layers.discovery import Call, hold
from vendor_sandbox.testing import seeds

TOKEN = {"Authorization": f"Bearer {seeds.COORDINATOR}"}


@pytest.fixture
def held(sandbox):
    address = f"{sandbox.base_url}/sandbox/discovery"
    requests.post(address, timeout=10)
    yield lambda: requests.get(address, timeout=10).json()
    requests.delete(address, timeout=10)


@pytest.fixture
def drive(sandbox):
    return google_service("drive", "v3", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)


def test_what_the_official_clients_send_passes(sandbox, held, drive):
    shared = {"supportsAllDrives": True}
    body = {"name": "Été.txt", "parents": [seeds.DRIVE_ID], "appProperties": {"a": None}}
    for resumable in (False, True):
        media = MediaIoBaseUpload(io.BytesIO(b"x"), "text/plain", resumable=resumable)
        drive.files().create(body=body, media_body=media, fields="id,size", **shared).execute()
    drive.files().list(q="name contains 'x'", pageSize=5, fields="files(id,owners/me)").execute()
    batch = drive.new_batch_http_request()
    batch.add(drive.files().get(fileId=seeds.PDF, **shared))
    batch.execute()
    client = sheets_client(sandbox.base_url)
    book = client.create("Essai")
    book.sheet1.update([["a", 1]], "A1:B1")
    book.sheet1.append_row(["b", None])
    book.sheet1.format("A1:B1", {"textFormat": {"bold": True}})
    client.import_csv(book.id, "a,b")
    client.http_client.session.close()

    found = held()

    assert found["mistakes"] == []
    assert found["by_method"] == {
        "drive.files.create": 4,  # one of them a session, with its one chunk
        "drive.files.list": 1,
        "drive.files.get": 1,
        "drive.files.update": 1,
        "sheets.spreadsheets.get": 4,
        "sheets.spreadsheets.values.update": 1,
        "sheets.spreadsheets.values.append": 1,
        "sheets.spreadsheets.batchUpdate": 1,
    }


def test_a_wrong_request_is_told_also_inside_a_batch_and_when_it_is_answered(sandbox, held):
    requests.get(f"{sandbox.base_url}/drive/v3/files?pagesize=3", headers=TOKEN, timeout=10)
    inner = "--b\r\nContent-Type: application/http\r\n\r\nPOST /drive/v3/about\r\n\r\n{}\r\n"
    head = {"Content-Type": "multipart/mixed; boundary=b", **TOKEN}
    address = f"{sandbox.base_url}/batch/drive/v3"
    requests.post(address, data=f"{inner}--b--\r\n", headers=head, timeout=10)

    assert held()["mistakes"] == [
        "drive.files.list: no parameter pagesize",
        "POST /drive/v3/about: /drive/v3/about knows GET, not POST",
    ]


FILE, BOOK = "/drive/v3/files/x", "/v4/spreadsheets/x"


def batch_update(**request):
    return Call("POST", f"{BOOK}:batchUpdate", "", json.dumps({"requests": [request]}).encode())


def body(method, path, query="", **content):
    return Call(method, path, query, json.dumps(content).encode())


@pytest.mark.parametrize(
    ("call", "mistake"),
    [
        # addresses and HTTP methods
        (Call("GET", "/drive/v3/fichiers"), "Google has no address /drive/v3/fichiers"),
        (Call("PUT", FILE), f"{FILE} knows DELETE, GET, PATCH, not PUT"),
        (Call("PUT", "/upload" + FILE, "uploadType=media"), f"/upload{FILE} knows PATCH, not PUT"),
        (Call("GET", f"{BOOK}:batchUpdate"), f"{BOOK}:batchUpdate knows POST, not GET"),
        (Call("POST", f"{BOOK}/values/A1%3AB2"), f"{BOOK}/values/A1%3AB2 knows GET, PUT, not POST"),
        # parameters
        (Call("GET", FILE, "supportAllDrives=true"), "no parameter supportAllDrives"),
        (Call("GET", FILE, "supportsAllDrives=oui"), "supportsAllDrives is true or false,"),
        (Call("GET", FILE, "supportsAllDrives=true&supportsAllDrives=true"),
         "supportsAllDrives is given 2 times"),
        (Call("GET", "/drive/v3/files", "pageSize=2000"),
         "pageSize is a whole number from 1 to 1000, not '2000'"),
        (Call("GET", f"{BOOK}/values/A1", "majorDimension=LIGNES"), "majorDimension is one of"),
        (Call("GET", FILE + "/export"), "mimeType is required"),
        (Call("POST", "/upload/drive/v3/files", "uploadType=mixte"), "uploadType is one of"),
        # masks
        (Call("GET", FILE, "fields=id,nom"), "fields: nom is no field there"),
        (Call("GET", "/drive/v3/files", "fields=files(owners(mail))"),
         "fields: files.owners.mail is no field there"),
        (Call("GET", BOOK, "fields=sheets.data.rowData.values.formatedValue"),
         "fields: sheets.data.rowData.values.formatedValue is no field there"),
        (Call("GET", FILE, "fields=id("), "fields is no mask: 'id('"),
        (Call("DELETE", FILE, "fields=id"), "fields: id is no field there"),
        # bodies
        (body("PATCH", FILE, nom="x"), "body.nom is no field of File"),
        (body("PATCH", FILE, trashed="yes"), "body.trashed is boolean, not 'yes'"),
        (body("PATCH", FILE, appProperties={"a": 1}), "body.appProperties.a is string, not 1"),
        (body("PATCH", FILE, modifiedTime="hier"), "body.modifiedTime is date-time, not 'hier'"),
        (body("POST", FILE + "/permissions", type="user"), "body.role is required"),
        (body("DELETE", FILE, name="x"), "drive.files.delete takes no body"),
        (Call("PATCH", FILE, "", b"{"), "the body is not what its type says"),
        (Call("POST", "/upload/drive/v3/files", "uploadType=multipart", b"x", "multipart/related"),
         "the body is not what its type says"),
        (body("PUT", f"{BOOK}/values/A1", values="x"), "body.values is array, not 'x'"),
        (body("PUT", f"{BOOK}/values/A1", majorDimension="R"), "body.majorDimension is one of"),
        # requests of a batchUpdate
        (batch_update(addTab={}), "body.requests[0].addTab is no field of Request"),
        (batch_update(addSheet={}, deleteSheet={"sheetId": 0}),
         "body.requests[0] is one request, not 2"),
        (batch_update(deleteSheet={"sheetId": True}),
         "body.requests[0].deleteSheet.sheetId is integer, not True"),
        (batch_update(repeatCell={"cell": {}, "fields": "userEnteredFormat.gras"}),
         "body.requests[0].repeatCell.fields: userEnteredFormat.gras is no field there"),
        (batch_update(updateCells={"rows": [], "fields": "values.note"}),
         "body.requests[0].updateCells.fields: values is no field there"),
        (batch_update(updateSheetProperties={"properties": {"title": "x"}}),
         "body.requests[0].updateSheetProperties.fields is required"),
    ],
)  # fmt: skip
def test_each_kind_of_mistake_is_told(call, mistake):
    assert hold(call).mistakes[0].startswith(mistake)
    assert len(hold(call).mistakes) == 1


@pytest.mark.parametrize(
    "call",
    [
        Call("GET", FILE, "alt=media&fields=anything"),
        Call("GET", FILE, "fields=*&supportsAllDrives=True"),
        Call("GET", f"{BOOK}/values/%27Tab%27%21A1%3AB2", "majorDimension=ROWS"),
        Call("GET", f"{BOOK}/values:batchGet", "ranges=A1&ranges=B2"),
        Call(
            "POST", f"{BOOK}/values/A1:append", "valueInputOption=RAW", b'{"values": [[1, null]]}'
        ),
        Call("POST", f"{BOOK}/values/A1:clear"),
        Call("PUT", "/upload/drive/v3/files", "uploadType=resumable&upload_id=x", b"\xff"),
        body("PATCH", FILE, name=None, size="12"),
        batch_update(updateCells={"rows": [{}], "fields": "userEnteredValue,note"}),
        batch_update(updateDimensionProperties={"properties": {}, "fields": "pixelSize"}),
        batch_update(addConditionalFormatRule={"rule": {"booleanRule": {}}, "index": 0}),
    ],
)
def test_what_google_takes_is_no_mistake(call):
    assert hold(call).mistakes == ()
