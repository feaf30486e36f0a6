"""Workbooks that people drop in the Drive: .xlsx and .csv bytes to grids, under caps.

What comes in is hostile until it is proved small: the archive is measured before anything is
unpacked, no XML part may declare a document type, and rows, columns and cells are counted while
they are read. What is beyond a cap is refused and named; the rest goes on.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.utils.datetime import to_excel
from openpyxl.utils.exceptions import InvalidFileException

from relocalisons.core.french import NBSP, format_number
from relocalisons.core.model import Cell, Merge, TabGrid
from relocalisons.errors import UnreadableWorkbookError

LARGEST_FILE = 10 * 1024 * 1024  # bytes, as uploaded
LARGEST_CONTENT = 80 * 1024 * 1024  # bytes, all parts unpacked
LARGEST_RATIO = 200  # unpacked over packed; a plain sheet packs 5 to 30 times
MOST_PARTS = 2_000
MOST_TABS = 60
MOST_ROWS = 50_000
MOST_COLUMNS = 256
MOST_CELLS = 400_000  # that hold something
LONGEST_CELL = 50_000  # characters, Google's own limit

# How a cell beyond the caps, or a formula that nothing computed, reads: unreadable, never empty.
REFUSED_CELL = "#VALEUR!"

_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGE = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_HIDDEN = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d{1,7})"')
# A cell that holds something right of the last column that is read (IV is the 256th).
_TOO_FAR = re.compile(
    rb'<c\b[^>]*?\br="((?:I[W-Z]|[J-Z][A-Z]|[A-Z]{3})\d{1,7})"[^>]*>\s*<(?:v|is|f)\b'
)
# A formula without a computed value: some tools write files that were never calculated.
_UNCOMPUTED = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?'
    rb"\s*</c>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """The tabs of a file, and French sentences on what was beyond the caps."""

    tabs: tuple[TabGrid, ...]
    refused: tuple[str, ...] = ()


def read_xlsx(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Tab title → rows of raw values and `Cell`s, as `read_table` takes them.

    Raises UnreadableWorkbookError (French) when it is no .xlsx, is protected, or is beyond a cap.
    """
    return {tab.title: list(tab.rows) for tab in read_xlsx_file(data).tabs}


def read_xlsx_file(data: bytes) -> ReadFile:
    """The same with merges, hidden rows and what was refused.

    A date is its serial number with its format; a formula is its last computed value. A cell beyond
    50,000 characters, or a formula that was never computed, reads as an error.
    """
    _require_small(data)
    with _archive(data) as archive:
        _require_harmless(archive)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except _BROKEN as error:
        raise _not_a_workbook() from error
    try:
        return _read_tabs(book)
    except _BROKEN as error:
        raise _not_a_workbook() from error
    finally:
        book.close()


def read_csv_file(data: bytes, *, title: str) -> ReadFile:
    """The only tab of a .csv export, called `title`. Values stay text: nothing is guessed.

    The separator is the one of `;`, tabulation and `,` that cuts the first lines alike; the
    encoding is UTF-8, else Windows' own (1252), as French tools write.
    """
    _require_small(data)
    text = _decoded(data)
    refused: list[str] = []
    rows: list[tuple[object, ...]] = []
    # A quote left open swallows the rest of the file into one cell: the caps below name it.
    csv.field_size_limit(LARGEST_FILE)
    count = 0
    for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), _dialect(text)), 1):
        if number > MOST_ROWS:
            refused.append(_too_many_rows(title))
            break
        cells = [
            _kept(cell, title=title, row=number, column=at, refused=refused)
            for at, cell in enumerate(line[:MOST_COLUMNS])
        ]
        if any(line[MOST_COLUMNS:]) and (said := _too_many_columns(title)) not in refused:
            refused.append(said)
        count += sum(cell is not None for cell in cells)
        if count > MOST_CELLS:
            refused.append(_too_many_cells(title))
            break
        rows.append(_trimmed(cells))
    return ReadFile(tabs=(_tab(title, rows, at=0),), refused=tuple(refused))


