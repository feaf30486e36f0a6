"""A Word template is edited by people in Word: checked first, and able to do nothing but print."""

import base64
import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as open_word
from support.papers.report_workspace import AS_OF

from relocalisons.core.views.view import PaperView
from relocalisons.errors import OfficeTemplateError
from relocalisons.rendering.documents import word_apart
from relocalisons.rendering.documents.document import (
    Document,
    Figure,
    PageWords,
    Paragraph,
    Picture,
    Section,
    Text,
)
from relocalisons.rendering.documents.word import render_docx
from relocalisons.rendering.documents.word_apart import render_docx_apart
from relocalisons.rendering.documents.word_templates import build_house_word_template
from relocalisons.rendering.environment import TEMPLATES

WORDS = PageWords(running="Haut", stopped="Bas", description="Essai", dated=AS_OF)


def document(text: str = "Bonjour") -> Document:
    paragraph = Paragraph(content=(Text(text=text),))
    return Document(
        title="Titre & suite",
        kicker="",
        subtitle="",
        sections=(
            Section(id="essentiel", blocks=(paragraph,)),
            Section(id="volumes", blocks=(Paragraph(content=(Text(text="Douze tonnes"),)),)),
        ),
    )


def word_template(*paragraphs: str) -> bytes:
    word = open_word()
    for text in paragraphs:
        word.add_paragraph(text)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def poured(data: bytes, tree: Document | None = None) -> list[str]:
    made = render_docx(tree or document(), words=WORDS, pictures={}, word_template=data)
    return [
        paragraph.text for paragraph in open_word(io.BytesIO(made)).paragraphs if paragraph.text
    ]


def test_the_committed_house_word_template_is_the_one_that_the_code_builds():
    assert (TEMPLATES / PaperView.word_template).read_bytes() == build_house_word_template()


def test_a_funder_s_own_file_chooses_the_order_of_the_sections():
    theirs = word_template(
        "Compte rendu : {{ title }}", "{{p sections.volumes }}", "Puis", "{{p sections.essentiel }}"
    )

    assert poured(theirs) == [
        "Compte rendu : Titre & suite", "Douze tonnes", "Puis", "Bonjour"
    ]  # fmt: skip


def test_text_with_markup_is_poured_as_text():
    assert poured(word_template("{{p sections.essentiel }}"), document("<w:b/> & {{ title }}")) == [
        "<w:b/> & {{ title }}"
    ]


@pytest.mark.parametrize(
    ("paragraph", "message"),
    [
        ("{{p sections.essentil }}", "La section «\u00a0essentil\u00a0»"),
        ("Bénéficiaire : {{ beneficiaire }}", "La balise «\u00a0beneficiaire\u00a0»"),
        ("{{ title", "Balise illisible"),
        ("{% for x in %}", "Balise illisible"),
        ("Rien ici", "ne contient aucune balise"),
    ],
)
def test_a_wrong_tag_is_named_with_its_paragraph_in_french(paragraph, message):
    with pytest.raises(OfficeTemplateError) as caught:
        poured(word_template(paragraph))

    assert message in str(caught.value)
    if "aucune" not in message:
        assert paragraph[:12] in str(caught.value)


@pytest.mark.parametrize(
    "probe",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ sections.__class__ }}",
        "{{ sections.essentiel.__init__.__globals__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
    ],
)
def test_a_word_template_cannot_climb_out_of_its_sandbox(probe):
    with pytest.raises(OfficeTemplateError):
        poured(word_template(probe))


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_refused_in_french(data):
    with pytest.raises(OfficeTemplateError, match="fichier Word"):
        poured(data)


def test_the_house_word_template_uses_only_fonts_that_google_docs_has(tmp_path: Path):
    word = open_word(io.BytesIO(build_house_word_template()))

    used = {word.styles[name].font.name for name in ("Normal", "Title", "Heading 1", "Heading 2")}

    assert used == {"Lato"}


# --- in a process apart ---

ONE_PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


def poured_apart(data: bytes, *, time_limit: float = 30) -> list[str]:
    tree = document()
    figure = Figure(source="courbe", alt="Une courbe", title=(), note=())
    tree = replace(tree, sections=(*tree.sections, Section(id="image", blocks=(figure,))))
    png = base64.b64decode(ONE_PIXEL)
    pictures = {"courbe": Picture(svg=b"", width=20, height=10, draw_png=lambda: png)}
    asked = {"words": WORDS, "pictures": pictures, "word_template": data}
    made = render_docx_apart(tree, **asked, time_limit=time_limit)
    assert made == render_docx(tree, **asked), "the same file as without a process apart"
    return [one.text for one in open_word(io.BytesIO(made)).paragraphs if one.text]


def test_a_template_that_never_ends_is_refused_and_the_next_one_is_filled(monkeypatch):
    monkeypatch.setenv("RELOCALISONS_SENDGRID_API_KEY", "SG.secret")
    word_apart._apart.stop()
    fine = word_template("{{ title }}", "{{p sections.volumes }}", "{{p sections.image }}")
    endless = word_template(
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    )

    before = poured_apart(fine)
    process = word_apart._apart.process
    assert process is not None
    environment = Path(f"/proc/{process.pid}/environ").read_bytes()
    with pytest.raises(OfficeTemplateError, match="trop de travail"):
        poured_apart(endless, time_limit=0.2)

    assert poured_apart(fine) == before == ["Titre & suite", "Douze tonnes"]
    assert b"SG.secret" not in environment, "it knows no secret"


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{{ 'x' * 4000000000 }}", "trop de mémoire"),
        ("{{ inconnu }}", "inconnu"),
        ("{{ title", "illisible|accolades|balise"),
        ("{{ ''.__class__.__mro__ }}", "gabarit"),
    ],
)
def test_what_is_refused_here_is_refused_there_and_memory_has_an_end(tag, words):
    with pytest.raises(OfficeTemplateError, match=f"(?i){words}"):
        render_docx_apart(
            document(), words=WORDS, pictures={}, word_template=word_template(tag), time_limit=30
        )
