"""Sandbox, Sheets: requests about named and protected ranges."""

import re
from collections.abc import Mapping
from typing import Any

from vendor_sandbox.workbook.answers.masks import updated, wants
from vendor_sandbox.workbook.answers.schema import require_mask
from vendor_sandbox.workbook.batch_update.tabs import required_mask
from vendor_sandbox.workbook.batch_update.targets import grid_sheet, resolved
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.ranges import grid_range_box, grid_range_json, parse_cells
from vendor_sandbox.workbook.sheet import Sheet

_NAME = re.compile(r"[^\W\d]\w{0,249}")


def stored_range(book: Book, grid_range: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a GridRange as answers give it. Raises ApiError 400 when it is outside."""
    if grid_range is None:
        raise invalid("range is required.")
    sheet, _ = resolved(book, grid_range)
    return grid_range_json(sheet.sheet_id, grid_range_box(grid_range))


# ---- named ranges ---------------------------------------------------------------------------


def _require_name(book: Book, name: str, *, but: str | None = None) -> None:
    is_reference = parse_cells(name) is not None or re.fullmatch(r"(?i)r\d*c\d*", name)
    if not _NAME.fullmatch(name) or is_reference or name.upper() in {"TRUE", "FALSE"}:
        raise invalid(f"Invalid named range name: {name}")
    other = book.named_range(name)
    if other is not None and other["namedRangeId"] != but:
        raise invalid(f"A named range with the name {name} already exists.")


def add_named_range(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Name a range."""
    wanted = request.get("namedRange") or {}
    name = wanted.get("name") or ""
    _require_name(book, name)
    grid_range = stored_range(book, wanted.get("range"))
    taken = {each["namedRangeId"] for each in book.named_ranges}
    identity = wanted.get("namedRangeId") or str(book.next_id(set()))
    if identity in taken:
        raise invalid(f"A named range with id {identity} already exists.")
    named = {"namedRangeId": identity, "name": name, "range": grid_range}
    book.named_ranges.append(named)
    return {"namedRange": dict(named)}


def _named(book: Book, identity: str) -> dict[str, Any]:
    for each in book.named_ranges:
        if each["namedRangeId"] == identity:
            return each
    raise invalid(f"No named range with id: {identity}")


def update_named_range(book: Book, request: Mapping[str, Any]) -> None:
    """Change the name or the range of a named range."""
    mask = required_mask(request)
    require_mask(mask, "NamedRange")
    wanted = request.get("namedRange") or {}
    named = _named(book, wanted.get("namedRangeId") or "")
    if wants(mask, "name"):
        name = wanted.get("name") or ""
        _require_name(book, name, but=named["namedRangeId"])
        named["name"] = name
    if wants(mask, "range"):
        inner = (mask or {}).get("range") or {}
        merged = updated(named["range"], wanted.get("range") or {}, inner)
        named["range"] = stored_range(book, merged)


def delete_named_range(book: Book, request: Mapping[str, Any]) -> None:
    """Forget a name; the cells stay."""
    book.named_ranges.remove(_named(book, request.get("namedRangeId") or ""))


# ---- protected ranges -----------------------------------------------------------------------


def add_protected_range(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Protect a range or a tab. Recorded: the reply says the caller may edit, and by whom else."""
    wanted = dict(request.get("protectedRange") or {})
    identity = wanted.get("protectedRangeId") or book.next_id(_protected_ids(book))
    if identity in _protected_ids(book):
        raise invalid(f"A protected range with id {identity} already exists.")
    sheet, grid_range = _protected_area(book, wanted)
    found = {"protectedRangeId": identity} | wanted | {"range": grid_range}
    found["protectedRangeId"] = identity
    if book.actor is not None:
        book.protectors[str(identity)] = book.actor["email"]
    sheet.protected_ranges.append(_completed(found))
    return {"protectedRange": dict(sheet.protected_ranges[-1])}


def _protected_area(book: Book, wanted: Mapping[str, Any]) -> tuple[Sheet, dict[str, Any]]:
    if wanted.get("namedRangeId"):
        grid_range = dict(_named(book, wanted["namedRangeId"])["range"])
    elif wanted.get("range") is not None:
        grid_range = stored_range(book, wanted["range"])
    else:
        raise invalid("Either range or namedRangeId must be specified.")
    return grid_sheet(book, grid_range.get("sheetId", 0)), grid_range


def _completed(protected: dict[str, Any]) -> dict[str, Any]:
    editors = {k: v for k, v in (protected.get("editors") or {}).items() if v}
    protected["requestingUserCanEdit"] = True
    if protected.get("warningOnly"):
        protected.pop("editors", None)
        return protected
    protected.pop("warningOnly", None)
    protected["editors"] = editors
    return protected


def _protected_ids(book: Book) -> set[int]:
    return {each["protectedRangeId"] for sheet in book.sheets for each in sheet.protected_ranges}


def _protected(book: Book, identity: int) -> tuple[Sheet, dict[str, Any]]:
    for sheet in book.sheets:
        for each in sheet.protected_ranges:
            if each["protectedRangeId"] == identity:
                return sheet, each
    raise invalid(f"No protected range with id: {identity}")


def update_protected_range(book: Book, request: Mapping[str, Any]) -> None:
    """Change a protection."""
    mask = required_mask(request)
    require_mask(mask, "ProtectedRange")
    wanted = request.get("protectedRange") or {}
    sheet, protected = _protected(book, wanted.get("protectedRangeId", 0))
    merged = updated(protected, wanted, mask or {name: {} for name in wanted})
    merged["protectedRangeId"] = protected["protectedRangeId"]
    target, merged["range"] = _protected_area(book, merged)
    sheet.protected_ranges.remove(protected)
    target.protected_ranges.append(_completed(merged))


def delete_protected_range(book: Book, request: Mapping[str, Any]) -> None:
    """Lift a protection."""
    sheet, protected = _protected(book, request.get("protectedRangeId", 0))
    sheet.protected_ranges.remove(protected)


HANDLERS = {
    "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range,
    "deleteNamedRange": delete_named_range,
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
}
