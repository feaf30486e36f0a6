"""The archive of an .xlsx, .ods or .docx: measured first, its XML walked under a time budget.

Whatever a file holds, reading it costs a bounded number of seconds: what is unpacked is counted,
each part goes through expat (one pass, no tree, no pattern that looks back) a few kilobytes at a
time, and between two steps the processor time is looked at.
"""

import io
import re
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from relocalisons.errors import UnreadableWorkbookError

LARGEST_CONTENT = 80 * 1024 * 1024  # bytes, all parts unpacked
LARGEST_RATIO = 200  # unpacked over packed; a plain sheet packs 5 to 30 times
MOST_PARTS = 2_000
MOST_SECONDS = 20.0  # of processor time for one file; 400,000 cells take about 2
_STEP = 64 * 1024  # bytes of XML between two looks at the budget
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, TypeError, IndexError,
    EOFError, OSError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip
"""What reading raises on an archive that lies."""


@dataclass(slots=True)
class Budget:
    """The seconds that one file may cost; `clock` counts this thread's processor time."""

    seconds: float = MOST_SECONDS
    clock: Callable[[], float] = time.thread_time
    _until: float = 0.0

    def __post_init__(self) -> None:
        """It runs from the moment it is made."""
        self._until = self.clock() + self.seconds

    def check(self) -> None:
        """Raise UnreadableWorkbookError (French) once it is spent."""
        if self.clock() > self._until:
            raise UnreadableWorkbookError(
                "Ce fichier demande trop de calcul pour sa taille : il n’est pas lu.",
                advice="Copier les onglets du suivi dans un classeur neuf, puis le déposer à sa "
                "place.",
            )


def not_a_workbook() -> UnreadableWorkbookError:
    """What is said of a file that no .xlsx reader would open."""
    return UnreadableWorkbookError(
        "Ce fichier n’est pas un classeur Excel lisible (.xlsx).",
        advice="L’ouvrir, puis « Enregistrer sous » au format « Classeur Excel (.xlsx) », sans mot "
        "de passe, et le déposer à sa place.",
    )


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive. Raises UnreadableWorkbookError (French)."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise not_a_workbook() from error


def require_measured(archive: zipfile.ZipFile, budget: Budget) -> None:
    """Measure every part by unpacking it under the caps: sizes in the directory may lie.

    A part that declares entities condemns the file even where nothing refers to it.
    Raises UnreadableWorkbookError (French).
    """
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise UnreadableWorkbookError(
            f"Le fichier contient {len(parts)} parties ; un classeur de suivi en a quelques "
            "dizaines. Il n’est pas lu."
        )
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise not_a_workbook()  # Excel packs in no other way; others need more care
    packed = max(sum(part.compress_size for part in parts), 4096)
    largest = min(LARGEST_CONTENT, LARGEST_RATIO * packed)
    total = 0
    for part in parts:
        is_xml = part.filename.endswith((".xml", ".rels"))
        kept = b""  # the end of the block before, so that no word is cut in two
        for block in _blocks(archive, part.filename, step=1 << 20):
            budget.check()
            total += len(block)
            if total > largest:
                raise UnreadableWorkbookError(
                    "Une fois décompressé, le fichier est démesuré : il n’est pas lu.",
                    advice="Garder seulement les onglets et les lignes du suivi, puis le déposer à "
                    "nouveau.",
                )
            if is_xml and _DOCTYPE.search((kept + block).replace(b"\x00", b"")):
                _refuse_doctype()
            kept = block[-24:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handlers:
    """What to do with the tags of a part (names without prefix) and the text between them."""

    start: Callable[[str, Mapping[str, str]], None]
    end: Callable[[str], None] = lambda _tag: None
    text: Callable[[str], None] = lambda _text: None


def walk(archive: zipfile.ZipFile, part: str, handlers: Handlers, budget: Budget) -> None:
    """One pass over an XML part. Raises UnreadableWorkbookError (French), or one of `BROKEN`."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: handlers.start(_bare(tag), attributes)
    parser.EndElementHandler = lambda tag: handlers.end(_bare(tag))
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = _refuse_doctype  # whatever the encoding
    for block in _blocks(archive, part, step=_STEP):
        budget.check()
        parser.Parse(block, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_declaration: Any) -> None:
    raise UnreadableWorkbookError(
        "Le fichier contient des instructions qu’un classeur n’a jamais (déclaration d’entités) : "
        "il n’est pas lu.",
        advice="Le recréer avec Excel ou Google Sheets.",
    )


def _bare(tag: str) -> str:
    return tag.rpartition(":")[2]


def _blocks(archive: zipfile.ZipFile, part: str, *, step: int) -> Iterator[bytes]:
    try:
        with archive.open(part) as source:
            while block := source.read(step):
                yield block
    except BROKEN as error:
        raise not_a_workbook() from error
