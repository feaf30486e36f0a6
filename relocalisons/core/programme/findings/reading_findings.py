"""Pure: what reading itself found, as findings: cells, names, doubles."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import (
    ActionStatus,
    Audience,
    Doubt,
    Finding,
    IssueKind,
    Partner,
    PartnerNames,
    Row,
    SourcedTable,
)
from relocalisons.core.kernel.sheets import cell_row
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.expenses import ExpenseKind, read_expense_kind
from relocalisons.core.programme.findings.cells_together import (
    CellToPrecise,
    tell_column,
    titles_alone,
)
from relocalisons.core.programme.findings.data import (
    DoubtfulCell,
    ReadingKind,
    duplicate_id,
    name_on_lines,
    names_unknown,
    partner_unknown,
)
from relocalisons.core.programme.findings.judged_columns import words_in_doubt
from relocalisons.core.programme.owners import owner_of
from relocalisons.core.reading.cell_issues import FEWEST_TOGETHER, SHARE_TOGETHER, short
from relocalisons.core.reading.identity.likeness import title_likeness
from relocalisons.core.reading.identity.pairing import TITLES_ALIKE

# Every table that people fill; the registry, the parameters and the comments have their own checks.
FOLLOWED = (
    *("partners", "actions", "deliverables", "contracts", "commitments", "deliveries"),
    *("funders", "report_schedule", "budget", "expenses", "timesheets", "indicators", "advances"),
    *("attestations", "certificates", "visits", "canteen_purchases", "meetings", "attendance"),
    *("decisions", "communication", "risks", "contacts", "contact_roles", "committees"),
    *("contributions", "grant_rules", "pieces", "receipts", "payouts", "canteen_needs"),
)
# What is noted about people is hers, in whichever workbook it stands.
_HERS = frozenset({"contacts", "contact_roles", "committees"})
# Each partner numbers its own pieces: « 2026-001 » of two partners is no double.
NUMBERED_APART = frozenset({"expenses"})
# Each plan may number its lines from 1; a number that two of them have names two lines.
NUMBERED_BY_PLAN = frozenset({"actions", "deliverables"})

_CELL_KINDS = {
    IssueKind.CELL_MISSING: ReadingKind.CELL_MISSING,
    IssueKind.CELL_UNREADABLE: ReadingKind.CELL_UNREADABLE,
    IssueKind.CELL_AMBIGUOUS: ReadingKind.CELL_AMBIGUOUS,
}
_KEPT_KINDS = (IssueKind.COLUMN_EMPTY, IssueKind.COLUMN_DOUBTFUL)
_OWNER_COLUMNS = ("owner", "producer", "partner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who is who, to tell whose cell is in doubt."""

    names: PartnerNames
    partners: tuple[Partner, ...]

    def partner(self, code: str | None) -> Partner | None:
        """The partner of that code."""
        return next((each for each in self.partners if each.code == code), None)

    def owner_of(
        self, row: Row, *, table: SourcedTable, producers: Mapping[str, str]
    ) -> Partner | None:
        """Whose row it is: the workbook's partner, else the partner that the row names."""
        if table.partner is not None:
            return self.partner(table.partner)
        naming = ("code",) if table.table.name == "partners" else _OWNER_COLUMNS
        for column in filter(table.table.has, naming):
            code = self.names.code_of(row.text(column))
            if code is not None:
                return self.partner(code)
        contract = row.plain("contract") if row.table.has("contract") else ""
        return self.partner(producers.get(fold(contract)))


def keep_first(tables: Iterable[SourcedTable]) -> tuple[Row, ...]:
    """The rows that have an identity, each once: the first one that is not struck through.

    One number under two titles, in two tables, is two lines: each partner may number from 1. In a
    table of theirs without numbers, a title is enough.
    """
    kept: list[Row] = []
    places: dict[str, list[int]] = {}
    for row in (row for table in tables for row in table.rows):
        name = fold(row.identity or "")
        if not name:
            kept += [row] if row.table.name in NUMBERED_BY_PLAN and row.own_name else []
            continue
        same = next((at for at in places.get(name, ()) if is_copy(row, kept[at])), None)
        if same is None:
            places.setdefault(name, []).append(len(kept))
            kept.append(row)
        elif kept[same].struck and not row.struck:
            kept[same] = row
    return tuple(kept)


def is_copy(row: Row, other: Row) -> bool:
    """Whether two rows of one number are one line, for all that their titles say."""
    label = row.table.label
    if label is None or row.table.name not in NUMBERED_BY_PLAN:
        return True
    one, two = (fold(each.plain(label)) for each in (row, other))
    return not (one and two) or title_likeness(one, two) >= TITLES_ALIKE


