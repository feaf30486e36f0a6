"""New tabs of the workspace as requests of one atomic batchUpdate; existing tabs only get lines."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.programme.decisions.own_tabs import made_ids
from relocalisons.core.workspace.tabs import Colour, ColumnLook, NumberPattern, TabLook
from tasks.google.tabs.cells import plain_cell

FRENCH = "fr_FR"
_INK = {"red": 1.0, "green": 1.0, "blue": 1.0}
_HEADER = {"red": 0.122, "green": 0.306, "blue": 0.239}
_TINTS: Mapping[Colour, tuple[dict[str, float], dict[str, float]]] = {
    Colour.GOOD: (
        {"red": 0.89, "green": 0.953, "blue": 0.898},
        {"red": 0.106, "green": 0.369, "blue": 0.125},
    ),
    Colour.WATCH: (
        {"red": 1.0, "green": 0.953, "blue": 0.804},
        {"red": 0.49, "green": 0.29, "blue": 0.0},
    ),
    Colour.ALERT: (
        {"red": 0.984, "green": 0.882, "blue": 0.871},
        {"red": 0.608, "green": 0.11, "blue": 0.11},
    ),
    Colour.QUIET: (
        {"red": 0.933, "green": 0.933, "blue": 0.933},
        {"red": 0.333, "green": 0.333, "blue": 0.333},
    ),
}
_TYPES: Mapping[NumberPattern, str] = {
    NumberPattern.DATE: "DATE",
    NumberPattern.MONEY: "NUMBER",
    NumberPattern.PERCENT: "PERCENT",
    NumberPattern.TEXT: "TEXT",
}


def new_tab(
    look: TabLook,
    *,
    blank: TabGrid | None,
    taken: Collection[int],
    index: int,
    editors: Sequence[str],
) -> Iterator[dict[str, Any]]:
    """The requests that make one tab, or fill one that is still blank.

    `taken`: the ids of the workbook's tabs. `editors`: the addresses that may edit what is closed
    to others.
    """
    free = (number for number in made_ids(look.title) if number not in taken)
    sheet = blank.sheet_id if blank is not None else next(free)
    width = len(look.columns)
    if blank is None:
        yield {
            "addSheet": {
                "properties": {
                    "sheetId": sheet,
                    "title": look.title,
                    "index": index,
                    "gridProperties": {
                        "rowCount": look.rows + 1,
                        "columnCount": width,
                        "frozenRowCount": 1,
                        "frozenColumnCount": look.frozen_columns,
                    },
                }
            }
        }
    yield {
        "updateCells": {
            "start": {"sheetId": sheet, "rowIndex": 0, "columnIndex": 0},
            "fields": "userEnteredValue,userEnteredFormat,note",
            "rows": [{"values": [_header_cell(column) for column in look.columns]}],
        }
    }
    for at, column in enumerate(look.columns):
        yield from _column(column, sheet=sheet, at=at, last_row=look.rows + 1)
    yield _protection(look, sheet=sheet, width=width, editors=editors)


def more_rows(
    tab: TabGrid, rows: Iterable[Mapping[int, object]], *, width: int
) -> Iterator[dict[str, Any]]:
    """Lines below the last one in use; `rows` hold 0-based column → value.

    Not `appendCells`: it starts below the last row that holds anything, and lists and formats of
    rows that wait to be filled in may count.
    """
    cells = [{"values": [plain_cell(row.get(at)) for at in range(width)]} for row in rows]
    if not cells:
        return
    yield {
        "appendDimension": {
            "sheetId": tab.sheet_id,
            "dimension": "ROWS",
            "length": len(cells),
        }
    }
    yield {
        "updateCells": {
            "start": {"sheetId": tab.sheet_id, "rowIndex": len(tab.rows), "columnIndex": 0},
            "fields": "userEnteredValue",
            "rows": cells,
        }
    }


def more_columns(
    tab: TabGrid, columns: Sequence[ColumnLook], *, at: int
) -> Iterator[dict[str, Any]]:
    """Columns before that one (0-based), with their header, format and list in the rows there."""
    count = len(columns)
    yield {
        "insertDimension": {
            "range": {
                "sheetId": tab.sheet_id,
                "dimension": "COLUMNS",
                "startIndex": at,
                "endIndex": at + count,
            },
            "inheritFromBefore": False,
        }
    }
    yield {
        "updateCells": {
            "start": {"sheetId": tab.sheet_id, "rowIndex": 0, "columnIndex": at},
            "fields": "userEnteredValue,userEnteredFormat,note",
            "rows": [{"values": [_header_cell(column) for column in columns]}],
        }
    }
    last = tab.height or len(tab.rows)
    for place, column in enumerate(columns, start=at):
        yield from _column(column, sheet=tab.sheet_id, at=place, last_row=last)


def ready_rows(
    tab: TabGrid, look: TabLook, *, places: Mapping[int, int], count: int
) -> Iterator[dict[str, Any]]:
    """Blank rows at the bottom, with the formats and the lists of their columns.

    `places`: index in the look → 0-based column of the tab as it stands; rows that are there keep
    what people made of them.
    """
    yield {
        "appendDimension": {"sheetId": tab.sheet_id, "dimension": "ROWS", "length": count},
    }
    first, last = tab.height, tab.height + count
    for index, at in places.items():
        area = _area(tab.sheet_id, first, last, at, at + 1)
        yield from _cells(look.columns[index], area)


def new_list(tab: TabGrid, column: ColumnLook, *, at: int) -> Iterator[dict[str, Any]]:
    """The list of a column of that tab (0-based), in the rows that it has."""
    yield _list(column, _area(tab.sheet_id, 1, tab.height or len(tab.rows), at, at + 1))


def in_french(time_zone: str) -> dict[str, Any]:
    """French dates and numbers, whatever the language of the account that made the workbook.

    In an English workbook « 05/01/2026 » is the first of May.
    """
    return {
        "updateSpreadsheetProperties": {
            "properties": {"locale": FRENCH, "timeZone": time_zone},
            "fields": "locale,timeZone",
        }
    }


def drop_tab(tab: TabGrid) -> dict[str, Any]:
    """Remove the blank tab that came with a new workbook."""
    return {"deleteSheet": {"sheetId": tab.sheet_id}}


def _header_cell(column: ColumnLook) -> dict[str, Any]:
    return {
        "userEnteredValue": {"stringValue": column.header},
        "note": column.note,
        "userEnteredFormat": {
            "backgroundColorStyle": {"rgbColor": _HEADER},
            "textFormat": {"bold": column.asked, "foregroundColorStyle": {"rgbColor": _INK}},
            "wrapStrategy": "WRAP",
            "verticalAlignment": "MIDDLE",
        },
    }


def _column(column: ColumnLook, *, sheet: int, at: int, last_row: int) -> Iterator[dict[str, Any]]:
    area = _area(sheet, 1, last_row, at, at + 1)
    yield {
        "updateDimensionProperties": {
            "range": {
                "sheetId": sheet,
                "dimension": "COLUMNS",
                "startIndex": at,
                "endIndex": at + 1,
            },
            "properties": {"pixelSize": column.width},
            "fields": "pixelSize",
        }
    }
    yield from _cells(column, area)
    for word, colour in column.colours:
        yield _colour(area, word=word, colour=colour)


def _cells(column: ColumnLook, area: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The number format and the list of one column's cells."""
    if column.pattern is not NumberPattern.NONE:
        kind = {"type": _TYPES[column.pattern], "pattern": column.pattern.value}
        yield {
            "repeatCell": {
                "range": area,
                "cell": {"userEnteredFormat": {"numberFormat": kind}},
                "fields": "userEnteredFormat.numberFormat",
            }
        }
    if column.wraps:
        yield {
            "repeatCell": {
                "range": area,
                "cell": {"userEnteredFormat": {"wrapStrategy": "WRAP"}},
                "fields": "userEnteredFormat.wrapStrategy",
            }
        }
    if column.choices:
        yield _list(column, area)