_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, KeyError, ValueError, TypeError,
    AttributeError, IndexError, SyntaxError, EOFError, OSError, NotImplementedError, RuntimeError,
    OverflowError,
)  # fmt: skip
"""What openpyxl raises on a file that lies: it checks little, so each of these was met."""


def _not_a_workbook() -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        "Ce fichier n’est pas un classeur Excel lisible (.xlsx) : ouvrez-le, puis "
        "« Enregistrer sous » au format « Classeur Excel (.xlsx) », sans mot de passe."
    )


def _require_small(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise UnreadableWorkbookError(
            f"Le fichier pèse {format_number(len(data) / 1024 / 1024, digits=1)}{NBSP}Mo ; la "
            "limite est de 10 Mo. Retirez les images, ou gardez seulement les onglets du suivi."
        )


def _archive(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _not_a_workbook() from error


def _require_harmless(archive: zipfile.ZipFile) -> None:
    """Measure every part by unpacking it under the caps: sizes in the directory may lie."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise UnreadableWorkbookError(
            f"Le fichier contient {len(parts)} parties ; un classeur de suivi en a quelques "
            "dizaines. Il n’est pas lu."
        )
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise _not_a_workbook()  # Excel packs in no other way; others need more care
    total = 0
    for part in parts:
        for block in _blocks(archive, part):
            total += len(block)
            if total > LARGEST_CONTENT or total > LARGEST_RATIO * max(
                sum(each.compress_size for each in parts), 4096
            ):
                raise UnreadableWorkbookError(
                    "Une fois décompressé, le fichier est démesuré : il n’est pas lu. Gardez "
                    "seulement les onglets et les lignes du suivi, puis déposez-le à nouveau."
                )
            if _DOCTYPE.search(block.replace(b"\x00", b"")):
                raise UnreadableWorkbookError(
                    "Le fichier contient des instructions qu’un classeur n’a jamais "
                    "(déclaration d’entités) : il n’est pas lu. Recréez-le avec Excel ou Google "
                    "Sheets."
                )


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in blocks that overlap by a few bytes, so that no word is cut in two."""
    kept = b""
    try:
        with archive.open(part) as source:
            while block := source.read(1 << 20):
                yield kept + block if kept else block
                kept = block[-24:]
    except _BROKEN as error:
        raise _not_a_workbook() from error


def _read_tabs(book: Any) -> ReadFile:
    tabs: list[TabGrid] = []
    refused: list[str] = []
    count = 0
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    if len(sheets) > MOST_TABS:
        refused.append(f"Le fichier a {len(sheets)} onglets : les {MOST_TABS} premiers sont lus.")
    for at, sheet in enumerate(sheets[:MOST_TABS]):
        rows, cells, said = _read_rows(sheet, left=MOST_CELLS - count)
        refused += said
        count += cells
        tabs.append(_with_layout(sheet, rows, at=at, refused=refused))
    return ReadFile(tabs=tuple(tabs), refused=tuple(refused))


def _read_rows(sheet: Any, *, left: int) -> tuple[list[tuple[object, ...]], int, list[str]]:
    """(rows, cells that hold something, sentences); it stops at the first cap."""
    rows: list[tuple[object, ...]] = []
    refused: list[str] = []
    count = 0
    sheet.reset_dimensions()  # some tools write a dimension that is false, some a huge one
    for number, line in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            refused.append(_too_many_rows(sheet.title))
            break
        cells = [
            _cell(cell, title=sheet.title, row=number, column=at, refused=refused)
            if cell.value is not None
            else None
            for at, cell in enumerate(line)
        ]
        count += sum(cell is not None for cell in cells)
        if count > left:
            refused.append(_too_many_cells(sheet.title))
            break
        rows.append(_trimmed(cells))
    return rows, count, refused


def _too_many_rows(title: str) -> str:
    return (
        f"L’onglet « {title} » dépasse {format_number(MOST_ROWS)} lignes : la suite n’est pas lue."
    )


def _too_many_columns(title: str) -> str:
    return (
        f"L’onglet « {title} » dépasse {MOST_COLUMNS} colonnes (IV) : ce qui est plus à droite "
        "n’est pas lu. Rapprochez les colonnes du suivi."
    )


def _too_many_cells(title: str) -> str:
    return (
        f"L’onglet « {title} » est trop rempli ({format_number(MOST_CELLS)} cellules par "
        "fichier) : la suite n’est pas lue."
    )


def _cell(cell: Any, *, title: str, row: int, column: int, refused: list[str]) -> object:
    value = _kept(_plain(cell.value), title=title, row=row, column=column, refused=refused)
    if value is None:
        return None
    is_date = isinstance(cell.value, date | time | timedelta)
    pattern = cell.number_format if cell.has_style and cell.number_format != "General" else None
    struck = bool(cell.has_style and cell.font and cell.font.strike)
    if is_date and pattern is None:
        pattern = "dd/mm/yyyy"
    return Cell(value, pattern, struck, None) if pattern or struck else value


def _plain(value: object) -> object:
    """A date as its serial number (epoch 1899-12-30); everything else as it is."""
    if isinstance(value, datetime | date | time | timedelta):
        serial = float(to_excel(value))
        return int(serial) if serial.is_integer() else serial
    if isinstance(value, bool | int | float | str):
        return value
    return str(value)


def _kept(value: object, *, title: str, row: int, column: int, refused: list[str]) -> object:
    if value is None or value == "":
        return None
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        where = f"{get_column_letter(column + 1)}{row}"
        refused.append(
            f"La cellule {where} de « {title} » contient {format_number(len(value))} caractères "
            f"(limite : {format_number(LONGEST_CELL)}) : elle n’est pas lue."
        )
        return REFUSED_CELL
    return value


def _with_layout(
    sheet: Any, rows: list[tuple[object, ...]], *, at: int, refused: list[str]
) -> TabGrid:
    """Merges, hidden rows and uncomputed formulas, which openpyxl's quick reading leaves out."""
    with sheet._get_source() as source:  # the part was measured already
        xml = source.read()
    if _TOO_FAR.search(xml):
        refused.append(_too_many_columns(sheet.title))
    filled = [list(row) for row in rows]
    for match in _UNCOMPUTED.finditer(xml):
        row, column = coordinate_to_tuple(match.group(1).decode())
        if row <= len(filled) and column <= MOST_COLUMNS:
            line = filled[row - 1]
            line += [None] * (column - len(line))
            line[column - 1] = REFUSED_CELL
    return _tab(
        sheet.title,
        [tuple(line) for line in filled],
        at=at,
        merges=tuple(_merges(xml)),
        hidden_rows=frozenset(int(found) - 1 for found in _HIDDEN.findall(xml)),
        hidden=sheet.sheet_state != "visible",
    )


def _merges(xml: bytes) -> Iterator[Merge]:
    for reference in _MERGE.findall(xml):
        left, top, right, bottom = range_boundaries(reference.decode())
        if left is None or top is None or right is None or bottom is None:
            continue  # whole columns or rows: nothing that a table is made of
        if bottom <= MOST_ROWS:
            yield Merge(top - 1, bottom, left - 1, right)


def _tab(
    title: str,
    rows: Iterable[tuple[object, ...]],
    *,
    at: int,
    merges: tuple[Merge, ...] = (),
    hidden_rows: frozenset[int] = frozenset(),
    hidden: bool = False,
) -> TabGrid:
    kept = list(rows)
    while kept and not kept[-1]:
        kept.pop()
    return TabGrid(
        sheet_id=at,
        title=title,
        rows=tuple(kept),
        merges=merges,
        hidden_rows=hidden_rows,
        hidden=hidden,
    )


def _trimmed(cells: list[object]) -> tuple[object, ...]:
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _dialect(text: str) -> type[csv.Dialect]:
    """The separator that gives the first lines most columns, and the same number on each."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]

    def score(separator: str) -> tuple[int, int]:
        widths = [line.count(separator) for line in lines]
        common = max(widths, key=widths.count, default=0)
        return (widths.count(common) if common else 0, common)

    class Export(csv.excel):
        delimiter = max((";", "\t", ","), key=score)

    return Export
