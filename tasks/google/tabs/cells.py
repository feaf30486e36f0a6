"""One cell as the Sheets API takes it: a typed value, and its look in the service's own tabs."""

from collections.abc import Sequence
from typing import Any

from relocalisons.core.kernel.model import Cell
from relocalisons.core.views.own_tab import COLOURS, CellValue, Formula, Look, Tint


def cell_data(cell: CellValue | Cell, looks: Sequence[Look], column: int | None) -> dict[str, Any]:
    """A cell that holds exactly this value; `looks` are those of its row, `column` is 0-based.

    A `Cell` is one of hers, that moves to a row made anew: its number format goes with it.
    """
    if isinstance(cell, Cell):
        return _carried(cell, looks, column)
    data: dict[str, Any] = {}
    if isinstance(cell, Formula):
        data["userEnteredValue"] = {"formulaValue": cell.text}
    elif isinstance(cell, bool):
        data["userEnteredValue"] = {"boolValue": cell}
    elif isinstance(cell, int | float):
        data["userEnteredValue"] = {"numberValue": cell}
    elif cell:
        data["userEnteredValue"] = {"stringValue": cell}
    mine = [
        look
        for look in looks
        if column is not None and look.first_column <= column < look.last_column
    ]
    if mine:
        data["userEnteredFormat"] = _format(mine)
    return data


def plain_cell(value: object) -> dict[str, Any]:
    """A cell without any look: text is never parsed, so `=` starts no formula."""
    raw = value.value if isinstance(value, Cell) else value
    if raw is None or raw == "":
        return {}
    if isinstance(raw, bool):
        return {"userEnteredValue": {"boolValue": raw}}
    if isinstance(raw, int | float):
        return {"userEnteredValue": {"numberValue": raw}}
    return {"userEnteredValue": {"stringValue": str(raw)}}


def _carried(cell: Cell, looks: Sequence[Look], column: int | None) -> dict[str, Any]:
    value = cell.value if isinstance(cell.value, str | int | float) else None
    data = cell_data(value, looks, column)
    if cell.format and isinstance(value, int | float) and not isinstance(value, bool):
        kind = "DATE" if "y" in cell.format.lower() else "NUMBER"
        number_format = {"type": kind, "pattern": cell.format}
        data["userEnteredFormat"] = data.get("userEnteredFormat", {}) | {
            "numberFormat": number_format
        }
    return data


def _format(looks: Sequence[Look]) -> dict[str, Any]:
    """The last look that says something wins, as later strokes cover earlier ones."""
    text: dict[str, Any] = {}
    style: dict[str, Any] = {"verticalAlignment": "MIDDLE"}
    for look in looks:
        if look.tint is not Tint.NONE:
            background, ink = COLOURS[look.tint]
            style["backgroundColorStyle"] = {"rgbColor": _rgb(background)}
            text["foregroundColorStyle"] = {"rgbColor": _rgb(ink)}
        if look.bold:
            text["bold"] = True
        if look.size:
            text["fontSize"] = look.size
        if look.wrap:
            style["wrapStrategy"] = "WRAP"
    if text:
        style["textFormat"] = text
    return style


def _rgb(colour: str) -> dict[str, float]:
    return {
        name: round(int(colour[start : start + 2], 16) / 255, 4)
        for name, start in (("red", 1), ("green", 3), ("blue", 5))
    }
