"""An interim report as PDF/A-3a and PDF/UA-1 with its workbook inside, from one document tree.

Charts and workbook are made before and given to all. The peers print the same tree: WeasyPrint from
plain HTML, LibreOffice from our Word file, in a process that is started each time as scripts do.
Every word of the tree must be read in every file.
"""

import io
import re
from collections.abc import Iterator
from datetime import date

from benchmarks.peers import libreoffice, weasyprint_page
from benchmarks.table.clocks import in_turn, once
from benchmarks.table.rows import Figure, Row, Size, Target
from pypdf import PdfReader
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.views.view import PaperView
from relocalisons.rendering.documents.annex import render_xlsx
from relocalisons.rendering.documents.document import (
    BulletList,
    Document,
    Heading,
    Inline,
    Paragraph,
    Table,
)
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.typst_pdf import render_pdf
from relocalisons.rendering.documents.word import render_docx
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.papers import papers

PERIOD = {"period_start": date(2025, 9, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}
ROUNDS = {Size.FULL: 7, Size.QUICK: 1}
BESIDE, A_PAGE = Target(ratio=20), Target(most=25)


def measure(size: Size) -> Iterator[Row]:
    """A row a peer, then a page of ours."""
    rows = {"late": 12, "actions": 60, "deliverables": 20} if size is Size.FULL else {}
    space = sample_workspace(**rows, contracts=12, doubts=3)
    report = build_funder_note(
        space.programme(), space.tracked(), funder="REGION", kind=ReportType.INTERIM, **PERIOD
    )
    words, pictures = papers.words_of(report), papers.pictures_of(report)
    tree = render_document(f"{report.template}.html", paper=report)
    annex = render_xlsx(report.annex, title="Annexe", dated=AS_OF)
    word_file = render_docx(
        tree, words=words, pictures=pictures,
        word_template=(TEMPLATES / PaperView.word_template).read_bytes(),
    )  # fmt: skip
    expected = words_of(tree)

    def ours() -> bytes:
        return render_pdf(tree, words=words, pictures=pictures, annex=annex)

    ours()  # warm: what is measured is the second paper of a process
    pages = len(PdfReader(io.BytesIO(ours())).pages)
    work = f"PDF/A-3a and UA-1, {pages} pages, XLSX inside"
    peers = (
        ("WeasyPrint, PDF/A-3a alone", lambda: weasyprint_page.step(tree, pictures, annex=annex)),
        ("LibreOffice from the Word file, no XLSX", lambda: libreoffice.step(word_file)),
    )
    seconds = []
    for name, prepare in peers:
        try:
            print_it = prepare()
            if size is Size.FULL:
                once(print_it)  # its first start makes caches and a profile of its own
        except (ImportError, OSError) as error:
            yield Row(work=work, peer=name, absent=str(error).splitlines()[0][:120])
            continue
        mine, theirs = in_turn(ours, print_it, rounds=ROUNDS[size], enough=10)
        seconds.append(mine.seconds)
        lacks = missing(expected, mine.answer) + missing(expected, theirs.answer)
        yield Row(
            work=work,
            ours=Figure(value=mine.seconds * 1000, unit="ms"),
            peer=name,
            theirs=Figure(value=theirs.seconds * 1000, unit="ms"),
            same=not lacks,
            judged=f"lacking: {', '.join(lacks[:5])}" if lacks else f"all {len(expected)} words",
            target=BESIDE,
        )
    (alone,) = in_turn(ours, rounds=ROUNDS[size], enough=10)
    lacks = missing(expected, alone.answer) + claims_lacking(alone.answer)
    yield Row(
        work="the same, a page, warm",
        ours=Figure(value=min(*seconds, alone.seconds, 1e9) * 1000 / pages, unit="ms"),
        same=not lacks,
        judged=f"lacking: {', '.join(lacks)}" if lacks else "its words, both claims, its XLSX",
        target=A_PAGE,
    )


def words_of(tree: Document) -> frozenset[str]:
    """What must be read in every file: words of four letters and more, tables included."""
    said = [tree.title]
    for section in tree.sections:
        for block in section.blocks:
            match block:
                case Heading() | Paragraph():
                    said.append(_said(block.content))
                case BulletList():
                    said += map(_said, block.items)
                case Table():
                    said += map(_said, block.header)
                    said += [_said(cell) for row in block.rows for cell in row]
                case _:
                    pass  # pictures: their words are drawn
    return frozenset(word for each in said for word in re.findall(r"[^\W\d_]{4,}", each))


def missing(expected: frozenset[str], pdf: bytes) -> list[str]:
    """The words that are not in the file, wherever its lines break."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    text = re.sub(r"[-\u00ad\u2010]\n", "", "\n".join(pages))
    read = re.sub(r"\s", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff"))
    return sorted(word for word in expected if word not in read)


def claims_lacking(pdf: bytes) -> list[str]:
    """What the file does not say of itself."""
    reader = PdfReader(io.BytesIO(pdf))
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode("utf-8", "replace")
    claims = {
        "PDF/A-3": re.search(r"pdfaid:part[>=\"']+3", metadata),
        "level A": re.search(r"pdfaid:conformance[>=\"']+A", metadata),
        "PDF/UA-1": re.search(r"pdfuaid:part[>=\"']+1", metadata),
        "an XLSX inside": any(name.endswith(".xlsx") for name in reader.attachments),
    }
    return [name for name, found in claims.items() if not found]


def _said(content: tuple[Inline, ...]) -> str:
    return "".join(part.text for part in content)
