"""The list of partners from which a workspace is built: a file in the Drive, or « Partenaires »."""

from dataclasses import dataclass
from pathlib import Path

from relocalisons.core.kernel.issues import IssueKind
from relocalisons.core.kernel.model import DriveItem, SourcedTable, TabGrid, WorkbookGrid
from relocalisons.core.kernel.words.french import join_words, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.siblings import is_workbook
from relocalisons.core.sources.words import is_table_file, without_suffix
from relocalisons.core.tables import PARTNERS
from relocalisons.core.workspace.plan import ListedPartner, listed_partners, tab_of
from relocalisons.errors import ColumnMissingError, SourceError
from tasks.intake.dropped_files import read_file
from tasks.intake.local_files import read_local
from tasks.run.programme_run import Google, ProgrammeRun


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerList:
    """The partners, where they come from, and French sentences on lines that were left."""

    partners: tuple[ListedPartner, ...]
    origin: str
    problems: tuple[str, ...] = ()


def read_partner_list(
    run: ProgrammeRun,
    google: Google,
    *,
    name: str,
    items: tuple[DriveItem, ...],
    pilotage: WorkbookGrid | None,
) -> PartnerList:
    """The list called `name`, joined to the lines of « Partenaires » in « Pilotage ».

    `name` is a file anywhere in the Drive (a Google sheet, .xlsx, .ods, .csv), or the path of a
    file on this machine. Without such a file the lines of « Partenaires » are the list. Raises
    SourceError (French) when the file is there and cannot be understood.
    """
    known = partners_of(pilotage) if pilotage is not None else PartnerList(partners=(), origin="")
    found = _list_file(run, google, name=name, items=items)
    if found is None:
        return known
    listed = partners_of(found)
    codes = {fold(partner.code) for partner in known.partners}
    added = tuple(partner for partner in listed.partners if fold(partner.code) not in codes)
    return PartnerList(
        partners=(*known.partners, *added),
        origin=listed.origin,
        problems=(*known.problems, *listed.problems),
    )


def _list_file(
    run: ProgrammeRun, google: Google, *, name: str, items: tuple[DriveItem, ...]
) -> WorkbookGrid | None:
    if not name.strip():
        return None
    wanted = fold(_stem(name))
    found = [
        item
        for item in items
        if not item.trashed and fold(_stem(item.name)) == wanted and is_workbook(item)
    ]
    if len(found) > 1:
        names = join_words([quote(item.name) for item in found])
        raise SourceError(
            f"Plusieurs fichiers du Drive portent ce nom : {names}. Gardez celui qui fait foi et "
            "mettez les autres à la corbeille."
        )
    if found:
        return read_file(google.drive, google.sheets, found[0], clock=run.clock).book
    path = Path(name)
    if is_table_file(path.name) and path.is_file():
        return read_local(path, at=run.clock()).book
    return None


def partners_of(book: WorkbookGrid) -> PartnerList:
    """The partners of a list. Raises ColumnMissingError when it has no column of codes or names."""
    tab = tab_of(book, PARTNERS) or _only_tab(book)
    if tab is None or not tab.rows:
        return PartnerList(partners=(), origin=book.name)
    reading = read_table(tab, PARTNERS)
    missing = [
        name
        for name in ("code", "name")
        if reading.header_row is None or name not in reading.columns
    ]
    if missing:
        wanted = join_words([quote(PARTNERS.column(name).header) for name in missing])
        raise ColumnMissingError(
            f"La liste des partenaires ({quote(book.name)}) n’a pas de colonne {wanted}. Mettez "
            "au moins « Code », « Structure », « Type », « Référent » et « E-mail »."
        )
    read = SourcedTable(table=PARTNERS, workbook=book, tab=tab, reading=reading)
    partners, problems = listed_partners(read.rows)
    doubles = tuple(
        f"{quote(book.name)}, {issue.cell} : {issue.fix}"
        for issue in reading.issues
        if issue.kind is IssueKind.DUPLICATE_ID
    )
    return PartnerList(partners=partners, origin=book.name, problems=(*problems, *doubles))


def _only_tab(book: WorkbookGrid) -> TabGrid | None:
    filled = [tab for tab in book.tabs if tab.rows]
    return filled[0] if len(filled) == 1 else None


def _stem(name: str) -> str:
    base = name.replace("\\", "/").rpartition("/")[2]
    return without_suffix(base)
