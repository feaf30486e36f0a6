"""Rendering: a draft growing contract → DOCX, poured into the Word template that the lawyer edits.

`python -m relocalisons.rendering.papers.contracts templates/office` writes our Word template again;
a test holds the committed file to this module. Its articles are ours until a lawyer has put hers.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from relocalisons.core.reports.producers.contract_draft import ContractDraft
from relocalisons.rendering.documents.document import PageWords
from relocalisons.rendering.documents.fingerprint import fingerprint_of_paper
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.word import render_docx
from relocalisons.rendering.documents.word_templates import (
    finish_word_template,
    start_word_template,
)
from relocalisons.rendering.environment import TEMPLATES

CONTRACT_WORD_TEMPLATE = "office/contrat_de_culture.docx"
_TEMPLATE = "producers/growing_contract.html"

# (heading, words of the article, section poured below them)
_ARTICLES = (
    ("Entre", "", "parties"),
    (
        "Article 1. Quantité et caractéristiques des produits",
        "Le producteur met en culture les produits ci-dessous avant la saison et les livre à "
        "l’acheteur, qui s’engage à les acheter.",
        "clause_1",
    ),
    ("Calendrier des volumes", "", "calendrier"),
    (
        "Article 2. Prix et révision",
        "Le prix est convenu avant la plantation et révisé comme suit.",
        "clause_2",
    ),
    ("Article 3. Collecte et livraison", "", "clause_3"),
    ("Article 4. Paiement", "", "clause_4"),
    ("Article 5. Durée", "", "clause_5"),
    (
        "Article 6. Force majeure",
        "Aucune pénalité n’est due pour les volumes manquants en cas de calamité agricole ou "
        "d’aléa sanitaire exceptionnel. Le producteur prévient l’acheteur dès qu’il a connaissance "
        "du risque.",
        "clause_6",
    ),
    ("Article 7. Préavis et indemnité de résiliation", "", "clause_7"),
    ("Points à régler avant signature", "", "a_regler"),
    ("Signatures", "", "signatures"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedContract:
    """The Word file of one draft."""

    docx: bytes
    fingerprint: str
    file_stem: str


def render_contract_draft(
    draft: ContractDraft, *, word_template: bytes | None = None, templates: Path = TEMPLATES
) -> RenderedContract:
    """Pour a draft into a Word template: the lawyer's, else ours.

    Raises OfficeTemplateError, in French and naming the paragraph, when her Word template cannot be
    filled.
    """
    heading = draft.heading
    chosen = word_template or (templates / CONTRACT_WORD_TEMPLATE).read_bytes()
    document = render_document(_TEMPLATE, templates=templates, draft=draft)
    words = PageWords(
        running=heading.running,
        stopped=heading.stopped,
        description=heading.description,
        dated=heading.as_of,
    )
    return RenderedContract(
        docx=render_docx(document, words=words, pictures={}, word_template=chosen),
        fingerprint=fingerprint_of_paper(
            document, words=words, name=heading.file_stem, forms=(chosen,)
        ),
        file_stem=heading.file_stem,
    )


def build_contract_word_template() -> bytes:
    """Our Word template: the seven articles of the law in order, and what stands around."""
    word = start_word_template()
    word.add_paragraph("{{p sections.avertissement }}")
    for heading, words, section in _ARTICLES:
        word.add_paragraph(heading, style="Heading 1")
        if words:
            word.add_paragraph(words)
        word.add_paragraph(f"{{{{p sections.{section} }}}}")
    return finish_word_template(word, title="Gabarit de contrat de culture")


if __name__ == "__main__":
    Path(sys.argv[1], "contrat_de_culture.docx").write_bytes(build_contract_word_template())
