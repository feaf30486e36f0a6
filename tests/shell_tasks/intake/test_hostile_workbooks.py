"""Whatever a dropped file holds, reading it costs a bounded number of seconds, and that is said.

Each of these is well formed, small once packed, and was dear: patterns that look back, a tree, a
list filled cell by cell. None is a timed test: the budget's clock is an argument, and the one
process that has a real limit is ended by the kernel.
"""

import io
import itertools
import random
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files.archive import MOST_SECONDS
from tasks.intake.workbooks import MOST_TABS, read_xlsx_file

ROOT = Path(__file__).resolve().parents[3]
SHEET = "xl/worksheets/sheet1.xml"
_MEGABYTE = 1024 * 1024


def plan(*, tabs: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for number in range(tabs):
        sheet = book.active if number == 0 else book.create_sheet(f"Onglet {number}")
        assert sheet is not None
        sheet.append(["N° action", "Intitulé"])
        sheet.append(["A1.1", "Former"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, *, before: bytes, extra: bytes, part: str = SHEET) -> bytes:
    """The same archive, with something put before a word of the parts of that name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(out, "w", 8) as now:
        for each in was.infolist():
            content = was.read(each)
            if each.filename.startswith(part):
                content = content.replace(before, extra + before, 1)
            now.writestr(each, content)
        # What is packed a thousand times is refused by its ratio: real bytes beside it hide that.
        now.writestr("xl/media/photo.jpg", random.Random(1).randbytes(400_000))
    return out.getvalue()


def repeated(word: bytes, size: int) -> bytes:
    return word * (size // len(word))


HOSTILE = {
    "a comment full of cells": b"<!--" + repeated(b"<c ", 2 * _MEGABYTE) + b"-->",
    "a comment full of rows": b"<!--" + repeated(b"<row ", 2 * _MEGABYTE) + b"-->",
    "a comment full of cells with their place": b"<!--"
    + repeated(b'<c r="JA1"><v', 2 * _MEGABYTE) + b"-->",
    "two hundred thousand tags within each other": repeated(b"<x>", 600_000)
    + repeated(b"</x>", 800_000),
    "one attribute of two megabytes": b'<x y="' + repeated(b"z", 2 * _MEGABYTE)
    + b'"/>',
    "half a million blank cells": b"<cols>" + repeated(b"<c/>", 2_000_000) + b"</cols>",
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_dear_to_search_is_read_in_one_pass(what):
    data = changed(plan(), before=b"<sheetData>", extra=HOSTILE[what])

    read = read_xlsx_file(data)

    assert read.tabs[0].rows == (("N° action", "Intitulé"), ("A1.1", "Former"))
    assert read.refused == ()


def test_a_file_that_costs_more_than_its_seconds_is_refused_and_told():
    data = changed(plan(), before=b"<sheetData>", extra=HOSTILE["half a million blank cells"])
    a_second_a_look = itertools.count().__next__

    with pytest.raises(UnreadableWorkbookError, match="demande trop de calcul"):
        read_xlsx_file(data, clock=a_second_a_look)


def test_a_cell_at_the_foot_of_each_of_sixty_tabs_brings_no_blank_cell_home():
    foot = b'<row r="50000"><c r="IV50000" t="inlineStr"><is><t>fin</t></is></c></row>'
    data = changed(plan(tabs=MOST_TABS), before=b"</sheetData>", extra=foot, part="xl/worksheets/")

    read = read_xlsx_file(data)

    assert [len(tab.rows) for tab in read.tabs] == [50_000] * MOST_TABS
    assert sum(len(row) for row in read.tabs[0].rows) == 2 + 2 + 256


def test_merges_that_cover_each_other_are_kept_up_to_a_cap_and_told():
    merges = repeated(b'<mergeCell ref="A1:A50000"/>', 300_000)
    data = changed(plan(), before=b"</worksheet>", extra=b"<mergeCells>%b</mergeCells>" % merges)

    read = read_xlsx_file(data)

    assert len(read.tabs[0].merges) == 4
    assert "trop de cellules fusionnées" in read.refused[0]


def test_a_thousand_cells_that_are_too_long_make_a_short_list():
    cell = b'<c r="%b%d" t="inlineStr"><is><t>%b</t></is></c>'
    rows = b"".join(
        b'<row r="%d">%b</row>' % (row, cell % (b"A", row, b"x" * 50_001)) for row in range(3, 203)
    )
    data = changed(plan(), before=b"</sheetData>", extra=rows)

    read = read_xlsx_file(data)

    assert len(read.refused) == 11
    assert "encore" in read.refused[-1] and "190" in read.refused[-1]


def test_an_archive_without_any_sheet_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plan())) as was, zipfile.ZipFile(out, "w", 8) as now:
        for each in was.infolist():
            is_book = each.filename == "xl/workbook.xml"
            now.writestr(each, b"<document/>" if is_book else was.read(each))

    with pytest.raises(UnreadableWorkbookError, match="Enregistrer sous"):
        read_xlsx_file(out.getvalue())


def test_a_process_whose_seconds_the_kernel_counts_reads_the_worst_of_them(tmp_path):
    path = tmp_path / "hostile.xlsx"
    extra = HOSTILE["a comment full of cells"] + HOSTILE["a comment full of rows"]
    path.write_bytes(changed(plan(), before=b"<sheetData>", extra=extra))
    program = (
        "import pathlib, sys; from tasks.intake.workbooks import read_xlsx_file;"
        "print(read_xlsx_file(pathlib.Path(sys.argv[1]).read_bytes()).tabs[0].rows[1][0])"
    )
    seconds = int(MOST_SECONDS) + 10  # and what starting Python costs

    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)),
    )

    assert (done.returncode, done.stdout.strip()) == (0, "A1.1"), done.stderr
