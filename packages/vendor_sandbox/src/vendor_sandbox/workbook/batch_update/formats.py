"""Sandbox, Sheets: formats: the same cell everywhere, borders, the twins of colours."""

from collections.abc import Mapping
from typing import Any

from vendor_sandbox.workbook.batch_update.targets import target_area
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell
from vendor_sandbox.workbook.failures import invalid

_SIDES = ("top", "bottom", "left", "right")
_WIDTHS = {"DOTTED": 1, "DASHED": 1, "SOLID": 1, "SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}


def with_colour_twins(resource: Any) -> Any:
    """Return a copy in which every `xColor` has its `xColorStyle` and the other way round.

    Recorded: Google answers both, whichever was written; the style wins when they differ.
    """
    if isinstance(resource, list | tuple):
        return [with_colour_twins(each) for each in resource]
    if not isinstance(resource, Mapping):
        return resource
    found = {name: with_colour_twins(value) for name, value in resource.items()}
    for name in list(found):
        if name.endswith("ColorStyle") or name == "colorStyle":
            plain = name.removesuffix("Style")
            style = found[name]
            if isinstance(style, Mapping) and style.get("rgbColor") is not None:
                found[name] = {"rgbColor": _colour(style["rgbColor"])}
                found[plain] = _colour(style["rgbColor"])
            elif isinstance(style, Mapping) and not style:
                found[name] = {}
                found.pop(plain, None)
        elif _is_lone_colour(name, resource):
            found[name] = _colour(found[name])
            found[f"{name}Style"] = {"rgbColor": _colour(found[name])}
    return found


def _is_lone_colour(name: str, resource: Mapping[str, Any]) -> bool:
    value = resource[name]
    return (
        (name.endswith("Color") or name == "color")
        and f"{name}Style" not in resource
        and isinstance(value, Mapping)
        and "rgbColor" not in value
    )


def _colour(colour: Mapping[str, Any]) -> dict[str, Any]:
    """Return a colour without its zeros, which answers leave out, and in 8 bits a channel."""
    return {
        name: _channel(value) if name != "alpha" else value
        for name, value in colour.items()
        if value
    }


def _channel(value: float) -> int | float:
    if value >= 1:
        return 1
    # Recorded: 0.5 comes back as 0.49803922, 127/255: cut, not rounded, and a float32 with eight
    # digits. Those digits sent again (0.9098039 for 232/255) may lie a little below.
    return float(f"{int(value * 255 + 1e-4) / 255:.8g}")


def with_mask_twins(mask: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mask that names both twins wherever it names one colour."""
    found: dict[str, Any] = {}
    for name, inner in mask.items():
        if name.endswith("ColorStyle") or name == "colorStyle":
            found[name.removesuffix("Style")] = {}
            found[name] = {}
        elif name.endswith("Color") or name == "color":
            found[name] = {}
            found[f"{name}Style"] = {}
        else:
            found[name] = with_mask_twins(inner) if inner else inner
    return found


def update_borders(book: Book, request: Mapping[str, Any]) -> None:
    """Set the borders of a range: its four outer sides, and the lines inside it."""
    sheet, area = target_area(book, request)
    wanted = {
        side: with_colour_twins(request[side])
        for side in (*_SIDES, "innerHorizontal", "innerVertical")
        if side in request
    }
    if not wanted:
        raise invalid("No borders to update.")
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            sides = {
                "top": "top" if row == area.top else "innerHorizontal",
                "bottom": "bottom" if row == area.bottom - 1 else "innerHorizontal",
                "left": "left" if column == area.left else "innerVertical",
                "right": "right" if column == area.right - 1 else "innerVertical",
            }
            changes = {side: wanted[name] for side, name in sides.items() if name in wanted}
            if changes:
                sheet.put(row, column, _with_borders(sheet.cell(row, column), changes))


def _with_borders(cell: Cell, changes: Mapping[str, Any]) -> Cell:
    own = dict(cell.format or {})
    borders = dict(own.get("borders") or {})
    for side, border in changes.items():
        if not border or border.get("style", "NONE") == "NONE":
            borders.pop(side, None)
        else:
            default = {"width": _WIDTHS.get(border["style"], 1), "color": {}}
            borders[side] = default | {"colorStyle": {"rgbColor": {}}} | dict(border)
    own["borders"] = borders
    if not borders:
        del own["borders"]
    return cell._replace(format=own or None)


HANDLERS = {"updateBorders": update_borders}
