"""Sandbox, Drive: the `fields` parameter, a selection that names only what exists."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from vendor_sandbox.errors import ApiError

# A selection: field name to what is wanted inside it; an empty mapping means all of it.
Selection = Mapping[str, "Selection"]

_EVERYTHING: Selection = {"*": {}}
_LONGEST = 20_000
_DEEPEST = 20


class _Syntax(Exception):
    """The text is no selection; `token` is what Google's message quotes."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.token = token


@lru_cache(maxsize=512)
def parse_fields(text: str) -> Selection:
    """Return the selection that `a,b/c,d(e,f),*` describes.

    Raises ApiError 400 `invalidParameter` for anything else, as Drive does.
    """
    if len(text) > _LONGEST:
        raise invalid_selection(text[:40])
    try:
        selection, position = _parse_list(text, 0, depth=0)
        if position != len(text):
            raise _Syntax(text[position:])
    except _Syntax as problem:
        raise invalid_selection(problem.token) from problem
    return selection


def invalid_selection(token: str) -> ApiError:
    """Return Drive's 400 about a field that it does not know."""
    return ApiError(400, f"Invalid field selection {token}", "invalidParameter", location="fields")


def select(resource: Any, selection: Selection) -> Any:
    """Return the part of `resource` that is wanted. Lists are selected item by item."""
    if isinstance(resource, list):
        return [select(each, selection) for each in resource]
    if not isinstance(resource, dict) or not selection:
        return resource
    if "*" in selection:
        inner = selection["*"]
        rest = {key: value for key, value in selection.items() if key != "*"}
        return {
            key: select(value, rest.get(key, inner)) if (rest.get(key) or inner) else value
            for key, value in resource.items()
        }
    return {
        key: select(value, selection[key]) for key, value in resource.items() if key in selection
    }


def require_known(selection: Selection, known: Mapping[str, Any], *, prefix: str = "") -> None:
    """Raise ApiError 400 when the selection names a field that the resource never has.

    `known` maps names to what may be selected inside, None where anything may.
    """
    for name, inner in selection.items():
        if name == "*":
            continue
        if name not in known:
            raise invalid_selection(prefix + name)
        below = known[name]
        if inner and below is not None:
            require_known(inner, below, prefix=f"{prefix}{name}/")


def wants(selection: Selection, name: str) -> bool:
    """Tell whether a field is part of the selection."""
    return name in selection or "*" in selection


def inside(selection: Selection, name: str) -> Selection:
    """Return what is wanted inside a field."""
    return selection.get(name) or selection.get("*") or {}


def _parse_list(text: str, position: int, *, depth: int) -> tuple[Selection, int]:
    found: dict[str, Selection] = {}
    while True:
        position = _parse_path(text, position, found, depth=depth)
        if position < len(text) and text[position] == ",":
            position += 1
            continue
        return found, position


def _parse_path(text: str, position: int, into: dict[str, Selection], *, depth: int) -> int:
    """Parse `a`, `a/b`, `a.b` or `a(…)` and merge it into `into`."""
    if depth > _DEEPEST:
        raise _Syntax(text[:40])
    name, position = _parse_name(text, position)
    separator = text[position : position + 1]
    inner: Selection = {}
    if separator in {"/", "."} and separator:
        below: dict[str, Selection] = {}
        position = _parse_path(text, position + 1, below, depth=depth + 1)
        inner = below
    elif separator == "(":
        inner, position = _parse_list(text, position + 1, depth=depth + 1)
        if text[position : position + 1] != ")":
            raise _Syntax(text)
        position += 1
    before = into.get(name)
    into[name] = inner if before is None else _merged(before, inner)
    return _skip_spaces(text, position)


def _parse_name(text: str, position: int) -> tuple[str, int]:
    position = _skip_spaces(text, position)
    start = position
    while position < len(text) and (text[position].isalnum() or text[position] in "_-*"):
        position += 1
    name = text[start:position]
    if not name or ("*" in name and name != "*"):
        raise _Syntax(text[start:] or text)
    return name, _skip_spaces(text, position)


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position] == " ":
        position += 1
    return position


def _merged(one: Selection, other: Selection) -> Selection:
    """Return both wishes; the whole of a field wins over a part of it."""
    if not one or not other:
        return {}
    merged = dict(one)
    for name, inner in other.items():
        merged[name] = _merged(merged[name], inner) if name in merged else inner
    return merged
