"""The spreadsheet resource and its grid data, through Google's client, against its discovery."""

import io
import time
from datetime import date

import openpyxl
import pytest
import requests
from clients.checked_google import google_service
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload
from openpyxl.styles import Font

from vendor_sandbox.testing import seeds

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What the service asks for, once per changed workbook.
MASK = (
    "spreadsheetId,properties(title,locale,timeZone),sheets(properties(sheetId,title,index,hidden,"
    "gridProperties(rowCount,columnCount)),merges,data(rowMetadata(hiddenByUser,hiddenByFilter),"
    "rowData(values(userEnteredValue,effectiveValue,formattedValue,hyperlink,userEnteredFormat("
    "numberFormat,textFormat(strikethrough))))))"
)


@pytest.fixture
def sheets(sandbox):
    return google_service("sheets", "v4", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)


@pytest.fixture
def drive(sandbox):
    return google_service("drive", "v3", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)


def partner_workbook() -> bytes:
    workbook = openpyxl.Workbook()
    tab = workbook.active
    tab.title = "Actions"
    tab.append(["Action", "Échéance", "Jours"])
    tab.append(["Semer", date(2026, 3, 31), 12])
    tab.append(["Biner", "fin mars", "=C2*2"])
    tab["B2"].number_format = "dd/mm/yyyy"
    tab["A3"].font = Font(strike=True)
    tab["A2"].hyperlink = "https://exemple.fr"
    tab["C4"] = "#DIV/0!"
    tab.merge_cells("A6:B6")
    tab.row_dimensions[3].hidden = True
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def uploaded(drive):
    body = {"name": "Suivi", "mimeType": SPREADSHEET, "parents": [seeds.DRIVE_ID]}
    media = MediaIoBaseUpload(io.BytesIO(partner_workbook()), XLSX)
    call = drive.files().create(body=body, media_body=media, supportsAllDrives=True)
    return call.execute()["id"]


def get(sheets, file_id, **asked):
    return sheets.spreadsheets().get(spreadsheetId=file_id, **asked).execute()


def test_the_mask_of_the_service_brings_all_that_reading_needs(sheets, uploaded):
    answer = get(sheets, uploaded, fields=MASK)

    assert answer["properties"] == {
        "title": "Suivi", "locale": "fr_FR", "timeZone": "Europe/Paris",
    }  # fmt: skip
    sheet = answer["sheets"][0]
    assert sheet["properties"] == {
        "sheetId": 0,
        "title": "Actions",
        "index": 0,
        "gridProperties": {"rowCount": 1000, "columnCount": 26},
    }
    assert sheet["merges"] == [
        {"startRowIndex": 5, "endRowIndex": 6, "startColumnIndex": 0, "endColumnIndex": 2}
    ]
    data = sheet["data"][0]
    assert data["rowMetadata"][2] == {"hiddenByUser": True}
    assert data["rowMetadata"][0] == {}
    assert len(data["rowMetadata"]) == 1000
    assert data["rowData"][1]["values"] == [
        {
            "userEnteredValue": {"stringValue": "Semer"},
            "effectiveValue": {"stringValue": "Semer"},
            "formattedValue": "Semer",
            "hyperlink": "https://exemple.fr",
        },
        {
            "userEnteredValue": {"numberValue": 46112},
            "effectiveValue": {"numberValue": 46112},
            "formattedValue": "31/03/2026",
            "userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "dd/MM/yyyy"}},
        },
        {
            "userEnteredValue": {"numberValue": 12},
            "effectiveValue": {"numberValue": 12},
            "formattedValue": "12",
        },
    ]
    struck, _, computed = data["rowData"][2]["values"]
    assert struck["userEnteredFormat"] == {"textFormat": {"strikethrough": True}}
    assert computed == {
        "userEnteredValue": {"formulaValue": "=C2*2"},
        "effectiveValue": {"numberValue": 24},
        "formattedValue": "24",
    }
    wrong = data["rowData"][3]["values"]
    assert wrong[:2] == [{}, {}]
    assert wrong[2]["effectiveValue"]["errorValue"]["type"] == "DIVIDE_BY_ZERO"
    assert wrong[2]["formattedValue"] == "#DIV/0!"


def test_everything_is_given_without_a_mask_and_is_what_google_describes(sheets, uploaded):
    answer = get(sheets, uploaded, includeGridData=True)

    cell = answer["sheets"][0]["data"][0]["rowData"][1]["values"][1]
    assert cell["effectiveFormat"]["numberFormat"] == cell["userEnteredFormat"]["numberFormat"]
    assert cell["effectiveFormat"]["textFormat"]["fontSize"] == 10
    assert "data" not in get(sheets, uploaded)["sheets"][0]


