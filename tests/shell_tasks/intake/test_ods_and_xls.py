"""An .ods and an .xls give the tabs that an .xlsx of the same content gives: nothing is lost."""

import contextlib
import io
import itertools
from datetime import date

import openpyxl
import pytest
import python_calamine
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from support.files.build import (
    a_docx,
    an_ods,
    an_xls,
    archive,
    ods_cell,
    ods_row,
    ods_table,
    saved,
)

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Cell, Merge, raw
from relocalisons.core.reading.grid import read_table
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.workbooks import (
    MOST_TABS,
    ReadFile,
    read_ods_file,
    read_workbook_file,
    read_xls_file,
    read_xlsx_file,
)

HEADER = ["N° action", "Intitulé", "Responsable", "Début prévu", "Fin prévue", "Statut"]
LINE = ["A1.1", "Former", "P01", date(2026, 1, 5), date(2026, 2, 13), "en cours"]


def read_ods_rows(*rows: str) -> ReadFile:
    return read_ods_file(an_ods(ods_table("Plan", rows)))


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan d'action"
    for row in (["Plan 2026"], [], HEADER, LINE, ["A1.2", "barré", None, None, None, True, 12]):
        sheet.append(row)
    sheet["B5"].font = Font(strike=True)
    sheet["H5"] = 0.4
    sheet["H5"].number_format = "0%"
    sheet.row_dimensions[5].hidden = True
    sheet.merge_cells("A1:C1")
    book.create_sheet("Listes").sheet_state = "hidden"
    book["Listes"]["A1"] = "P01"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods() -> bytes:
    title = ods_cell("Plan 2026", extra='table:number-columns-spanned="3"')
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    last = ["A1.2", ods_cell("barré", style="struck")]
    last += [ods_cell(None, extra='table:number-columns-repeated="3"'), True, 12]
    rows = [
        ods_row([title, covered]),
        ods_row([], extra=""),
        ods_row(HEADER),
        ods_row(LINE),
        ods_row([*last, ods_cell(0.4, style="share")], extra='table:visibility="collapse"'),
    ]
    hidden = ods_table("Listes", [ods_row(["P01"])], style="unseen")
    return an_ods(ods_table("Plan d'action", rows), hidden)


def as_xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Plan d'action")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write_merge(0, 0, 0, 2, "Plan 2026")
    for row, values in ((2, HEADER), (3, LINE)):
        for column, value in enumerate(values):
            look = day if isinstance(value, date) else xlwt.Style.default_style
            sheet.write(row, column, value, look)
    sheet.write(4, 0, "A1.2")
    sheet.write(4, 1, "barré", xlwt.easyxf("font: struck_out on"))
    sheet.write(4, 5, True)
    sheet.write(4, 6, 12)
    sheet.write(4, 7, 0.4, xlwt.easyxf(num_format_str="0%"))
    sheet.row(4).hidden = True
    lists = book.add_sheet("Listes")
    lists.visibility = 1
    lists.write(0, 0, "P01")
    return saved(book)


def without_patterns(value: object) -> object:
    """A date is shown as its program likes; what it is, and a struck cell, are the same."""
    if not isinstance(value, Cell):
        return value
    is_day = value.format is not None and "y" in value.format.casefold()
    return value.value, "day" if is_day else value.format, value.struck


@pytest.mark.parametrize("data", [as_ods(), as_xls()], ids=["ods", "xls"])
def test_the_same_plan_is_the_same_tabs_in_any_format(data):
    like = read_xlsx_file(as_xlsx())

    read = read_workbook_file(data, name="whatever it is called")

    assert read.refused == ()
    for tab, other in zip(read.tabs, like.tabs, strict=True):
        assert (tab.title, tab.hidden) == (other.title, other.hidden)
        assert [[without_patterns(cell) for cell in row] for row in tab.rows] == [
            [without_patterns(cell) for cell in row] for row in other.rows
        ]
        assert (tab.merges, tab.hidden_rows) == (other.merges, other.hidden_rows)


@pytest.mark.parametrize("data", [as_ods(), as_xls(), as_xlsx()], ids=["ods", "xls", "xlsx"])
def test_it_is_read_as_the_same_table(data):
    reading = read_table(read_workbook_file(data, name="plan").tabs[0], schema.ACTIONS)

    row = next(reading.frame.itertuples())
    assert (reading.header_row, row.number, row.planned_end.latest) == (3, "A1.1", LINE[4])


@pytest.mark.parametrize("name", ["plan.xls", "plan.xlsx", "plan", "plan.csv"])
def test_what_a_file_is_called_does_not_matter(name):
    for data in (as_ods(), as_xls(), as_xlsx()):
        assert read_workbook_file(data, name=name).tabs[0].title == "Plan d'action"


