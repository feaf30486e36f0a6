"""The text of a Word file and of a PDF: what would be signed, and what cannot be read is said."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from support.files.pdfs import a_bomb, a_locked_pdf, a_pdf, many_pages

from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files.columns import blocks_of, in_words
from tasks.intake.files.pdf import read_pdf
from tasks.intake.files.word import text_of_docx

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CLAUSE = (
    "Le producteur livre chaque mardi à la cuisine centrale de Valbelle, avant huit heures, les "
    "légumes commandés l’avant-veille, en caisses propres. Un bon est signé à chaque remise."
)

PRINTED = """\
Entre les soussignés, il est convenu ce qui suit, pour la durée de la saison prochaine :
Point              Ce qui est convenu
Volume de la       30 tonnes, réparties d'un commun accord, à
saison             10 % près

Livraison          au dépôt, à La Saulce, le lundi

Les parties signent le présent accord, dont chacune garde un exemplaire.
Qui       Quoi     Quand
vendeur   livre et le mardi
          pèse"""


def saved(word) -> bytes:
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def test_a_word_file_says_its_titles_its_tables_and_what_would_be_signed():
    word = docx.Document()
    word.add_heading("Livraison", level=1)
    changed = word.add_paragraph("Le producteur livre le ")
    changed._p.append(parse_xml(f"<w:ins {_W}><w:r><w:t>jeudi</w:t></w:r></w:ins>"))
    changed._p.append(parse_xml(f"<w:del {_W}><w:r><w:delText>mardi</w:delText></w:r></w:del>"))
    pair = word.add_table(rows=1, cols=2)
    pair.rows[0].cells[0].text, pair.rows[0].cells[1].text = "Paiement", "30 jours"
    listed = word.add_table(rows=2, cols=3)
    for at, (title, cell) in enumerate((("Produit", "Carotte"), ("Volume", "12 t"), ("Prix", ""))):
        listed.rows[0].cells[at].text, listed.rows[1].cells[at].text = title, cell

    assert text_of_docx(saved(word)).split("\n") == [
        "# Livraison",
        "Le producteur livre le jeudi",
        "Paiement | 30 jours",
        "Produit : Carotte ; Volume : 12 t",
    ]


def test_paragraphs_that_a_page_broke_are_whole_again():
    read = read_pdf(a_pdf(f"Article 4 – Livraison\n{CLAUSE}\nArticle 5 – Divers"))

    assert read.text.split("\n") == ["Article 4 – Livraison", CLAUSE, "Article 5 – Divers"]
    assert read.scanned == ()


def test_the_cells_of_a_printed_table_stay_with_their_row():
    rows = [block.rows for block in blocks_of(PRINTED.split("\n")) if block.rows]

    assert list(in_words(rows[0])) == [
        "Point | Ce qui est convenu",
        "Volume de la saison | 30 tonnes, réparties d'un commun accord, à 10 % près",
        "Livraison | au dépôt, à La Saulce, le lundi",
    ]
    assert list(in_words(rows[1])) == ["Qui : vendeur ; Quoi : livre et pèse ; Quand : le mardi"]


def test_a_scan_has_no_text_and_pages_that_are_pictures_are_counted():
    assert read_pdf(many_pages(2)).is_scan
    assert read_pdf(a_pdf(CLAUSE, blank_pages=1)).scanned == (2,)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: a_locked_pdf(CLAUSE), "mot de passe"),
        (lambda: many_pages(81), "Le PDF a 81.pages ; au-delà de 80"),
        (lambda: b"%PDF-1.7 et rien", "abîmé"),
        (lambda: a_pdf(CLAUSE)[:700], "abîmé"),
        (lambda: a_bomb(200), "trop de travail|abîmé"),
    ],
    ids=["locked", "long", "empty", "cut", "bomb"],
)
def test_a_pdf_that_cannot_be_read_is_said_with_what_to_do(made, words):
    with pytest.raises(UnreadableWorkbookError, match=words) as told:
        read_pdf(made())

    assert told.value.advice


def test_a_word_file_that_cannot_be_read_is_said_with_what_to_do():
    with pytest.raises(UnreadableWorkbookError, match="abîmé"):
        text_of_docx(b"PK\x03\x04 et rien")
