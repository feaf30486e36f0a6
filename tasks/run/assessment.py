"""What is known of the programme on the day of a run, for every step that asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from relocalisons.core.acts.acts import Acts
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import FindingState, Programme, TrackedFinding, WorkbookGrid
from relocalisons.core.programme.adoption import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What is known of the programme on the day of the run."""

    programme: Programme
    tracked: tuple[TrackedFinding, ...]
    pilotage: WorkbookGrid
    baseline: Mapping[str, date]
    snapshot_id: str
    read_at: datetime
    doubts: tuple[str, ...]  # her words that could not be read, as French sentences
    proposals: tuple[Proposal, ...] = ()  # correspondences of columns to write into « Sources »
    begun: tuple[Subject, ...] = ()  # followed from this run on
    acts: Acts = field(default_factory=Acts)  # what there is to do, in order
    # Key of an action → the last day on which its line changed.
    changed: Mapping[str, date] = field(default_factory=dict[str, date])

    @property
    def open_findings(self) -> tuple[TrackedFinding, ...]:
        """Those that are known to stand today."""
        return tuple(one for one in self.tracked if one.is_open)

    @property
    def unseen_findings(self) -> tuple[TrackedFinding, ...]:
        """Those of which nobody can tell any more whether they stand."""
        return tuple(one for one in self.tracked if one.state is FindingState.OUT_OF_SIGHT)
