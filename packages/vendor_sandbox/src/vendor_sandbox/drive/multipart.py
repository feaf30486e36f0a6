"""Sandbox, Drive: `multipart/related` and `multipart/mixed` bodies, whatever ends their lines."""

import re
from dataclasses import dataclass
from email.message import Message

from vendor_sandbox.errors import ApiError

_BOUNDARY = re.compile(r'boundary=(?:"([^"]+)"|([^;\s]+))', re.IGNORECASE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: its headers by lower-case name, and its bytes."""

    headers: dict[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """Return the type without parameters; empty when absent."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


def parse_multipart(body: bytes, content_type: str) -> list[Part]:
    """Return the parts of a body.

    Google's Python client ends lines with LF, the standard says CRLF; both are read. Raises
    ApiError 400 for a body that has no such parts.
    """
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise malformed()
    delimiter = b"--" + (match[1] or match[2]).encode("latin-1", "replace")
    # A delimiter stands at the start of a line; the line break before it is not content. Which kind
    # of break the first line shows: in a body with LF, a CR before it belongs to the content.
    first_line = body[body.find(delimiter) :].partition(b"\n")[0]
    line_break = rb"\r\n" if first_line.endswith(b"\r") else rb"\n"
    pieces = re.split(rb"(?:^|" + line_break + rb")" + re.escape(delimiter), body)
    if len(pieces) < 2:
        raise malformed()
    parts: list[Part] = []
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return parts
        parts.append(_part(piece))
    raise malformed()


def _part(piece: bytes) -> Part:
    piece = re.sub(rb"^[ \t]*\r?\n", b"", piece, count=1)
    if piece.startswith((b"\n", b"\r\n")):
        return Part(headers={}, body=re.sub(rb"^\r?\n", b"", piece, count=1))
    match = _HEADER_END.search(piece)
    if match is None:
        # Headers without a body: an empty upload.
        return Part(headers=_headers(piece), body=b"")
    return Part(headers=_headers(piece[: match.start()]), body=piece[match.end() :])


def _headers(block: bytes) -> dict[str, str]:
    headers: dict[str, str] = {}
    # Google's Python client folds long headers: the type of a .docx starts on a line of its own.
    unfolded = re.sub(r"\r?\n[ \t]+", " ", block.decode("latin-1"))
    for line in unfolded.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return headers


def decoded(part: Part) -> bytes:
    """Return the bytes of a part, its Content-Transfer-Encoding undone."""
    encoding = part.headers.get("content-transfer-encoding", "binary").lower()
    if encoding not in {"base64", "quoted-printable"}:
        return part.body
    message = Message()
    message["Content-Transfer-Encoding"] = encoding
    message.set_payload(part.body.decode("latin-1"))
    content = message.get_payload(decode=True)
    return content if isinstance(content, bytes) else part.body


def malformed() -> ApiError:
    """Return Drive's 400 about a multipart body."""
    return ApiError(400, "Malformed multipart body.", "badContent")
