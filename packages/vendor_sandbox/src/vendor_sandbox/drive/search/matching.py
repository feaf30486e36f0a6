"""Sandbox, Drive: whether a file fits a parsed `q`."""

import operator
import re
from collections.abc import Callable, Mapping

from vendor_sandbox.drive.caller import Caller
from vendor_sandbox.drive.content.texts import searchable_text
from vendor_sandbox.drive.resource.sharing import sharing_list
from vendor_sandbox.drive.search.query import Both, Compare, Either, Has, Member, Not, Query
from vendor_sandbox.errors import file_not_found
from vendor_sandbox.storage.access import is_trashed, rank, role_of
from vendor_sandbox.storage.items import Identity, Item

_WORD = re.compile(r"\w+")
_COMPARISONS: Mapping[str, Callable[[str, str], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def require_known_parents(query: Query, caller: Caller) -> None:
    """Raise ApiError 404 for `'x' in parents` when nothing visible has that id."""
    match query:
        case Member(value=value, collection="parents"):
            item = caller.workspace.tables.items.get(parent_id(value, caller))
            if item is None or role_of(item, caller.identity, caller.workspace.tables) is None:
                # Recorded by others: Google's message has no id here.
                raise file_not_found("")
        case Not(part=part):
            require_known_parents(part, caller)
        case Both(parts=parts) | Either(parts=parts):
            for part in parts:
                require_known_parents(part, caller)
        case _:
            pass


def parent_id(value: str, caller: Caller) -> str:
    """Return the id that `root` stands for, or the id itself."""
    return caller.workspace.my_drive(caller.identity).id if value == "root" else value


def fits(query: Query, item: Item, caller: Caller) -> bool:
    """Tell whether `item` is found by `query`."""
    match query:
        case Both(parts=parts):
            return all(fits(part, item, caller) for part in parts)
        case Either(parts=parts):
            return any(fits(part, item, caller) for part in parts)
        case Not(part=part):
            return not fits(part, item, caller)
        case Has(term=term, key=key, value=value):
            held = item.properties if term == "properties" else item.app_properties
            return held.get(key) == value
        case Member(value=value, collection=collection):
            return _is_member(value, collection, item, caller)
        case Compare():
            return _compares(query, item, caller)


def _is_member(value: str, collection: str, item: Item, caller: Caller) -> bool:
    if collection == "parents":
        return item.parent_id == parent_id(value, caller)
    email = caller.identity.email if value == "me" else value
    if collection == "owners":
        return item.owner.lower() == email.lower()
    role = role_of(item, Identity(email=email), caller.workspace.tables)
    return rank(role) >= rank("writer" if collection == "writers" else "reader")


def _compares(query: Compare, item: Item, caller: Caller) -> bool:
    if isinstance(query.value, bool):
        return (_flag(query.term, item, caller) == query.value) == (query.operator == "=")
    if query.operator == "contains":
        return _contains(query.term, query.value, item, caller)
    if query.term == "visibility":
        return (_visibility(item, caller) == query.value) == (query.operator == "=")
    value = _text(query.term, item, caller)
    if query.term == "name":
        return _COMPARISONS[query.operator](value.casefold(), query.value.casefold())
    if not value and query.operator != "!=":
        return False
    return _COMPARISONS[query.operator](value, query.value)


def _flag(term: str, item: Item, caller: Caller) -> bool:
    if term == "trashed":
        return is_trashed(item, caller.workspace.tables)
    if term == "starred":
        return caller.email in item.starred_by
    if term == "sharedWithMe":
        return any(each.email.lower() == caller.email for each in item.permissions)
    return False


def _text(term: str, item: Item, caller: Caller) -> str:
    values = {
        "id": item.id,
        "name": item.name,
        "mimeType": item.mime_type,
        "createdTime": item.created_time,
        "modifiedTime": item.modified_time,
        "trashedTime": item.trashed_time,
        "viewedByMeTime": item.viewed_times.get(caller.email, ""),
        "shortcutDetails.targetId": item.shortcut_target_id,
        "sharedWithMeTime": next(
            (each.created_time for each in item.permissions if each.email.lower() == caller.email),
            "",
        ),
    }
    return values[term]


def _contains(term: str, wanted: str, item: Item, caller: Caller) -> bool:
    if term == "mimeType":
        return wanted in item.mime_type
    if term == "name":
        return has_words(item.name, wanted)
    return has_words(searchable_text(item, caller.workspace), wanted)


def has_words(text: str, wanted: str) -> bool:
    """Tell whether every word of `wanted` begins a word of `text`, whatever the case.

    Google matches prefixes of words only: « Helloworld » is found by `Hello`, not by `world`.
    A wanted phrase in double quotes must be there as it is.
    """
    if len(wanted) >= 2 and wanted[0] == wanted[-1] == '"':
        return wanted[1:-1].casefold() in text.casefold()
    words = _WORD.findall(text.casefold().replace("_", " "))
    parts = _WORD.findall(wanted.casefold().replace("_", " "))
    if not parts:
        return wanted.strip().casefold() in text.casefold()
    return all(any(word.startswith(part) for word in words) for part in parts)


def _visibility(item: Item, caller: Caller) -> str:
    kinds = {(each.type, each.discoverable) for each in sharing_list(item, caller)}
    for kind, discoverable, name in (
        ("anyone", True, "anyoneCanFind"),
        ("anyone", False, "anyoneWithLink"),
        ("domain", True, "domainCanFind"),
        ("domain", False, "domainWithLink"),
    ):
        if (kind, discoverable) in kinds:
            return name
    return "limited"
