"""The workspace as files: a folder that the sandbox serves and a person can open."""

import io
import json
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from support.sample.generated import sample_of

from relocalisons.sample.drive.xlsx import write_workbook
from relocalisons.sample.engine.files import make_file
from relocalisons.sample.engine.workspace import a1
from relocalisons.sample.layout import lay_out
from relocalisons.sample.programme import generate


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sandbox")
    lay_out(sample_of(), root)
    return root


@cache
def opened(owner: str) -> openpyxl.Workbook:
    """A workbook on the eve of the story, as a reader of .xlsx finds it."""
    book = sample_of().eve.workbooks[owner]
    return openpyxl.load_workbook(io.BytesIO(write_workbook(book)), data_only=True)


def test_the_folder_holds_the_drive_as_people_know_it(folder: Path):
    drive = folder / "drive" / "Relocalisons"

    names = sorted(path.name for path in drive.iterdir())

    assert names == [
        "01 Partenaires",
        "02 Livrables",
        "03 COPIL",
        "04 Financeurs",
        "05 Rapports",
        "06 Communication",
        "07 Producteurs",
        "Copie de Pilotage.xlsx",  # she made it before tidying up, and forgot it
        "Pilotage.xlsx",
    ]
    assert len(list((drive / "01 Partenaires").glob("*/Suivi *.xlsx"))) == 23


def test_the_workspace_can_be_laid_out_as_it_stands_on_a_later_evening(tmp_path: Path):
    lay_out(sample_of(), tmp_path, on=date(2026, 3, 1))

    uploaded = list((tmp_path / "drive").rglob("RELOC_*"))
    before = [file for file in sample_of().eve.files if file.name.startswith("RELOC_")]
    assert len(uploaded) > len(before)


def test_every_row_number_of_the_model_is_the_row_of_the_sheet():
    workspace = sample_of().eve

    for book in workspace.workbooks.values():
        sheets = opened(book.owner)
        for tab in book.tabs:
            if tab.table not in ("actions", "deliverables", "contracts"):
                continue
            column = tab.column_index("number")
            for row in tab.rows:
                if row.is_data:
                    cell = a1(tab.row_number(row.uid), column)
                    assert sheets[tab.title][cell].value == row.cell("number").value


def test_dates_are_genuine_and_broken_formulas_show_their_error():
    workspace = sample_of().eve
    errors, dates = [], 0

    for book in workspace.workbooks.values():
        for sheet in opened(book.owner).worksheets:
            for line in sheet.iter_rows():
                for cell in line:
                    dates += isinstance(cell.value, datetime)
                    if cell.data_type == "e":
                        errors.append(cell.value)

    assert dates > 1500
    assert {"#REF!", "#DIV/0!", "#N/A"} <= set(errors)


def test_a_struck_line_is_struck_in_every_cell():
    workspace = sample_of().eve

    struck = 0
    for tab in workspace.tables("actions"):
        sheet = opened(tab.owner)[tab.title]
        for row in tab.rows:
            if row.struck:
                line = sheet[tab.row_number(row.uid)]
                assert all(cell.font.strike for cell in line if cell.value is not None)
                struck += 1
    assert struck >= 1


@pytest.mark.parametrize(
    ("extension", "start"),
    [
        ("pdf", b"%PDF-1.4"),
        ("docx", b"PK"),
        ("xlsx", b"PK"),
        ("png", b"\x89PNG"),
        ("csv", b"\xef\xbb\xbf"),
        ("txt", "Compte rendu (été)".encode()),
    ],
)
def test_files_are_what_their_extension_says(extension: str, start: bytes):
    assert make_file(extension, title="Compte rendu (été)").startswith(start)


def test_a_workbook_does_not_tell_when_the_sample_was_made():
    made = zipfile.ZipFile(io.BytesIO(make_file("xlsx", title="Volumes")))

    assert b"2026-01-05T08:00:00Z</dcterms:created>" in made.read("docProps/core.xml")


def test_equal_seeds_write_equal_workbooks():
    first, second = generate(), generate()

    for owner in ("pilotage", "P07"):
        assert write_workbook(first.eve.workbooks[owner]) == write_workbook(
            second.eve.workbooks[owner]
        )


def test_the_index_knows_the_ids_of_the_tabs(folder: Path):
    book = sample_of().eve.workbooks["P07"]

    index = "".join(
        path.read_text(encoding="utf-8") for path in (folder / ".sandbox").glob("*.json*")
    )

    assert json.dumps(book.file_id) in index
    assert all(str(tab.sheet_id) in index for tab in book.tabs)
