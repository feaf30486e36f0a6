"""Building the workspace: folders, workbooks, tabs, lines and rights; only what is missing.

Everything we make carries `relocalisons_key`, so that a second run knows it again whatever people
called it or wherever they moved it. A workbook that « Sources » already names for a partner is
theirs: it is registered, never touched.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.parameter_names import SWITCHES
from relocalisons.core.tables import ACTIONS, PARTNERS, SETTINGS, SOURCES, TableSchema
from relocalisons.core.workspace.plan import (
    FOLDERS,
    KEY,
    PARTNERS_FOLDER,
    PILOTAGE_TABLES,
    ListedPartner,
    SourceLine,
    find_made,
    folders_for,
    known_sources,
    leftover_tabs,
    missing_columns,
    missing_partners,
    missing_sources,
    missing_tables,
    renamed_tabs,
    tab_of,
    tables_for,
)
from relocalisons.core.workspace.tabs import ROWS_READY, rows_to_ready
from tasks.google.drive import SPREADSHEET
from tasks.google.own_files import folder_key, only_one
from tasks.google.sheets import edit_workbook
from tasks.google.sign_in import account_of
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.progress import in_sight
from tasks.run.steps import step
from tasks.workspace.requests import (
    FRENCH,
    drop_tab,
    in_french,
    more_columns,
    more_rows,
    new_list,
    new_tab,
    ready_rows,
)
from tasks.workspace.workspace import Workspace, read_item, rows_of

_FIRST_SETTINGS = (("Tout suspendre", "non", "mettre « oui » pour arrêter tous les envois"),)
_TICKED = "coché dans « Créer l’espace de travail » ; « non » pour ne plus suivre ce sujet"
_MADE_NOW = "made-now"  # the id of what a rehearsal would have made


@step("Créer les dossiers et les classeurs")
def make_files(run: ProgrammeRun, google: Google, space: Workspace) -> None:
    """Folders, « Pilotage », and a folder and a workbook for each partner who has none."""
    maker = _Maker(run, google, space)
    for name in folders_for(space.followed.on):
        if space.concerns(FOLDERS[name]):
            maker.folder(name, key=f"folder/{name}", parent=space.root)
    if space.only is None:
        # Before anything is put in it: the operator closes it to all but the coordination.
        name = run.settings.google.coordination_folder
        key = folder_key(google.drive.drive_id or "root", name)
        maker.folder(name, key=key, parent=space.root)
    if not space.pilotage_id:
        space.pilotage_id = maker.workbook("Pilotage", key="pilotage", parent=space.root)
    for partner in in_sight(space.partners, "Création des classeurs"):
        key, name = f"workbook/{partner.code}", partner.workbook_name
        own = _registered(space, partner)
        if space.only is not None and (own or not space.tables(partner, own=None)):
            space.books |= {partner.code: own} if own else {}
            continue
        top = maker.folder(PARTNERS_FOLDER, key=f"folder/{PARTNERS_FOLDER}", parent=space.root)
        folder = maker.folder(partner.folder_name, key=f"partner/{partner.code}", parent=top)
        space.folders[partner.code] = folder
        if own is None:
            made = find_made(space.items, key=key, name=name, parent_id=folder, folder=False)
            own = made.file_id if made else None
        if own is not None or space.tables(partner, own=None):
            space.books[partner.code] = own or maker.workbook(name, key=key, parent=folder)


@step("Préparer les onglets, les listes et les lignes")
def make_tabs(run: ProgrammeRun, google: Google, space: Workspace) -> None:
    """Tabs with their headers, notes, lists, formats, colours and protections; then the lines."""
    editors = _editors(run)
    zone = run.settings.programme.time_zone
    lines: list[SourceLine] = []
    if space.plan:
        shared = space.plan
        lines.append(SourceLine(table=ACTIONS, partner="", file_id=shared.file_id, tab=shared.tab))
    for partner in in_sight(space.partners, "Préparation des onglets"):
        file_id = space.books.get(partner.code)
        if file_id is None:
            continue
        tables = space.tables(partner, own=file_id)
        lines += [
            SourceLine(table=table, partner=partner.code, file_id=file_id) for table in tables
        ]
        if _is_theirs(space, file_id):
            continue
        book = _book(run, google, file_id, name=partner.workbook_name)
        space.renamed += renamed_tabs(book, tables)
        requests = _tabs(book, tables, space=space, editors=editors, time_zone=zone)
        if space.only is not None:
            requests += grown(book, partner.tables(space.followed.on), space=space)
        _apply(run, google, book, requests, space=space)
    pilotage = space.pilotage or _book(run, google, space.pilotage_id, name="Pilotage")
    own = _own_tables(space)
    space.renamed += renamed_tabs(pilotage, own)
    requests = _tabs(
        pilotage,
        own,
        space=space,
        editors=editors,
        time_zone=zone,
        rows=len(space.codes) * 9 + ROWS_READY,
    )
    if space.only is not None:
        requests += grown(pilotage, tables_for(PILOTAGE_TABLES, space.followed.on), space=space)
    _apply(run, google, pilotage, requests, space=space)
    if run.dry_run:
        return
    pilotage = _book(run, google, space.pilotage_id, name="Pilotage")
    new = missing_sources(known_sources(rows_of(pilotage, SOURCES)), lines)
    _apply(run, google, pilotage, _lines(pilotage, space, new), space=space)


def _own_tables(space: Workspace) -> tuple[TableSchema, ...]:
    """The coordinator's tables; of new subjects alone, those that no other file holds."""
    own = tables_for(PILOTAGE_TABLES, space.followed.on)
    if space.only is None:
        return own
    elsewhere = {each.table for each in space.known if each.file_id != space.pilotage_id}
    return tuple(
        table for table in own if space.concerns(table.subjects) and table.name not in elsewhere
    )


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
            self._run.wrote[name] = made.web_link
        space.items = (*space.items, made)
        return made.file_id


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
        return read_item(run, google, google.drive.item(file_id))
    now = run.clock()
    return WorkbookGrid(
        file_id=file_id, name=name, version="", modified_time=now, read_at=now, tabs=()
    )


