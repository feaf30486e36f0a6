"""Sample: which files of the drive pass for a workbook that « Sources » names, on an evening."""

from collections.abc import Iterator

from relocalisons.sample.drive.copies import COPY_OF
from relocalisons.sample.engine.entries import TruthEntry
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.workspace import Workspace


def copy_entries(workspace: Workspace, *, one_workbook: bool = False) -> Iterator[TruthEntry]:
    """One entry a workbook that has copies beside it; `one_workbook`: « Pilotage » is the only one.

    Whoever edits a copy believes that the others read it.
    """
    for owner, book in workspace.workbooks.items():
        if one_workbook and owner != PILOTAGE:
            continue
        beside = (file for file in workspace.files if file.parent_id == book.parent_id)
        if any(file.name.removeprefix(COPY_OF) == book.name for file in beside):
            yield TruthEntry(
                kind="source_copies",
                subject=f"{owner}/{book.file_id}",
                partner=None if owner == PILOTAGE else owner,
            )
