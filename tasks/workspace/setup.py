"""Building the workspace: folders, workbooks, tabs, lines and rights; only what is missing.

Everything we make carries `relocalisons_key`, so that a second run knows it again whatever people
called it or wherever they moved it. A workbook that « Sources » already names for a partner is
theirs: it is registered, never touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from relocalisons.core.kernel.model import DriveItem, Row, SourcedTable, WorkbookGrid
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.grid import read_table
from relocalisons.core.tables import PARTNERS, SETTINGS, SOURCES, TableSchema
from relocalisons.core.workspace.plan import (
    FOLDERS,
    KEY,
    PARTNERS_FOLDER,
    PILOTAGE_TABLES,
    KnownSource,
    ListedPartner,
    SourceLine,
    find_made,
    known_sources,
    leftover_tabs,
    missing_partners,
    missing_sources,
    missing_tables,
    renamed_tabs,
    tab_of,
)
from relocalisons.core.workspace.tabs import ROWS_READY, look_of, rows_to_ready
from relocalisons.errors import SourceError
from tasks.google.drive import SPREADSHEET
from tasks.google.own_files import only_one
from tasks.google.sheets import edit_workbook
from tasks.google.sign_in import account_of
from tasks.intake.dropped_files import read_file
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step
from tasks.workspace.partner_list import PartnerList, read_partner_list
from tasks.workspace.requests import (
    FRENCH,
    drop_tab,
    in_french,
    more_rows,
    new_tab,
    ready_rows,
)

_FIRST_SETTINGS = (("Tout suspendre", "non", "mettre « oui » pour arrêter tous les envois"),)
_MADE_NOW = "made-now"  # the id of what a rehearsal would have made


@dataclass(slots=True)
class Workspace:
    """What there is, and what this run adds to it."""

    root: str
    items: tuple[DriveItem, ...]
    pilotage: WorkbookGrid | None
    listed: PartnerList
    known: tuple[KnownSource, ...]
    made: list[str] = field(default_factory=list)  # French, one a thing made
    renamed: list[str] = field(default_factory=list)  # French, one a tab that has another name
    books: dict[str, str] = field(default_factory=dict)  # partner code → file id
    folders: dict[str, str] = field(default_factory=dict)  # partner code → folder id
    pilotage_id: str = ""

    @property
    def partners(self) -> tuple[ListedPartner, ...]:
        """Those to equip: who left the programme is only listed."""
        return tuple(partner for partner in self.listed.partners if partner.active)


@step("Lire le Drive et la liste des partenaires")
def read_workspace(run: ProgrammeRun, google: Google, list_name: str) -> Workspace:
    """Everything that is there already. Raises SourceError when there is no list to build from."""
    drive_id = run.settings.google.drive_id
    root = drive_id or google.drive.item("root").file_id
    items = google.drive.list_items()
    found = _pilotage_item(run, items, root=root)
    pilotage = _read(run, google, found) if found else None
    listed = read_partner_list(run, google, name=list_name, items=items, pilotage=pilotage)
    if not listed.partners and pilotage is None and list_name.strip():
        raise SourceError(
            f"La liste des partenaires « {list_name} » n’est pas dans le Drive. Déposez-y un "
            "classeur (Google Sheet, .xlsx, .ods, .xls ou .csv) avec les colonnes « Code », "
            "« Structure », « Type », « Référent », « E-mail », ou laissez ce champ vide pour "
            "créer d’abord « Pilotage » et y remplir « Partenaires »."
        )
    return Workspace(
        root=root,
        items=items,
        pilotage=pilotage,
        listed=listed,
        known=known_sources(_rows(pilotage, SOURCES)),
        pilotage_id=found.file_id if found else "",
    )


@step("Créer les dossiers et les classeurs")
def make_files(run: ProgrammeRun, google: Google, space: Workspace) -> None:
    """Folders, « Pilotage », and a folder and a workbook for each partner who has none."""
    maker = _Maker(run, google, space)
    tops = {name: maker.folder(name, key=f"folder/{name}", parent=space.root) for name in FOLDERS}
    if not space.pilotage_id:
        space.pilotage_id = maker.workbook("Pilotage", key="pilotage", parent=space.root)
    for partner in space.partners:
        folder = maker.folder(
            partner.folder_name, key=f"partner/{partner.code}", parent=tops[PARTNERS_FOLDER]
        )
        space.folders[partner.code] = folder
        own = _registered(space, partner)
        space.books[partner.code] = own or maker.workbook(
            partner.workbook_name, key=f"workbook/{partner.code}", parent=folder
        )


@step("Préparer les onglets, les listes et les lignes")
def make_tabs(run: ProgrammeRun, google: Google, space: Workspace) -> None:
    """Tabs with their headers, notes, lists, formats, colours and protections; then the lines."""
    codes = [partner.code for partner in space.listed.partners]
    editors = _editors(run)
    zone = run.settings.programme.time_zone
    lines: list[SourceLine] = []
    for partner in space.partners:
        file_id = space.books[partner.code]
        lines += [
            SourceLine(table=table, partner=partner.code, file_id=file_id)
            for table in partner.tables
        ]
        if _is_theirs(space, file_id):
            continue
        book = _book(run, google, file_id, name=partner.workbook_name)
        space.renamed += renamed_tabs(book, partner.tables)
        requests = _tabs(book, partner.tables, codes=codes, editors=editors, time_zone=zone)
        _apply(run, google, book, requests, space=space)
    pilotage = space.pilotage or _book(run, google, space.pilotage_id, name="Pilotage")
    space.renamed += renamed_tabs(pilotage, PILOTAGE_TABLES)
    requests = _tabs(
        pilotage,
        PILOTAGE_TABLES,
        codes=codes,
        editors=editors,
        time_zone=zone,
        rows=len(codes) * 9 + ROWS_READY,
    )
    _apply(run, google, pilotage, requests, space=space)
    if run.dry_run:
        return
    pilotage = _book(run, google, space.pilotage_id, name="Pilotage")
    new = missing_sources(space.known, lines)
    _apply(run, google, pilotage, _lines(pilotage, space, new), space=space)


class _Maker:
    """Makes what is not there; in a rehearsal it only notes what it would make."""

    def __init__(self, run: ProgrammeRun, google: Google, space: Workspace) -> None:
        self._run, self._google, self._space = run, google, space

    def folder(self, name: str, *, key: str, parent: str) -> str:
        return self._made(name, key=key, parent=parent, folder=True)

    def workbook(self, name: str, *, key: str, parent: str) -> str:
        return self._made(name, key=key, parent=parent, folder=False)

    def _made(self, name: str, *, key: str, parent: str, folder: bool) -> str:
        space, drive = self._space, self._google.drive
        found = find_made(space.items, key=key, name=name, parent_id=parent, folder=folder)
        if found is not None:
            return found.file_id
        space.made.append(f"{'dossier' if folder else 'classeur'} « {name} »")
        if self._run.dry_run:
            return f"{_MADE_NOW}/{key}"
        where = {"parent_id": parent, "properties": {KEY: key}}
        if folder:
            made = drive.create_folder(name, **where)
        else:
            made = drive.create_native(name, mime_type=SPREADSHEET, **where)
            made = only_one(drive, key, made=made, parent_id=parent)
        space.items = (*space.items, made)
        return made.file_id


def _pilotage_item(run: ProgrammeRun, items: Sequence[DriveItem], *, root: str) -> DriveItem | None:
    """The file that the operator's TOML names, else the one that we made, else one of that name."""
    wanted = run.settings.google.pilotage_id
    named = next((item for item in items if item.file_id == wanted), None)
    return named or find_made(items, key="pilotage", name="Pilotage", parent_id=root, folder=False)


