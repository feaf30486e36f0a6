"""Sandbox, Sheets: protected ranges: who may edit them, and refusing the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet

_REFUSAL = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)


def may_edit(book: Book, protected: Mapping[str, Any], actor: Mapping[str, Any] | None) -> bool:
    """Tell whether somebody may edit a protected range.

    `actor` is {"email", "is_owner"}; None is the sandbox itself. A range that only warns is open,
    and so is one whose maker is unknown (it came with an .xlsx, which names no editors).
    """
    if actor is None or actor.get("is_owner") or protected.get("warningOnly"):
        return True
    maker = book.protectors.get(str(protected["protectedRangeId"]))
    email = str(actor.get("email", "")).lower()
    users = (protected.get("editors") or {}).get("users") or ()
    return maker is None or email == maker.lower() or email in {user.lower() for user in users}


def require_unprotected(
    book: Book, before: Sequence[Sheet], actor: Mapping[str, Any] | None
) -> None:
    """Raise ApiError 400 when cells that the actor may not edit differ from before.

    Cells that only moved, because lines came or went elsewhere, are the same cells.
    """
    after = {sheet.sheet_id: sheet for sheet in book.sheets}
    for old in before:
        closed = [each for each in old.protected_ranges if not may_edit(book, each, actor)]
        for protected in closed:
            new = after.get(old.sheet_id)
            still = _same(new, protected["protectedRangeId"]) if new is not None else None
            if new is None or still is None:
                raise invalid(_REFUSAL)
            if _without_range(still) != _without_range(protected):
                raise invalid(_REFUSAL)
            if _cells(old, protected) != _cells(new, still):
                raise invalid(_REFUSAL)


def _same(sheet: Sheet, identity: int) -> Mapping[str, Any] | None:
    for each in sheet.protected_ranges:
        if each["protectedRangeId"] == identity:
            return each
    return None


def _without_range(protected: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in protected.items() if name != "range"}


def _cells(sheet: Sheet, protected: Mapping[str, Any]) -> list[tuple[int, int, Cell]]:
    """Return the cells of a protection by their place in it, values of formulas aside."""
    area = sheet.area_of(protected.get("range") or {})
    open_areas = [sheet.area_of(each) for each in protected.get("unprotectedRanges") or ()]
    return [
        (row - area.top, column - area.left, _as_entered(cell))
        for row, column, cell in sheet.touched(area)
        if not _is_in(open_areas, row, column)
    ]


def _is_in(areas: Sequence[Area], row: int, column: int) -> bool:
    return any(area.holds(row, column) for area in areas)


def _as_entered(cell: Cell) -> Cell:
    # A formula follows its references when lines move elsewhere: that is no edit of the cell.
    return cell if cell.formula is None else cell.emptied()._replace(formula="=", runs=cell.runs)


def _with_standing_editors(book: Book, protected: Mapping[str, Any]) -> dict[str, Any]:
    """Return the editors, who always may too: the maker of the protection and the file's owner.

    Recorded: the reply to `addProtectedRange` names those that were given, later answers them all.
    """
    editors = dict(protected.get("editors") or {})
    maker = book.protectors.get(str(protected["protectedRangeId"]))
    users = {user.lower(): user for user in editors.get("users") or ()}
    for each in (maker, book.owner):
        if each:
            users.setdefault(each.lower(), each)
    return editors | {"users": list(users.values())} if users else editors


def as_seen_by(
    book: Book, protected: Mapping[str, Any], actor: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return a protected range as an answer to somebody: editors are shown to editors only."""
    found = dict(protected)
    if may_edit(book, protected, actor):
        found["requestingUserCanEdit"] = True
        if not protected.get("warningOnly"):
            found["editors"] = _with_standing_editors(book, protected)
        return found
    found.pop("requestingUserCanEdit", None)
    found.pop("editors", None)
    return found
