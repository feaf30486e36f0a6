"""Pure: the workspace that a programme should have, and what of it is still missing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from relocalisons.core import tables as schema
from relocalisons.core.kernel.definition import ALL_SUBJECTS, Column, Subject
from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import DriveItem, Row, TabGrid, WorkbookGrid
from relocalisons.core.kernel.words.french import NBSP, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.partners.words import is_producer
from relocalisons.core.programme.decisions.own_tabs import made_ids
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.sources import find_tab, find_table
from relocalisons.core.tables import TableSchema

KEY = "relocalisons_key"  # the appProperty by which our folders and workbooks are known again

LIST_OF_PARTNERS = "Liste des partenaires"  # the file from which a workspace is built
PARTNERS_FOLDER = "01 Partenaires"
# The folders, and the subjects that have a use for each; none: every programme.
FOLDERS: Mapping[str, frozenset[Subject]] = {
    PARTNERS_FOLDER: frozenset(),
    "02 Livrables": frozenset({Subject.DELIVERABLES}),
    "03 COPIL": frozenset({Subject.MEETINGS}),
    "04 Financeurs": frozenset({Subject.MONEY}),
    "05 Rapports": frozenset({Subject.MEETINGS, Subject.MONEY, Subject.PRODUCERS}),
    "06 Communication": frozenset({Subject.COMMUNICATION}),
    "07 Producteurs": frozenset({Subject.PRODUCERS}),
}

PILOTAGE_TABLES: tuple[TableSchema, ...] = (
    # What she opens from a telephone first, what is set once last; her tabs of the day come before.
    schema.CONTACTS,
    schema.PARTNERS,
    schema.CONTACT_ROLES,
    schema.COMMITTEES,
    schema.FUNDERS,
    schema.REPORT_SCHEDULE,
    schema.BUDGET,
    schema.INDICATORS,
    schema.ADVANCES,
    schema.RECEIPTS,
    schema.PAYOUTS,
    schema.CONTRACTS,
    schema.COMMITMENTS,
    schema.MEETINGS,
    schema.ATTENDANCE,
    schema.DECISIONS,
    schema.COMMUNICATION,
    schema.RISKS,
    schema.ATTESTATIONS,
    schema.DEPENDENCIES,
    schema.CANTEEN_PURCHASES,
    schema.CANTEEN_NEEDS,
    schema.COMMENTS,
    schema.SOURCES,
    schema.SETTINGS,
)
PARTNER_TABLES: tuple[TableSchema, ...] = (
    schema.ACTIONS,
    schema.DELIVERABLES,
    schema.EXPENSES,
    schema.TIMESHEETS,
    schema.CONTRIBUTIONS,
)
PRODUCER_TABLES: tuple[TableSchema, ...] = (
    schema.DELIVERIES,
    schema.CERTIFICATES,
    schema.VISITS,
)

# A plan of ours begins with what follows it; any other column is understood where it is added.
_NEW_PLAN = (
    *("number", "title", "planned_start", "planned_end", "revised_end", "progress", "status"),
    "comment",
)

# The allow-list of addresses: nobody but the coordination changes it.
PROTECTED = frozenset({"partners", "contact_roles", "committees"})

_BLANK_TITLES = frozenset({"sheet1", "feuille 1", "feuille1", "feuil1", "untitled"})


def tables_for(tables: Iterable[TableSchema], on: Collection[Subject]) -> tuple[TableSchema, ...]:
    """Those that a programme has a use for while these subjects are on."""
    return tuple(table for table in tables if table.serves(on))


def folders_for(on: Collection[Subject]) -> tuple[str, ...]:
    """The folders of a programme while these subjects are on."""
    return tuple(name for name, uses in FOLDERS.items() if not uses or not uses.isdisjoint(on))


def columns_for(table: TableSchema, on: Collection[Subject] = ALL_SUBJECTS) -> tuple[Column, ...]:
    """The columns of a new tab of a table; of a plan the few that are needed to follow it."""
    offered = table.offered(on)
    if table is not schema.ACTIONS:
        return offered
    needed = tuple(map(table.column, _NEW_PLAN))
    return tuple(column for column in offered if column in needed or column.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPartner:
    """A partner of the list. `cells`: canonical column of « Partenaires » → raw value.

    `emails`: the addresses that are certain. `no_account`: the list says that none of them opens
    the Drive.
    """

    code: str
    name: str
    profile: str
    emails: tuple[str, ...] = ()
    no_account: bool = False
    active: bool = True
    cells: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def folder_name(self) -> str:
        """« P07 – Ferme des Restanques »."""
        return f"{self.code} – {self.name}" if self.name else self.code

    @property
    def workbook_name(self) -> str:
        """« Suivi P07 – Ferme des Restanques »."""
        return f"Suivi {self.folder_name}"

    @property
    def is_producer(self) -> bool:
        """Whether it grows or delivers food, and so keeps deliveries, certificates and visits."""
        return is_producer(self.profile)

    def tables(self, on: Collection[Subject] = ALL_SUBJECTS) -> tuple[TableSchema, ...]:
        """The tables of its workbook, in a programme that follows these subjects."""
        return tables_for((*PARTNER_TABLES, *(PRODUCER_TABLES if self.is_producer else ())), on)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A line that « Sources » should have; `partner` is empty for a table of everybody.

    `tab`: empty when it has the usual title of the table.
    """

    table: TableSchema
    partner: str
    file_id: str
    tab: str = ""

    @property
    def link(self) -> str:
        """The workbook's address, as people paste it."""
        return f"https://docs.google.com/spreadsheets/d/{self.file_id}/edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """A line that « Sources » has; `partner` as typed, `file_id` empty when its link is none."""

    table: str  # canonical name
    partner: str
    file_id: str


def listed_partners(rows: Iterable[Row]) -> tuple[tuple[ListedPartner, ...], tuple[str, ...]]:
    """The partners of a list, and French sentences on lines that cannot be taken.

    A line without a code is left out, and said; the second line of a code was left out by reading.
    An address in doubt gives no right.
    """
    partners: dict[str, ListedPartner] = {}
    problems: list[str] = []
    for row in rows:
        code = row.text("code")
        if row.struck:
            continue
        if not code:
            problems.append(f"Ligne {row.number} de la liste : pas de code, ligne laissée.")
        else:
            partners[fold(code)] = _listed(code, row)
    return tuple(partners.values()), tuple(problems)


def _listed(code: str, row: Row) -> ListedPartner:
    addresses = [
        address
        for column in ("email", "deputy_email")
        for address in (row.reading(column).value or ())
        if row.reading(column).is_set
    ]
    return ListedPartner(
        code=code,
        name=row.text("name") or "",
        profile=row.text("profile") or "",
        emails=tuple(dict.fromkeys(addresses)),
        no_account=row.says_no("google_account"),
        active=not row.says_no("active"),
        cells={column: cell for column, cell in row.cells.items() if cell is not None},
    )


def find_made(
    items: Iterable[DriveItem], *, key: str, name: str, parent_id: str, folder: bool
) -> DriveItem | None:
    """The folder or workbook that we made under that key, else one of that name in that place.

    Something that a person renamed or moved is known again by its key. A name that two files
    share is nobody's.
    """
    items = tuple(item for item in items if not item.trashed)
    keyed = [item for item in items if item.app_properties.get(KEY) == key]
    if keyed:
        return keyed[0]
    named = [
        item
        for item in items
        if item.parent_id == parent_id
        and item.is_folder is folder
        and fold(item.name) == fold(name)
        and (folder or item.mime_type.endswith("spreadsheet"))
    ]
    return named[0] if len(named) == 1 else None


def tab_of(workbook: WorkbookGrid, table: TableSchema) -> TabGrid | None:
    """The tab of a table: by its name, else the one that we made for it and somebody renamed.

    A tab of our making that no longer holds the table is theirs.
    """
    named = find_tab(workbook, title=table.title, table=table)
    if named is not None:
        return named
    ours = next(made_ids(table.title))
    made = next((tab for tab in workbook.tabs if tab.sheet_id == ours), None)
    holds_it = made is not None and read_table(made, table).header_row is not None
    return made if holds_it else None


def renamed_tabs(workbook: WorkbookGrid, tables: Sequence[TableSchema]) -> tuple[str, ...]:
    """One French sentence for each tab of our making that somebody renamed; none is made again."""
    return tuple(
        f"L’onglet {quote(table.title)} de {quote(workbook.name)} s’appelle maintenant "
        f"{quote(tab.title)}{NBSP}: rien n’est créé à côté. Rendez-lui son nom, ou écrivez le "
        f"nouveau dans {quote('Sources')}."
        for table in tables
        if (tab := tab_of(workbook, table)) is not None
        and find_tab(workbook, title=table.title, table=table) is None
    )


def missing_tables(
    workbook: WorkbookGrid, tables: Sequence[TableSchema]
) -> tuple[tuple[TableSchema, TabGrid | None], ...]:
    """The tables without a tab, or whose tab (given) is still blank; others are left alone."""
    found = ((table, tab_of(workbook, table)) for table in tables)
    return tuple((table, tab) for table, tab in found if tab is None or not tab.rows)


def leftover_tabs(workbook: WorkbookGrid, *, kept: Iterable[str]) -> tuple[TabGrid, ...]:
    """The blank tab that Google puts into a new workbook, which nobody needs."""
    wanted = {fold(title) for title in kept}
    return tuple(
        tab
        for tab in workbook.tabs
        if not tab.rows and fold(tab.title) in _BLANK_TITLES and fold(tab.title) not in wanted
    )


def tables_to_make(
    partner: ListedPartner,
    *,
    known: Iterable[KnownSource],
    on: Collection[Subject],
    own: str | None,
) -> tuple[TableSchema, ...]:
    """The tables of its workbook (`own`) that are kept nowhere else, for it or for everybody.

    A line of « Sources » that sleeps counts: somebody chose to keep no such table.
    """
    elsewhere = {
        each.table
        for each in known
        if fold(each.partner) in ("", fold(partner.code)) and each.file_id != own
    }
    return tuple(table for table in partner.tables(on) if table.name not in elsewhere)


def missing_columns(
    tab: TabGrid, table: TableSchema, *, on: Collection[Subject]
) -> tuple[Column, ...]:
    """The columns that subjects which came on later would have brought to a tab of ours."""
    reading = read_table(tab, table)
    if reading.header_row is None:
        return ()
    offered = columns_for(table, on)
    return tuple(each for each in offered if each.subject and each.name not in reading.columns)


def missing_sources(
    known: Iterable[KnownSource], wanted: Iterable[SourceLine]
) -> tuple[SourceLine, ...]:
    """The lines that « Sources » lacks: a table that a partner keeps elsewhere is not missing."""
    there = {(fold(each.partner), each.table) for each in known}
    return tuple(line for line in wanted if (fold(line.partner), line.table.name) not in there)


def known_sources(rows: Iterable[Row]) -> tuple[KnownSource, ...]:
    """What « Sources » says already, lines that sleep (« Actif » = non) included."""
    return tuple(
        KnownSource(
            table=table.name,
            partner=row.text("partner") or "",
            file_id=drive_id(row.text("workbook")) or "",
        )
        for row in rows
        if (table := find_table(row.text("table") or "")) is not None
    )


def missing_partners(
    known: Iterable[str], wanted: Iterable[ListedPartner]
) -> tuple[ListedPartner, ...]:
    """The partners of the list whose code « Partenaires » does not have yet."""
    there = {fold(code) for code in known}
    return tuple(partner for partner in wanted if fold(partner.code) not in there)
