"""Sandbox: one request held against Google's discovery documents, of Drive v2 and v3 and Sheets v4.

They ship with google-api-python-client: address, HTTP method, parameters, masks, body and enums.
What they do not say (which part of a Sheets request is required, say) is not judged here.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson

from vendor_sandbox.drive.multipart import decoded, parse_multipart
from vendor_sandbox.drive.resource.fields import Selection, parse_fields
from vendor_sandbox.errors import ApiError

# Under which path each document stands; the first that fits is asked.
_APIS = {"/drive/v2/": "drive.v2", "/drive/v3/": "drive.v3", "/v4/": "sheets.v4"}
_UPLOAD_KINDS = {"media", "multipart", "resumable"}
# What is not what a mask of a request is about, but says where.
_PLACES = {"GridRange", "GridCoordinate", "DimensionRange", "DataFilter"}
_PLACES |= {"DataSourceSheetDimensionRange"}
_MASK_ROOTS = {"RowData": "CellData", "EmbeddedObjectPosition": "OverlayPosition"}
_FORMATS = {
    "int64": re.compile(r"-?\d{1,19}"),
    "uint64": re.compile(r"\d{1,20}"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"),
}
_PYTHON = {"string": str, "boolean": bool, "integer": int, "number": (int, float), "object": dict}
_PYTHON |= {"array": list}


class Call(NamedTuple):
    """A request as it travels: the path not decoded, the query and the body as bytes."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""
    content_type: str = ""


class Held(NamedTuple):
    """The id of the method that was called, None for none, and what the documents do not know."""

    method_id: str | None
    mistakes: tuple[str, ...]


def is_of_google(path: str) -> bool:
    """Tell whether an address is one that the documents describe (a batch is held call by call)."""
    return path.removeprefix("/upload").startswith(tuple(_APIS))


def hold(call: Call) -> Held:
    """Return what the discovery documents say against a request."""
    is_upload = call.path.startswith("/upload/")
    path = call.path.removeprefix("/upload")
    prefix = next((each for each in _APIS if path.startswith(each)), None)
    document = Document(_APIS[prefix]) if prefix else None
    methods = document.methods_at(path, upload=is_upload) if document else {}
    if document is None or not methods:
        return Held(None, (f"Google has no address {call.path}",))
    query = parse_qsl(call.query, keep_blank_values=True)
    names = {name for name, _ in query}
    if is_upload and call.method == "PUT" and "upload_id" in names:
        # A chunk; its session was held when it began.
        return Held(next(iter(methods.values()))["id"], ())
    method = methods.get(call.method)
    if method is None:
        return Held(None, (f"{call.path} knows {', '.join(methods)}, not {call.method}",))
    found = list(_query_mistakes(document, method, query, is_upload=is_upload))
    found += _body_mistakes(document, method, call, dict(query), is_upload=is_upload)
    return Held(method["id"], tuple(found))


