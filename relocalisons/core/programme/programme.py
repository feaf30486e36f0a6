"""Pure: one snapshot understood as one programme: partners, plans, contracts, and every doubt."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from relocalisons.core.kernel.definition import Subject, SubjectOn
from relocalisons.core.kernel.model import (
    Action,
    Deliverable,
    Finding,
    KnownLines,
    Partner,
    PartnerNames,
    Programme,
    Row,
    Snapshot,
    SourcedTable,
    SourceProblem,
    Trait,
)
from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.entities import (
    action_of,
    contracts_of,
    deliverable_of,
    fade_action,
    fade_deliverable,
    funder_of,
    leave_action,
    leave_deliverable,
    partner_of,
    report_deadline_of,
    unsaid_of,
)
from relocalisons.core.programme.findings.out_of_reach import describe_problems, tabs_removed
from relocalisons.core.programme.findings.reading_findings import (
    FOLLOWED,
    Reader,
    find_reading_problems,
    is_copy,
    keep_first,
)
from relocalisons.core.programme.findings.stacked_tables import find_stacked_tables
from relocalisons.core.programme.findings.workbook_locale import find_foreign_workbooks
from relocalisons.core.programme.lines.naming import name_lines
from relocalisons.core.programme.mergers import merge_partners
from relocalisons.core.programme.subjects import find_emptied, followed, subjects_on
from relocalisons.core.sources.parameters import Parameters
from relocalisons.core.sources.sources import SourceEntry, place_of_source, read_sources
from relocalisons.core.sources.structure import (
    EARLIER_SOURCE_HELD,
    SourceKind,
    shell_problem,
    source_invalid,
)
from relocalisons.core.sources.table_loader import TableLoader, is_too_old
from relocalisons.core.tables import SOURCES

__all__ = ["SourcedTable", "understand", "unsound_files"]


def understand(
    snapshot: Snapshot,
    *,
    sources: tuple[SourceEntry, ...],
    code: str,
    name: str,
    as_of: date,
    parameters: Parameters | None = None,
    registry_findings: tuple[Finding, ...] = (),
    previous: Snapshot | None = None,
    known: KnownLines | None = None,
    default_year: int | None = None,
    remembered: Mapping[Subject, SubjectOn] | None = None,
    decided: Collection[str] = (),
) -> Programme:
    """Read every table of the registry and build the programme as it stands on `as_of`.

    `code` and `name` are those of the operator's TOML. `sources` and `registry_findings` come from
    `read_sources`, `parameters` from `read_parameters`. `previous` holds each workbook as last
    soundly read (`unsound_files`): where a workbook, tab or needed column is gone, or a table
    lost all its rows, its reading stays in force (14 days at most) and its file is named in
    `stale`. `known` are the lines of earlier readings, each under its lasting name; without any,
    those of `previous` are the first. `default_year` completes dates typed without a year.
    `remembered`: the subjects that were on until now. `decided`: keys of findings beside which she
    wrote something: the cell of such a one is told by itself.

    Never raises on what people typed: a cell, row or table that cannot be understood becomes a
    finding, and the rest goes on.
    """
    parameters = parameters or Parameters()
    kept = followed(sources, parameters=parameters.values)
    left = tuple(each for each in sources if each not in kept)
    loader = TableLoader(
        snapshot=snapshot,
        previous=previous,
        aliases=parameters.aliases,
        default_year=default_year,
        programme=parameters.lasts,
    )
    own = loader.load(entry for entry in sources if entry.table == "partners")
    mergers = merge_partners(
        _build_partners(own.tables), synonyms=parameters.synonyms, lines=parameters.merger_lines
    )
    partners, names = mergers.partners, mergers.names
    earlier = _earlier_owners(snapshot, previous)
    resolved, registry = _resolve_sources(
        kept, names=names, earlier=earlier, absorbed=mergers.absorbed
    )
    loader = replace(loader, partners=names.spellings)
    rest = loader.load(entry for entry in resolved if entry.table != "partners")

    named = name_lines(rest, known=known or KnownLines(), loader=loader, previous=previous)
    rest = replace(rest, tables=named.tables, faded=named.faded)

    tables = _by_table((*own.tables, *rest.tables))
    rows = {name: keep_first(tables.get(name, ())) for name in _WITH_IDENTITY}
    subjects = subjects_on(
        tables=tables,
        entries=resolved,
        parameters=parameters.values,
        remembered=remembered or {},
    )
    unread = (*own.unread, *rest.unread)
    findings = (
        *registry_findings,
        *parameters.findings,
        *mergers.findings,
        *registry,
        *(shell_problem(each) for each in _without_entry(snapshot, (*resolved, *left))),
        *describe_problems(
            (*own.problems, *rest.problems),
            partners=partners,
            removed=tabs_removed(named.lines, workbooks=snapshot.workbooks),
        ),
        *_find_in_tables(
            (*own.tables, *rest.tables), tables, names=names, partners=partners, decided=decided
        ),
        *find_emptied(subjects, tables=tables, unread=unread),
    )
    return Programme(
        code=code,
        name=name,
        as_of=as_of,
        partners=partners,
        actions=_actions(tables, rows["actions"], faded=rest.faded, names=names, partners=partners),
        deliverables=_deliverables(
            rows["deliverables"], faded=rest.faded, names=names, partners=partners
        ),
        contracts=contracts_of(
            rows["contracts"],
            commitments=_all_rows(tables, "commitments"),
            deliveries=_all_rows(tables, "deliveries"),
            names=names,
        ),
        funders=tuple(funder_of(row) for row in rows["funders"]),
        report_deadlines=tuple(
            report_deadline_of(row, funders=_funder_codes(rows["funders"]))
            for row in _all_rows(tables, "report_schedule")
        ),
        items=snapshot.items,
        parameters=parameters.values,
        tables=tables,
        findings=_unique(findings),
        stale=_stale((*own.tables, *rest.tables)),
        unread=unread,
        subjects=subjects,
        set_aside=frozenset((each.file_id, fold(each.tab)) for each in left),
        working_time=parameters.working_time,
        synonyms=mergers.synonyms,
        absorbed=mergers.absorbed,
        reminder_lines=parameters.reminder_lines,
        lines=named.lines,
        gone_lines=named.gone,
        last_rows=named.last_rows,
        unsure_lines=named.unsure,
    )


def unsound_files(programme: Programme) -> frozenset[str]:
    """Workbooks of which a table could not be read: tonight's reading may not stand in later.

    « Pilotage » is one while an earlier line of « Sources » stands in for one typed wrong, and a
    workbook while a tab of it is known by its id alone: its title is that of an earlier reading.
    A table that is read save for a column in doubt is read: its workbook would never be sound.

    A table erased for good is told for 14 days; then no older reading has rows to compare with,
    and its workbook is sound again.
    """
    read = {
        (f"{each.partner or PILOTAGE}/{each.table.name}", each.workbook.file_id, each.tab.sheet_id)
        for tables in programme.tables.values()
        for each in tables
        if each.stale_since is None
    }
    return frozenset(
        place.file_id
        for finding in programme.findings
        if finding.kind.has(Trait.OUT_OF_REACH)
        or finding.kind is SourceKind.TAB_RENAMED
        or finding.detail == EARLIER_SOURCE_HELD
        for place in finding.evidence
        if finding.kind is not SourceKind.COLUMN_MISSING
        or (finding.subject, place.file_id, place.sheet_id) not in read
    )


# Tables whose rows are named, and of which a number counts once.
_WITH_IDENTITY = ("actions", "deliverables", "contracts", "funders")


def _out_of_sight(
    name: str, faded: Iterable[SourcedTable], *, seen: Iterable[Row]
) -> tuple[tuple[Row, date], ...]:
    """The lines of unread tables that stand in no other one, with the day they were last read."""
    known: dict[str, list[Row]] = {}
    for row in seen:
        known.setdefault(fold(row.identity or ""), []).append(row)
    days = {table.workbook.file_id: table.workbook.read_at.date() for table in faded}
    lines = keep_first(table for table in faded if table.table.name == name)
    return tuple(
        (row, days[row.place.file_id])
        for row in lines
        if not row.struck
        and not any(is_copy(row, each) for each in known.get(fold(row.identity or ""), ()))
    )


def _find_in_tables(
    read: Iterable[SourcedTable],
    tables: Mapping[str, tuple[SourcedTable, ...]],
    *,
    names: PartnerNames,
    partners: tuple[Partner, ...],
    decided: Collection[str],
) -> Iterable[Finding]:
    """What is wrong with the workbooks, the cells and the shape of what was read."""
    yield from find_foreign_workbooks(read, partners={each.code: each for each in partners})
    reader = Reader(names=names, partners=partners)
    yield from find_reading_problems(tables, reader=reader, decided=decided)
    yield from find_stacked_tables(tables, followed=FOLLOWED, partners=partners)


def _actions(
    tables: Mapping[str, tuple[SourcedTable, ...]],
    rows: Iterable[Row],
    *,
    faded: Iterable[SourcedTable],
    names: PartnerNames,
    partners: Iterable[Partner],
) -> tuple[Action, ...]:
    """The actions that are read, then those last read elsewhere; nobody's where one has left."""
    rows, gone = tuple(rows), _gone(partners)
    unsaid = unsaid_of(tables.get("actions", ()))
    read = [action_of(row, names=names, unsaid=unsaid) for row in rows]
    for row, day in _out_of_sight("actions", faded, seen=rows):
        read.append(fade_action(action_of(row, names=names, unsaid=unsaid), since=day))
    return tuple(leave_action(each, gone=gone) for each in read)


