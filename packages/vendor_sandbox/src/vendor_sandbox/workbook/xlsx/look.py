"""Sandbox, Sheets: formats of the API as XlsxWriter's formats."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from vendor_sandbox.workbook.notation.locales import SheetLocale, default_pattern
from vendor_sandbox.workbook.notation.patterns import for_excel

_BORDERS = {"SOLID": 1, "SOLID_MEDIUM": 2, "DASHED": 3, "DOTTED": 4, "SOLID_THICK": 5, "DOUBLE": 6}
_HORIZONTAL = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}
_VERTICAL = {"TOP": "top", "MIDDLE": "vcenter", "BOTTOM": "bottom"}


class Looks:
    """Makes each format once; cells share them by identity."""

    def __init__(self, workbook: Workbook, locale: SheetLocale) -> None:
        self._workbook = workbook
        self._locale = locale
        self._known: dict[int, tuple[Any, Format]] = {}

    def of(self, own: Mapping[str, Any] | None) -> Format | None:
        """Return XlsxWriter's format, or None for the default one."""
        if not own:
            return None
        found = self._known.get(id(own))
        if found is None:
            made = self._workbook.add_format(self.properties(own))
            found = self._known[id(own)] = (own, made)
        return found[1]

    def properties(self, own: Mapping[str, Any]) -> dict[str, Any]:
        """Return XlsxWriter's words for a format."""
        found: dict[str, Any] = {}
        number_format = own.get("numberFormat")
        if number_format:
            pattern = number_format.get("pattern") or default_pattern(
                number_format.get("type", ""), self._locale
            )
            found["num_format"] = for_excel(pattern)
        found |= text_properties(own.get("textFormat") or {})
        if own.get("backgroundColor") is not None:
            found |= {"pattern": 1, "bg_color": rgb(own["backgroundColor"])}
        for side, border in (own.get("borders") or {}).items():
            style = _BORDERS.get(border.get("style", ""), 0)
            if style:
                found[side] = style
                found[f"{side}_color"] = rgb(border.get("color") or {})
        if own.get("horizontalAlignment") in _HORIZONTAL:
            found["align"] = _HORIZONTAL[own["horizontalAlignment"]]
        if own.get("verticalAlignment") in _VERTICAL:
            found["valign"] = _VERTICAL[own["verticalAlignment"]]
        if own.get("wrapStrategy") == "WRAP":
            found["text_wrap"] = True
        rotation = own.get("textRotation") or {}
        if rotation.get("vertical"):
            found["rotation"] = 270
        elif rotation.get("angle"):
            found["rotation"] = max(-90, min(90, rotation["angle"]))
        return found


def text_properties(own: Mapping[str, Any]) -> dict[str, Any]:
    """Return XlsxWriter's words for a textFormat."""
    found: dict[str, Any] = {}
    for name, word in (("bold", "bold"), ("italic", "italic"), ("strikethrough", "font_strikeout")):
        if own.get(name):
            found[word] = True
    if own.get("underline"):
        found["underline"] = 1
    if own.get("fontSize"):
        found["font_size"] = own["fontSize"]
    if own.get("fontFamily"):
        found["font_name"] = own["fontFamily"]
    if own.get("foregroundColor") is not None:
        found["font_color"] = rgb(own["foregroundColor"])
    return found


def rgb(colour: Mapping[str, Any]) -> str:
    """Return `#RRGGBB`."""
    channels = (round(255 * min(1.0, colour.get(name, 0))) for name in ("red", "green", "blue"))
    return "#" + "".join(f"{channel:02X}" for channel in channels)
