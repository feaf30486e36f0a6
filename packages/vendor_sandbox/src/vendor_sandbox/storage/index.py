"""Sandbox: the checkpoint of all tables in `.sandbox/index.json`, written whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from vendor_sandbox.storage.folder import Stat, write_atomically
from vendor_sandbox.storage.tables import Tables

HIDDEN = ".sandbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file of the folder as we last knew it: its stat and the sha256 of its bytes."""

    stat: Stat
    sha256: str


@dataclass(slots=True, kw_only=True)
class Index:
    """Tables up to a journal number, and what the folder looked like then."""

    number: int = 0
    tables: Tables = field(default_factory=Tables)
    seen: dict[str, Seen] = field(default_factory=dict)


def index_path(root: Path) -> Path:
    """Return where the index of a workspace lies."""
    return root / HIDDEN / "index.json"


def read_index(root: Path) -> Index:
    """Return the index, or an empty one for a new folder."""
    path = index_path(root)
    if not path.exists():
        return Index()
    content: Mapping[str, Any] = orjson.loads(path.read_bytes())
    index = Index(number=content["number"])
    index.tables.load_json(content["tables"])
    for file_id, (modified_ns, size, inode, sha256) in content["seen"].items():
        index.seen[file_id] = Seen(stat=Stat(modified_ns, size, inode), sha256=sha256)
    return index


def write_index(root: Path, index: Index) -> None:
    """Write the index durably."""
    content = {
        "number": index.number,
        "tables": index.tables.to_json(),
        "seen": {key: [*seen.stat, seen.sha256] for key, seen in index.seen.items()},
    }
    write_atomically(index_path(root), orjson.dumps(content), durable=True)
