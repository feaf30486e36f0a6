"""Pure: whether a finding that is not made today is settled, out of sight, or gone with its line.

It is settled only when what it was concluded from can be read today and no longer says it. A
workbook, tab or column that cannot be read, a cell that became doubtful, settle nothing; a line
that was deleted or crossed out has taken its findings with it, and so has a partner that left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relocalisons.core.assessment.departures import closes_with_its_partner
from relocalisons.core.assessment.unsure_lines import is_about_unsure
from relocalisons.core.deliverables.findings import deliverable_due, is_expected
from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.model import CellRef, Finding, Programme, Row, SourcedTable, Trait
from relocalisons.core.kernel.sheets import column_letter
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.sources.structure import SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Why a finding is no longer made although nothing settled it.

    `departed`: its line left the table, or its partner the programme. Else it is out of sight,
    since the last good reading of `last_read` (None when the reading is good and only a cell is in
    doubt).
    """

    departed: bool = False
    last_read: date | None = None


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What can be seen of the programme on one day; `found` are the findings of that day."""

    programme: Programme
    found: tuple[Finding, ...]

    def lost(self, finding: Finding) -> Loss | None:
        """Why `finding`, made before and not today, is not settled; None when it is."""
        if closes_with_its_partner(finding, programme=self.programme) or self._is_set_aside(
            finding
        ):
            return Loss(departed=True)
        if finding.kind.has(Trait.OUT_OF_REACH):
            return self._hidden_behind(finding)
        if is_about_unsure(finding, self.programme.unsure_lines):
            return Loss()
        if not finding.kind.has(Trait.LINE_GONE) and self._has_left(finding):
            return Loss(departed=True)
        if finding.kind.has(Trait.FROM_LISTING) and not self.programme.items:
            return Loss()
        for place in finding.evidence:
            table = self._table_at(place)
            if table is None:
                loss = self._out_of_reach(place, finding)
                if loss is not None:
                    return loss
            elif self._is_in_doubt(finding, place, table):
                return Loss()
        return Loss() if self._is_undated(finding) else None

    def _is_set_aside(self, finding: Finding) -> bool:
        """Whether she no longer wants followed what it was concluded from."""
        places = {(place.file_id, fold(place.tab)) for place in finding.evidence}
        return bool(places) and places <= self.programme.set_aside

    def _hidden_behind(self, finding: Finding) -> Loss | None:
        """A tab or column to restore, of a workbook that can now not be read at all."""
        files = {place.file_id for place in finding.evidence}
        whole = any(
            place.file_id in files
            for one in self.found
            if one.kind is SourceKind.SOURCE_UNREACHABLE
            for place in one.evidence
        )
        return Loss() if whole and finding.kind is not SourceKind.SOURCE_UNREACHABLE else None

    def _has_left(self, finding: Finding) -> bool:
        """Whether its line left the table, or every line of which it tells a cell."""
        subjects = [key.partition(":")[2] for key in finding.members] or [finding.subject]
        return all(self._has_gone(subject, finding.evidence) for subject in subjects)

    def _has_gone(self, subject: str, evidence: Iterable[CellRef]) -> bool:
        parts = {fold(part) for part in subject.split("/")}
        return any(
            number in parts and (place is None or _same_tab(place, evidence))
            for number, place in self._lines_gone
        )

    @cached_property
    def _lines_gone(self) -> tuple[tuple[str, CellRef | None], ...]:
        """(number, tab) of each line that was deleted or crossed out."""
        return tuple(
            (fold(subject.rpartition("/")[2]), next(iter(one.evidence), None))
            for one in self.found
            if one.kind.has(Trait.LINE_GONE)
            for subject in one.subjects
        )

    def _out_of_reach(self, place: CellRef, finding: Finding) -> Loss | None:
        """The loss when nobody reads that place tonight although somebody should."""
        missing = [one for one in self.programme.unread if one.file_id == place.file_id]
        if missing:
            days = [one.last_read.date() for one in missing if one.last_read is not None]
            return Loss(last_read=min(days, default=None))
        read = {table.workbook.file_id for table in self._tables}
        # A line of « Sources » erased by accident: nothing of this partner is read any more.
        alone = finding.partner is not None and finding.partner not in self._partners_read
        return Loss() if place.file_id not in read and alone else None

    @cached_property
    def _tables(self) -> tuple[SourcedTable, ...]:
        return tuple(table for tables in self.programme.tables.values() for table in tables)

    @cached_property
    def _partners_read(self) -> frozenset[str]:
        return frozenset(table.partner or table.owner for table in self._tables)

    def _table_at(self, place: CellRef) -> SourcedTable | None:
        """The table read tonight, or by an older reading in force, where a cell stands."""
        at = self._by_tab
        return at.get((place.file_id, place.sheet_id)) or at.get((place.file_id, fold(place.tab)))

    @cached_property
    def _by_tab(self) -> Mapping[tuple[str, int | str], SourcedTable]:
        """By the id of the tab; by its title too, for a copy that was put in its place."""
        return {
            (table.workbook.file_id, name): table
            for table in self._tables
            for name in (table.tab.sheet_id, fold(table.tab.title))
        }

    def _is_in_doubt(self, finding: Finding, place: CellRef, table: SourcedTable) -> bool:
        """Whether the cell of its line, wherever that line stands now, cannot be read for sure.

        What is told because of a doubt is not hidden by it.
        """
        if finding.kind.has(Trait.ABOUT_DOUBT):
            return False
        row = self._row(finding, table)
        letter = place.cell.rstrip("0123456789")
        if row is None or not letter:
            return False
        columns = [
            name
            for name, at in table.reading.columns_at(row.number).items()
            if column_letter(at) == letter
        ]
        return row.is_doubtful(*columns)

    def _row(self, finding: Finding, table: SourcedTable) -> Row | None:
        rows = self._rows_of(table)
        named = (rows.get(fold(part)) for part in finding.subject.split("/"))
        return next((row for row in named if row is not None), None)

    def _rows_of(self, table: SourcedTable) -> Mapping[str, Row]:
        key = (table.workbook.file_id, table.tab.sheet_id)
        if key not in self._rows:
            self._rows[key] = {fold(row.lasting_key): row for row in table.rows if not row.struck}
        return self._rows[key]

    @cached_property
    def _rows(self) -> dict[tuple[str, int], Mapping[str, Row]]:
        return {}

    def _is_undated(self, finding: Finding) -> bool:
        """Whether the line is there, still awaited for all we know, without a date to judge by."""
        if not finding.kind.has(Trait.BY_DATE):
            return False
        if isinstance(finding.kind, PlanKind):
            return any(
                is_open(action) is None or (is_open(action) and action_due(action) is None)
                for action in self.programme.actions
                if action.key == finding.subject and not action.struck
            )
        return any(
            is_expected(one)
            and (deliverable_due(one) is None or not (one.naming_rule or one.file_link))
            for one in self.programme.deliverables
            if one.key == finding.subject
        )


def _same_tab(place: CellRef, evidence: Iterable[CellRef]) -> bool:
    return any((one.file_id, one.sheet_id) == (place.file_id, place.sheet_id) for one in evidence)