def _tabs(
    book: WorkbookGrid,
    tables: Sequence[TableSchema],
    *,
    space: Workspace,
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
        look = space.look_of(table, rows=ready)
        requests += new_tab(look, blank=blank, taken=taken, index=count, editors=editors)
        count += blank is None
    if count > len(book.tabs) and space.only is None:
        kept = [table.title for table in tables]
        requests += [drop_tab(tab) for tab in leftover_tabs(book, kept=kept)]
    for table in tables if space.only is None else ():
        requests += _more_rows_below(book, table, space=space)
        requests += _more_columns(book, table, space=space)
    return requests


def grown(
    book: WorkbookGrid, tables: Sequence[TableSchema], *, space: Workspace
) -> list[dict[str, Any]]:
    """What new subjects bring to tabs of ours that are there: columns, and words of their lists.

    A list is given again only where its words change; what stands in the cells stays.
    """
    requests: list[dict[str, Any]] = []
    for table in tables if not _is_theirs(space, book.file_id) else ():
        tab = tab_of(book, table)
        columns = read_table(tab, table).columns if tab is not None and tab.rows else {}
        if tab is None or not columns:
            continue
        before = {each.header: each.choices for each in space.look_before(table).columns}
        for column, look in zip(space.columns(table), space.look_of(table).columns, strict=True):
            known = look.header in before and column.name in columns
            if known and look.choices and look.choices != before[look.header]:
                requests += new_list(tab, look, at=columns[column.name])
        requests += _more_columns(book, table, space=space)
    return requests


def _more_rows_below(
    book: WorkbookGrid, table: TableSchema, *, space: Workspace
) -> Iterator[dict[str, Any]]:
    """Ready rows for a tab that is nearly full; none when its columns are not known for sure."""
    tab = tab_of(book, table)
    count = rows_to_ready(tab) if tab is not None else 0
    if tab is None or not count:
        return
    columns = read_table(tab, table).columns
    places = {
        index: columns[column.name]
        for index, column in enumerate(space.columns(table))
        if column.name in columns
    }
    if places:
        yield from ready_rows(tab, space.look_of(table), places=places, count=count)


def _more_columns(
    book: WorkbookGrid, table: TableSchema, *, space: Workspace
) -> Iterator[dict[str, Any]]:
    """What a subject that came on later adds to a tab of ours; people's own tabs stay theirs."""
    tab = tab_of(book, table)
    if tab is None or not tab.rows or _is_theirs(space, book.file_id):
        return
    missing = {
        column.name
        for column in missing_columns(tab, table, on=space.followed.on)
        if column.subject and space.concerns({column.subject})
    }
    looks = zip(space.columns(table), space.look_of(table).columns, strict=True)
    added = [look for column, look in looks if column.name in missing]
    if added:
        before = max(read_table(tab, table).columns.values())
        yield from more_columns(tab, added, at=before)


def _lines(
    pilotage: WorkbookGrid, space: Workspace, new: Sequence[SourceLine]
) -> Iterator[dict[str, Any]]:
    """The lines that « Partenaires », « Sources » and « Paramètres » lack."""
    codes = [row.text("code") or "" for row in rows_of(pilotage, PARTNERS)]
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
                "tab": line.tab or line.table.title,
                "active": "oui",
            }
            for line in new
        ],
    )
    settings = [
        *(_FIRST_SETTINGS if not rows_of(pilotage, SETTINGS) else ()),
        *((SWITCHES[each], "oui", _TICKED) for each in space.followed.to_switch),
    ]
    cells = [{"name": name, "value": value, "comment": why} for name, value, why in settings]
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


def _apply(
    run: ProgrammeRun, google: Google, book: WorkbookGrid, requests: Any, *, space: Workspace
) -> None:
    todo = list(requests)
    if not todo:
        return
    tabs = [each["addSheet"]["properties"]["title"] for each in todo if "addSheet" in each]
    if tabs:
        space.made.append(f"{count_of(len(tabs), 'onglet')} de « {book.name} »")
    elif any("insertDimension" in each for each in todo):
        space.made.append(f"colonnes de « {book.name} »")
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
