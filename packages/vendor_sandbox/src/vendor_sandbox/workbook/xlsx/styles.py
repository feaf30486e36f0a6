"""Sandbox, Sheets: the styles of an .xlsx as formats of the API, unset leaves absent."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from vendor_sandbox.workbook.batch_update.formats import with_colour_twins
from vendor_sandbox.workbook.notation.patterns import pattern_type, with_calendar_case
from vendor_sandbox.workbook.xlsx.package import MAIN, Package

# ECMA-376 18.8.30; 14 and 22 follow the reader's locale, here the European order.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd/MM/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm am/pm", 19: "h:mm:ss am/pm", 20: "HH:mm", 21: "HH:mm:ss", 22: "dd/MM/yyyy HH:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@",
}  # fmt: skip

_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip
_DEFAULT_THEME = (
    "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5",
    "70AD47", "0563C1", "954F72",
)  # fmt: skip
# The first 8 of the indexed palette, repeated once; the rest is rare enough to be black.
_INDEXED = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF") * 2

_BORDERS = {
    "thin": "SOLID", "hair": "DOTTED", "dotted": "DOTTED", "dashed": "DASHED",
    "dashDot": "DASHED", "dashDotDot": "DASHED", "medium": "SOLID_MEDIUM",
    "mediumDashed": "DASHED", "mediumDashDot": "DASHED", "mediumDashDotDot": "DASHED",
    "slantDashDot": "DASHED", "thick": "SOLID_THICK", "double": "DOUBLE",
}  # fmt: skip
_WIDTHS = {"SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}
_HORIZONTAL = {"left": "LEFT", "center": "CENTER", "right": "RIGHT", "centerContinuous": "CENTER"}
_VERTICAL = {"top": "TOP", "center": "MIDDLE", "bottom": "BOTTOM"}

Format = Mapping[str, Any]


class Styles:
    """The formats of a workbook: `cell_formats` by xf index, `differential` by dxf index."""

    def __init__(self, package: Package, path: str | None, theme_path: str | None) -> None:
        self._theme = _theme_colours(package, theme_path)
        self.cell_formats: list[Format | None] = [None]
        self.differential: list[Format] = []
        if path is None or not package.has(path):
            return
        root = package.xml(path)
        self._codes = {
            int(each.get("numFmtId", "0")): each.get("formatCode", "")
            for each in root.iter(f"{MAIN}numFmt")
        }
        fonts = [self.font(each) for each in _children(root, "fonts")]
        plain = fonts[0] if fonts else {}
        fills = [self.fill(each) for each in _children(root, "fills")]
        borders = [self.borders(each) for each in _children(root, "borders")]
        self.cell_formats = [
            self._cell_format(each, fonts, plain, fills, borders)
            for each in _children(root, "cellXfs")
        ] or [None]
        self.differential = [self._differential(each) for each in _children(root, "dxfs")]

    def _cell_format(
        self,
        xf: ElementTree.Element,
        fonts: Sequence[Format],
        plain: Format,
        fills: Sequence[Format],
        borders: Sequence[Format],
    ) -> Format | None:
        found: dict[str, Any] = {}
        number_format = self._number_format(int(xf.get("numFmtId", "0")))
        if number_format:
            found["numberFormat"] = number_format
        font = _at(fonts, xf.get("fontId"))
        own = {name: value for name, value in font.items() if plain.get(name) != value}
        # What the plain font has and this one has not is a change too.
        own |= {name: False for name, value in plain.items() if value is True and name not in font}
        if own:
            found["textFormat"] = own
        found |= _at(fills, xf.get("fillId"))
        sides = _at(borders, xf.get("borderId"))
        if sides:
            found["borders"] = sides
        alignment = xf.find(f"{MAIN}alignment")
        if alignment is not None:
            found |= _alignment(alignment)
        return with_colour_twins(found) or None

    def _number_format(self, number: int) -> Format | None:
        code = self._codes.get(number)
        pattern = _BUILT_IN.get(number, "") if code is None else code
        if not pattern or pattern.lower() == "general":
            return None
        pattern = with_calendar_case(pattern)
        return {"type": pattern_type(pattern), "pattern": pattern}

    def font(self, element: ElementTree.Element) -> dict[str, Any]:
        """Return a textFormat."""
        found: dict[str, Any] = {}
        for child in element:
            name, value = child.tag.removeprefix(MAIN), child.get("val")
            is_on = value not in {"0", "false"}
            match name:
                case "b" if is_on:
                    found["bold"] = True
                case "i" if is_on:
                    found["italic"] = True
                case "strike" if is_on:
                    found["strikethrough"] = True
                case "u" if value != "none":
                    found["underline"] = True
                case "sz" if value:
                    found["fontSize"] = round(float(value))
                case "name" | "rFont" if value:
                    found["fontFamily"] = value
                case "color":
                    colour = self.colour(child)
                    if colour is not None:
                        found["foregroundColor"] = colour
        return found

    def fill(self, element: ElementTree.Element) -> dict[str, Any]:
        """Return the background of a solid fill, else nothing."""
        pattern = element.find(f"{MAIN}patternFill")
        if pattern is None or pattern.get("patternType", "solid") == "none":
            return {}
        colour = pattern.find(f"{MAIN}fgColor")
        if pattern.get("patternType") is None:
            # A differential format writes the colour of a solid fill as its background.
            background = pattern.find(f"{MAIN}bgColor")
            colour = background if background is not None else colour
        if colour is None or pattern.get("patternType") not in {"solid", None}:
            return {}
        found = self.colour(colour)
        return {} if found is None else {"backgroundColor": found}

    def borders(self, element: ElementTree.Element) -> dict[str, Any]:
        """Return the borders that have a style."""
        found = {}
        for side in ("top", "bottom", "left", "right"):
            child = element.find(f"{MAIN}{side}")
            style = _BORDERS.get(child.get("style", "")) if child is not None else None
            if child is None or style is None:
                continue
            colour = child.find(f"{MAIN}color")
            shown = self.colour(colour) if colour is not None else None
            found[side] = {"style": style, "width": _WIDTHS.get(style, 1), "color": shown or {}}
        return found

    def _differential(self, element: ElementTree.Element) -> Format:
        found: dict[str, Any] = {}
        font, fill = element.find(f"{MAIN}font"), element.find(f"{MAIN}fill")
        if font is not None:
            own = self.font(font)
            if own:
                found["textFormat"] = own
        if fill is not None:
            found |= self.fill(fill)
        return with_colour_twins(found)

    def colour(self, element: ElementTree.Element) -> dict[str, float] | None:
        """Return a colour; None for the automatic one."""
        if element.get("rgb"):
            rgb = element.get("rgb", "")[-6:]
        elif element.get("theme"):
            rgb = _at(self._theme, element.get("theme")) or "000000"
        elif element.get("indexed"):
            index = int(element.get("indexed", "0"))
            if index >= 64:
                return None
            rgb = _INDEXED[index] if index < len(_INDEXED) else "000000"
        else:
            return None
        return _rgb(rgb, tint=float(element.get("tint", "0")))


def _rgb(text: str, *, tint: float) -> dict[str, float]:
    found = {}
    for name, start in (("red", 0), ("green", 2), ("blue", 4)):
        channel = int(text[start : start + 2], 16) / 255
        channel = channel * (1 + tint) if tint < 0 else channel * (1 - tint) + tint
        if channel:
            found[name] = channel
    return found


def _children(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    found = root.find(f"{MAIN}{name}")
    return [] if found is None else list(found)


def _at(items: Sequence[Any], index: str | None) -> Any:
    number = int(index or 0)
    return items[number] if 0 <= number < len(items) else {}


def _alignment(element: ElementTree.Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    horizontal = _HORIZONTAL.get(element.get("horizontal", ""))
    vertical = _VERTICAL.get(element.get("vertical", ""))
    if horizontal:
        found["horizontalAlignment"] = horizontal
    if vertical and vertical != "BOTTOM":
        found["verticalAlignment"] = vertical
    if element.get("wrapText") in {"1", "true"}:
        found["wrapStrategy"] = "WRAP"
    rotation = int(element.get("textRotation", "0"))
    if rotation == 255:
        found["textRotation"] = {"vertical": True}
    elif rotation:
        found["textRotation"] = {"angle": rotation if rotation <= 90 else 90 - rotation}
    return found


def _theme_colours(package: Package, path: str | None) -> tuple[str, ...]:
    if path is None or not package.has(path):
        return _DEFAULT_THEME
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    scheme = package.xml(path).find(f".//{drawing}clrScheme")
    if scheme is None:
        return _DEFAULT_THEME
    found = {}
    for child in scheme:
        for colour in child:
            found[child.tag.removeprefix(drawing)] = colour.get("lastClr") or colour.get("val", "")
    colours = (found.get(name, "") for name in _THEME_ORDER)
    return tuple(
        colour if len(colour) == 6 else default
        for colour, default in zip(colours, _DEFAULT_THEME, strict=True)
    )
