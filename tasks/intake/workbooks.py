"""Workbooks that people drop in the Drive: .xlsx and .csv bytes to grids, under caps.

What comes in is hostile until it is proved small: the archive is measured before anything is
read, no XML part may declare a document type, rows, columns and cells are counted, and so are the
seconds (`xlsx_archive`). What is beyond a cap is refused and named; the rest goes on.
"""

import csv
import io
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from relocalisons.core.kernel.model import Merge, TabGrid
from relocalisons.core.kernel.sheets import column_letter, raw
from relocalisons.core.kernel.words.french import NBSP, count_of, format_number
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.xlsx.archive import BROKEN, Budget, not_a_workbook, open_archive, require_measured
from tasks.intake.xlsx.book import read_book
from tasks.intake.xlsx.sheet import MOST_COLUMNS, MOST_ROWS, REFUSED_CELL, Sheet, read_sheet

LARGEST_FILE = 10 * 1024 * 1024  # bytes, as uploaded
MOST_TABS = 60
MOST_CELLS = 400_000  # that hold something
LONGEST_CELL = 50_000  # characters, Google's own limit
_MOST_NAMED = 10  # cells beyond it that are named one by one


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


def read_xlsx_file(data: bytes, *, clock: Callable[[], float] = time.thread_time) -> ReadFile:
    """The same with merges, hidden rows and what was refused.

    A date is its serial number with its format; a formula is its last computed value. A cell beyond
    50,000 characters, or a formula that was never computed, reads as an error. `clock` counts the
    seconds of work that the file may cost.
    """
    _require_small(data)
    budget = Budget(clock=clock)
    with open_archive(data) as archive:
        require_measured(archive, budget)
        try:
            return _read_tabs(archive, budget)
        except BROKEN as error:
            raise not_a_workbook() from error


def read_csv_file(data: bytes, *, title: str) -> ReadFile:
    """The only tab of a .csv export, called `title`. Values stay text: nothing is guessed.

    The separator is the one of `;`, tabulation and `,` that cuts the first lines alike; the
    encoding is UTF-8, else Windows' own (1252), as French tools write.
    """
    _require_small(data)
    text = _decoded(data)
    refused: list[str] = []
    too_long: list[str] = []
    rows: list[tuple[object, ...]] = []
    # A quote left open swallows the rest of the file into one cell: the caps below name it.
    csv.field_size_limit(LARGEST_FILE)
    count = 0
    for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), _dialect(text)), 1):
        if number > MOST_ROWS:
            refused.append(_too_many_rows(title))
            break
        cells = [
            _kept(cell, title=title, row=number, column=at, refused=too_long)
            for at, cell in enumerate(line[:MOST_COLUMNS])
        ]
        if any(line[MOST_COLUMNS:]) and (said := _too_many_columns(title)) not in refused:
            refused.append(said)
        count += sum(cell is not None for cell in cells)
        if count > MOST_CELLS:
            refused.append(_too_many_cells(title))
            break
        rows.append(_trimmed(cells))
    return ReadFile(
        tabs=(_tab(title, rows, at=0),), refused=(*_named(too_long, title=title), *refused)
    )


def _require_small(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise UnreadableWorkbookError(
            f"Le fichier pèse {format_number(len(data) / 1024 / 1024, digits=1)}{NBSP}Mo ; la "
            "limite est de 10 Mo. Retirez les images, ou gardez seulement les onglets du suivi."
        )


def _read_tabs(archive: zipfile.ZipFile, budget: Budget) -> ReadFile:
    book = read_book(archive, budget)
    if not book.sheets:
        raise not_a_workbook()
    tabs: list[TabGrid] = []
    refused: list[str] = []
    left = MOST_CELLS
    if len(book.sheets) > MOST_TABS:
        refused.append(
            f"Le fichier a {len(book.sheets)} onglets : les {MOST_TABS} premiers sont lus."
        )
    for at, part in enumerate(book.sheets[:MOST_TABS]):
        sheet = read_sheet(archive, part, book, budget, left=left)
        left -= min(sheet.cells, left)
        too_long: list[str] = []
        rows = tuple(_rows(sheet, title=part.title, refused=too_long))
        refused += [*_named(too_long, title=part.title), *_beyond(sheet, title=part.title)]
        tabs.append(
            _tab(
                part.title,
                rows,
                at=at,
                merges=tuple(sheet.merges),
                hidden_rows=frozenset(sheet.hidden),
                hidden=part.hidden,
            )
        )
    return ReadFile(tabs=tuple(tabs), refused=tuple(refused))


def _rows(sheet: Sheet, *, title: str, refused: list[str]) -> Iterator[tuple[object, ...]]:
    """Every row down to the last that holds something, each as wide as its last cell."""
    for number in range(1, max(sheet.rows, default=0) + 1):
        cells = sheet.rows.get(number)
        if cells is None:
            yield ()
            continue
        line: list[object] = [None] * max(cells)
        for column, cell in cells.items():
            line[column - 1] = _kept(
                cell, title=title, row=number, column=column - 1, refused=refused
            )
        yield tuple(line)


def _beyond(sheet: Sheet, *, title: str) -> Iterator[str]:
    if sheet.has_more_rows:
        yield _too_many_rows(title)
    if sheet.has_more_columns:
        yield _too_many_columns(title)
    if sheet.full:
        yield _too_many_cells(title)
    if sheet.has_more_merges:
        yield (
            f"L’onglet « {title} » a trop de cellules fusionnées : les suivantes comptent comme "
            "séparées."
        )


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


def _kept(value: object, *, title: str, row: int, column: int, refused: list[str]) -> object:
    if value is None or value == "":
        return None
    text = raw(value)
    if isinstance(text, str) and len(text) > LONGEST_CELL:
        where = f"{column_letter(column)}{row}"
        refused.append(
            f"La cellule {where} de « {title} » contient {format_number(len(text))} caractères "
            f"(limite : {format_number(LONGEST_CELL)}) : elle n’est pas lue."
        )
        return REFUSED_CELL
    return value


def _named(refused: list[str], *, title: str) -> list[str]:
    """The first cells beyond the caps one by one, the others counted: the list stays short."""
    rest = len(refused) - _MOST_NAMED
    if rest < 2:
        return refused
    return [
        *refused[:_MOST_NAMED],
        f"L’onglet « {title} » a encore {count_of(rest, 'cellule')} trop longues : elles ne sont "
        "pas lues.",
    ]


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
