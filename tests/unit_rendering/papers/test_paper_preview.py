"""A paper before its night: holes are marked and listed, and every sort can be asked for."""

import inspect
from typing import get_args

import pytest

from relocalisons.cli.preview import preview
from relocalisons.core.kernel.words.french import NBSP
from relocalisons.rendering.documents.document import (
    BulletList,
    Column,
    Document,
    Flag,
    Heading,
    Paragraph,
    Section,
    Table,
    Text,
)
from relocalisons.rendering.papers.paper_words import in_markdown
from relocalisons.rendering.papers.preview import mark_holes
from tasks.meetings.paper_preview import paper_sorts, slug_of
from tasks.run.run_requests import PreviewRequest


def said(text: str) -> tuple[Text, ...]:
    return (Text(text=text),)


def paper(*texts: str) -> Document:
    section = Section(
        id="budget",
        blocks=(
            Heading(level=2, content=said("Budget")),
            *(Paragraph(content=said(text)) for text in texts),
        ),
    )
    return Document(title="Note", kicker="", subtitle="", sections=(section,))


@pytest.mark.parametrize(
    ("text", "holes"),
    [
        ("Article à préciser, lieu à préciser.", ("« à préciser », 2 fois (Budget)",)),
        (f"Budget{NBSP}: taux à{NBSP}préciser.", ("« à préciser » (Budget)",)),
        ("Prochaine réunion : à fixer.", ("« à fixer » (Budget)",)),
        ("Prochaine réunion : à fixer en séance.", ()),
        ("A1.2 est sans nouvelle date.", ("« sans nouvelle date » (Budget)",)),
        ("Rien ne manque, tout est précisé.", ()),
    ],
)
def test_what_is_still_to_be_filled_in_is_listed_with_its_place(text, holes):
    assert mark_holes(paper(text))[1] == holes


def test_a_hole_is_marked_by_brackets_and_the_words_around_it_stay():
    marked, _ = mark_holes(paper("Article à préciser avant juin."))

    paragraph = marked.sections[0].blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (
        Text(text="Article "),
        Flag(level="watch", text=f"[à{NBSP}préciser]"),
        Text(text=" avant juin."),
    )
    assert "Article [à\u00a0préciser] avant juin." in in_markdown(marked)


def test_cells_and_items_are_marked_and_a_heading_keeps_its_looks():
    blocks = (
        Heading(level=3, content=said("Projet à compléter")),
        BulletList(items=(said("Taux à préciser"),)),
        Table(
            caption=(),
            columns=(Column(width=1),),
            header=(said("Qui"),),
            rows=((said("sans responsable"),),),
        ),
    )
    whole = Document(title="N", kicker="", subtitle="", sections=(Section(id="a", blocks=blocks),))

    marked, holes = mark_holes(whole)

    assert marked.sections[0].blocks[0] == blocks[0]
    assert [hole.split(" »")[0] for hole in holes] == [
        "« à compléter",
        "« à préciser",
        "« sans responsable",
    ]
    assert "| [sans\u00a0responsable] |" in in_markdown(marked)


def test_a_paper_without_holes_is_the_same_paper():
    whole = paper("Tout est dit.")

    assert mark_holes(whole) == (whole, ())


def test_the_form_offers_papers_that_exist_and_none_with_prices_salaries_or_telephones():
    offered = {slug_of(name) for name in get_args(PreviewRequest.model_fields["paper"].annotation)}

    assert offered < set(paper_sorts())
    assert set(paper_sorts()) - offered == {
        *("demande-de-paiement", "controle-avant-envoi", "contrat-de-culture"),
        *("fiche-producteur", "plan-de-visites", "reversements", "etat-de-compte"),
        *("emargement", "pouvoir", "note-de-gre-a-gre", "plan-de-saison"),
    }


def test_the_command_names_every_paper_that_it_writes():
    annotation = inspect.signature(preview, eval_str=True).parameters["what"].annotation
    told = annotation.__metadata__[0].help

    assert [sort for sort in paper_sorts() if sort not in told] == []
