"""The text of a Word file as it would be signed: insertions in, deletions out, tables in words."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, is_zipfile

from relocalisons.core.producers.contract_text.words.printed.lines import HEADING_MARK
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files.archive import Budget, open_archive, require_measured
from tasks.intake.files.columns import in_words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLES = ("heading", "titre", "title")  # how styles of titles are called


def text_of_docx(data: bytes) -> str:
    """Its paragraphs and tables in the order of the page, titles marked.

    What somebody proposed to insert is read, what he proposed to delete is not.
    Raises UnreadableWorkbookError (French): damaged, or hostile.
    """
    from docx import Document

    try:
        if not is_zipfile(io.BytesIO(data)):
            raise BadZipFile
        with open_archive(data) as archive:
            require_measured(archive, Budget())
        document = Document(io.BytesIO(data))
        return "\n".join(_lines(document.element.body, _title_styles(document)))
    except (BadZipFile, KeyError, ValueError) as error:
        raise UnreadableWorkbookError(
            "Le fichier Word est abîmé : il ne s’ouvre pas.",
            advice="L’enregistrer à nouveau au format .docx.",
        ) from error


def _title_styles(document: "WordDocument") -> frozenset[str]:
    return frozenset(
        style.style_id
        for style in document.styles
        if (style.name or "").casefold().startswith(_TITLES)
    )


def _lines(parent: Any, titles: frozenset[str]) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            style = child.find(f"{_W}pPr/{_W}pStyle")
            marked = style is not None and style.get(f"{_W}val") in titles
            for line in _text(child).split("\n"):
                yield f"{HEADING_MARK}{line}" if marked and line.strip() else line
        elif child.tag == f"{_W}tbl":
            yield from in_words([list(_cells(row)) for row in child.iter(f"{_W}tr")])
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _lines(child, titles)


def _text(parent: Any) -> str:
    parts: list[str] = []
    for each in parent.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        if any(above.tag == _FALLBACK for above in each.iterancestors()):
            continue  # a text box, said a second time for older programs
        is_text = each.tag == f"{_W}t"
        parts.append((each.text or "") if is_text else "\n" if each.tag == f"{_W}br" else " ")
    return "".join(parts)


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iter(f"{_W}tc"):
        yield " ".join(" ".join(map(_text, cell.iter(f"{_W}p"))).split())
