"""What an .xlsx says around its sheets: where they are, the shared texts, how cells look."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from tasks.intake.files.archive import Budget, Handlers, walk
from tasks.intake.files.sheet import GENERAL, CellLook, look_of

_PACKAGE = "_rels/.rels"
_USUAL_BOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how Excel writes a control character
TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A worksheet: its title, whether it is hidden, its part of the archive."""

    title: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What is needed to read the sheets. `from_1904`: dates are counted from 1904 on."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    looks: tuple[CellLook, ...]
    from_1904: bool


def read_book(archive: zipfile.ZipFile, budget: Budget) -> Book:
    """Raises UnreadableWorkbookError (French), or one of `archive.BROKEN`."""
    path = _book_part(archive, budget)
    targets = _targets(archive, path, budget)
    listed: list[tuple[str, bool, str]] = []
    dates = {"from_1904": False}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            link = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            listed.append((attributes.get("name", ""), hidden, link))
        elif tag == "workbookPr":
            dates["from_1904"] = attributes.get("date1904") in TRUE

    walk(archive, path, Handlers(start=start), budget)
    kinds = {link: kind for link, (kind, _) in targets.items()}
    return Book(
        sheets=tuple(
            SheetPart(title=title, hidden=hidden, part=targets[link][1])
            for title, hidden, link in listed
            if kinds.get(link) == "worksheet"
        ),
        texts=_texts(archive, _part_of("sharedStrings", targets), budget),
        looks=_looks(archive, _part_of("styles", targets), budget),
        from_1904=dates["from_1904"],
    )


def decoded(text: str) -> str:
    """Text as people typed it: `_x000D_` stands for a control character."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _book_part(archive: zipfile.ZipFile, budget: Budget) -> str:
    found = _targets(archive, "", budget) if _PACKAGE in archive.namelist() else {}
    return _part_of("officeDocument", found) or _USUAL_BOOK


def _targets(archive: zipfile.ZipFile, part: str, budget: Budget) -> dict[str, tuple[str, str]]:
    """Id → (kind, part) of what a part refers to within the archive."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    targets: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            targets[attributes.get("Id", "")] = kind, posixpath.normpath(whole)

    walk(archive, relations, Handlers(start=start), budget)
    return targets


def _part_of(kind: str, targets: Mapping[str, tuple[str, str]]) -> str:
    return next((part for each, part in targets.values() if each == kind), "")


@dataclass(slots=True)
class Texts:
    """Collects the text of `t` tags, but for the phonetic hints of East Asian workbooks."""

    parts: list[str] = field(default_factory=list)
    _open: bool = False
    _hints: int = 0

    def start(self, tag: str) -> None:
        """A tag within a text begins."""
        self._hints += tag == "rPh"
        self._open = tag == "t" and not self._hints

    def end(self, tag: str) -> None:
        """A tag within a text ends."""
        self._hints -= tag == "rPh"
        self._open = False

    def text(self, text: str) -> None:
        """What stands between two tags."""
        if self._open:
            self.parts.append(text)

    def take(self) -> str:
        """The text so far; the next one begins."""
        whole = decoded("".join(self.parts))
        self.parts.clear()
        return whole


def _texts(archive: zipfile.ZipFile, part: str, budget: Budget) -> tuple[str, ...]:
    if not part:
        return ()
    found: list[str] = []
    texts = Texts()

    def end(tag: str) -> None:
        texts.end(tag)
        if tag == "si":
            found.append(texts.take())

    handlers = Handlers(start=lambda tag, _: texts.start(tag), end=end, text=texts.text)
    walk(archive, part, handlers, budget)
    return tuple(found)


def _looks(archive: zipfile.ZipFile, part: str, budget: Budget) -> tuple[CellLook, ...]:
    """The looks that cells name by their place in `cellXfs`."""
    if not part:
        return ()
    patterns: dict[str, str] = {}
    struck: list[bool] = []
    styles: list[tuple[str, str]] = []
    within = ""

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal within
        if tag in ("numFmts", "fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            within = tag
        elif tag == "numFmt" and within == "numFmts":
            patterns[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "font" and within == "fonts":
            struck.append(False)
        elif tag == "strike" and within == "fonts" and struck:
            struck[-1] = attributes.get("val", "1") in TRUE
        elif tag == "xf" and within == "cellXfs":
            styles.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))

    walk(archive, part, Handlers(start=start), budget)
    return tuple(
        look_of(_pattern(number, patterns), struck=_at(struck, font)) for number, font in styles
    )


def _pattern(number: str, patterns: Mapping[str, str]) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # for dropped files only

    built_in = BUILTIN_FORMATS.get(int(number), GENERAL) if number.isdecimal() else GENERAL
    return patterns.get(number, built_in)


def _at(struck: list[bool], place: str) -> bool:
    return place.isdecimal() and int(place) < len(struck) and struck[int(place)]
