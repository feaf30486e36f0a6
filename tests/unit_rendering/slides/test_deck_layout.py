"""The deck as a file: everything fits, nothing is half empty, and equal decks are equal bytes."""

import io
from datetime import date
from functools import cache

import pytest
from openpyxl import load_workbook
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt
from support.meetings.committees import meeting_of, workspace
from support.papers.report_workspace import LONG
from support.papers.slides import covered, overflows, slides_of, words_of

from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reports.deck.deck import Deck
from relocalisons.core.reports.meetings.pack import build_pack
from relocalisons.errors import OfficeTemplateError
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.slides.deck import render_pptx
from relocalisons.rendering.slides.masters import HOUSE_MASTER, build_house_master
from relocalisons.rendering.text_fit import fit_words, height_of, width_of, wrap

AS_OF = date(2026, 3, 2)
FULL = 0.6  # of the body's area; below it a slide looks half empty

items = pytest.mark.parametrize("late", [0, 5, 60])


@cache
def deck_of(late: int, *, empty: bool = False) -> Deck:
    space = workspace(late=late)
    if late == 5:  # the names that a sheet really holds
        for row in space.tables["actions"][:6]:
            row["title"] = LONG
    if empty:
        for name in ("actions", "deliverables", "contracts", "risks", "decisions", "budget"):
            space.tables[name] = space.tables.get(name, [])[:0]
    space.follow_everything()
    read = space.programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    pack = build_pack(
        read, space.tracked(), meeting=meeting, day=meeting.day,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip
    assert pack.deck is not None
    return pack.deck


@cache
def rendered(late: int, *, empty: bool = False) -> bytes:
    return render_pptx(deck_of(late, empty=empty))


@items
def test_every_text_fits_its_box_and_no_word_is_cut_in_a_cell(late: int):
    for slide in slides_of(rendered(late)):
        assert list(overflows(slide)) == []


@items
def test_no_slide_is_half_empty(late: int):
    shares = [covered(slide) for slide in slides_of(rendered(late))[1:]]

    assert min(shares) >= FULL


def test_a_programme_without_anything_to_show_has_full_slides_too():
    slides = slides_of(rendered(0, empty=True))

    assert len(slides) >= 8
    assert min(covered(slide) for slide in slides[1:]) >= FULL
    assert not [problem for slide in slides for problem in overflows(slide)]


@items
def test_titles_stand_in_their_placeholder_and_notes_are_there(late: int):
    for slide, view in zip(slides_of(rendered(late)), deck_of(late).slides, strict=True):
        assert slide.shapes.title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text.replace(" ", "") == view.notes.replace(
            " ", ""
        )


def test_charts_are_powerpoints_own_with_their_data_and_an_alternative_text():
    charts = [
        (shape.chart, shape._element.nvGraphicFramePr.cNvPr.get("descr"))
        for slide in slides_of(rendered(5))
        for shape in slide.shapes
        if shape.has_chart
    ]

    assert len(charts) >= 2
    for chart, alt in charts:
        book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        held = [value for row in book.active.values for value in row]
        assert all(label in held for label in chart.plots[0].categories)
        assert len(alt) > 40


def test_a_bar_that_asks_for_a_look_says_so_in_grey_too():
    for slide in slides_of(rendered(5)):
        for chart in [shape.chart for shape in slide.shapes if shape.has_chart]:
            asked = [name for name in chart.plots[0].categories if "■" in name or "▲" in name]
            patterns = list(chart._chartSpace.iter("{*}pattFill"))

            assert bool(asked) == bool(patterns)


def test_the_legend_of_bars_names_each_look_and_dots_are_not_a_full_line():
    seen = 0
    for slide in slides_of(rendered(5)):
        texts = [each.text_frame.text for each in slide.shapes if each.has_text_frame]
        marks = [each for each in slide.shapes if each.has_text_frame and each.width == Pt(26)]
        for chart in [shape.chart for shape in slide.shapes if shape.has_chart]:
            names = [each.name for each in chart.plots[0].series]
            if chart.has_legend:
                continue  # of the plan: PowerPoint's own, without outlines
            seen += 1
            dotted = [each for each in marks if each.line.dash_style == MSO_LINE.SQUARE_DOT]

            assert set(names) <= set(texts)
            assert len(marks) == len(names)
            assert len(dotted) == sum("pointillé" in name for name in names)
    assert seen


def test_no_picture_is_needed_and_tables_have_a_header_row():
    tables = 0
    for slide in slides_of(rendered(5)):
        for shape in slide.shapes:
            assert shape.shape_type != MSO_SHAPE_TYPE.PICTURE
            if shape.has_table:
                tables += 1
                assert shape.table.first_row
    assert tables >= 4


def test_equal_decks_are_equal_bytes():
    assert render_pptx(deck_of(5)) == rendered(5)


def test_what_people_typed_is_printed_as_typed():
    space = workspace(late=3)
    for row in space.tables["actions"]:
        row["title"] = "<b>{{ 7*7 }}</b> & =CMD()"
    read = space.programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    pack = build_pack(
        read, space.tracked(), meeting=meeting, day=meeting.day,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip
    assert pack.deck is not None

    said = "".join(words_of(slide) for slide in slides_of(render_pptx(pack.deck)))

    assert "<b>{{ 7*7 }}</b> & =CMD()" in said
    assert "&lt;b&gt;" not in said


def test_the_committed_master_is_the_one_that_we_build():
    assert (TEMPLATES / HOUSE_MASTER).read_bytes() == build_house_master()


def test_a_broken_master_is_said_in_french():
    with pytest.raises(OfficeTemplateError, match="n’est pas un fichier PowerPoint"):
        render_pptx(deck_of(0), master=b"PK nonsense")


# --- measuring ------------------------------------------------------------------------------


def test_a_text_is_cut_at_words_and_a_word_too_long_at_letters():
    assert wrap("un deux trois", size=20, width=width_of("un deux ", size=20)) == (
        "un deux", "trois",
    )  # fmt: skip
    assert len(wrap("a" * 60, size=20, width=100)) > 3
    assert height_of("un", size=20, width=200) == 24


def test_words_that_do_not_fit_end_with_an_ellipsis():
    short = fit_words("Accompagner la certification des maraîchers", size=20, width=160, lines=1)

    assert short.endswith("…")
    assert width_of(short, size=20) <= 160
