"""What people drop is read under caps; what is beyond them is refused by name, the rest goes on."""

import contextlib
import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Cell, Doubt
from relocalisons.core.reading.grid import read_table
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.workbooks import LARGEST_FILE, read_csv_file, read_xlsx, read_xlsx_file

HEADER = [
    "N° action", "Intitulé", "Responsable", "Début prévu", "Fin prévue", "Avancement", "Statut",
]  # fmt: skip


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_plan(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan d'action"
    sheet.append(HEADER)
    sheet.append(["A1.1", "Former", "P01", date(2026, 1, 5), date(2026, 2, 13), 0.4, "en cours"])
    sheet["F2"].number_format = "0%"
    for where, value in cells.items():
        sheet[where] = value
    return saved(book)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", 8) as after:
        for part in before.infolist():
            after.writestr(part, content if part.filename == name else before.read(part))
        if name not in before.namelist():
            after.writestr(name, content)
    return out.getvalue()


WHOLE = a_plan()  # once: its length follows the clock, and draws follow its length


def test_an_xlsx_is_read_as_its_google_sheet_would_be():
    (row,) = read_table(read_xlsx(a_plan())["Plan d'action"], schema.ACTIONS).frame.itertuples()

    assert row.number == "A1.1"
    assert row.planned_end.latest == date(2026, 2, 13)
    assert str(row.progress) == "0.4"


def test_dates_are_serial_numbers_with_their_format_and_text_keeps_its_look():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([date(2026, 3, 12), "barré", True, "12/03/26", None, "'=1+1"])
    sheet["B1"].font = Font(strike=True)
    sheet.merge_cells("A3:A5")
    sheet.row_dimensions[2].hidden = True

    (tab,) = read_xlsx_file(saved(book)).tabs

    assert isinstance(tab.rows[0][0], Cell)
    assert tab.rows[0][0].value == 46093
    assert tab.rows[0][1].struck
    assert tab.rows[0][2] is True
    assert tab.rows[0][3] == "12/03/26"
    assert (tab.merges[0].first_row, tab.merges[0].last_row) == (2, 5)


def test_a_formula_that_nothing_computed_is_unreadable_and_never_zero_or_empty():
    reading = read_table(read_xlsx(a_plan(F2="=1/2"))["Plan d'action"], schema.ACTIONS)

    assert reading.readings[2]["progress"].doubt is Doubt.UNREADABLE


def test_a_cell_beyond_fifty_thousand_characters_is_refused_by_name_and_the_rest_is_read():
    data = a_plan(B3="x")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    # openpyxl cuts at Excel's own limit, so the text is put in by hand.
    inline = b'<c r="B3" t="inlineStr"><is><t>' + b"x" * 50_001 + b"</t></is></c>"
    start = sheet.index(b'<c r="B3"')
    end = sheet.index(b"</c>", start) + len(b"</c>")
    huge = with_part(data, "xl/worksheets/sheet1.xml", sheet[:start] + inline + sheet[end:])

    read = read_xlsx_file(huge)

    assert "B3" in read.refused[0]
    assert read.tabs[0].rows[1][0] == "A1.1"


def test_a_file_beyond_ten_megabytes_is_refused_before_it_is_opened():
    with pytest.raises(UnreadableWorkbookError, match="10 Mo"):
        read_xlsx(b"PK" + b"\0" * LARGEST_FILE)


def test_a_zip_bomb_is_measured_while_it_is_unpacked():
    bomb = with_part(a_plan(), "xl/media/bomb.bin", b"\0" * 90_000_000)

    with pytest.raises(UnreadableWorkbookError, match="démesuré"):
        read_xlsx(bomb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(encoding):
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si>'
        "</sst>"
    ).encode(encoding)

    with pytest.raises(UnreadableWorkbookError, match="entités"):
        read_xlsx(with_part(a_plan(), "xl/sharedStrings.xml", laughs))


def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_it_goes():
    data = a_plan()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    claims = sheet.replace(b'<dimension ref="A1:G2"', b'<dimension ref="A1:XFD1048576"')

    assert len(read_xlsx(with_part(data, "xl/worksheets/sheet1.xml", claims))["Plan d'action"]) == 2


def test_a_cell_at_the_end_of_the_sheet_does_not_bring_a_million_rows():
    read = read_xlsx_file(a_plan(A1048576="fin"))

    assert "dépasse" in read.refused[0]
    assert read.tabs[0].rows[1][0] == "A1.1"


def test_a_cell_right_of_the_last_column_that_is_read_is_told_and_never_dropped_in_silence():
    read = read_xlsx_file(a_plan(JA2="relance faite"))

    assert "256 colonnes" in read.refused[0]
    assert read.tabs[0].rows[1][0] == "A1.1"


def test_a_csv_wider_than_the_cap_is_told_too():
    wide = ";".join(map(str, range(300))) + "\n"

    read = read_csv_file(wide.encode(), title="export")

    assert "256 colonnes" in read.refused[0] and len(read.refused) == 1
    assert len(read.tabs[0].rows[0]) == 256


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0 old .xls"])
def test_what_is_no_workbook_is_told_with_what_to_do(data):
    with pytest.raises(UnreadableWorkbookError, match="Enregistrer sous"):
        read_xlsx(data)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_never_anything_else(data):
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableWorkbookError):
        read_xlsx(bytes(whole))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_export_is_cut_and_decoded_as_its_tool_wrote_it(separator, encoding):
    lines = [["Date", "Contrat", "Quantité"], ["27/02/2026", "C-01", "350 kg"]]
    text = "\r\n".join(separator.join(line) for line in lines)

    (tab,) = read_csv_file(text.encode(encoding), title="Livraisons").tabs

    assert [list(row) for row in tab.rows] == lines


def test_decimal_commas_do_not_cut_a_csv_of_semicolons():
    data = b"Date;Contrat;Qte\n27/02/2026;C-01;1,5 t\n28/02/2026;C-01;2,5 t\n"

    (tab,) = read_csv_file(data, title="Livraisons").tabs

    assert tab.rows[1] == ("27/02/2026", "C-01", "1,5 t")