def _deliverables(
    rows: Iterable[Row],
    *,
    faded: Iterable[SourcedTable],
    names: PartnerNames,
    partners: Iterable[Partner],
) -> tuple[Deliverable, ...]:
    """The same of deliverables."""
    rows, gone = tuple(rows), _gone(partners)
    read = [deliverable_of(row, names=names) for row in rows]
    for row, day in _out_of_sight("deliverables", faded, seen=rows):
        read.append(fade_deliverable(deliverable_of(row, names=names), since=day))
    return tuple(leave_deliverable(each, gone=gone) for each in read)


def _gone(partners: Iterable[Partner]) -> frozenset[str]:
    return frozenset(each.code for each in partners if not each.active)


def _build_partners(tables: tuple[SourcedTable, ...]) -> tuple[Partner, ...]:
    # A line that is struck through says what « Actif = non » says.
    return tuple(partner_of(row) for row in keep_first(tables))


def _earlier_owners(
    snapshot: Snapshot, previous: Snapshot | None
) -> Mapping[tuple[str, str, str], str]:
    """Place of a source → its partner as typed in a recent sound « Sources »."""
    recent = [
        book
        for book in (previous.workbooks if previous else ())
        if not is_too_old(book.read_at, at=snapshot.read_at) and book.tab(SOURCES.title)
    ]
    return {
        place_of_source(entry): entry.partner
        for book in recent
        for entry in read_sources(book).entries
        if entry.partner is not None
    }