def find_reading_problems(
    tables: Mapping[str, tuple[SourcedTable, ...]],
    *,
    reader: Reader,
    decided: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Cells in doubt, unknown names and doubles of the tables that are followed.

    `decided`: the keys of findings beside which she wrote something.
    """
    producers = {
        fold(row.identity or ""): code
        for table in tables.get("contracts", ())
        for row in table.rows
        if (code := reader.names.resolve(row.text("producer")).code)
    }
    found: list[Finding] = []
    columns_told: Counter[str] = Counter()
    for name in FOLLOWED:
        for table in tables.get(name, ()):
            rows = {row.number: row for row in table.rows if not _is_dropped(row)}
            owners = {
                number: reader.owner_of(row, table=table, producers=producers)
                for number, row in rows.items()
            }
            found.extend(
                _columns(table, rows=rows, owners=owners, told=columns_told, decided=decided)
            )
            found.extend(_titles(table, reader=reader, told=columns_told))
            found.extend(
                _names(table, rows=rows, owners=owners, names=reader.names, told=columns_told)
            )
        found.extend(_doubles(tables.get(name, ()), reader=reader, producers=producers))
    return tuple(found)


def _cells(
    table: SourcedTable, *, rows: Mapping[int, Row], owners: Mapping[int, Partner | None]
) -> Iterator[tuple[str, CellToPrecise]]:
    """The cells in doubt or empty, by their column, as reading and each subject's words tell."""
    told: Counter[str] = Counter()

    def cell(row: Row, column: str) -> DoubtfulCell:
        return _apart(_cell_of(table, row, column, owners[row.number]), told)

    for issue in table.reading.issues:
        row = rows.get(issue.row or 0)
        if row is not None and issue.column is not None and issue.kind in _CELL_KINDS:
            yield (
                issue.column,
                CellToPrecise(
                    kind=_CELL_KINDS[issue.kind],
                    cell=cell(row, issue.column),
                    found=issue.found,
                    fix=issue.fix,
                    discreet=_is_discreet(row, issue.column),
                ),
            )
        elif issue.kind in _KEPT_KINDS and issue.column is not None:
            for one in filter(None, map(rows.get, issue.rows)):
                empty = issue.kind is IssueKind.COLUMN_EMPTY
                yield (
                    issue.column,
                    CellToPrecise(
                        kind=ReadingKind.CELL_MISSING if empty else _doubt(one, issue.column),
                        cell=cell(one, issue.column),
                        found=short(one.reading(issue.column).found),
                        fix=one.reading(issue.column).fix,
                        discreet=_is_discreet(one, issue.column),
                        kept=True,
                    ),
                )
    told.clear()
    for row in rows.values():
        for word in words_in_doubt(row):
            unknown = ReadingKind.CELL_UNREADABLE
            yield (
                word.column,
                CellToPrecise(
                    kind=unknown if word.is_unknown else ReadingKind.CELL_AMBIGUOUS,
                    cell=cell(row, word.column),
                    found=word.said.text,
                    fix=word.fix,
                    discreet=_is_discreet(row, word.column),
                ),
            )


def _doubt(row: Row, column: str) -> ReadingKind:
    ambiguous = row.reading(column).doubt is Doubt.AMBIGUOUS
    return ReadingKind.CELL_AMBIGUOUS if ambiguous else ReadingKind.CELL_UNREADABLE


def _columns(
    table: SourcedTable,
    *,
    rows: Mapping[int, Row],
    owners: Mapping[int, Partner | None],
    told: Counter[str],
    decided: Collection[str],
) -> Iterator[Finding]:
    """One line for each column whose cells are to be put right."""
    cells: dict[str, list[CellToPrecise]] = {}
    for column, cell in _cells(table, rows=rows, owners=owners):
        cells.setdefault(column, []).append(cell)
    if table.table.name == "partners":
        cells.pop("email", None)  # unusable addresses have their own finding
    for column, found in cells.items():
        titles = table.reading.titles_of(cell_row(found[0].cell.place.cell))
        title = _title_of(table, column, titles=titles)
        labels = (each.label for each in table.reading.understood if each.meaning == column)
        title = replace(title, header=next(labels, "") or title.header)  # in their own words
        several = tell_column(found, title=title, of=len(rows), decided=decided)
        together = {title.subject} & {one.subject for one in several}
        if together:
            title = _apart(title, told)
            several = tuple(
                replace(one, subject=title.subject) if one.subject in together else one
                for one in several
            )
        yield from several


def _titles(table: SourcedTable, *, reader: Reader, told: Counter[str]) -> Iterator[Finding]:
    """Titles alone, asked once for a whole column."""
    partner = reader.partner(table.partner)
    for issue in table.reading.issues:
        if issue.kind is not IssueKind.TITLES_ALONE or issue.column is None:
            continue
        schema = table.table.column(issue.column)
        titles = table.reading.titles_of(cell_row(issue.cell))
        discreet = schema.audience is Audience.COORDINATION
        yield titles_alone(
            cell=_apart(_title_of(table, schema.name, titles=titles, partner=partner), told),
            found="" if discreet else issue.found,
            fix="" if discreet else issue.fix,
        )


def _apart(cell: DoubtfulCell, told: Counter[str]) -> DoubtfulCell:
    """Two lines that say the same are two cells to settle, as a column of two tabs is."""
    told[cell.subject] += 1
    if told[cell.subject] == 1:
        return cell
    return replace(cell, subject=f"{cell.subject}/{told[cell.subject]}")


def _is_discreet(row: Row, column: str) -> bool:
    """Whether a cell tells a price, a telephone or what somebody earns."""
    schema = row.table.column(column)
    says_what = schema.kind is ColumnKind.MONEY and row.table.has("type")
    earns = says_what and row.said("type", read_expense_kind).may_be(ExpenseKind.SALARY)
    return earns or schema.audience is Audience.COORDINATION


def _names(
    table: SourcedTable,
    *,
    rows: Mapping[int, Row],
    owners: Mapping[int, Partner | None],
    names: PartnerNames,
    told: Counter[str],
) -> Iterator[Finding]:
    """Names that nobody of « Partenaires » has; told once where most of a column are such."""
    for column in filter(table.table.has, _OWNER_COLUMNS):
        named = [row for row in rows.values() if row.text(column)]
        unknown = [row for row in named if _is_unknown(row, column, names=names)]
        if len(unknown) >= FEWEST_TOGETHER and len(unknown) >= SHARE_TOGETHER * len(named):
            said = tuple(dict.fromkeys(row.text(column) or "" for row in unknown))
            places = [row.place.cell(column) for row in unknown]
            cell = _apart(_title_of(table, column), told)
            yield names_unknown(cell=cell, found=said, places=places)
            continue
        by_name: dict[str, list[Row]] = {}
        for row in unknown:
            by_name.setdefault(fold(row.text(column) or ""), []).append(row)
        for name, lines in by_name.items():
            text = lines[0].text(column) or ""
            near = owner_of(lines[0], names=names) if column == "owner" else names.resolve(text)
            alone = [
                partner_unknown(
                    cell=_cell_of(table, row, column, owners[row.number]),
                    found=row.text(column) or "",
                    suggestion=near.suggestion,
                )
                for row in lines
            ]
            if len(alone) == 1:
                yield alone[0]
                continue
            title = _title_of(table, column)
            titled = replace(title, subject=f"{title.subject}/{name.replace('/', ' ')}")
            yield name_on_lines(
                alone, cell=_apart(titled, told), found=text, suggestion=near.suggestion
            )


def _is_unknown(row: Row, column: str, *, names: PartnerNames) -> bool:
    if names.code_of(row.text(column)) is not None:
        return False
    # Somebody of the partner whose source it is may own a line.
    return column != "owner" or owner_of(row, names=names).asked


def _title_of(
    table: SourcedTable, column: str, *, titles: int = 0, partner: Partner | None = None
) -> DoubtfulCell:
    """The cell of a column's title, to which what is told once a column points.

    `titles`: the row of titles, where the tab holds several tables.
    """
    schema = table.table.column(column)
    return DoubtfulCell(
        subject=f"{table.owner}/{table.table.name}/{schema.name}",
        table=table.table,
        row_key="titres",
        header=schema.header,
        place=table.place(titles or table.reading.header_row or 1).cell(schema.name),
        partner=partner,
        is_own=table.partner is None or table.table.name in _HERS,
    )


def _doubles(
    tables: Iterable[SourcedTable], *, reader: Reader, producers: Mapping[str, str]
) -> Iterator[Finding]:
    """Numbers given twice, in one workbook or in two: in both cases the first row is kept."""
    first: dict[str, Row] = {}
    for table in tables:
        whose = f"{table.owner}/" if table.table.name in NUMBERED_APART else ""
        rows = {whose + fold(row.identity or ""): row for row in table.rows if not row.struck}
        twice = [
            (whose + fold(issue.row_id or ""), issue.row)
            for issue in table.reading.issues
            if issue.kind.value == ReadingKind.DUPLICATE_ID.value and issue.row is not None
        ]
        twice += [
            (name, row.number)
            for name, row in rows.items()
            if name in first and is_copy(row, first[name])
        ]
        for name, number in twice:
            kept = first.get(name) or rows.get(name)
            if kept is None or name == whose:
                continue
            column = table.table.identity or ""
            partner = reader.owner_of(kept, table=table, producers=producers)
            cell = replace(
                _cell_of(table, kept, column, partner),
                subject=f"{table.owner}/{table.table.name}/{kept.lasting_key}",
                place=table.place(number).cell(column),
            )
            yield duplicate_id(cell=cell, kept=kept.place.cell(column))
        first = {**rows, **first}


def _cell_of(table: SourcedTable, row: Row, column: str, partner: Partner | None) -> DoubtfulCell:
    return DoubtfulCell(
        subject=f"{table.owner}/{table.table.name}/{row.lasting_key}/{column}",
        table=table.table,
        row_key=row.key,
        header=table.table.column(column).header,
        place=row.place.cell(column),
        partner=partner,
        is_own=table.partner is None or table.table.name in _HERS,
    )


def _is_dropped(row: Row) -> bool:
    """Struck through, or an action given up: its doubts are nobody's business any more."""
    if row.struck or not row.table.has("status"):
        return row.struck
    return row.reading("status").value is ActionStatus.DROPPED
