"""Sample: what must be found about files, committees, publications and people on an evening."""

from collections.abc import Iterator, Mapping
from datetime import date

from relocalisons.sample.truth_communication import publication_entries
from relocalisons.sample.truth_files import file_entries
from relocalisons.sample.truth_meetings import meeting_entries
from relocalisons.sample.truth_mobilisation import mobilisation_entries
from relocalisons.sample.truth_rows import TruthEntry
from relocalisons.sample.workspace import Workspace


def partnership_entries(
    workspace: Workspace, on: date, *, changed: Mapping[str, date], one_workbook: bool = False
) -> Iterator[TruthEntry]:
    """Everything that holds the partnership together; `changed`: last change of each plan line."""
    yield from file_entries(workspace, on)
    yield from meeting_entries(workspace, on)
    yield from publication_entries(workspace, on)
    yield from mobilisation_entries(workspace, on, changed=changed, one_workbook=one_workbook)
