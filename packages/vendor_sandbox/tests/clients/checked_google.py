"""Google's own clients pointed at the sandbox; every JSON answer is held against the discovery
document: an unknown key, a wrong type or a missing number-as-text fails the test.
"""

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import google_auth_httplib2
import googleapiclient.discovery_cache
from google.auth.credentials import AnonymousCredentials
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.http import HttpRequest, build_http

_DOCUMENTS = Path(googleapiclient.discovery_cache.__file__).parent / "documents"
_OPEN: list[Any] = []
_TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")


@cache
def _document_text(api: str, version: str) -> str:
    return (_DOCUMENTS / f"{api}.{version}.json").read_text("utf-8")


def discovery_document(api: str, version: str) -> dict[str, Any]:
    return json.loads(_document_text(api, version))


def google_service(
    api: str,
    version: str,
    *,
    base_url: str,
    bearer: str | None = None,
    credentials: Any = None,
) -> Any:
    """Return the official client; `bearer` is a token such as `user:anne@exemple.fr`."""
    if credentials is None:
        service = _service_of(api, version, base_url, bearer)
    else:
        service = _new_service(api, version, base_url, credentials)
    _OPEN.append(service)
    return service


@lru_cache(maxsize=8)
def _service_of(api: str, version: str, base_url: str, bearer: str | None) -> Any:
    """Made once for the tests of a file: making the methods of a client costs more than a test.

    A closed one opens its connection anew.
    """
    credentials = Credentials(bearer) if bearer else AnonymousCredentials()
    return _new_service(api, version, base_url, credentials)


def _new_service(api: str, version: str, base_url: str, credentials: Any) -> Any:
    document = discovery_document(api, version)
    document["rootUrl"] = base_url + "/"
    document["baseUrl"] = base_url + "/" + document["servicePath"]
    document.pop("mtlsRootUrl", None)
    http = build_http()
    http.timeout = 20
    authorized = google_auth_httplib2.AuthorizedHttp(credentials, http=http)

    class CheckedRequest(HttpRequest):
        def execute(self, *args: Any, **kwargs: Any) -> Any:
            answer = super().execute(*args, **kwargs)
            check_answer(answer, document=document, method_id=self.methodId)
            return answer

        def next_chunk(self, *args: Any, **kwargs: Any) -> Any:
            progress, answer = super().next_chunk(*args, **kwargs)
            if answer is not None:
                check_answer(answer, document=document, method_id=self.methodId)
            return progress, answer

    return build_from_document(document, http=authorized, requestBuilder=CheckedRequest)


def close_services() -> None:
    """Close the sockets of all clients: httplib2 leaves them to the garbage collector."""
    while _OPEN:
        _OPEN.pop().close()


def check_answer(answer: Any, *, document: dict[str, Any], method_id: str | None) -> None:
    """Fail unless a JSON answer has the shape that the discovery document gives the method."""
    method = _methods(document).get(method_id or "")
    reference = ((method or {}).get("response") or {}).get("$ref")
    if reference and isinstance(answer, dict):
        check_shape(answer, {"$ref": reference}, document["schemas"], path=reference)


def _methods(resource: dict[str, Any]) -> dict[str, Any]:
    found = {each["id"]: each for each in resource.get("methods", {}).values()}
    for below in resource.get("resources", {}).values():
        found |= _methods(below)
    return found


def check_shape(value: Any, schema: dict[str, Any], schemas: dict[str, Any], *, path: str) -> None:
    schema = schemas[schema["$ref"]] if "$ref" in schema else schema
    kind = schema.get("type")
    if kind == "object":
        assert isinstance(value, dict), f"{path}: an object is expected, not {value!r}"
        named, others = schema.get("properties", {}), schema.get("additionalProperties")
        for key, inner in value.items():
            assert key in named or others is not None, f"{path}.{key}: Google has no such key"
            check_shape(inner, named.get(key, others), schemas, path=f"{path}.{key}")
    elif kind == "array":
        assert isinstance(value, list), f"{path}: an array is expected, not {value!r}"
        for index, inner in enumerate(value):
            check_shape(inner, schema["items"], schemas, path=f"{path}[{index}]")
    elif kind == "string":
        assert isinstance(value, str), f"{path}: text is expected, not {value!r}"
        if schema.get("format") == "int64":
            assert re.fullmatch(r"-?\d+", value), f"{path}: a number as text, not {value!r}"
        if schema.get("format") == "date-time":
            assert _TIME.match(value), f"{path}: a time, not {value!r}"
        if "enum" in schema:
            assert value in schema["enum"], f"{path}: {value!r} is not in {schema['enum']}"
    elif kind == "boolean":
        assert isinstance(value, bool), f"{path}: true or false is expected, not {value!r}"
    elif kind == "integer":
        assert type(value) is int, f"{path}: an integer is expected, not {value!r}"
    elif kind == "number":
        assert type(value) in {int, float}, f"{path}: a number is expected, not {value!r}"
