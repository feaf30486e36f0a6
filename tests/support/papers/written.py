"""What one night has really written, as people read it: paragraphs and tables, place by place.

Tabs come from the sandbox, mails from its mailbox, papers and slides from its drive.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from email import message_from_bytes, policy
from itertools import zip_longest
from pathlib import Path
from typing import Any

from docx import Document
from docx.table import Table
from openpyxl import load_workbook
from openpyxl.cell import Cell
from pptx import Presentation
from support.papers.tagged_pdf import Block, blocks_of

from relocalisons.core.kernel.words.french import format_money, format_number

_SPACES = re.compile("[\u00a0\u202f\u2007]")
_NAMED = re.compile(r"[A-Z]{1,3}-?\d[\d-]*(?= )|\d{4}(?= )")  # « C-2025-04 », « 2025 »
MARKS = "●▲■○✓"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One tab, mail, paper or deck; `whose`: the funder, partner or group it is about."""

    place: str
    blocks: tuple[Block, ...]
    whose: str = ""

    def changed(self, at: int, block: Block) -> "Written":
        """The same with another block in one place."""
        return replace(self, blocks=(*self.blocks[:at], block, *self.blocks[at + 1 :]))


def plain(text: str) -> str:
    """With plain spaces, hyphens and apostrophes."""
    plain_spaces = _SPACES.sub(" ", text).replace("\u00ad", "").strip()
    return plain_spaces.replace("\u2011", "-").replace("’", "'")


