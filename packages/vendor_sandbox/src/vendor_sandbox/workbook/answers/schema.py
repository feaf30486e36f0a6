"""Sandbox, Sheets: request bodies checked against Google's discovery document.

The same document is shipped with googleapiclient, so that what is refused here follows the API's
own description, field by field, and not our memory of it.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import orjson

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook.answers.masks import camel
from vendor_sandbox.workbook.failures import invalid, malformed

_TYPE_PREFIX = "type.googleapis.com/google.apps.sheets.v4."
_LIST_VALUE = "type.googleapis.com/google.protobuf.ListValue"
_WHOLE_LIMITS = {"int32": 2**31, "int64": 2**63, "uint32": 2**32}
_MOST_VIOLATIONS = 20


@cache
def _document() -> dict[str, Any]:
    path = files("googleapiclient.discovery_cache") / "documents" / "sheets.v4.json"
    return orjson.loads(path.read_bytes())


@cache
def enum_values(schema: str, field: str) -> frozenset[str]:
    """Return the values of an enum field."""
    return frozenset(_document()["schemas"][schema]["properties"][field]["enum"])


@cache
def field_names(schema: str) -> frozenset[str]:
    """Return the fields of a message."""
    return frozenset(_document()["schemas"][schema]["properties"])


@cache
def field_schema(schema: str, field: str) -> str | None:
    """Return the message that a field holds, alone or in a list; None for another kind."""
    found = _document()["schemas"][schema]["properties"].get(field, {})
    return found.get("$ref") or found.get("items", {}).get("$ref")


def require_mask(mask: Mapping[str, Any], schema: str | None, *, path: str = "") -> None:
    """Raise ApiError 400 when a mask names a field that a message does not have."""
    if schema is None:
        return
    known = field_names(schema)
    for name, inner in mask.items():
        if name not in known:
            raise invalid(f"Invalid field: {path}{name}")
        if inner:
            require_mask(inner, field_schema(schema, name), path=f"{path}{name}.")


def snake(name: str) -> str:
    """Return a field name as Google writes it in messages."""
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)


def parse_body(data: bytes) -> Any:
    """Return the JSON of a body; an empty one is an empty object. Raises ApiError 400."""
    if not data.strip():
        return {}
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as problem:
        text = data[:60].decode("utf-8", "replace")
        message = f"Invalid JSON payload received. Unexpected token.\n{text}\n^"
        raise malformed("", message) from problem


def checked(body: Any, schema: str, *, root: str = "") -> dict[str, Any]:
    """Return a body with nulls left out and numbers as numbers.

    `root` is the name of the body in Google's messages. Raises ApiError 400 naming every field that
    is unknown or of the wrong type.
    """
    check = _Check()
    clean = check.message(body, schema, root)
    if check.violations:
        shown = check.violations[:_MOST_VIOLATIONS]
        raise invalid("\n".join(text for _, text in shown), violations=tuple(shown))
    return clean


class _Check:
    def __init__(self) -> None:
        self.violations: list[tuple[str, str]] = []

    def wrong(self, path: str, kind: str, value: Any) -> None:
        shown = json.dumps(value, ensure_ascii=False)
        self.violations.append((path, f"Invalid value at '{path}' ({kind}), {shown}"))

    def unknown(self, path: str, name: str, why: str) -> None:
        where = f" at '{path}'" if path else ""
        text = f'Invalid JSON payload received. Unknown name "{name}"{where}: {why}'
        self.violations.append((path, text))

    def message(self, value: Any, schema: str, path: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.wrong(path, _TYPE_PREFIX + schema, value)
            return {}
        known = _document()["schemas"][schema].get("properties", {})
        clean: dict[str, Any] = {}
        for given, each in value.items():
            name = given if given in known else camel(given)
            if name not in known:
                self.unknown(path, given, "Cannot find field.")
            elif each is not None:
                inner = f"{path}.{snake(name)}" if path else snake(name)
                clean[name] = self.field(each, known[name], schema, name, inner, path)
        if schema == "Request" and len(clean) > 1:
            second = list(clean)[1]
            text = (
                f"Invalid value at '{path}' (oneof), oneof field 'kind' is already set. "
                f"Cannot set '{second}'"
            )
            self.violations.append((path, text))
        return clean

    def field(
        self, value: Any, kind: Mapping[str, Any], schema: str, name: str, path: str, outer: str
    ) -> Any:
        if kind.get("type") == "array":
            return self.many(value, kind["items"], schema, name, path)
        if isinstance(value, list) and kind.get("type") != "any":
            self.unknown(outer, name, "Proto field is not repeating, cannot start list.")
            return None
        if "$ref" in kind:
            return self.message(value, kind["$ref"], path)
        if kind.get("type") == "object":
            return value
        return self.scalar(value, kind, schema, name, path)

    def many(
        self, value: Any, items: Mapping[str, Any], schema: str, name: str, path: str
    ) -> list[Any]:
        if items.get("type") == "array":
            return self.rows(value, path)
        if not isinstance(value, list):
            kind = _TYPE_PREFIX + items["$ref"] if "$ref" in items else f"TYPE_{_type(items)}"
            self.wrong(path, kind, value)
            return []
        return [
            self.field(each, items, schema, name, f"{path}[{index}]", path)
            for index, each in enumerate(value)
        ]

    def rows(self, value: Any, path: str) -> list[Any]:
        """Check rows of values, whose nulls mean something."""
        if not isinstance(value, list):
            self.wrong(path, _LIST_VALUE, value)
            return []
        for index, each in enumerate(value):
            if not isinstance(each, list):
                self.wrong(f"{path}[{index}]", _LIST_VALUE, each)
        return value

    def scalar(self, value: Any, kind: Mapping[str, Any], schema: str, name: str, path: str) -> Any:
        if "enum" in kind:
            if isinstance(value, str) and value in kind["enum"]:
                return value
            self.wrong(path, f"{_TYPE_PREFIX}{schema}.{name[:1].upper()}{name[1:]}", value)
            return None
        match kind.get("type"):
            case "string":
                return self.text(value, kind, path)
            case "boolean":
                if isinstance(value, bool):
                    return value
                if value in ("true", "false"):
                    return value == "true"
                self.wrong(path, "TYPE_BOOL", value)
                return None
            case "integer":
                return self.whole(value, kind.get("format", "int32"), path)
            case "number":
                return self.number(value, kind.get("format", "double"), path)
        return value

    def text(self, value: Any, kind: Mapping[str, Any], path: str) -> Any:
        if kind.get("format") in {"int64", "uint64"}:
            return self.whole(value, "int64", path)
        if not isinstance(value, str):
            self.wrong(path, "TYPE_STRING", value)
        return value

    def whole(self, value: Any, kind: str, path: str) -> int:
        number = value
        is_digits = isinstance(value, str) and re.fullmatch(r"-?\d{1,19}", value)
        if is_digits or (isinstance(value, float) and value.is_integer()):
            number = int(value)
        limit = _WHOLE_LIMITS.get(kind, 2**31)
        if isinstance(number, bool) or not isinstance(number, int) or not -limit <= number < limit:
            self.wrong(path, f"TYPE_{kind.upper()}", value)
            return 0
        return number

    def number(self, value: Any, kind: str, path: str) -> float:
        if isinstance(value, str):
            try:
                return float(value)
            except ValueError:
                pass
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(path, f"TYPE_{kind.upper()}", value)
            return 0.0
        return value


def _type(items: Mapping[str, Any]) -> str:
    return {"integer": "INT32", "boolean": "BOOL", "number": "DOUBLE"}.get(
        items.get("type", ""), "STRING"
    )


def require_scalars(rows: Any, *, prefix: str = "") -> None:
    """Raise ApiError 400 for a list or an object where a value should be."""
    for row, line in enumerate(rows or ()):
        for column, value in enumerate(line):
            if isinstance(value, list | dict):
                kind = "list_value" if isinstance(value, list) else "struct_value"
                problem: ApiError = invalid(
                    f"Invalid {prefix}values[{row}][{column}]: {kind} {{ {value!r:.80} }}"
                )
                raise problem