def _list(column: ColumnLook, area: Mapping[str, int]) -> dict[str, Any]:
    return {
        "setDataValidation": {
            "range": area,
            "rule": {
                "condition": {
                    "type": "ONE_OF_LIST",
                    "values": [{"userEnteredValue": choice} for choice in column.choices],
                },
                "strict": False,  # another word is a finding, never a refusal
                "showCustomUi": True,
            },
        }
    }


def _colour(area: Mapping[str, int], *, word: str, colour: Colour) -> dict[str, Any]:
    background, ink = _TINTS[colour]
    return {
        "addConditionalFormatRule": {
            "index": 0,
            "rule": {
                "ranges": [area],
                "booleanRule": {
                    "condition": {"type": "TEXT_EQ", "values": [{"userEnteredValue": word}]},
                    "format": {
                        "backgroundColorStyle": {"rgbColor": background},
                        "textFormat": {"foregroundColorStyle": {"rgbColor": ink}},
                    },
                },
            },
        }
    }


def _protection(look: TabLook, *, sheet: int, width: int, editors: Sequence[str]) -> dict[str, Any]:
    """Headers warn before an edit; a closed tab is for its editors only."""
    protected: dict[str, Any] = {
        "range": {"sheetId": sheet} if look.closed else _area(sheet, 0, 1, 0, width),
        "description": f"{look.title} : réservé à la coordination"
        if look.closed
        else f"{look.title} : en-têtes lus par le suivi",
    }
    if look.closed:
        protected["editors"] = {"users": list(editors)}
    else:
        protected["warningOnly"] = True
    return {"addProtectedRange": {"protectedRange": protected}}


def _area(sheet: int, first: int, last: int, left: int, right: int) -> dict[str, int]:
    return {
        "sheetId": sheet,
        "startRowIndex": first,
        "endRowIndex": last,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }
