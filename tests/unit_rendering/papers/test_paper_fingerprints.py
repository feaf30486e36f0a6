"""What a paper is known by: what it prints, not how the code that prints it is written."""

import io
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import docx
import pytest
from support.meetings.committees import meeting_of, workspace
from support.papers.report_workspace import AS_OF, read_everything_anew, sample_workspace

from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.deck.deck import Chart
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote
from relocalisons.core.reports.meetings.pack import Pack, build_pack
from relocalisons.core.reports.meetings.papers import dossier
from relocalisons.core.reports.shared.sources import Provenance
from relocalisons.core.views.view import Bullets, PaperView
from relocalisons.rendering.charts import drawing
from relocalisons.rendering.documents import fingerprint
from relocalisons.rendering.documents.document import PageWords
from relocalisons.rendering.documents.fingerprint import (
    fingerprint_of_content,
    fingerprint_of_finished,
    fingerprint_of_paper,
    is_older_scheme,
)
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.said_words import DOCX, PPTX, words_of_file
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.papers.papers import fingerprint_of, render
from relocalisons.rendering.slides.deck import fingerprint_of_deck, render_pptx

PERIOD = {"period_start": AS_OF.replace(month=2, day=1), "as_of": AS_OF,
          "period_end": AS_OF.replace(month=2, day=28)}  # fmt: skip


@cache
def note() -> FunderNote:
    space = sample_workspace()
    for funder in space.tables["funders"]:
        funder["report_sections"] = "planning ; livrables ; volumes ; dépenses ; qualité ; plan"
    return build_funder_note(
        space.programme(), space.tracked(), funder="REGION", kind=ReportType.INTERIM, **PERIOD
    )


