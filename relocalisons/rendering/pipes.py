"""Rendering: messages between us and a process of ours, whole or not at all."""

import struct
from typing import IO

_HEADER = struct.Struct(">Q")


def write_message(stream: IO[bytes], content: bytes) -> None:
    """Send one message."""
    stream.write(_HEADER.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_message(stream: IO[bytes]) -> bytes | None:
    """One message; None at the end, and for one that was cut."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    (length,) = _HEADER.unpack(header)
    content = stream.read(length)
    return content if len(content) == length else None