def _resolve_sources(
    sources: Iterable[SourceEntry],
    *,
    names: PartnerNames,
    earlier: Mapping[tuple[str, str, str], str],
    absorbed: Mapping[str, str],
) -> tuple[tuple[SourceEntry, ...], tuple[Finding, ...]]:
    """Entries whose partner is a code; a line that names nobody we know is told.

    It is left out, unless the same source was somebody's when « Sources » was last soundly read: a
    slip of the finger must not settle all the points of a partner.
    """
    resolved: list[SourceEntry] = []
    findings: list[Finding] = []
    for entry in sources:
        code = names.resolve(entry.partner).code
        if entry.partner is None or code is not None:
            was = absorbed.get(fold(entry.partner or ""))
            resolved.append(replace(entry, partner=code, absorbed=was))
        elif entry.place is not None:
            before = names.resolve(earlier.get(place_of_source(entry))).code
            if before is not None:
                resolved.append(replace(entry, partner=before))
            told = source_invalid(
                subject=f"pilotage/sources/{entry.key}",
                tab="Sources",
                row=entry.place.row,
                problem=f"le partenaire {entry.partner} n’est pas dans «\u00a0Partenaires\u00a0»",
                evidence=entry.place.cell("partner"),
            )
            findings.append(replace(told, detail=EARLIER_SOURCE_HELD if before else ""))
    return tuple(resolved), tuple(findings)


def _without_entry(snapshot: Snapshot, entries: Iterable[SourceEntry]) -> tuple[SourceProblem, ...]:
    """Problems of the night that no table of the registry tells already."""
    told = (SourceKind.SOURCE_UNREACHABLE, SourceKind.TAB_MISSING, SourceKind.TABLE_EMPTIED)
    followed = {entry.file_id for entry in entries}
    return tuple(
        each for each in snapshot.problems if each.file_id not in followed or each.kind not in told
    )


def _by_table(tables: Iterable[SourcedTable]) -> Mapping[str, tuple[SourcedTable, ...]]:
    grouped: dict[str, tuple[SourcedTable, ...]] = {}
    for each in tables:
        grouped[each.table.name] = (*grouped.get(each.table.name, ()), each)
    return grouped


def _all_rows(tables: Mapping[str, tuple[SourcedTable, ...]], name: str) -> tuple[Row, ...]:
    return tuple(row for table in tables.get(name, ()) for row in table.rows)


def _funder_codes(rows: Iterable[Row]) -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for row in rows:
        code = row.text("code") or ""
        codes[fold(row.text("name") or code)] = code
        codes[fold(code)] = code
    return codes


def _stale(tables: Iterable[SourcedTable]) -> Mapping[str, datetime]:
    """The oldest reading still in force, by file."""
    stale: dict[str, datetime] = {}
    for each in tables:
        if each.stale_since is not None:
            file_id = each.workbook.file_id
            stale[file_id] = min(each.stale_since, stale.get(file_id, each.stale_since))
    return stale


def _unique(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding a key, the first one: a key is what the store and the mails know it by."""
    return tuple({finding.key: finding for finding in reversed(tuple(findings))}.values())[::-1]
