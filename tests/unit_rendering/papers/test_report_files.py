"""The files of a report: a conforming PDF, a Word file, a workbook; equal input, equal bytes."""

import io
import itertools
import re
import zipfile
from datetime import UTC, date, datetime
from functools import cache

import openpyxl
import pikepdf
import pytest
from docx import Document as open_word
from support.papers.pdf_text import page_text
from support.papers.report_workspace import (
    AS_OF,
    LONG,
    Workspace,
    read_everything_anew,
    sample_workspace,
)

from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.claims.claim import build_payment_claim
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.shared.sources import Provenance
from relocalisons.rendering.papers.papers import (
    RenderedPaper,
    fingerprint_of,
    render,
)

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}
OURS = ("Lato", "DejaVuSans")
PDF_A = "http://www.aiim.org/pdfa/ns/id/"
PDF_UA = "http://www.aiim.org/pdfua/ns/id/"


def note_of(space: Workspace):
    return build_funder_note(space.programme(), space.tracked(), funder="REGION", **PERIOD)


@cache
def rendered(kind: str) -> RenderedPaper:
    space = sample_workspace(doubts=2)
    if kind == "note":
        return render(note_of(space))
    if kind == "interim":
        return render(interim_of(space))
    if kind == "claim":
        return render(claim_of(space))
    return render(build_copil_report(space.programme(), space.tracked(), **PERIOD))


def interim_of(space: Workspace):
    memories = [
        build_funder_note(
            space.programme(), space.tracked(), funder="REGION", **{**PERIOD, "as_of": day}
        ).memory
        for day in (date(2026, 1, 5), date(2026, 2, 2))
    ]
    return build_funder_note(
        space.programme(), space.tracked(), funder="REGION", kind=ReportType.INTERIM,
        previous=memories[-1], history=tuple(memories),
        **{**PERIOD, "period_start": date(2025, 9, 1)},
    )  # fmt: skip


def claim_of(space: Workspace):
    period = {**PERIOD, "period_start": date(2025, 9, 1)}
    return build_payment_claim(space.programme(), funder="REGION", **period)


FIGURES = {"note": 0, "copil": 0, "interim": 7, "claim": 0}
both = pytest.mark.parametrize("kind", FIGURES)


def opened(kind: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(rendered(kind).pdf))


def elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    """The structure elements of a role, whatever their depth."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            if str(node.get("/S", "")) == role:
                found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found


def heading_levels(node: pikepdf.Object) -> list[int]:
    """The levels of the headings, in the order in which they are read."""
    if isinstance(node, pikepdf.Array):
        return [level for each in node for level in heading_levels(each)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    role = re.fullmatch(r"/H(\d)", str(node.get("/S", "")))
    own = [int(role[1])] if role else []
    return own + (heading_levels(node.K) if "/K" in node else [])


def drawn_outside_marks(page: pikepdf.Page) -> list[str]:
    """The operators that show a text, a picture or a form outside every marked content."""
    depth, found = 0, []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
        if operator in ("Tj", "TJ", "Do", "f", "f*", "S", "B") and depth == 0:
            found.append(operator)
    return found


@both
def test_the_pdf_declares_archive_and_accessibility_conformance(kind):
    with opened(kind) as pdf, pdf.open_metadata() as metadata:
        assert metadata[f"{{{PDF_A}}}part"] == "3"
        assert metadata[f"{{{PDF_A}}}conformance"] == "A"
        assert metadata[f"{{{PDF_UA}}}part"] == "1"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "fr-FR"
        assert str(metadata["dc:title"]).startswith("Relocalisons")
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


@both
def test_the_pdf_embeds_our_two_families_and_no_other_font(kind):
    with opened(kind) as pdf:
        fonts = [
            font
            for page in pdf.pages
            for font in (page.Resources.Font.values() if "/Font" in page.Resources else ())
        ]
        names = {str(font.BaseFont).lstrip("/").split("+")[-1] for font in fonts}
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]

        assert all(name.startswith(OURS) for name in names)
        assert all(
            {"/FontFile2", "/FontFile3"} & set(descriptor.keys()) for descriptor in descriptors
        )


@both
def test_every_figure_has_an_alternative_text_and_every_table_a_header(kind):
    with opened(kind) as pdf:
        figures, tables = elements(pdf, "/Figure"), elements(pdf, "/Table")
        headers = elements(pdf, "/TH")

        assert len(figures) == FIGURES[kind]
        assert all(len(str(figure.Alt)) > 40 for figure in figures)
        assert len(tables) > {"claim": 4, "note": 0, "copil": 1}.get(kind, 6)
        assert len(headers) >= 3 * len(tables)


@both
def test_nothing_is_printed_outside_the_tags_and_no_heading_skips_a_level(kind):
    """PDF/UA-1 asks both; what is drawn outside every mark is read by nobody."""
    with opened(kind) as pdf:
        assert [page for page in pdf.pages if drawn_outside_marks(page)] == []
        levels = heading_levels(pdf.Root.StructTreeRoot)

    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


@both
def test_header_cells_say_what_they_head_and_colours_have_their_profile(kind):
    with opened(kind) as pdf:
        for cell in elements(pdf, "/TH"):
            attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
            assert any("/Scope" in each for each in attributes)
        assert len(pdf.Root.OutputIntents) == 1
        assert all(str(each.AFRelationship) for each in pdf.Root.get("/AF", []))


@both
def test_the_annex_is_inside_the_pdf_and_is_the_one_beside_it(kind):
    with opened(kind) as pdf:
        (name,) = pdf.attachments
        attached = pdf.attachments[name].get_file().read_bytes()

    assert attached == rendered(kind).xlsx


@both
def test_every_page_says_when_the_data_was_stopped_and_which_page_it_is(kind):
    with opened(kind) as pdf:
        pages = [page_text(page).replace("\u00a0", " ") for page in pdf.pages]

    for number, page in enumerate(pages, start=1):
        assert "Données arrêtées au 2 mars 2026" in page
        assert f"page {number} sur {len(pages)}" in page.replace("\n", "")


@both
def test_the_word_file_keeps_to_built_in_styles_and_says_what_pictures_show(kind):
    word = open_word(io.BytesIO(rendered(kind).docx))

    assert {paragraph.style.name for paragraph in word.paragraphs} <= {
        "Normal",
        "Title",
        "Heading 1",
        "Heading 2",
        "List Bullet",
    }
    pictures = re.findall(r"<wp:docPr [^>]*>", word.element.xml)
    assert len(pictures) == FIGURES[kind]
    assert all(re.search(r'descr="[^"]{40,}"', picture) for picture in pictures)
    ids = re.findall(r'<wp:docPr [^>]*\bid="(\d+)"', word.element.xml)
    assert len(set(ids)) == len(ids)
    assert "{{" not in word.element.xml
    assert word.core_properties.title.startswith("Relocalisons")


@both
def test_every_table_of_the_word_file_has_widths_and_a_repeated_header(kind):
    word = open_word(io.BytesIO(rendered(kind).docx))

    assert word.tables
    for table in word.tables:
        xml = table._tbl.xml
        assert 'w:tblLayout w:type="fixed"' in xml
        assert xml.count("<w:tblHeader/>") == 1
        assert xml.count("<w:tcW ") == xml.count("<w:tc>")


@both
def test_the_annex_opens_with_typed_cells_filters_and_frozen_headers(kind):
    book = openpyxl.load_workbook(io.BytesIO(rendered(kind).xlsx))

    assert book.sheetnames[0] == ("ERD" if kind == "claim" else "Synthèse")
    assert book.sheetnames[-1] == "Sources"
    for page in book:
        assert page.freeze_panes == "B4"
        assert page.auto_filter.ref
    if kind == "claim":
        return
    actions = book["Actions"]
    first = list(actions[4])
    assert isinstance(first[3].value, date)
    assert first[3].number_format == "dd/mm/yyyy"
    assert isinstance(first[8].value, int | float)


@both
def test_equal_input_gives_equal_bytes(kind):
    first = rendered(kind)
    read_everything_anew()
    again = sample_workspace(doubts=2)
    if kind in ("note", "interim"):
        second = render((note_of if kind == "note" else interim_of)(again))
    elif kind == "claim":
        second = render(claim_of(again))
    else:
        second = render(build_copil_report(again.programme(), again.tracked(), **PERIOD))

    assert second == first


@both
def test_the_zip_files_bear_no_time_of_their_making(kind):
    for data in (rendered(kind).docx, rendered(kind).xlsx):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-03-02T00:00:00Z"}


def test_reading_the_same_cells_again_makes_no_new_revision():
    space = sample_workspace()
    programme, tracked = space.programme(), space.tracked()
    later = {"pilotage": datetime(2026, 3, 2, 9, 45, tzinfo=UTC)}
    first, second = (
        build_funder_note(
            programme, tracked, funder="REGION",
            provenance=Provenance(snapshot_id=name, read_at=moments), **PERIOD,
        )
        for name, moments in (("instantané-1", None), ("instantané-2", later))
    )  # fmt: skip

    assert first.annex[-1] != second.annex[-1], "the page « Sources » says which reading it was"
    assert fingerprint_of(first) == fingerprint_of(second)


def test_one_changed_figure_changes_the_fingerprint():
    before, after = sample_workspace(), sample_workspace()
    after.tables["actions"][25]["progress"] = "41 %"

    assert fingerprint_of(note_of(before)) != fingerprint_of(note_of(after))
    known = fingerprint_of(note_of(before))
    read_everything_anew()
    assert known == fingerprint_of(note_of(sample_workspace()))


TYPED = (
    "#strong[x] $a$ = {{ 7*7 }} \\ `raw`",
    "<b>gras</b> & <script>",
    '=HYPERLINK("http://mal.example")',
    "漢字 et 🥕 et \u200d\u0007\ue000 fin",
    LONG * 3,
)
WHERE = (("actions", "title"), ("contracts", "crop"), ("budget", "budget_line"), ("risks", "risk"))


def test_whatever_people_type_prints_as_typed_and_stops_nothing():
    space = sample_workspace(actions=8, late=2, deliverables=2, contracts=len(TYPED))
    space.tables["risks"].append({**space.tables["risks"][0], "number": "R5"})
    for table, column in WHERE:
        assert len(space.tables[table]) >= len(TYPED)
        for row, typed in zip(space.tables[table], itertools.cycle(TYPED), strict=False):
            row[column] = typed
    for funder in space.tables["funders"]:
        funder["report_sections"] = "planning ; livrables ; volumes ; dépenses ; risques ; plan"
    view = build_funder_note(
        space.programme(), space.tracked(), funder="REGION", kind=ReportType.INTERIM, **PERIOD
    )

    files = render(view)

    book = openpyxl.load_workbook(io.BytesIO(files.xlsx))
    assert {cell.data_type for page in book for line in page for cell in line} <= {"s", "n", "d"}
    open_word(io.BytesIO(files.docx))
    with pikepdf.open(io.BytesIO(files.pdf)) as pdf:
        assert len(pdf.pages) >= 3


def test_in_word_a_tall_picture_is_set_smaller_and_never_below_readable_labels():
    word = open_word(io.BytesIO(rendered("interim").docx))
    sizes = [
        (int(across) / 36_000, int(down) / 36_000)
        for across, down in re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', word.element.xml)
    ]

    assert len(sizes) == FIGURES["interim"]
    for across, down in sizes:
        assert across == pytest.approx(174 * 0.95, abs=1) or down >= 79 * 0.95
        assert across >= 174 * 0.95 * 0.84 - 1


def test_in_word_what_introduces_a_table_is_not_parted_from_it():
    body = list(open_word(io.BytesIO(rendered("interim").docx)).element.body)
    before = [
        block
        for block, following in itertools.pairwise(body)
        if block.tag.endswith("}p") and following.tag.endswith("}tbl")
    ]

    assert before
    assert all("w:keepNext" in block.xml for block in before)
