"""The papers of a meeting as files: conforming PDF, Word, the same bytes for the same words."""

import io
import re
from datetime import date
from functools import cache

import pikepdf
import pytest
from docx import Document as open_word
from support.meetings.committees import meeting_of, workspace
from support.papers.pdf_text import page_text

from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reports.meetings.pack import Pack, build_pack
from relocalisons.core.reports.meetings.papers import (
    Paper,
    agenda_paper,
    attendance_sheet,
    decision_record,
    dossier,
    proxy_form,
)
from relocalisons.rendering.papers.papers import RenderedPaper, render

AS_OF = date(2026, 3, 2)
KINDS = ("agenda", "sheet", "record", "proxy", "dossier")


@cache
def paper(kind: str, late: int = 5, *, committee: str = "COPIL") -> Paper:
    space = workspace(late=late, kind=committee)
    read = space.programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    pack: Pack = build_pack(
        read, space.tracked(), meeting=meeting, day=meeting.day,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip
    if kind == "dossier":
        assert pack.report is not None
        return dossier(pack, read, pack.report)
    return {
        "agenda": agenda_paper(pack, read),
        "sheet": attendance_sheet(pack),
        "record": decision_record(pack, read, next_day=None),
        "proxy": proxy_form(pack.session, reply_to="Camille Aubanel", as_of=AS_OF),
    }[kind]


@cache
def rendered(kind: str, late: int = 5, *, committee: str = "COPIL") -> RenderedPaper:
    return render(paper(kind, late, committee=committee))


def pdf_words(kind: str, late: int = 5, *, committee: str = "COPIL") -> str:
    with pikepdf.open(io.BytesIO(rendered(kind, late, committee=committee).pdf)) as pdf:
        return " ".join(" ".join(page_text(page) for page in pdf.pages).split())


def word_text(kind: str, late: int = 5, *, committee: str = "COPIL") -> str:
    word = open_word(io.BytesIO(rendered(kind, late, committee=committee).docx))
    return "\n".join(
        node.text or "" for node in word.element.body.iter() if node.tag.endswith("}t")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_equal_papers_are_equal_bytes(kind: str):
    again = render(paper(kind))

    assert again == rendered(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_says_that_it_is_archivable_and_accessible(kind: str):
    with pikepdf.open(io.BytesIO(rendered(kind).pdf)) as pdf:
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
        assert str(pdf.Root.Lang).startswith("fr")
        attached = list(pdf.attachments)

    assert attached == (["annexe.xlsx"] if kind == "dossier" else [])


@pytest.mark.parametrize("late", [0, 60])
def test_the_dossier_holds_agenda_questions_and_dashboard_and_leaves_sources_to_its_annex(
    late: int,
):
    words = word_text("dossier", late)

    for title in ("Ordre du jour", "Décisions demandées", "Tableau de bord"):
        assert title in words
    assert "Annexe. Sources" not in words


def test_the_attendance_sheet_has_a_line_for_each_member_and_guest_and_the_mentions():
    words = word_text("sheet")

    for name in ("Zoé Aubert", "Farid Blanc", "Inès Corriol", "Maëlle Cordier"):
        assert name in words
    assert "Signature" in words
    assert "Action financée avec le concours de la Région" in words


def test_the_proxy_form_names_the_meeting_and_leaves_the_rest_to_be_filled_in():
    words = word_text("proxy")

    assert "Pouvoir pour le COPIL du jeudi\u00a016\u00a0avril\u00a02026" in words
    assert "donne pouvoir à" in words
    assert "À renvoyer avant la réunion à Camille Aubanel" in words


def test_light_minutes_have_the_items_of_the_agenda_and_empty_decisions():
    words = word_text("record", committee="COTECH")

    assert "Compte rendu du COTECH" in words
    assert "Points à débloquer" in words
    assert "Décision prise" in words


@pytest.mark.parametrize("kind", KINDS)
def test_no_address_and_no_telephone_stands_on_a_paper(kind: str):
    assert "@" not in word_text(kind)


def said(text: str) -> set[str]:
    """The words of a text, whatever cuts its lines."""
    return set(re.findall(r"\w{3,}", text.replace("\u2011", "-")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_twin_says_the_words_of_its_pdf(kind: str):
    printed, word = pdf_words(kind), open_word(io.BytesIO(rendered(kind).docx))
    around = {
        node.text or ""
        for section in word.sections
        for part in (section.header, section.footer)
        for node in part._element.iter()
        if node.tag.endswith("}t")
    }

    assert said(word_text(kind)) - said(printed) == set()
    assert said(printed) - said(word_text(kind)) <= said(" ".join(around)) | {"page"}
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert all(said(cell) <= said(printed) for cell in cells), "tables hold nothing else"