def test_a_mask_that_names_grid_data_brings_it_anyway(sheets, uploaded):
    fields = "sheets.data.rowData.values.note"

    assert "rowData" in get(sheets, uploaded, fields=fields)["sheets"][0]["data"][0]
    new = sheets.spreadsheets().create(body={}).execute()["spreadsheetId"]
    assert get(sheets, new, fields=fields) == {"sheets": [{"data": [{}]}]}


def test_a_mask_with_nothing_to_show_gives_an_empty_object(sheets, uploaded):
    assert get(sheets, uploaded, fields="namedRanges") == {}


def test_ranges_limit_tabs_and_grids(sheets, uploaded):
    answer = get(
        sheets,
        uploaded,
        ranges=["Actions!B2:C3"],
        fields="sheets.data(startRow,startColumn,rowData)",
    )

    data = answer["sheets"][0]["data"][0]
    assert (data["startRow"], data["startColumn"]) == (1, 1)
    assert data["rowData"][0]["values"][0]["formattedValue"] == "31/03/2026"


@pytest.mark.parametrize(
    "fields", ["properties, sheets", "sheets(", "sheets.nothing", "a" * 60_000, ")"]
)
def test_a_wrong_mask_is_refused(sheets, uploaded, fields):
    with pytest.raises(HttpError) as refusal:
        get(sheets, uploaded, fields=fields)

    assert refusal.value.status_code == 400


def test_a_spreadsheet_is_created_with_its_tabs_and_cells(sheets):
    values = [{"userEnteredValue": {"stringValue": "Bonjour"}}]
    body = {
        "properties": {"title": "Créé", "locale": "fr_FR", "timeZone": "Europe/Paris"},
        "sheets": [
            {"properties": {"title": "Un"}, "data": [{"rowData": [{"values": values}]}]},
            {"properties": {"title": "Deux", "hidden": True}},
        ],
    }

    made = sheets.spreadsheets().create(body=body).execute()

    read = sheets.spreadsheets().values().get(spreadsheetId=made["spreadsheetId"], range="Un!A1")
    assert read.execute()["values"] == [["Bonjour"]]
    assert [each["properties"]["title"] for each in made["sheets"]] == ["Un", "Deux"]
    assert made["spreadsheetUrl"].endswith(f"/spreadsheets/d/{made['spreadsheetId']}/edit")


def test_a_new_french_spreadsheet_has_a_french_tab(sheets):
    made = sheets.spreadsheets().create(body={"properties": {"locale": "fr_FR"}}).execute()

    assert made["sheets"][0]["properties"]["title"] == "Feuille 1"


def test_data_filters_read_write_and_clear(sheets, uploaded):
    area = {"gridRange": {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 2, "endColumnIndex": 1}}
    values = sheets.spreadsheets().values()

    def read():
        body = {"dataFilters": [area]}
        answer = values.batchGetByDataFilter(spreadsheetId=uploaded, body=body).execute()
        return answer["valueRanges"][0]["valueRange"].get("values")

    assert read() == [["Semer"]]
    data = [{"dataFilter": area, "values": [["Planter"]]}]
    body = {"valueInputOption": "RAW", "data": data}
    values.batchUpdateByDataFilter(spreadsheetId=uploaded, body=body).execute()
    assert read() == [["Planter"]]
    values.batchClearByDataFilter(spreadsheetId=uploaded, body={"dataFilters": [area]}).execute()
    assert read() is None


def test_a_reader_may_read_and_not_write(sandbox, drive, uploaded):
    permission = {"type": "user", "role": "reader", "emailAddress": "lecteur@exemple.fr"}
    drive.permissions().create(
        fileId=uploaded, body=permission, supportsAllDrives=True, sendNotificationEmail=False
    ).execute()
    url = f"{sandbox.base_url}/v4/spreadsheets/{uploaded}/values/A1"
    head = {"Authorization": "Bearer user:lecteur@exemple.fr"}

    assert requests.get(url, headers=head, timeout=10).json()["values"] == [["Action"]]
    refused = requests.put(
        url, headers=head, params={"valueInputOption": "RAW"}, json={"values": [["x"]]}, timeout=10
    )
    assert (refused.status_code, refused.json()["error"]) == (
        403,
        {
            "code": 403,
            "message": "The caller does not have permission",
            "status": "PERMISSION_DENIED",
        },
    )


def test_a_body_that_is_no_json_is_refused(sandbox, uploaded):
    answer = requests.post(
        f"{sandbox.base_url}/v4/spreadsheets/{uploaded}:batchUpdate",
        headers={"Authorization": f"Bearer {seeds.COORDINATOR}"},
        data=b"{",
        timeout=10,
    )

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid JSON payload received.")