def tab_written(title: str, rows: Iterable[Iterable[object]]) -> Written:
    """A tab: lines of one cell are headings, runs of others are tables."""
    blocks: list[Block] = []
    table: list[list[str]] = []
    for row in rows:
        cells = [plain(str(cell)) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > 1:
            table.append(cells)
            continue
        if table:
            blocks.append(table)
            table = []
        if cells:
            blocks.append(cells[0])
    if table:
        blocks.append(table)
    return Written(place=f"onglet {title}", blocks=tuple(map(_even, blocks)))


def tabs_written(book: Mapping[str, Any], titles: Iterable[str]) -> Iterator[Written]:
    """Those tabs of a workbook as Google gives it, as their cells are shown."""
    wanted = frozenset(titles)
    for sheet in book["sheets"]:
        title = sheet["properties"]["title"]
        if title in wanted:
            lines = [row.get("values", ()) for row in sheet["data"][0].get("rowData", ())]
            shown = [[cell.get("formattedValue", "") for cell in cells] for cells in lines]
            yield tab_written(title, shown)


def mails_written(folder: Path) -> Iterator[Written]:
    """Each mail of a mailbox: its subject, then the lines of its plain text."""
    for path in sorted(folder.rglob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = mail.get_body(("plain",))
        assert body is not None, path
        lines = [plain(line) for line in body.get_content().splitlines()]
        subject = plain(str(mail["subject"]))
        yield Written(
            place=f"courriel {path.name[:6]} « {subject} »",
            blocks=(subject, *(line for line in lines if line)),
        )


def papers_written(files: Iterable[Path], codes: Iterable[str]) -> Iterator[Written]:
    """The papers among some files, each once: as a deck, printed, or else as a Word file.

    Annexes are papers of their own.
    """
    known, paths = frozenset(codes), sorted(files)
    printed = {path.with_suffix("") for path in paths if path.suffix == ".pdf"}
    for path in paths:
        if path.suffix == ".docx" and path.with_suffix("") in printed:
            continue
        if path.suffix in _READERS:
            blocks = tuple(map(_even, _READERS[path.suffix](path.read_bytes())))
            yield Written(place=path.name, blocks=blocks, whose=_whose(path, known))


def canteens_of(files: Iterable[Path]) -> Iterator[str]:
    """The canteens for whom a file of purchases was made."""
    yield from {plain(path.stem.partition(" – ")[2]) for path in files if path.suffix == ".csv"}


def purchases_written(files: Iterable[Path]) -> Iterator[Written]:
    """What the files of purchases, one a canteen and year, add up to."""
    for path in files:
        if path.suffix != ".csv":
            continue
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
        bio = [row for row in rows if "BIO" in row["categories_egalim"]]
        sums = [sum((Decimal(row["prix_ht"]) for row in each), Decimal(0)) for each in (bio, rows)]
        head = ["Catégorie", "Livraisons du projet, € HT"]
        lines = zip(("Bio", "Livré"), sums, strict=True)
        year, _, canteen = path.stem.partition(" – ")
        yield Written(
            place=path.name,
            blocks=([head, *([name, plain(format_money(amount))] for name, amount in lines)],),
            whose=" ".join(sorted((year[:4], plain(canteen)))),
        )


def _whose(path: Path, known: frozenset[str]) -> str:
    """Whose a paper is, by its name: a funder's or partner's, a contract's or a year's.

    A group's papers are about its own meeting; the committee's about the programme.
    """
    code = next((word for word in reversed(path.stem.split()) if word in known), "")
    named = _NAMED.match(path.stem)
    return code or (named[0] if named else path.parent.name if " GT " in path.name else "")


def is_tiles(rows: list[list[str]]) -> bool:
    """Whether a table is the figures on top of a paper: label, value, what it is held against."""
    return len(rows) >= 3 and all(cell[:1] in MARKS for cell in rows[-1] if cell)


def _even(block: Block) -> Block:
    if isinstance(block, str):
        return plain(block)
    width = max(map(len, block), default=0)
    return [[*map(plain, row), *[""] * (width - len(row))] for row in block]


def _slides(data: bytes) -> Iterator[Block]:
    """Texts, tables and notes; the four lines of a figure are a table of one column."""
    for slide in Presentation(io.BytesIO(data)).slides:
        texts: list[str] = []
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                yield [[cell.text for cell in row.cells] for row in shape.table.rows]
        for at, text in enumerate(texts):
            lines = text.split("\n")
            state = texts[at + 1] if at + 1 < len(texts) else ""
            if len(lines) == 3 and state[:1] in MARKS:
                yield [[line] for line in (*lines, state)]
            else:
                yield from lines
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def _word(data: bytes) -> Iterator[Block]:
    for part in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            yield [[cell.text for cell in row.cells] for row in part.rows]
        elif part.text:
            yield part.text


# Where each cell was read, one by one: what they add up to is told elsewhere.
_PROOFS = ("Sources",)
_UNIT = re.compile(r"\((€|kg|t|jours)\b[^()]*\)$")


def _sheets(data: bytes) -> Iterator[Block]:
    """The tabs of an annex, their cells as a reader sees them; the first one's figures as tiles."""
    for sheet in load_workbook(io.BytesIO(data), data_only=True):
        if sheet.title in _PROOFS:
            continue
        units: list[str] = []
        rows: list[list[str]] = []
        for cells in sheet.iter_rows():
            row = [_shown(cell, unit) for cell, unit in zip_longest(cells, units, fillvalue="")]
            if not units and len(list(filter(None, row))) > 1:
                found = [_UNIT.search(title) for title in row]
                units = [each[1] if each else "" for each in found]
            rows.append(row)
        for block in tab_written(sheet.title, rows).blocks:
            if isinstance(block, list) and block[0][:2] == ["Mesure", "Valeur"]:
                tiles = [row for row in block if row[-1][:1] in tuple(MARKS)]
                yield [list(column) for column in zip(*map(_tile, tiles), strict=True)]
                yield from (row[1] for row in block[1:] if row not in tiles)
            else:
                yield block


def _tile(row: list[str]) -> list[str]:
    """As papers print it: the gap in brackets behind what the value is held against."""
    label, value, target, gap, state = row
    return [label, value, f"{target} ({gap})" if gap else target, state]


def _shown(cell: Cell, unit: str) -> str:
    value = cell.value
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    if "%" in cell.number_format:
        return f"{format_number(Decimal(str(value)) * 100, digits=0)} %"
    return f"{format_number(value)} {unit}".rstrip()


_READERS = {".pdf": blocks_of, ".docx": _word, ".pptx": _slides, ".xlsx": _sheets}
