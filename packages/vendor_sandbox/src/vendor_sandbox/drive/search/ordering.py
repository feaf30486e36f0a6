"""Sandbox, Drive: `orderBy`, and page tokens that belong to one query."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from vendor_sandbox.drive.caller import Caller
from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage.items import Item

_DIGITS = re.compile(r"(\d+)")


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def _natural(item: Item, caller: Caller) -> Any:
    # Alternating text and number, each tagged, so that « Lot 2 » comes before « Lot 10 ».
    parts = _DIGITS.split(_folded(item.name))
    return [(1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts]


_KEYS: Mapping[str, Callable[[Item, Caller], Any]] = {
    "createdTime": lambda item, caller: item.created_time,
    "folder": lambda item, caller: not item.is_folder,
    "modifiedByMeTime": lambda item, caller: item.modified_times.get(caller.identity.email, ""),
    "modifiedTime": lambda item, caller: item.modified_time,
    "name": lambda item, caller: _folded(item.name),
    "name_natural": _natural,
    "quotaBytesUsed": lambda item, caller: item.size,
    "recency": lambda item, caller: max(
        item.modified_time, item.viewed_times.get(caller.email, "")
    ),
    "sharedWithMeTime": lambda item, caller: next(
        (each.created_time for each in item.permissions if each.email.lower() == caller.email), ""
    ),
    "starred": lambda item, caller: caller.email not in item.starred_by,
    "viewedByMeTime": lambda item, caller: item.viewed_times.get(caller.email, ""),
}


def ordered(items: Sequence[Item], order_by: str, caller: Caller) -> list[Item]:
    """Return files in the wanted order; without one, the last modified first, as Google does.

    Raises ApiError 400 for a key that does not exist.
    """
    result = sorted(items, key=lambda item: item.id)
    wishes = [wish.split() for wish in order_by.split(",")] if order_by.strip() else []
    if not wishes:
        wishes = [["modifiedTime", "desc"]]
    for wish in reversed(wishes):
        well_formed = len(wish) in {1, 2} and wish[0] in _KEYS
        if not well_formed or wish[1:] not in ([], ["desc"], ["asc"]):
            raise ApiError(400, "Invalid Value", "invalid", location="orderBy")
        key = _KEYS[wish[0]]
        result.sort(key=lambda item, key=key: key(item, caller), reverse=wish[1:] == ["desc"])
    return result


def page_of(
    rows: Sequence[Any],
    *,
    key: Callable[[Any], str],
    size: int,
    token: str,
    query: Sequence[object],
) -> tuple[list[Any], str | None]:
    """Return one page of `rows` and the token of the next one, or None after the last.

    A token holds the last row given and its position, so that rows made or removed meanwhile shift
    nothing; it is good for the same `query` only. Raises ApiError 400 for another one.
    """
    mark = hashlib.sha256(repr(list(query)).encode("utf-8", "replace")).hexdigest()[:12]
    start = 0
    if token:
        last, position = _read_token(token, mark)
        keys = [key(row) for row in rows]
        start = keys.index(last) + 1 if last in keys else position
    page = list(rows[start : start + size])
    if start + size >= len(rows) or not page:
        return page, None
    content = orjson.dumps([mark, key(page[-1]), start + size])
    return page, "~!!~" + base64.urlsafe_b64encode(content).decode().rstrip("=")


def _read_token(token: str, mark: str) -> tuple[str, int]:
    body = token.removeprefix("~!!~")
    try:
        content = orjson.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        found, last, position = content
        if found == mark and isinstance(last, str) and isinstance(position, int):
            return last, position
    except (ValueError, TypeError):
        pass
    raise ApiError(400, "Invalid Value", "invalid", location="pageToken")