@dataclass(frozen=True)
class Document:
    """A discovery document by its name, `drive.v3`."""

    name: str

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """Return the document, read once a process."""
        return _content(self.name)

    def methods_at(self, path: str, *, upload: bool) -> dict[str, Mapping[str, Any]]:
        """Return the methods of an address by HTTP method; none where Google has no address."""
        for pattern, methods in _addresses(self.name, upload=upload):
            if pattern.fullmatch(path):
                return methods
        return {}

    def schema(self, wanted: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a schema, what it refers to if it is a reference."""
        return self.content["schemas"][wanted["$ref"]] if "$ref" in wanted else wanted


@cache
def _content(name: str) -> Mapping[str, Any]:
    path = files("googleapiclient.discovery_cache") / "documents" / f"{name}.json"
    return orjson.loads(path.read_bytes())


@cache
def _addresses(name: str, *, upload: bool) -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """Return the addresses of a document, the most literal first: `…:append` before `…/{range}`."""
    content = _content(name)
    found: dict[str, dict[str, Any]] = {}
    for method in _methods(content):
        template = "/" + content["servicePath"] + method["path"]
        if upload:
            simple = method.get("mediaUpload", {}).get("protocols", {}).get("simple", {})
            template = simple.get("path", "").removeprefix("/upload")
        if template:
            found.setdefault(template, {})[method["httpMethod"]] = method
    literal = {template: len(re.sub(r"\{[^}]*\}", "", template)) for template in found}
    ordered = sorted(found, key=lambda template: -literal[template])
    return [(_pattern(template), found[template]) for template in ordered]


def _methods(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from resource.get("methods", {}).values()
    for below in resource.get("resources", {}).values():
        yield from _methods(below)


def _pattern(template: str) -> re.Pattern[str]:
    # A range holds colons, `A1:B2`; an id does not, and what follows it is a verb.
    parts = re.split(r"\{\+?(\w+)\}", template)
    names = ["[^/]+" if name == "range" else "[^/:]+" for name in parts[1::2]]
    literals = [re.escape(part) for part in parts[::2]]
    return re.compile("".join(a + b for a, b in zip(literals, [*names, ""], strict=True)))


# ---- the query ------------------------------------------------------------------------------


def _query_mistakes(
    document: Document, method: Mapping[str, Any], query: list[tuple[str, str]], *, is_upload: bool
) -> Iterator[str]:
    own = {
        name: each
        for name, each in method.get("parameters", {}).items()
        if each["location"] == "query"
    }
    known = {**document.content["parameters"], **own}
    given = Counter(name for name, _ in query)
    for name, count in given.items():
        if name not in known:
            yield f"no parameter {name}"
        elif count > 1 and not known[name].get("repeated"):
            yield f"{name} is given {count} times"
    for name, value in query:
        yield from _parameter_mistakes(name, value, known.get(name, {}))
    yield from (
        f"{name} is required"
        for name, each in own.items()
        if each.get("required") and name not in given
    )
    values = dict(query)
    if is_upload and values.get("uploadType") not in _UPLOAD_KINDS:
        yield f"uploadType is one of {sorted(_UPLOAD_KINDS)}, not {values.get('uploadType')!r}"
    if values.get("fields") and values.get("alt") != "media":
        yield from _mask_mistakes(
            document, values["fields"], method.get("response") or {}, "fields"
        )


def _parameter_mistakes(name: str, text: str, wanted: Mapping[str, Any]) -> Iterator[str]:
    kind, value = wanted.get("type"), text
    if "enum" in wanted and text not in wanted["enum"]:
        yield f"{name} is one of {wanted['enum']}, not {text!r}"
    elif kind == "boolean" and text.lower() not in {"true", "false"}:
        # Recorded: Google takes `True`, as gspread writes it.
        yield f"{name} is true or false, not {text!r}"
    elif kind == "integer":
        low, high = int(wanted.get("minimum", -(2**31))), int(wanted.get("maximum", 2**31 - 1))
        if not re.fullmatch(r"-?\d+", text) or not low <= int(text) <= high:
            yield f"{name} is a whole number from {low} to {high}, not {text!r}"
    elif kind == "string" and not _has_format(value, wanted):
        yield f"{name} is {wanted['format']}, not {text!r}"


def _has_format(text: str, wanted: Mapping[str, Any]) -> bool:
    rule = _FORMATS.get(wanted.get("format", ""))
    return rule is None or rule.fullmatch(text) is not None


def _mask_mistakes(
    document: Document, text: str, root: Mapping[str, Any], name: str
) -> Iterator[str]:
    try:
        selection = parse_fields(text)
    except ApiError:
        yield f"{name} is no mask: {text!r}"
        return
    yield from _selection_mistakes(document, selection, root, f"{name}: ")


def _selection_mistakes(
    document: Document, selection: Selection, wanted: Mapping[str, Any], path: str
) -> Iterator[str]:
    schema = document.schema(wanted)
    while schema.get("type") == "array":
        schema = document.schema(schema["items"])
    named, others = schema.get("properties", {}), schema.get("additionalProperties")
    for name, inner in selection.items():
        if name == "*":
            below: Mapping[str, Any] | None = schema
        else:
            below = named.get(name, others)
        if below is None:
            yield f"{path}{name} is no field there"
        elif inner:
            yield from _selection_mistakes(document, inner, below, f"{path}{name}.")


# ---- the body -------------------------------------------------------------------------------


def _body_mistakes(
    document: Document,
    method: Mapping[str, Any],
    call: Call,
    query: Mapping[str, str],
    *,
    is_upload: bool,
) -> list[str]:
    kind = query.get("uploadType") if is_upload else None
    if kind == "media":
        return []
    try:
        text = call.body
        if kind == "multipart":
            text = decoded(parse_multipart(call.body, call.content_type)[0])
        body = json.loads(text) if text.strip() else None
    except (ApiError, ValueError, IndexError):
        return ["the body is not what its type says"]
    if "request" not in method:
        return [] if body is None else [f"{method['id']} takes no body"]
    found = list(_value_mistakes(document, body or {}, method["request"], "body"))
    schema = document.schema(method["request"])
    for name, each in schema.get("properties", {}).items():
        required = method["id"] in each.get("annotations", {}).get("required", ())
        if required and (body or {}).get(name) is None:
            found.append(f"body.{name} is required")
    return found


def _value_mistakes(
    document: Document, value: Any, wanted: Mapping[str, Any], path: str
) -> Iterator[str]:
    """Yield what a schema does not know in a value. Null is as if it were not there."""
    schema = document.schema(wanted)
    kind = schema.get("type", "any")
    if value is None or kind == "any":
        return
    if not _is_of_kind(value, kind, schema.get("format", "")):
        yield f"{path} is {kind}, not {value!r:.60}"
    elif kind == "array":
        for index, each in enumerate(value):
            yield from _value_mistakes(document, each, schema["items"], f"{path}[{index}]")
    elif kind == "object":
        yield from _object_mistakes(document, value, schema, path)
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{path} is one of {schema['enum']}, not {value!r}"
    elif kind == "string" and not _has_format(str(value), schema):
        yield f"{path} is {schema['format']}, not {value!r:.60}"


def _is_of_kind(value: Any, kind: str, wire_format: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    # A 64-bit number travels as text; Google takes the number too.
    is_wide = kind == "string" and wire_format in {"int64", "uint64"}
    return isinstance(value, int if is_wide and isinstance(value, int) else _PYTHON[kind])


def _object_mistakes(
    document: Document, value: Mapping[str, Any], schema: Mapping[str, Any], path: str
) -> Iterator[str]:
    named, others = schema.get("properties", {}), schema.get("additionalProperties")
    for name, each in value.items():
        below = named.get(name, others)
        if below is None:
            yield f"{path}.{name} is no field of {schema.get('id', 'the object')}"
        else:
            yield from _value_mistakes(document, each, below, f"{path}.{name}")
    if schema.get("id") == "Request" and len(value) != 1:
        yield f"{path} is one request, not {len(value)}"
    if named.get("fields", {}).get("format") == "google-fieldmask":
        mask, root = value.get("fields"), _mask_root(named)
        if not mask or not isinstance(mask, str):
            yield f"{path}.fields is required"
        else:
            yield from _mask_mistakes(document, mask, {"$ref": root}, f"{path}.fields")


def _mask_root(named: Mapping[str, Any]) -> str:
    """Return the message that the mask of a Sheets request is about."""
    references = [each.get("$ref") or each.get("items", {}).get("$ref") for each in named.values()]
    root: str = next(each for each in references if each and each not in _PLACES)
    return _MASK_ROOTS.get(root, root)