_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 4)),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.text("abé’ «»\n'\"&<>;", min_size=1, max_size=12).filter(lambda text: text.strip()),
)
_ROWS = st.lists(st.lists(_VALUES, max_size=5), max_size=6)


def seen_by_calamine(data: bytes) -> list[tuple[object, ...]]:
    """The rows as another reader gives them, blanks at their ends left out."""
    sheet = python_calamine.CalamineWorkbook.from_object(io.BytesIO(data)).get_sheet_by_index(0)
    return trimmed(sheet.to_python(skip_empty_area=False))


def trimmed(rows: object) -> list[tuple[object, ...]]:
    found = []
    for row in rows:  # type: ignore[attr-defined]
        cells = [plain(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        found.append(tuple(cells))
    while found and not found[-1]:
        found.pop()
    return found


def plain(cell: object) -> object:
    if isinstance(cell, Cell) and cell.format is not None:
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(cell.value))
    value = raw(cell)
    return None if value == "" else value


@settings(max_examples=40, deadline=None)
@given(_ROWS)
def test_an_xls_says_what_another_reader_sees_in_it(rows):
    data = an_xls(rows)

    assert trimmed(read_xls_file(data).tabs[0].rows) == seen_by_calamine(data) == trimmed(rows)


@settings(max_examples=40, deadline=None)
@given(_ROWS)
def test_an_ods_says_what_another_reader_sees_in_it(rows):
    data = an_ods(ods_table("Plan", [ods_row(row) for row in rows]))

    read = trimmed(read_ods_file(data).tabs[0].rows)

    assert read == trimmed(rows)
    assert [len(row) for row in read] == [len(row) for row in seen_by_calamine(data)]


def test_a_value_that_is_repeated_stands_as_often_as_the_file_says():
    cell = ods_cell("x", extra='table:number-columns-repeated="3"')

    (tab,) = read_ods_rows(ods_row([cell, "fin"], extra='table:number-rows-repeated="2"')).tabs

    assert tab.rows == (("x", "x", "x", "fin"),) * 2


def test_a_comment_or_a_picture_in_a_cell_is_not_its_text():
    note = "<office:annotation><text:p>à vérifier</text:p></office:annotation>"
    picture = "<draw:frame><draw:text-box><text:p>logo</text:p></draw:text-box></draw:frame>"
    cell = ods_cell("Former").replace("<text:p>", f"{note}{picture}<text:p>", 1)

    (tab,) = read_ods_rows(ods_row([cell])).tabs

    assert tab.rows == (("Former",),)


def test_lines_spaces_and_links_of_an_ods_cell_are_its_text():
    cell = ods_cell("x").replace(
        "<text:p>x</text:p>",
        "<text:p>un<text:s text:c='2'/><text:a>deux</text:a></text:p><text:p>trois</text:p>",
    )

    assert read_ods_rows(ods_row([cell])).tabs[0].rows == (("un  deux\ntrois",),)


def test_an_error_of_an_ods_reads_as_one_and_a_formula_that_nothing_computed_too():
    error = ods_cell("#REF!", extra='calcext:value-type="error" table:formula="of:=[.#REF!]"')
    never = ods_cell(None, extra='table:formula="of:=1+1"')

    assert read_ods_rows(ods_row([error, never])).tabs[0].rows == (("#REF!", "#VALEUR!"),)


def test_a_cell_repeated_a_million_times_costs_no_more_than_the_caps():
    cell = ods_cell("x", extra='table:number-columns-repeated="1000000"')

    read = read_ods_rows(ods_row([cell], extra='table:number-rows-repeated="1000000"'))

    assert sum(len(row) for row in read.tabs[0].rows) <= 400_000
    assert len(read.refused) == 2, "columns, cells"


def test_an_ods_that_costs_more_than_its_seconds_is_refused_and_told():
    a_second_a_look = itertools.count().__next__
    rows = [ods_row(["x"]) for _ in range(30)]

    with pytest.raises(UnreadableWorkbookError, match="demande trop de calcul"):
        read_ods_file(an_ods(ods_table("Plan", rows)), clock=a_second_a_look)


def test_an_xls_that_costs_more_than_its_seconds_is_refused_and_told():
    a_second_a_look = itertools.count().__next__

    with pytest.raises(UnreadableWorkbookError, match="demande trop de calcul"):
        read_xls_file(an_xls([["x"]] * 30), clock=a_second_a_look)


def test_a_hundred_tabs_are_read_up_to_the_cap_and_told():
    data = an_ods(*(ods_table(f"Onglet {at}", [ods_row(["x"])]) for at in range(100)))

    read = read_ods_file(data)

    assert len(read.tabs) == MOST_TABS
    assert "plus de 60 onglets" in read.refused[0]


def test_columns_beyond_the_cap_of_an_ods_are_told():
    cell = ods_cell(None, extra='table:number-columns-repeated="300"')

    assert "256 colonnes" in read_ods_rows(ods_row(["x", cell, "loin"])).refused[0]


def test_a_block_merged_down_is_a_merge_and_what_it_covers_holds_nothing():
    top = ods_cell("Axe 1", extra='table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell office:value-type='string'><text:p>vieux</text:p>"
    covered += "</table:covered-table-cell>"

    (tab,) = read_ods_rows(ods_row([top, "Former"]), ods_row([covered, "Réunir"])).tabs

    assert tab.rows == (("Axe 1", "Former"), (None, "Réunir"))
    assert tab.merges == (Merge(0, 2, 0, 1),)


WHOLE = {"ods": an_ods(ods_table("Plan", [ods_row(HEADER), ods_row(LINE)])), "xls": as_xls()}


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_never_anything_else(kind, data):
    whole = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableWorkbookError):
        read_workbook_file(bytes(whole), name=f"plan.{kind}")


PLAN = [["Action", "Pilote", "Échéance"], ["Former", "P01", "13/02/2026"]]


def told(data: bytes, name: str) -> UnreadableWorkbookError:
    with pytest.raises(UnreadableWorkbookError) as found:
        read_workbook_file(data, name=name)
    return found.value


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + f"{stream}\0".encode("utf-16-le")


UNREAD = {
    "a PDF": ("plan.pdf", b"%PDF-1.7 ...", "un PDF", "tableur d’origine"),
    "an Apple file": ("plan.numbers", archive({"Index/Document.iwa": b"x"}), "Numbers", "Exporter"),
    "a password of Excel": ("plan.xlsx", ole("EncryptedPackage"), "mot de passe", "retirer"),
    "an old Word file": ("plan.doc", ole("WordDocument"), "document Word", "Copier|copier"),
    "a Project file": ("plan.mpp", ole("TBkndTask"), "Microsoft Project", "Enregistrer sous"),
    "a binary Excel": ("plan.xlsb", archive({"xl/workbook.bin": b"x"}), "xlsb", "Enregistrer sous"),
    "a web page": ("plan.xls", b"<html><table>", "page web", "Enregistrer sous"),
    "a picture": ("plan.png", b"\x89PNG....", "image", "Recopier"),
    "a zip": ("plan.zip", archive({"plan.xlsx": b"x"}), "archive", "déposer"),
    "nothing": ("plan.xlsx", b"", "vide", "à nouveau"),
    "a cut upload": ("plan.xlsx", b"PK\x03\x04 cut", "lisible", "Enregistrer sous"),
    "a text called .xlsx": ("plan.xlsx", b"\x01\x02\x03", "abîmé", "Enregistrer sous"),
    "a shortcut": ("plan.gsheet", b'{"url": "x"}', "raccourci", "adresse"),
    "anything else": ("plan.bin", b"\x01\x02\x03", "pas un tableur", "xlsx"),
    "slides": ("plan.pptx", archive({"ppt/presentation.xml": b"x"}), "PowerPoint", "tableur"),
}


@pytest.mark.parametrize("what", UNREAD)
def test_what_cannot_be_read_is_named_with_what_to_do(what):
    name, data, said, to_do = UNREAD[what]

    error = told(data, name)

    assert said in error.problem
    assert any(word in error.advice for word in to_do.split("|"))
    assert error.problem.endswith(".") and error.advice.endswith(".")


def test_an_ods_under_a_password_is_told():
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    data = archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": b"\x01\x02",
        }
    )

    assert "mot de passe" in told(data, "plan.ods").problem


def test_a_plan_in_a_word_document_is_recognised_and_explained():
    error = told(a_docx([["Nom"], ["Aïcha"]], PLAN), "plan.docx")

    said = error.problem.replace("\u00a0", " ")
    assert said.startswith("Le plan est un tableau dans un document Word : « Action », « Pilote »")
    assert said.endswith("1 ligne.")
    assert "Google Sheet" in error.advice and "titres de colonnes" in error.advice


def test_a_plan_in_a_libreoffice_document_too():
    data = an_ods(
        ods_table("Tableau1", map(ods_row, PLAN)), kind="application/vnd.oasis.opendocument.text"
    )

    assert "document LibreOffice" in told(data, "plan.odt").problem


def test_a_word_document_without_such_a_table_is_no_plan():
    error = told(a_docx([["Bonjour"], ["à tous"]]), "lettre.docx")

    assert "sans tableau de suivi reconnu" in error.problem
