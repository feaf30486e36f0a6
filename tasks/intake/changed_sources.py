"""Which tables somebody may have written in between two readings."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from relocalisons.core.kernel.model import Programme, Snapshot
from relocalisons.core.kernel.words.names import index_names
from relocalisons.core.sources.sources import SourceEntry


def sources_written_since(
    entries: Iterable[SourceEntry], *, before: Snapshot, after: Snapshot, programme: Programme
) -> tuple[SourceEntry, ...]:
    """The tables of workbooks that moved, with the code of their partner."""
    names = index_names(programme.partners, synonyms=programme.synonyms)
    versions = _versions(before)
    moved = {
        file_id
        for file_id, version in _versions(after).items()
        if file_id in versions and versions[file_id] != version
    }
    return tuple(
        replace(entry, partner=names.resolve(entry.partner).code)
        for entry in entries
        if entry.file_id in moved
    )


def _versions(snapshot: Snapshot) -> Mapping[str, str]:
    return {book.file_id: book.version for book in snapshot.workbooks}