def test_an_edit_is_in_the_file_of_the_folder_soon(sandbox, workspace_root, sheets):
    body = {"values": [["écrit par l’API"]]}
    sheets.spreadsheets().values().update(
        spreadsheetId=seeds.SHEET, range="B9", valueInputOption="RAW", body=body
    ).execute()

    deadline, found = time.monotonic() + 60, None
    while found != "écrit par l’API" and time.monotonic() < deadline:
        time.sleep(0.2)
        paths = [path for path in workspace_root.rglob("*.xlsx") if ".sandbox" not in path.parts]
        tabs = [openpyxl.load_workbook(path).worksheets[0] for path in paths]
        found = next((tab["B9"].value for tab in tabs if tab["B9"].value), None)
    assert found == "écrit par l’API"


def test_a_protected_range_is_closed_to_others_and_moves_with_its_rows(sandbox, sheets, uploaded):
    area = {"startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    body = {"requests": [{"addProtectedRange": {"protectedRange": {"range": area}}}]}
    sheets.spreadsheets().batchUpdate(spreadsheetId=uploaded, body=body).execute()
    contributor = google_service(
        "sheets", "v4", base_url=sandbox.base_url, bearer=seeds.CONTRIBUTOR
    )
    other = contributor.spreadsheets()

    def write(text):
        call = other.values().update(
            spreadsheetId=uploaded, range=text, valueInputOption="RAW", body={"values": [["x"]]}
        )
        return call.execute()

    with pytest.raises(HttpError, match="You are trying to edit a protected cell"):
        write("A2")
    assert write("C2")["updatedCells"] == 1
    lines = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    body = {"requests": [{"insertDimension": {"range": lines}}]}
    other.batchUpdate(spreadsheetId=uploaded, body=body).execute()
    with pytest.raises(HttpError, match="protected"):
        write("A3")
    assert write("A2")["updatedCells"] == 1

    def may_edit(service):
        return "requestingUserCanEdit" in get(service, uploaded)["sheets"][0]["protectedRanges"][0]

    assert may_edit(sheets)
    assert not may_edit(contributor)


def test_today_follows_the_clock_and_the_zone_of_the_spreadsheet(sandbox, sheets, uploaded):
    body = {"values": [["=TODAY()"]]}
    sheets.spreadsheets().values().update(
        spreadsheetId=uploaded, range="E1", valueInputOption="USER_ENTERED", body=body
    ).execute()

    def today():
        call = (
            sheets.spreadsheets()
            .values()
            .get(spreadsheetId=uploaded, range="E1", valueRenderOption="UNFORMATTED_VALUE")
        )
        return call.execute()["values"][0][0]

    set_clock(sandbox, {"now": "2026-03-01T22:30:00Z"})
    assert today() == 46082
    # 23:30 in UTC is already the next day in Paris.
    set_clock(sandbox, {"now": "2026-03-01T23:30:00Z"})
    assert today() == 46083
    set_clock(sandbox, {"reset": True})


def test_a_day_typed_without_its_year_takes_that_of_the_clock(sandbox, sheets, uploaded):
    values = sheets.spreadsheets().values()

    def typed(text, option):
        values.update(
            spreadsheetId=uploaded,
            range="E3",
            valueInputOption="USER_ENTERED",
            body={"values": [[text]]},
        ).execute()
        found = values.get(spreadsheetId=uploaded, range="E3", valueRenderOption=option)
        return found.execute()["values"][0][0]

    set_clock(sandbox, {"now": "2025-12-31T22:30:00Z"})
    assert typed("15/03", "UNFORMATTED_VALUE") == 45731  # 15 March 2025
    # 23:30 in UTC is already the next year in Paris.
    set_clock(sandbox, {"now": "2025-12-31T23:30:00Z"})
    assert typed("15/03", "UNFORMATTED_VALUE") == 46096
    set_clock(sandbox, {"reset": True})


def set_clock(sandbox, body):
    answer = requests.post(f"{sandbox.base_url}/sandbox/clock", json=body, timeout=10)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ({"locale": "zz_ZZ"}, "Unsupported locale: zz_ZZ"),
        ({"timeZone": "Europe/Marseille"}, "Invalid time zone: Europe/Marseille"),
    ],
)
def test_a_locale_or_zone_that_does_not_exist_is_refused(sheets, uploaded, properties, message):
    request = {"properties": properties, "fields": ",".join(properties)}
    body = {"requests": [{"updateSpreadsheetProperties": request}]}

    with pytest.raises(HttpError, match=message):
        sheets.spreadsheets().batchUpdate(spreadsheetId=uploaded, body=body).execute()