def _registered(space: Workspace, partner: ListedPartner) -> str | None:
    """The workbook that « Sources » names for the partner, if the Drive has it."""
    there = {item.file_id for item in space.items}
    for known in space.known:
        if fold(known.partner) == fold(partner.code) and known.file_id in there:
            return known.file_id
    return None


def _is_theirs(space: Workspace, file_id: str) -> bool:
    """Whether a file is no work of ours: people's own workbooks are never touched."""
    item = next((item for item in space.items if item.file_id == file_id), None)
    return item is not None and KEY not in item.app_properties


def _book(run: ProgrammeRun, google: Google, file_id: str, *, name: str) -> WorkbookGrid:
    """The workbook as it is now; blank in a rehearsal when it is not made yet."""
    if not file_id.startswith(_MADE_NOW):
        return _read(run, google, google.drive.item(file_id))
    now = run.clock()
    return WorkbookGrid(
        file_id=file_id, name=name, version="", modified_time=now, read_at=now, tabs=()
    )


def _read(run: ProgrammeRun, google: Google, item: DriveItem) -> WorkbookGrid:
    return read_file(google.drive, google.sheets, item, clock=run.clock).book


def _tabs(
    book: WorkbookGrid,
    tables: Sequence[TableSchema],
    *,
    codes: Sequence[str],
    editors: Sequence[str],
    time_zone: str,
    rows: int = ROWS_READY,
) -> list[dict[str, Any]]:
    """The requests that give a workbook the tabs it lacks."""
    requests: list[dict[str, Any]] = []
    if book.locale != FRENCH:
        requests.append(in_french(time_zone))
    count = len(book.tabs)
    taken = {tab.sheet_id for tab in book.tabs}
    for table, blank in missing_tables(book, tables):
        ready = rows if table in (SOURCES, PARTNERS) else ROWS_READY
        look = look_of(table, partners=codes, rows=ready)
        requests += new_tab(look, blank=blank, taken=taken, index=count, editors=editors)
        count += blank is None
    if count > len(book.tabs):
        kept = [table.title for table in tables]
        requests += [drop_tab(tab) for tab in leftover_tabs(book, kept=kept)]
    for table in tables:
        requests += _more_rows_below(book, table, codes=codes)
    return requests


