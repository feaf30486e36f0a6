"""Sandbox, Sheets: Google field masks, parsed and applied to resources."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any

from vendor_sandbox.workbook.failures import invalid

# A mask: field name to what is wanted inside it. An empty mapping is all of it.
Mask = Mapping[str, "Mask"]

WHOLE: Mask = {}
_LONGEST = 50_000
_DEEPEST = 40
_NAME_MARKS = frozenset("_-*")


class _Syntax(ValueError):
    """The text is no mask."""


@lru_cache(maxsize=512)
def parse_mask(text: str) -> Mask:
    """Return the mask that `a.b`, `a/b`, `a(b,c)` or `*` describes.

    Unlike Drive, Sheets takes no space. Raises ApiError 400 for anything else.
    """
    try:
        if len(text) > _LONGEST:
            raise _Syntax
        mask, position = _list(text, 0, depth=0)
        if position != len(text):
            raise _Syntax
    except _Syntax as problem:
        raise invalid("Request contains an invalid argument.") from problem
    return mask


def _list(text: str, position: int, *, depth: int) -> tuple[Mask, int]:
    if depth > _DEEPEST:
        raise _Syntax
    found: dict[str, Mask] = {}
    while True:
        name, inner, position = _path(text, position, depth=depth)
        found[name] = _both(found[name], inner) if name in found else inner
        if text[position : position + 1] != ",":
            break
        position += 1
    return (WHOLE if "*" in found else found), position


def _path(text: str, position: int, *, depth: int) -> tuple[str, Mask, int]:
    start = position
    while position < len(text) and (text[position].isalnum() or text[position] in _NAME_MARKS):
        position += 1
    name = camel(text[start:position])
    if not name or ("*" in name and name != "*") or depth > _DEEPEST:
        raise _Syntax
    mark = text[position : position + 1]
    if mark in {".", "/"} and mark:
        inner_name, inner, position = _path(text, position + 1, depth=depth + 1)
        return name, (WHOLE if inner_name == "*" else {inner_name: inner}), position
    if mark == "(":
        inner, position = _list(text, position + 1, depth=depth + 1)
        if text[position : position + 1] != ")":
            raise _Syntax
        return name, inner, position + 1
    return name, WHOLE, position


def camel(name: str) -> str:
    """Return a field name as JSON writes it; Google also takes `snake_case`."""
    if "_" not in name.strip("_"):
        return name
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def _both(one: Mask, other: Mask) -> Mask:
    if not one or not other:
        return WHOLE
    merged = dict(one)
    for name, inner in other.items():
        merged[name] = _both(merged[name], inner) if name in merged else inner
    return merged


def wants(mask: Mask, *path: str) -> bool:
    """Tell whether a field, or something inside it, is wanted."""
    for name in path:
        if not mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def inside(mask: Mask, name: str) -> Mask:
    """Return what is wanted inside a wanted field."""
    return mask[name] if mask else WHOLE


def select(resource: Any, mask: Mask) -> Any:
    """Return the wanted part of a resource; lists are selected item by item."""
    if not mask:
        return resource
    if isinstance(resource, list):
        return [select(each, mask) for each in resource]
    if not isinstance(resource, dict):
        return resource
    return {name: select(resource[name], inner) for name, inner in mask.items() if name in resource}


def require_known(mask: Mask, known: "Iterable[str] | None", *, path: str = "") -> None:
    """Raise ApiError 400 when the mask names a field that the message does not have."""
    if known is None:
        return
    names = frozenset(known)
    for name in mask:
        if name not in names:
            raise invalid(f"Invalid field: {path}{name}")


def updated(old: Mapping[str, Any], new: Mapping[str, Any], mask: Mask) -> dict[str, Any]:
    """Return `old` with the fields that the mask names taken from `new`.

    A field that is named but absent from `new` is cleared; objects left empty disappear. `old` is
    not changed and nothing of it is shared where it differs.
    """
    if not mask:
        return deepcopy(dict(new))
    result = dict(old)
    for name, inner in mask.items():
        value = new.get(name)
        if inner and (isinstance(value, Mapping) or value is None):
            before = old.get(name)
            merged = updated(before if isinstance(before, Mapping) else {}, value or {}, inner)
            if merged:
                result[name] = merged
            else:
                result.pop(name, None)
        elif value is None:
            result.pop(name, None)
        else:
            result[name] = deepcopy(value)
    return result


def leaves(mask: Mask, *, prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the paths of a mask."""
    for name, inner in mask.items():
        if inner:
            yield from leaves(inner, prefix=(*prefix, name))
        else:
            yield (*prefix, name)
