"""Every word of a produced file: PDF pages and what is attached to them, office files, texts."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage

import pikepdf
from support.papers.pdf_text import page_text

_TAG = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
OFFICE = (".docx", ".pptx", ".xlsx")


def words_of(name: str, content: bytes) -> str:
    """The words of a file, spaces made plain; empty for pictures and unknown kinds."""
    return _SPACES.sub(" ", "\n".join(_words(name.lower(), content)))


def words_of_mail(mail: EmailMessage) -> str:
    """Headers, bodies and attachments of a mail."""
    said = [f"{name}: {value}" for name, value in mail.items()]
    for part in mail.walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        said.append(words_of(part.get_filename() or f"body.{part.get_content_subtype()}", content))
    return " ".join(said)


def _words(name: str, content: bytes) -> Iterator[str]:
    if name.endswith(".pdf"):
        yield from _pdf(content)
    elif name.endswith(OFFICE):
        yield from _office(content)
    elif not name.endswith((".png", ".jpg", ".jpeg")):
        yield html.unescape(_TAG.sub("", content.decode("utf-8", errors="replace")))


def _pdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            yield page_text(page)
        yield str(dict(document.docinfo))
        for name, attached in document.attachments.items():
            yield from _words(name.lower(), attached.get_file().read_bytes())


def _office(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(OFFICE):  # charts carry their figures as workbooks
                yield from _office(data)
            elif name.endswith((".xml", ".rels")):
                yield html.unescape(_TAG.sub("", data.decode("utf-8")))
