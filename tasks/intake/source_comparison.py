"""What changed too much in the sources since an earlier reading, each pair compared once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from relocalisons.core.kernel.model import Snapshot, SourcedTable
from relocalisons.core.programme.registry import RegistryInForce
from relocalisons.core.reminders.rules.safety_holds import SafetyHold, safety_holds_on_changes
from relocalisons.core.sources.changes import changes_between
from relocalisons.core.sources.sources import PILOTAGE, SourceEntry
from relocalisons.core.sources.table_loader import TableLoader
from relocalisons.store.readings.snapshots import last_snapshot, load_snapshot
from tasks.intake.follow_up_steps import registry_of_night
from tasks.intake.past import sources_written_since
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChanges:
    """Safety holds by owner (None: « Pilotage », everybody's), and owners of what is out of sight
    now.

    What cannot be seen has not come back: nothing is taken for accepted meanwhile.
    """

    safety_holds: tuple[SafetyHold, ...] = ()
    unseen: frozenset[str] = frozenset()

    def of(self, partner: str) -> tuple[SafetyHold, ...]:
        """Those that concern the mails of a partner."""
        return tuple(one for one in self.safety_holds if one.owner in (None, partner))

    def is_seen(self, partner: str) -> bool:
        """Whether everything that was there to be read for this partner is there still."""
        return not self.unseen & {partner, PILOTAGE}


@dataclass(slots=True, kw_only=True)
class SourceComparison:
    """The sources as they stand now against earlier readings."""

    run: ProgrammeRun
    assessment: Assessment
    _done: dict[str, SourceChanges] = field(default_factory=dict)
    _now: tuple[Snapshot, RegistryInForce] | None = None

    def since(self, snapshot_id: str, *, otherwise: datetime) -> SourceChanges:
        """What changed since a reading; without it, since the last one before `otherwise`.

        When nothing is as old as that, since the reading before this one; nothing without any.
        """
        key = snapshot_id or otherwise.isoformat()
        if key not in self._done:
            self._done[key] = self._compared(self._earlier(snapshot_id, otherwise))
        return self._done[key]

    def _earlier(self, snapshot_id: str, otherwise: datetime) -> Snapshot | None:
        store, code = self.run.store, self.run.code
        return (
            (load_snapshot(store, snapshot_id) if snapshot_id else None)
            or last_snapshot(store, code, before=otherwise)
            or last_snapshot(store, code, before=self.assessment.read_at)
        )

    def _compared(self, before: Snapshot | None) -> SourceChanges:
        if self._now is None:
            after = load_snapshot(self.run.store, self.assessment.snapshot_id)
            if after is None:
                return SourceChanges()
            self._now = after, registry_of_night(self.run, after)
        after, registry = self._now
        if before is None or before.snapshot_id == after.snapshot_id:
            return SourceChanges()
        written = sources_written_since(
            registry.followed,
            before=before,
            after=after,
            programme=self.assessment.programme,
        )
        # Held are the mails of whoever is written to: of a partner that merged, the other one.
        moved = tuple(replace(entry, absorbed=None) for entry in written)
        # As `changes_between` and the night read them: each table is read once for all.
        rules, partners = registry.parameters, self.assessment.programme.names.spellings
        loader = TableLoader(
            snapshot=before, aliases=rules.aliases, programme=rules.lasts, partners=partners
        )
        old = loader.load(moved).tables
        new = replace(loader, snapshot=after).load(moved).tables
        rows: dict[tuple[str, str], int] = {}
        for table in old:
            where = table.owner, table.table.name
            rows[where] = rows.get(where, 0) + len(table.rows)
        changes = changes_between(
            before,
            after,
            entries=moved,
            parameters=rules,
            partners=partners,
        )
        since = before.read_at.astimezone(self.run.settings.zone).date()
        hidden = {_place(one) for one in old} - {_place(one) for one in new}
        gone = self._books_gone(registry.followed, before=before, after=after)
        return SourceChanges(
            safety_holds=safety_holds_on_changes(changes, rows_before=rows, since=since),
            unseen=frozenset({*gone, *(owner for owner, _, _ in hidden)}),
        )

    def _books_gone(
        self, entries: Iterable[SourceEntry], *, before: Snapshot, after: Snapshot
    ) -> set[str]:
        """Owners of workbooks that were read then and are not any more."""
        programme = self.assessment.programme
        names = programme.names
        lost = {book.file_id for book in before.workbooks} - {
            book.file_id for book in after.workbooks
        }
        codes = {
            names.resolve(entry.partner).code if entry.partner else PILOTAGE
            for entry in entries
            if entry.file_id in lost
        }
        return {code for code in codes if code is not None}


def _place(table: SourcedTable) -> tuple[str, str, str]:
    """Whose table it is, and in which file; its tab may be renamed."""
    return table.owner, table.workbook.file_id, table.table.name
