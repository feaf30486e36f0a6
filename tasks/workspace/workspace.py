"""What there is of a workspace, what it is made for, and what a run adds to it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from relocalisons.core.kernel.definition import Column, Subject
from relocalisons.core.kernel.model import DriveItem, Row, SourcedTable, WorkbookGrid
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.sources import read_sources
from relocalisons.core.tables import ACTIONS, SOURCES, TableSchema
from relocalisons.core.workspace.plan import (
    KnownSource,
    ListedPartner,
    columns_for,
    find_made,
    known_sources,
    tab_of,
    tables_to_make,
)
from relocalisons.core.workspace.tabs import ROWS_READY, TabLook, look_of
from relocalisons.errors import SourceError
from tasks.intake.dropped_files import read_file
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.run_requests import WorkspaceRequest
from tasks.run.steps import step
from tasks.workspace.followed import (
    Followed,
    SharedPlan,
    find_shared_plan,
    subjects_asked,
    subjects_followed,
)
from tasks.workspace.partner_list import PartnerList, read_partner_list


@dataclass(slots=True)
class Workspace:
    """What there is, and what this run adds to it."""

    root: str
    items: tuple[DriveItem, ...]
    pilotage: WorkbookGrid | None
    listed: PartnerList
    known: tuple[KnownSource, ...]
    followed: Followed
    made: list[str] = field(default_factory=list)  # French, one a thing made
    renamed: list[str] = field(default_factory=list)  # French, one a tab that has another name
    books: dict[str, str] = field(default_factory=dict)  # partner code → file id
    folders: dict[str, str] = field(default_factory=dict)  # partner code → folder id
    pilotage_id: str = ""
    plan: SharedPlan | None = None
    only: frozenset[Subject] | None = None  # what else there is stays as it is; None: all is made

    @property
    def partners(self) -> tuple[ListedPartner, ...]:
        """Those to equip: who left the programme is only listed."""
        return tuple(partner for partner in self.listed.partners if partner.active)

    @property
    def codes(self) -> list[str]:
        """The codes of all partners, offered where one is named."""
        return [partner.code for partner in self.listed.partners]

    def columns(self, table: TableSchema) -> tuple[Column, ...]:
        """The columns of a new tab in this programme."""
        return columns_for(table, self.followed.on)

    def look_of(self, table: TableSchema, *, rows: int = ROWS_READY) -> TabLook:
        """How a new tab of a table looks in this programme."""
        return look_of(table, partners=self.codes, rows=rows, subjects=self.followed.on)

    def look_before(self, table: TableSchema) -> TabLook:
        """How it looked until now, without what this run brings."""
        before = self.followed.on - (self.only or frozenset())
        return look_of(table, partners=self.codes, subjects=before)

    def tables(self, partner: ListedPartner, *, own: str | None) -> tuple[TableSchema, ...]:
        """The tables of a partner that its workbook should hold, as nothing else does."""
        made = tables_to_make(partner, known=self.known, on=self.followed.on, own=own)
        return tuple(table for table in made if self.concerns(table.subjects))

    def concerns(self, subjects: Collection[Subject]) -> bool:
        """Whether what these subjects ask for is made by this run."""
        return self.only is None or not self.only.isdisjoint(subjects)


@step("Lire le Drive et la liste des partenaires")
def read_workspace(run: ProgrammeRun, google: Google, request: WorkspaceRequest) -> Workspace:
    """Everything that is there already. Raises SourceError when there is no list to build from."""
    list_name = request.partner_list
    drive_id = run.settings.google.drive_id
    root = drive_id or google.drive.item("root").file_id
    items = google.drive.list_items()
    found = _pilotage_item(run, items, root=root)
    pilotage = read_item(run, google, found) if found else None
    listed = read_partner_list(run, google, name=list_name, items=items, pilotage=pilotage)
    if not listed.partners and pilotage is None and list_name.strip():
        raise SourceError(
            f"La liste des partenaires « {list_name} » n’est pas dans le Drive. Déposez-y un "
            "classeur (Google Sheet, .xlsx, .ods, .xls ou .csv) avec les colonnes « Code », "
            "« Structure », « Type », « Référent », « E-mail », ou laissez ce champ vide pour "
            "créer d’abord « Pilotage » et y remplir « Partenaires »."
        )
    plan = find_shared_plan(run, google, request.plan, items=items)
    return Workspace(
        root=root,
        items=items,
        pilotage=pilotage,
        listed=listed,
        known=(
            *known_sources(rows_of(pilotage, SOURCES)),
            *(_implied(pilotage) if pilotage else ()),
            *((_known(plan),) if plan else ()),
        ),
        pilotage_id=found.file_id if found else "",
        followed=subjects_followed(
            run, pilotage, listed=listed.partners, asked=subjects_asked(request)
        ),
        plan=plan,
    )


def _pilotage_item(run: ProgrammeRun, items: Sequence[DriveItem], *, root: str) -> DriveItem | None:
    """The file that the operator's TOML names, else the one that we made, else one of that name."""
    wanted = run.settings.google.pilotage_id
    named = next((item for item in items if item.file_id == wanted), None)
    return named or find_made(items, key="pilotage", name="Pilotage", parent_id=root, folder=False)


def read_item(run: ProgrammeRun, google: Google, item: DriveItem) -> WorkbookGrid:
    """One file of the Drive as a workbook."""
    return read_file(google.drive, google.sheets, item, clock=run.clock).book


def rows_of(book: WorkbookGrid | None, table: TableSchema) -> tuple[Row, ...]:
    """The rows of a table that a workbook holds; none without the workbook or the tab."""
    tab = tab_of(book, table) if book is not None else None
    if book is None or tab is None:
        return ()
    read = SourcedTable(table=table, workbook=book, tab=tab, reading=read_table(tab, table))
    return read.rows


def _known(plan: SharedPlan) -> KnownSource:
    return KnownSource(table=ACTIONS.name, partner="", file_id=plan.file_id)


def _implied(pilotage: WorkbookGrid) -> Iterator[KnownSource]:
    """Tables of everybody that « Pilotage » holds without a line of « Sources »."""
    for entry in read_sources(pilotage).entries:
        if entry.place is None:
            yield KnownSource(table=entry.table, partner="", file_id=entry.file_id)
