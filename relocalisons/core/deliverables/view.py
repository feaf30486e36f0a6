"""Pure: each deliverable as a report shows it: handed in, missing, to come, not measurable.

« Déposé » means that the file was seen in the Drive; where the sheet says that it is still to be
made, both are told. « Manquant » means that a finding says so. What cannot be searched for is grey.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.deliverables.findings import DeliverableKind, deliverable_due, has_file
from relocalisons.core.deliverables.words import (
    ACCEPTED,
    NOT_BEGUN,
    NOT_EXPECTED,
    THERE,
    DeliverableStatus,
    read_deliverable_status,
)
from relocalisons.core.kernel.calendar.forecast import cells_that_tell
from relocalisons.core.kernel.drive_files import DriveTree
from relocalisons.core.kernel.model import (
    Deliverable,
    Programme,
    TrackedFinding,
)
from relocalisons.core.kernel.words.french import format_date, quote, shorten, typo
from relocalisons.core.programme.standing import granted_until, is_set_aside
from relocalisons.core.views.gaps import LEFT, NOT_READ, gap_words
from relocalisons.core.views.rag import USUAL_DELAYS, DelayScale, Rag, Status, status


class DeliverableState(StrEnum):
    """Where a deliverable stands on the day of the report."""

    HANDED_IN = "handed_in"
    MISSING = "missing"
    GRANTED = "granted"
    SET_ASIDE = "set_aside"
    TO_COME = "to_come"
    REFUSED = "refused"
    DROPPED = "dropped"
    LEFT = "left"  # its owner left the programme before it was handed in
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverableLine:
    """A deliverable as a report shows it; None is what could not be read."""

    deliverable: Deliverable
    state: DeliverableState
    status: Status
    due: date | None
    late_days: int  # days past its date when MISSING, else 0
    forecast: date | None = None  # a later day that may be told, None when nothing is
    doubts: tuple[str, ...] = ()  # columns of the cells that keep from telling that it is missing

    @property
    def due_text(self) -> str:
        """The due day, or a dash when it is not known."""
        return format_date(self.due) if self.due else "–"

    @property
    def late_text(self) -> str:
        """`+12 j`, or a dash when it is not late."""
        return gap_words(self.late_days) if self.late_days else "–"


def deliverable_lines(
    programme: Programme,
    deliverables: tuple[Deliverable, ...],
    tracked: tuple[TrackedFinding, ...],
    *,
    as_of: date,
    delays: DelayScale = USUAL_DELAYS,
) -> tuple[DeliverableLine, ...]:
    """One line per deliverable, struck ones left out, by due day then number."""
    missing = {
        entry.finding.subject: entry
        for entry in tracked
        if entry.finding.kind is DeliverableKind.DELIVERABLE_MISSING and entry.is_open
    }
    # An unread Drive is not an empty one: without a listing nothing is searched for.
    tree = programme.drive if programme.items else None
    lines = [
        _line(
            deliverable,
            finding=missing.get(deliverable.key),
            tree=tree,
            as_of=as_of,
            delays=delays,
        )
        for deliverable in deliverables
        if not deliverable.struck
    ]
    return tuple(sorted(lines, key=lambda line: (line.due or date.max, line.deliverable.number)))


def _line(
    deliverable: Deliverable,
    *,
    finding: TrackedFinding | None,
    tree: DriveTree | None,
    as_of: date,
    delays: DelayScale,
) -> DeliverableLine:
    in_force = deliverable_due(deliverable)
    due = in_force.day if in_force else None
    state = _state(deliverable, due=due, finding=finding, tree=tree, as_of=as_of)
    late_days = (as_of - due).days if state is DeliverableState.MISSING and due else 0
    return DeliverableLine(
        deliverable=deliverable,
        state=state,
        status=status(Rag.UNKNOWN, NOT_READ)
        if deliverable.last_read is not None
        else _status(deliverable, state, late_days=late_days, delays=delays),
        due=due,
        late_days=late_days,
        doubts=_doubts(deliverable, tree=tree, as_of=as_of)
        if state is DeliverableState.UNKNOWN
        else (),
    )


def _doubts(deliverable: Deliverable, *, tree: DriveTree | None, as_of: date) -> tuple[str, ...]:
    """What must be read or written to tell that a file is missing; empty where it is not due."""
    if tree is None or deliverable.last_read is not None:
        return ()
    searchable = bool(deliverable.naming_rule or deliverable.file_link)
    if searchable and has_file(deliverable, tree=tree):
        return ()
    said = read_deliverable_status(deliverable.status).may_be(*NOT_EXPECTED)
    dates = cells_that_tell(
        deliverable.revised_due, deliverable.due, columns=("revised_due", "due"), as_of=as_of
    )
    if dates is None:
        return ()
    named = () if searchable else ("naming_rule",)
    return (*(("status",) if said else ()), *named, *dates)


def _state(
    deliverable: Deliverable,
    *,
    due: date | None,
    finding: TrackedFinding | None,
    tree: DriveTree | None,
    as_of: date,
) -> DeliverableState:
    said = read_deliverable_status(deliverable.status)
    if said.value is DeliverableStatus.DROPPED:
        return DeliverableState.DROPPED
    if said.value is DeliverableStatus.REFUSED:
        return DeliverableState.LEFT if deliverable.left else DeliverableState.REFUSED
    if said.may_be(*NOT_EXPECTED):
        return DeliverableState.UNKNOWN  # « Abandonné ? »: not even its file tells
    searchable = bool(deliverable.naming_rule or deliverable.file_link)
    if tree is not None and searchable and has_file(deliverable, tree=tree):
        return DeliverableState.HANDED_IN
    if deliverable.left:
        return DeliverableState.LEFT
    if due is None:
        return DeliverableState.UNKNOWN
    if due >= as_of:
        return DeliverableState.TO_COME
    if finding is None or tree is None or not searchable:
        return DeliverableState.UNKNOWN
    if is_set_aside(finding):
        return DeliverableState.SET_ASIDE
    granted = granted_until(finding, as_of=as_of)
    return DeliverableState.GRANTED if granted else DeliverableState.MISSING


def is_said_to_come(deliverable: Deliverable) -> bool:
    """Whether « Statut » surely says that the deliverable is still to be made."""
    said = read_deliverable_status(deliverable.status)
    return not said.doubtful and said.value in (*NOT_BEGUN, DeliverableStatus.DRAFTING)


def is_said_there(deliverable: Deliverable) -> bool:
    """Whether « Statut » surely says that its file was handed in."""
    said = read_deliverable_status(deliverable.status)
    return not said.doubtful and said.value in THERE


def is_accepted(deliverable: Deliverable) -> bool:
    """Whether « Statut » surely says that it was validated, or published."""
    said = read_deliverable_status(deliverable.status)
    return not said.doubtful and said.value in ACCEPTED


def _status(
    deliverable: Deliverable, state: DeliverableState, *, late_days: int, delays: DelayScale
) -> Status:
    if state is DeliverableState.UNKNOWN and read_deliverable_status(deliverable.status).doubtful:
        return status(Rag.UNKNOWN, quote(typo(shorten(deliverable.status or "", limit=24))))
    if state is DeliverableState.MISSING:
        return status(Rag.ALERT if late_days > delays.alert else Rag.WATCH, "Manquant")
    return {
        DeliverableState.HANDED_IN: status(Rag.WATCH, "Déposé, statut à revoir")
        if is_said_to_come(deliverable)
        else status(Rag.DONE, "Déposé"),
        DeliverableState.GRANTED: status(Rag.WATCH, "Date accordée"),
        DeliverableState.SET_ASIDE: status(Rag.UNKNOWN, "Sans objet"),
        DeliverableState.TO_COME: status(Rag.GOOD, "À venir"),
        DeliverableState.REFUSED: status(Rag.ALERT, "Refusé"),
        DeliverableState.DROPPED: status(Rag.UNKNOWN, "Abandonné"),
        DeliverableState.LEFT: status(Rag.UNKNOWN, LEFT),
        DeliverableState.UNKNOWN: status(Rag.UNKNOWN, "Non mesurable"),
    }[state]
