"""What gspread does beside values: a CSV taken in whole, names changed, columns fitted."""

from collections.abc import Iterator

import gspread
import pytest
from clients.sheets_client import sheets_client
from gspread.exceptions import APIError


@pytest.fixture
def client(sandbox) -> Iterator[gspread.Client]:
    opened = sheets_client(sandbox.base_url)
    yield opened
    opened.http_client.session.close()


@pytest.fixture
def book(client) -> gspread.Spreadsheet:
    return client.create("Livraisons")


def test_an_imported_csv_is_the_only_tab_left_and_its_numbers_are_numbers(client, book):
    book.add_worksheet("Ancien", 5, 5)
    book.sheet1.update([["vieux"]], "A1")

    client.import_csv(book.id, "Produit,Quantité\nCourgettes,12.5\nPêches,3\n".encode())

    (only,) = client.open_by_key(book.id).worksheets()
    assert only.get(value_render_option="UNFORMATTED_VALUE") == [
        ["Produit", "Quantité"],
        ["Courgettes", 12.5],
        ["Pêches", 3],
    ]


def test_a_csv_for_a_workbook_that_is_not_there_is_a_404(client):
    with pytest.raises(APIError) as caught:
        client.import_csv("1inconnu", b"a,b\n")

    assert caught.value.response.status_code == 404


def test_a_named_range_changes_only_where_the_mask_says(book):
    made = book.sheet1.define_named_range("A1:B2", "livraisons")
    name_id = made["replies"][0]["addNamedRange"]["namedRange"]["namedRangeId"]

    book.batch_update({"requests": [{"updateNamedRange": {
        "namedRange": {"namedRangeId": name_id, "name": "reçu", "range": {"endRowIndex": 9}},
        "fields": "name",
    }}]})  # fmt: skip

    (named,) = book.list_named_ranges()
    assert (named["name"], named["range"]["endRowIndex"]) == ("reçu", 2)


def test_columns_fit_their_text(book):
    widths = "sheets.data.columnMetadata.pixelSize"
    tab = book.sheet1
    tab.update([["Une très longue étiquette de produit sous signe de qualité", "x"]], "A1")

    tab.columns_auto_resize(0, 2)

    columns = book.fetch_sheet_metadata({"fields": widths})["sheets"][0]["data"][0]
    first, second, *_ = (column["pixelSize"] for column in columns["columnMetadata"])
    assert first > 100 > second
