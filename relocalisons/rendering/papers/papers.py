"""Rendering: the view of a paper → its PDF, its Word file and its workbook, and their fingerprint.

They come from one view; equal views and templates give equal bytes, so a publisher that knows the
fingerprint need not upload again. What draws (charts, PDF, Word, workbooks) is imported by the
first paper that is printed: on most days nothing is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from relocalisons.core.views.view import PaperView
from relocalisons.rendering.documents.document import Document, PageWords, Picture
from relocalisons.rendering.documents.fingerprint import fingerprint_of_paper
from relocalisons.rendering.environment import TEMPLATES


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPaper:
    """The files of one paper, empty when they were not asked for.

    `xlsx` is the annex, which the PDF holds too. `fingerprint` is the same for what prints the same
    in the forms that were asked for; `file_stem` is the name of the files without extension.
    `refused` (French): why somebody's own Word file was not filled; `docx` is then in ours.
    """

    pdf: bytes
    docx: bytes
    xlsx: bytes
    fingerprint: str
    file_stem: str
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheets:
    """A view as a document, with what stands on and around its pages."""

    document: Document
    words: PageWords
    pictures: Mapping[str, Picture]


def render(
    paper: PaperView,
    *,
    pdf: bool = True,
    docx: bool = True,
    pictures: Mapping[str, Picture] | None = None,
    word_template: bytes | None = None,
    templates: Path = TEMPLATES,
) -> RenderedPaper:
    """Print a paper and pour it into a Word template, or do one of both.

    `pictures` are shown besides those of the view; `word_template` is somebody's own Word file.
    Raises OfficeTemplateError, in French and naming the paragraph, when that one cannot be filled.
    """
    ours = (templates / paper.word_template).read_bytes()
    form = word_template or ours
    # The tags of somebody's own Word file choose from the whole.
    whole = paper
    paper = on_one_page(paper.on_paper(), pictures=pictures, templates=templates)
    sheets = _sheets(paper, templates, pictures)
    document, words, shown = sheets.document, sheets.words, sheets.pictures
    if form != ours and whole != paper:
        poured_sheets = _sheets(whole, templates, pictures)
    else:
        poured_sheets = sheets
    printed = poured = xlsx = b""
    if pdf and paper.annex:
        from relocalisons.rendering.documents.annex import render_xlsx

        xlsx = render_xlsx(paper.annex, title=paper.heading.title, dated=words.dated)
    if pdf:
        from relocalisons.rendering.documents.typst_pdf import render_pdf

        printed = render_pdf(document, words=words, pictures=shown, annex=xlsx, templates=templates)
    if docx:
        from relocalisons.rendering.documents.word import render_docx
        from relocalisons.rendering.documents.word_apart import render_docx_apart

        # Ours is known to end; another's is filled by a process that can be stopped.
        pour = render_docx if form == ours else render_docx_apart
        whole_words = poured_sheets.document
        poured = pour(
            whole_words.untitled() if paper.titles_in_word else whole_words,
            words=words,
            pictures=poured_sheets.pictures,
            word_template=form,
            known_sections=paper.other_sections,
        )
    return RenderedPaper(
        pdf=printed,
        docx=poured,
        xlsx=xlsx,
        fingerprint=_fingerprint(
            paper, poured_sheets, pdf=pdf, docx=docx, form=form, templates=templates
        ),
        file_stem=paper.heading.file_stem,
    )


def fingerprint_of(
    paper: PaperView, *, word_template: bytes | None = None, templates: Path = TEMPLATES
) -> str:
    """What the files of a paper in all its forms are known by, as rendering them would say."""
    form = word_template or (templates / paper.word_template).read_bytes()
    sheets = _sheets(paper, templates)
    return _fingerprint(paper, sheets, pdf=True, docx=True, form=form, templates=templates)


def draw_paper(
    paper: PaperView,
    *,
    ppi: float = 96,
    pictures: Mapping[str, Picture] | None = None,
    templates: Path = TEMPLATES,
) -> tuple[bytes, ...]:
    """The pages of a paper as PNG pictures, to look at before it is published."""
    from relocalisons.rendering.documents.typst_pdf import draw_pages

    sheets = _sheets(paper, templates, pictures)
    return draw_pages(
        sheets.document,
        words=sheets.words,
        pictures=sheets.pictures,
        ppi=ppi,
        templates=templates,
    )


def on_one_page(
    paper: PaperView,
    *,
    pictures: Mapping[str, Picture] | None = None,
    templates: Path = TEMPLATES,
) -> PaperView:
    """The fullest of its versions that fits one page; the paper itself when it has only one."""
    *longer, shortest = paper, *paper.shorter()
    for version in longer:
        if len(draw_paper(version, ppi=10, pictures=pictures, templates=templates)) == 1:
            return version
    return shortest


def words_of(paper: PaperView) -> PageWords:
    """What stands around its pages and in the properties of its files."""
    heading = paper.heading
    return PageWords(
        running=heading.running,
        stopped=heading.stopped,
        description=heading.description,
        dated=heading.as_of,
    )


def pictures_of(paper: PaperView) -> dict[str, Picture]:
    """The pictures by the name that templates give to their figures; only those that are shown."""
    from relocalisons.rendering.charts.drawing import draw

    return {name: draw(view) for name, view in paper.pictures.items() if view is not None}


def _sheets(
    paper: PaperView, templates: Path, pictures: Mapping[str, Picture] | None = None
) -> _Sheets:
    from relocalisons.rendering.documents.pages import render_document

    return _Sheets(
        document=render_document(f"{paper.template}.html", templates=templates, paper=paper),
        words=words_of(paper),
        pictures=pictures_of(paper) | dict(pictures or {}),
    )


def _fingerprint(
    paper: PaperView, sheets: _Sheets, *, pdf: bool, docx: bool, form: bytes, templates: Path
) -> str:
    from relocalisons.rendering.documents.typst_pdf import HOUSE_STYLE

    style = (templates / HOUSE_STYLE).read_bytes()
    return fingerprint_of_paper(
        sheets.document,
        words=sheets.words,
        name=paper.heading.file_stem,
        forms=[each for each, used in ((style, pdf), (form, docx)) if used],
        pictures=sheets.pictures,
        annex=paper.annex if pdf else (),
    )
