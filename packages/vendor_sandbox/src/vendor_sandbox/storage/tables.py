"""Sandbox: everything remembered, as keyed tables that a journal can rebuild."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vendor_sandbox.storage.items import (
    Item,
    SharedDrive,
    item_from_json,
    shared_drive_from_json,
)

_READERS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "items": item_from_json,
    "drives": shared_drive_from_json,
}

# (table, key, value); value None removes the row.
Put = tuple[str, str, Any]


class Tables:
    """Rows by table and key. Items and shared drives are typed, the rest is plain JSON."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Any]] = {"items": {}, "drives": {}}
        self._children: dict[str, dict[str, None]] = {}
        # The present, in Google's text form; shares that have expired give nothing any more.
        self.now: Callable[[], str] = str

    def rows(self, table: str) -> dict[str, Any]:
        """Return the rows of `table`, in insertion order. Not to be changed by the caller."""
        return self._rows.setdefault(table, {})

    def get(self, table: str, key: str) -> Any:
        """Return one row, or None."""
        return self.rows(table).get(key)

    @property
    def items(self) -> dict[str, Item]:
        """Return all files and folders by id."""
        return self._rows["items"]

    @property
    def drives(self) -> dict[str, SharedDrive]:
        """Return all shared drives by id."""
        return self._rows["drives"]

    def children(self, parent_id: str) -> Iterator[Item]:
        """Yield what lies directly in a folder, trashed or not."""
        for file_id in tuple(self._children.get(parent_id, ())):
            yield self.items[file_id]

    def put(self, table: str, key: str, value: Any) -> None:
        """Set or, with None, remove a row."""
        rows = self.rows(table)
        if table == "items":
            self._file_under_parent(rows.get(key), value)
        if value is None:
            rows.pop(key, None)
        else:
            rows[key] = value

    def put_json(self, table: str, key: str, value: Any) -> None:
        """Set a row from its JSON form."""
        reader = _READERS.get(table)
        self.put(table, key, reader(value) if reader and value is not None else value)

    def to_json(self) -> dict[str, dict[str, Any]]:
        """Return all tables, ready for orjson (which writes dataclasses)."""
        return self._rows

    def load_json(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        """Add the rows of `to_json`."""
        for table, rows in content.items():
            for key, value in rows.items():
                self.put_json(table, key, value)

    def _file_under_parent(self, before: Item | None, after: Item | None) -> None:
        if before is not None and (after is None or after.parent_id != before.parent_id):
            self._children.get(before.parent_id, {}).pop(before.id, None)
        if after is not None:
            self._children.setdefault(after.parent_id, {})[after.id] = None
