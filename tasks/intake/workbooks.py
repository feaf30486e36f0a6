"""Workbooks that people drop in the Drive: bytes to grids, under caps, whatever their kind.

What comes in is hostile until it is proved small: the archive is measured before anything is
read, no XML part may declare a document type, rows, columns and cells are counted, and so are the
seconds (`files.archive`). What is beyond a cap is refused and named; the rest goes on.
"""

import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.kernel.sheets import column_letter, raw
from relocalisons.core.kernel.words.french import NBSP, count_of, format_number
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files.archive import (
    BROKEN,
    Budget,
    not_a_workbook,
    open_archive,
    require_measured,
)
from tasks.intake.files.documents import read_document
from tasks.intake.files.kinds import FileKind, damaged, kind_of
from tasks.intake.files.ods import read_ods
from tasks.intake.files.sheet import MOST_COLUMNS, MOST_ROWS, REFUSED_CELL, Sheet, TitledSheet
from tasks.intake.files.text import read_text
from tasks.intake.xlsx.book import read_book
from tasks.intake.xlsx.sheet import read_sheet

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


def read_workbook_file(
    data: bytes, *, name: str, clock: Callable[[], float] = time.thread_time
) -> ReadFile:
    """The tabs of a file of any kind that tables are kept in; `name` gives a .csv its tab's title.

    A date is its serial number with its format; a formula is its last computed value. A cell beyond
    50,000 characters, or a formula that was never computed, reads as an error. `clock` counts the
    seconds of work that the file may cost. Raises UnreadableWorkbookError (French), with what to
    do, for anything else: a document (its tables are told), a PDF, a file under a password.
    """
    _require_small(data)
    kind = kind_of(data, suffix=suffix_of(name))
    if kind is FileKind.XLSX:
        return read_xlsx_file(data, clock=clock)
    if kind is FileKind.ODS:
        return read_ods_file(data, clock=clock)
    if kind is FileKind.XLS:
        return read_xls_file(data, clock=clock)
    if kind is FileKind.TEXT:
        return read_csv_file(data, title=name.rsplit(".", 1)[0], clock=clock)
    return read_document(data, kind, Budget(clock=clock))


def suffix_of(name: str) -> str:
    """What follows the last point of a file name, in small letters."""
    return name.casefold().rpartition(".")[2] if "." in name else ""


def read_xlsx(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Tab title → rows of raw values and `Cell`s, as `read_table` takes them.

    Raises UnreadableWorkbookError (French) when it is no .xlsx, is protected, or is beyond a cap.
    """
    return {tab.title: list(tab.rows) for tab in read_xlsx_file(data).tabs}


def read_xlsx_file(data: bytes, *, clock: Callable[[], float] = time.thread_time) -> ReadFile:
    """An .xlsx, with merges, hidden rows and what was refused."""
    _require_small(data)
    budget = Budget(clock=clock)
    with open_archive(data) as archive:
        require_measured(archive, budget)
        try:
            return _grids(_xlsx_sheets(archive, budget))
        except BROKEN as error:
            raise not_a_workbook() from error


def read_ods_file(data: bytes, *, clock: Callable[[], float] = time.thread_time) -> ReadFile:
    """An .ods: the same of it."""
    _require_small(data)
    budget = Budget(clock=clock)
    with open_archive(data) as archive:
        require_measured(archive, budget)
        try:
            return _grids(read_ods(archive, budget, most_tabs=MOST_TABS, most_cells=MOST_CELLS))
        except BROKEN as error:
            raise damaged() from error


def read_xls_file(data: bytes, *, clock: Callable[[], float] = time.thread_time) -> ReadFile:
    """An .xls of the years before 2007: the same of it."""
    _require_small(data)
    budget = Budget(clock=clock)
    from tasks.intake.files.xls import read_xls  # the one format that needs xlrd

    return _grids(read_xls(data, budget, most_tabs=MOST_TABS, most_cells=MOST_CELLS))


def read_csv_file(
    data: bytes, *, title: str, clock: Callable[[], float] = time.thread_time
) -> ReadFile:
    """The only tab of a .csv export, called `title`. Values stay text: nothing is guessed."""
    _require_small(data)
    sheet = Sheet(left=MOST_CELLS)
    garbled = ""
    for number, line in enumerate(
        read_text(data, Budget(clock=clock), most_characters=LARGEST_FILE), 1
    ):
        for column, value in enumerate(line, 1):
            sheet.put(number, column, value)
            if not garbled and "\ufffd" in value and column <= MOST_COLUMNS:
                garbled = f"{column_letter(column - 1)}{number}"
        if sheet.full or sheet.has_more_rows:
            break
    read = _grids([TitledSheet(title=title, hidden=False, sheet=sheet)])
    if not garbled:
        return read
    said = (
        f"Des lettres ne se lisent pas (« � », d’abord en {garbled}) : enregistrez le fichier au "
        "format « CSV UTF-8 »."
    )
    return ReadFile(tabs=read.tabs, refused=(*read.refused, said))


def _require_small(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise UnreadableWorkbookError(
            f"Le fichier pèse {format_number(len(data) / 1024 / 1024, digits=1)}{NBSP}Mo ; la "
            "limite est de 10 Mo.",
            advice="Retirer les images, ou garder seulement les onglets du suivi.",
        )


def _xlsx_sheets(archive: zipfile.ZipFile, budget: Budget) -> Iterator[TitledSheet]:
    book = read_book(archive, budget)
    if not book.sheets:
        raise not_a_workbook()
    left = MOST_CELLS
    for part in book.sheets[: MOST_TABS + 1]:
        sheet = read_sheet(archive, part, book, budget, left=left)
        left = max(left - sheet.cells, 0)
        yield TitledSheet(title=part.title, hidden=part.hidden, sheet=sheet)


def _grids(sheets: Iterable[TitledSheet]) -> ReadFile:
    """Sheets as tabs; of what is beyond the caps, sentences."""
    tabs: list[TabGrid] = []
    refused: list[str] = []
    for at, found in enumerate(sheets):
        if at == MOST_TABS:
            refused.insert(0, f"Le fichier a plus de {MOST_TABS} onglets : les premiers sont lus.")
            break
        sheet, title = found.sheet, found.title
        too_long: list[str] = []
        rows = tuple(_rows(sheet, title=title, refused=too_long))
        refused += [*_named(too_long, title=title), *_beyond(sheet, title=title)]
        tabs.append(
            TabGrid(
                sheet_id=at,
                title=title,
                rows=rows,
                merges=tuple(sheet.merges),
                hidden_rows=frozenset(sheet.hidden),
                hidden=found.hidden,
            )
        )
    if not tabs:
        raise not_a_workbook()
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