def _more_rows_below(
    book: WorkbookGrid, table: TableSchema, *, codes: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Ready rows for a tab that is nearly full; none when its columns are not known for sure."""
    tab = tab_of(book, table)
    count = rows_to_ready(tab) if tab is not None else 0
    if tab is None or not count:
        return
    columns = read_table(tab, table).columns
    places = {
        index: columns[column.name]
        for index, column in enumerate(table.offered)
        if column.name in columns
    }
    if places:
        look = look_of(table, partners=codes)
        yield from ready_rows(tab, look, places=places, count=count)


def _lines(
    pilotage: WorkbookGrid, space: Workspace, new: Sequence[SourceLine]
) -> Iterator[dict[str, Any]]:
    """The lines that « Partenaires », « Sources » and « Paramètres » lack."""
    codes = [row.text("code") or "" for row in _rows(pilotage, PARTNERS)]
    partners = missing_partners(codes, space.listed.partners)
    yield from append_lines(pilotage, PARTNERS, [partner.cells for partner in partners])
    yield from append_lines(
        pilotage,
        SOURCES,
        [
            {
                "table": line.table.title,
                "partner": line.partner,
                "workbook": line.link,
                "tab": line.table.title,
                "active": "oui",
            }
            for line in new
        ],
    )
    if not _rows(pilotage, SETTINGS):
        cells = [
            {"name": name, "value": value, "comment": why} for name, value, why in _FIRST_SETTINGS
        ]
        yield from append_lines(pilotage, SETTINGS, cells)
    if partners:
        space.made.append(f"{count_of(len(partners), 'ligne')} de « Partenaires »")
    if new:
        space.made.append(f"{count_of(len(new), 'ligne')} de « Sources »")


def append_lines(
    pilotage: WorkbookGrid, table: TableSchema, rows: Sequence[Any]
) -> Iterator[dict[str, Any]]:
    """The requests that add lines to one of her tabs; none when the tab is not there."""
    tab = tab_of(pilotage, table)
    if tab is None or not rows:
        return
    columns = read_table(tab, table).columns
    placed = [
        {columns[name]: value for name, value in cells.items() if name in columns} for cells in rows
    ]
    yield from more_rows(tab, placed, width=max(columns.values(), default=0) + 1)


def _rows(book: WorkbookGrid | None, table: TableSchema) -> tuple[Row, ...]:
    tab = tab_of(book, table) if book is not None else None
    if book is None or tab is None:
        return ()
    read = SourcedTable(table=table, workbook=book, tab=tab, reading=read_table(tab, table))
    return read.rows


def _apply(
    run: ProgrammeRun, google: Google, book: WorkbookGrid, requests: Any, *, space: Workspace
) -> None:
    todo = list(requests)
    if not todo:
        return
    tabs = [each["addSheet"]["properties"]["title"] for each in todo if "addSheet" in each]
    if tabs:
        space.made.append(f"{count_of(len(tabs), 'onglet')} de « {book.name} »")
    elif any("appendDimension" in each for each in todo) and _holds_formats(todo):
        space.made.append(f"lignes prêtes à remplir au bas de « {book.name} »")
    if not run.dry_run:
        edit_workbook(google.sheets, book.file_id, todo, name=book.name)


def _holds_formats(requests: Sequence[Any]) -> bool:
    return any("repeatCell" in each or "setDataValidation" in each for each in requests)


def _editors(run: ProgrammeRun) -> list[str]:
    """Who edits what is closed to others: the coordination, and the service itself."""
    mail = run.settings.mail
    people = [mail.coordinator.email, mail.deputy.email if mail.deputy else None]
    return [address for address in (*people, account_of(run.settings)) if address]
