"""Sandbox, Drive: what a request body may set on a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vendor_sandbox.clock import format_time, parse_time
from vendor_sandbox.drive.resource.file_json import KNOWN_FILE_FIELDS
from vendor_sandbox.errors import ApiError, field_not_writable
from vendor_sandbox.storage.items import Item

# Drive's own ceiling for one property: 124 bytes of key and value together in UTF-8.
_PROPERTY_BYTES = 124
# developers.google.com/workspace/drive/api/guides/properties: 30 public ones, 30 private ones an
# application; all callers are one application here, so the 100 of all together are never reached.
_MOST_PROPERTIES = 30
_LONGEST_NAME = 32_767

_WRITABLE = frozenset(
    (
        "appProperties",
        "contentHints",
        "contentRestrictions",
        "copyRequiresWriterPermission",
        "description",
        "downloadRestrictions",
        "folderColorRgb",
        "mimeType",
        "modifiedTime",
        "name",
        "originalFilename",
        "properties",
        "starred",
        "viewedByMeTime",
        "writersCanShare",
    )
)
_WRITABLE_ONCE = frozenset({"createdTime", "id", "parents", "shortcutDetails", "driveId"})
# Sent back by clients that post what they got; Drive takes no notice.
_HARMLESS = frozenset({"kind", "teamDriveId", "viewersCanCopyContent", "trashed"})


def require_writable(body: Mapping[str, Any], *, creating: bool) -> None:
    """Raise ApiError 403 for a field that only Google sets; unknown names pass, as on Drive."""
    if not creating and body.get("parents") is not None:
        raise field_not_writable(
            "The parents field is not directly writable in update requests. "
            "Use the addParents and removeParents parameters instead."
        )
    allowed = _WRITABLE | _HARMLESS | (_WRITABLE_ONCE if creating else frozenset())
    for name, value in body.items():
        if value is not None and name in KNOWN_FILE_FIELDS and name not in allowed:
            raise field_not_writable()


def text_field(body: Mapping[str, Any], name: str, *, longest: int = _LONGEST_NAME) -> str | None:
    """Return a text of the body, or None when it is absent or null."""
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _invalid(name)
    if len(value) > longest:
        raise _invalid(name)
    return value


def time_field(body: Mapping[str, Any], name: str) -> str | None:
    """Return a time of the body in Google's form, or None."""
    value = text_field(body, name)
    if value is None:
        return None
    try:
        return format_time(parse_time(value))
    except (ValueError, OverflowError) as problem:
        raise _invalid(name) from problem


def with_metadata(item: Item, body: Mapping[str, Any], *, email: str) -> Item:
    """Return `item` with what the body says; `properties` are merged, null removes one."""
    changes: dict[str, Any] = {}
    for field, name in (
        ("description", "description"),
        ("originalFilename", "original_filename"),
        ("folderColorRgb", "folder_color"),
    ):
        value = text_field(body, field)
        if value is not None:
            changes[name] = value
    name = text_field(body, "name")
    if name is not None:
        changes["name"] = name
    for field, attribute in (
        ("copyRequiresWriterPermission", "copy_requires_writer_permission"),
        ("writersCanShare", "writers_can_share"),
    ):
        if body.get(field) is not None:
            changes[attribute] = _boolean(body, field)
    changes["properties"] = _merged(item.properties, body, "properties")
    changes["app_properties"] = _merged(item.app_properties, body, "appProperties")
    if body.get("starred") is not None:
        others = tuple(each for each in item.starred_by if each != email)
        changes["starred_by"] = (*others, email) if _boolean(body, "starred") else others
    viewed = time_field(body, "viewedByMeTime")
    if viewed is not None:
        changes["viewed_times"] = {**item.viewed_times, email: viewed}
    return replace(item, **changes)


def _boolean(body: Mapping[str, Any], name: str) -> bool:
    value = body[name]
    if not isinstance(value, bool):
        raise _invalid(name)
    return value


def _merged(before: Mapping[str, str], body: Mapping[str, Any], name: str) -> dict[str, str]:
    wanted = body.get(name)
    merged = dict(before)
    if wanted is None:
        return merged
    if not isinstance(wanted, dict):
        raise _invalid(name)
    for key, value in wanted.items():
        if value is None:
            merged.pop(key, None)
        elif not isinstance(value, str):
            raise _invalid(name)
        elif len(key.encode("utf-8", "replace")) + len(value.encode("utf-8", "replace")) > (
            _PROPERTY_BYTES
        ):
            raise ApiError(
                403,
                "The property limit has been exceeded: a key and its value may have 124 bytes.",
                "propertyLimitExceeded",
            )
        else:
            merged[key] = value
    if len(merged) > _MOST_PROPERTIES:
        raise ApiError(403, "The property limit has been exceeded.", "propertyLimitExceeded")
    return merged


def _invalid(name: str) -> ApiError:
    return ApiError(400, f"Invalid value for field {name}.", "invalid", location=name)
