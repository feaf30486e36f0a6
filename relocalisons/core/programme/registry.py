"""Pure: « Sources » and « Paramètres » in force; an older reading stands in for an erased one.

Everything hangs on these two tabs: without the registry no partner is followed, and every open
subject would look settled; without the parameters « Tout suspendre » would be forgotten. So they
are read like any other table: what was erased, renamed or beheaded is told, and the last sound
reading stays in force for a while.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.kernel.model import DateInterval, Finding, Snapshot, WorkbookGrid
from relocalisons.core.programme.findings.out_of_reach import describe_problem
from relocalisons.core.programme.subjects import followed
from relocalisons.core.sources.parameters import Parameters, lasting, read_parameters
from relocalisons.core.sources.source_choice import SourceChoice, put_in_force
from relocalisons.core.sources.sources import Registry, SourceEntry, find_tab, read_sources
from relocalisons.core.sources.structure import EARLIER_SOURCE_HELD
from relocalisons.core.sources.table_loader import TableLoader, is_too_old
from relocalisons.core.tables import BY_NAME, SETTINGS, SOURCES, TableSchema


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryInForce:
    """What to read tonight and by which rules; `sources.findings` tells what stands in, and why."""

    sources: Registry
    parameters: Parameters
    choices: tuple[SourceChoice, ...] = ()  # which file is in force for each line, and why
    # Whether an earlier line stands in for one typed wrong: tonight's « Pilotage » may then not
    # stand in later, or what it stands for would be lost on the second night.
    holds: bool = False

    @property
    def followed(self) -> tuple[SourceEntry, ...]:
        """The sources of what she wants followed."""
        return followed(self.sources.entries, parameters=self.parameters.values)

    @property
    def follows_somebody(self) -> bool:
        """Whether a line of « Sources » names a table to follow; else nothing may be concluded."""
        return any(entry.place is not None for entry in self.sources.entries)


def registry_in_force(
    snapshot: Snapshot,
    *,
    pilotage_id: str,
    previous: Snapshot | None,
    as_of: date,
    lasts: DateInterval | None = None,
) -> RegistryInForce:
    """The registry and the parameters of « Pilotage » on one day.

    `previous` is the last sound snapshot; `lasts` is from the first to the last day of the
    programme, as the operator's file says. Raises KeyError when `snapshot` lacks « Pilotage ».
    """
    now = snapshot.workbook(pilotage_id)
    if now is None:
        raise KeyError(pilotage_id)
    loader = TableLoader(snapshot=snapshot, previous=previous)
    read, lost = _in_force(loader, now)
    sources = read_sources(read[SOURCES.name])
    before = previous.workbook(pilotage_id) if previous else None
    recent = before if before and not is_too_old(before.read_at, at=now.read_at) else None
    held: tuple[SourceEntry, ...] = ()
    if read[SOURCES.name] is now and before is not None:
        earlier = read_sources(before)
        gone = _gone(now, before=earlier)
        if recent is not None:
            sources, held = _hold(sources, before=earlier)
        sources = replace(sources, entries=(*gone, *sources.entries))
    parameters = read_parameters(
        read[SETTINGS.name],
        as_of=as_of,
        before=read_parameters(recent, as_of=as_of).values if recent else None,
    )
    if lasts is not None:
        parameters = replace(parameters, lasts=lasting(parameters.values, known=lasts))
    chosen = put_in_force(sources.entries, items=snapshot.items, books=snapshot.workbooks)
    return RegistryInForce(
        sources=Registry(
            entries=chosen.entries, findings=(*lost, *sources.findings, *chosen.findings)
        ),
        choices=chosen.choices,
        parameters=parameters,
        holds=bool(held or parameters.held),
    )


def _hold(sources: Registry, *, before: Registry) -> tuple[Registry, tuple[SourceEntry, ...]]:
    """The registry with the earlier source of each line typed wrong, and those sources.

    A link broken by a slip of the finger must not look like a partner whose points are all settled.
    """
    taken = {(entry.file_id, entry.tab, entry.table) for entry in sources.entries}
    held: list[SourceEntry] = []
    findings = {finding.key: finding for finding in sources.findings}
    for line in sources.refused:
        found = [
            entry
            for entry in before.entries
            if entry.place is not None
            and line.resembles(entry)
            and (entry.file_id, entry.tab, entry.table) not in taken
        ]
        if len(found) != 1:
            continue
        (entry,) = found
        taken.add((entry.file_id, entry.tab, entry.table))
        held.append(entry)
        findings[line.finding] = replace(
            findings[line.finding],
            detail=EARLIER_SOURCE_HELD,
        )
    kept = replace(sources, entries=(*sources.entries, *held), findings=tuple(findings.values()))
    return kept, tuple(held)


def _in_force(
    loader: TableLoader, now: WorkbookGrid
) -> tuple[Mapping[str, WorkbookGrid], tuple[Finding, ...]]:
    """Table → the reading of « Pilotage » in which it is read, and what had to be told."""
    loaded = loader.load(_entry(table, now) for table in (SOURCES, SETTINGS))
    read = {SOURCES.name: now, SETTINGS.name: now}
    for table in loaded.tables:
        read[table.table.name] = table.workbook
    # Without an older reading there is nothing to lose: `read_sources` says what is missing.
    lost = tuple(
        describe_problem(problem, partners=())
        for problem in loaded.problems
        if problem.stale_since is not None
    )
    return read, lost


def _entry(table: TableSchema, pilotage: WorkbookGrid) -> SourceEntry:
    return SourceEntry(table=table.name, partner=None, file_id=pilotage.file_id, tab=table.title)


def _gone(now: WorkbookGrid, *, before: Registry) -> Iterator[SourceEntry]:
    """Her own tabs that « Sources » never mentioned and that are not there any more."""
    for entry in before.entries:
        is_hers = entry.place is None and entry.file_id == now.file_id
        if is_hers and find_tab(now, title=entry.tab, table=BY_NAME[entry.table]) is None:
            yield entry