def pack_of(late: int = 5, *, provenance: Provenance | None = None) -> Pack:
    space = workspace(late=late)
    read = space.programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    return build_pack(
        read, space.tracked(), meeting=meeting, day=meeting.day, meetings=read_meetings(read),
        as_of=AS_OF, provenance=provenance or Provenance(),
    )  # fmt: skip


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the templates, to rearrange."""
    return shutil.copytree(TEMPLATES, tmp_path / "templates")


def rewrite(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


# --- what changes nothing ---


def test_the_same_words_twice_are_the_same_paper():
    assert fingerprint_of(note()) == fingerprint_of(replace(note()))
    assert fingerprint_of(note()) == render(note()).fingerprint


def test_a_template_that_moves_and_is_written_otherwise_publishes_nothing_anew(templates):
    before = fingerprint_of(note(), templates=TEMPLATES)
    (templates / "elsewhere").mkdir()
    (templates / "papers/_sections.html").rename(templates / "elsewhere/_pieces.html")
    for path in templates.rglob("*.html"):
        text = path.read_text("utf-8").replace("papers/_sections.html", "elsewhere/_pieces.html")
        path.write_text("{# Written otherwise. #}\n" + text, "utf-8")

    assert fingerprint_of(note(), templates=templates) == before


def test_a_field_of_a_view_that_is_renamed_publishes_nothing_anew(tmp_path):
    @dataclass
    class View:
        sentence: str

    @dataclass
    class Renamed:
        statement: str

    page = (
        '<article><header><h1>Note</h1></header><section id="a"><p>{{ %s }}</p></section></article>'
    )
    (tmp_path / "before.html").write_text(page % "view.sentence")
    (tmp_path / "after.html").write_text(page % "view.statement")

    def known(template: str, view: object) -> str:
        tree = render_document(template, templates=tmp_path, view=view)
        words = PageWords(running="", stopped="", description="", dated=AS_OF)
        return fingerprint_of_paper(tree, words=words, name="Note", forms=())

    assert known("before.html", View("Trois actions.")) == known(
        "after.html", Renamed("Trois actions.")
    )
    assert fingerprint_of_finished(View("Trois.")) == fingerprint_of_finished(Renamed("Trois."))


@pytest.mark.parametrize("paper", ["dossier", "note"])
def test_reading_the_same_cells_at_another_moment_is_the_same_paper(paper):
    later = Provenance(
        snapshot_id="instantané-2", read_at={"pilotage": datetime(2026, 3, 2, 9, 45, tzinfo=UTC)}
    )

    def known(provenance: Provenance) -> str:
        read_everything_anew()
        if paper == "note":
            space = sample_workspace()
            return fingerprint_of(
                build_funder_note(
                    space.programme(), space.tracked(), funder="REGION", provenance=provenance,
                    **PERIOD,
                )
            )  # fmt: skip
        pack = pack_of(provenance=provenance)
        assert pack.report is not None
        whole = dossier(pack, workspace(late=5).programme(), pack.report)
        return render(whole, docx=False).fingerprint

    assert known(later) == known(Provenance())


# --- what makes another paper ---


def test_a_changed_sentence_or_figure_is_another_paper():
    heading = replace(note().heading, stopped="données arrêtées au 3 mars 2026")
    space = sample_workspace()
    space.tables["actions"][25]["progress"] = "41 %"
    other = build_funder_note(
        space.programme(), space.tracked(), funder="REGION", kind=ReportType.INTERIM, **PERIOD
    )

    assert len({fingerprint_of(each) for each in (note(), replace(note(), heading=heading))}) == 2
    assert fingerprint_of(other) != fingerprint_of(note())


def test_a_template_that_says_something_else_makes_another_paper(templates):
    rewrite(templates / "papers/_sections.html", "Annexe. Sources", "Annexe. Origines")

    assert fingerprint_of(note(), templates=templates) != fingerprint_of(note())


def test_a_cell_of_the_annex_alone_makes_another_paper():
    sheet = note().annex[0]
    first = (*sheet.rows[0][:-1], "autre chose")
    annex = (replace(sheet, rows=(first, *sheet.rows[1:])), *note().annex[1:])

    assert fingerprint_of(replace(note(), annex=annex)) != fingerprint_of(note())


def test_a_chart_fixed_in_code_publishes_its_papers(monkeypatch):
    before = fingerprint_of(note())

    drawn = drawing.draw
    monkeypatch.setattr(drawing, "draw", lambda view: replace(drawn(view), svg=b"<svg/>"))

    assert fingerprint_of(note()) != before


def test_a_bar_of_a_slide_that_moves_makes_another_deck():
    deck = pack_of().deck
    assert deck is not None
    index, body = next(
        (number, slide.body)
        for number, slide in enumerate(deck.slides)
        if isinstance(slide.body, Chart) and isinstance(slide.body.view, Bullets)
    )
    assert isinstance(body.view, Bullets)
    first, *rest = body.view.rows
    longer = replace(body.view, rows=(replace(first, done=first.done + 1), *rest))
    moved = replace(deck.slides[index], body=replace(body, view=longer))
    other = replace(deck, slides=(*deck.slides[:index], moved, *deck.slides[index + 1 :]))

    assert fingerprint_of_deck(other) != fingerprint_of_deck(deck)


def test_another_word_template_makes_another_paper():
    word_template = (TEMPLATES / PaperView.word_template).read_bytes()

    assert fingerprint_of(note(), word_template=word_template) == fingerprint_of(note())
    assert fingerprint_of(note(), word_template=word_template + b" ") != fingerprint_of(note())


def test_another_style_of_pages_makes_another_paper(templates):
    with (templates / "house.typ").open("a") as style:
        style.write("\n// wider margins\n")

    assert fingerprint_of(note(), templates=templates) != fingerprint_of(note())


def test_a_raised_renderer_publishes_everything_anew(monkeypatch):
    before = fingerprint_of(note())

    monkeypatch.setattr(fingerprint, "RENDERER", fingerprint.RENDERER + 1)

    assert fingerprint_of(note()) != before


def test_a_deck_is_known_by_its_words_and_its_master():
    deck = pack_of().deck
    assert deck is not None
    other = replace(deck, slides=(replace(deck.slides[0], notes="Autre."), *deck.slides[1:]))

    assert fingerprint_of_deck(deck) == fingerprint_of_deck(replace(deck))
    assert fingerprint_of_deck(other) != fingerprint_of_deck(deck)
    assert fingerprint_of_deck(deck, master=b"another") != fingerprint_of_deck(deck)


# --- its form, and files compared by what they say ---


def test_a_fingerprint_says_its_scheme_and_fits_the_store():
    known, content = fingerprint_of(note()), fingerprint_of_content(b"as it is")

    assert known.startswith("p1-") and len(known) <= 64
    assert is_older_scheme("0" * 64, than=known)
    assert not is_older_scheme(known, than=known)
    assert not is_older_scheme("0" * 64, than=content), "its content is all that it is"


def test_two_editions_of_a_word_file_say_the_same_whenever_they_were_read():
    def edition(moment: str, cells: str = "12 cellules") -> str | None:
        word = docx.Document()
        word.add_paragraph("Avancement : 41 %")
        table = word.add_table(rows=2, cols=3)
        for cell, text in zip(
            [*table.rows[0].cells, *table.rows[1].cells],
            ["Classeur", "Cellules", "Lu le", "Suivi P01", cells, moment],
            strict=True,
        ):
            cell.text = text
        target = io.BytesIO()
        word.save(target)
        return words_of_file(target.getvalue(), media_type=DOCX)

    assert edition("02/03/2026 à 06 h 30") == edition("03/03/2026 à 06 h 31")
    assert edition("02/03/2026 à 06 h 30") != edition("02/03/2026 à 06 h 30", "13 cellules")


def test_slides_are_read_back_with_what_their_charts_say():
    deck = pack_of().deck
    assert deck is not None
    words = words_of_file(render_pptx(deck), media_type=PPTX)

    assert words is not None
    assert all("".join(filter(str.isalnum, each.title))[:20] in words for each in deck.slides)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04"])
def test_what_cannot_be_read_back_says_nothing(data):
    assert words_of_file(data, media_type=DOCX) is None
    assert words_of_file(data, media_type="application/pdf") is None
