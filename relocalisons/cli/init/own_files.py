"""One's own files as the shared drive of a sandbox: whose each is, and which tables it holds."""

import mimetypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from relocalisons.core.kernel.model import Verdict
from relocalisons.core.kernel.words.french import count_of, quote, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.book_tables import BookTable, tables_of_book
from relocalisons.core.sources.source_choice import is_copy
from relocalisons.core.tables import ACTIONS
from relocalisons.core.workspace.plan import LIST_OF_PARTNERS, ListedPartner
from relocalisons.errors import ConfigurationError, SourceError
from tasks.intake.local_files import read_local
from tasks.workspace.partner_list import partners_of
from vendor_sandbox.storage.items import FOLDER, new_file_id
from vendor_sandbox.storage.seeding import SeedItem

WORKBOOKS = frozenset({".xlsx", ".xls", ".ods", ".csv", ".tsv"})
_MOST_FILES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """A file of the folder; `partner` is a code, None for what nobody can be named for."""

    path: Path
    file_id: str
    partner: str | None

    @property
    def link(self) -> str:
        """Its address in the Drive, as people paste it."""
        return f"https://drive.google.com/file/d/{self.file_id}/view"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFiles:
    """The files of a folder and the partners they name."""

    folder: Path
    files: tuple[OwnFile, ...]
    partners: Mapping[str, Mapping[str, object]]  # code → cells of « Partenaires »

    @property
    def nobodys(self) -> tuple[str, ...]:
        """Workbooks that go in the Drive but are not followed: no partner is named for them."""
        return tuple(
            each.path.name
            for each in self.files
            if each.partner is None and is_workbook(each.path) and not _is_list(each.path)
        )


def own_files(folder: Path, *, at: datetime) -> OwnFiles:
    """What the folder holds. With « Liste des partenaires » in it, a file is a partner's when its
    name or its sub-folder's says a code or a structure of the list; without, each sub-folder is a
    partner, and so is each workbook that lies in none.

    Raises ConfigurationError when there is no such folder, or nothing in it to follow.
    """
    paths = list(_files(folder))
    if not any(is_workbook(path) and not _is_list(path) for path in paths):
        raise ConfigurationError(
            f"There is no .xlsx, .xls, .ods or .csv in {folder}: put the action plans of some "
            "partners there, one sub-folder or one file a partner."
        )
    listed = _listed(paths, at=at)
    if listed is not None:
        whose = {path: _named_in(path, listed, folder=folder) for path in paths}
        partners = {each.code: each.cells for each in listed}
    else:
        names = {path: _usual_name(path, folder=folder) for path in paths}
        codes = {
            name: f"P{number:02d}"
            for number, name in enumerate(
                dict.fromkeys(name for name in names.values() if name is not None), start=1
            )
        }
        whose = {path: codes[name] if name else None for path, name in names.items()}
        partners = {code: {"code": code, "name": name} for name, code in codes.items()}
    files = [
        OwnFile(path=path, file_id=new_file_id(), partner=None if _is_list(path) else whose[path])
        for path in paths
    ]
    return OwnFiles(folder=folder, files=tuple(files), partners=partners)


def is_workbook(path: Path) -> bool:
    """Whether its name says that it holds tables."""
    return path.suffix.casefold() in WORKBOOKS


def seeds_of(own: OwnFiles, *, drive_id: str, by: str, at: datetime) -> Iterator[SeedItem]:
    """The files and their folders as they would lie in a shared drive."""
    folders = {own.folder: drive_id}

    def folder_id(path: Path) -> Iterator[SeedItem]:
        if path not in folders:
            yield from folder_id(path.parent)
            folders[path] = new_file_id()
            yield SeedItem(
                file_id=folders[path],
                name=path.name,
                parent_id=folders[path.parent],
                mime_type=FOLDER,
                created_time=at,
                modified_time=at,
                last_modifying_user=by,
            )

    for each in own.files:
        yield from folder_id(each.path.parent)
        guessed, _ = mimetypes.guess_type(each.path.name)
        yield SeedItem(
            file_id=each.file_id,
            name=each.path.name,
            parent_id=folders[each.path.parent],
            mime_type=guessed or "application/octet-stream",
            content=each.path.read_bytes(),
            created_time=at,
            modified_time=at,
            last_modifying_user=by,
        )


def lines_of_sources(
    own: OwnFiles, *, at: datetime
) -> tuple[list[Mapping[str, object]], list[str]]:
    """The lines of « Sources » that follow the files, and a French sentence on each file.

    A workbook in which no table is recognised is followed as a plan: the night says what it lacks.
    """
    lines: list[Mapping[str, object]] = []
    told: list[str] = []
    for each in own.files:
        if each.partner is None or not is_workbook(each.path) or is_copy(each.path.name):
            continue
        try:
            book = read_local(each.path, at=at).book
        except SourceError as error:
            told.append(str(error))
            continue
        found = tables_of_book(book, read_on=at.date(), partners=_spellings(own)).tables
        told.append(f"{each.path.name} : {_held(found)}")
        tables = [(one.table, one.found.tab.title) for one in found]
        if not tables:
            longest = max(book.tabs, key=lambda tab: len(tab.rows) if not tab.hidden else -1)
            tables = [(ACTIONS, longest.title)]
        for table, tab in tables:
            line = {"table": table.title, "partner": each.partner, "workbook": each.link}
            lines.append({**line, "tab": tab, "active": "oui"})
    return lines, told


def _spellings(own: OwnFiles) -> frozenset[str]:
    """How the partners and their contacts are called, folded."""
    said = (
        cells.get(name) for cells in own.partners.values() for name in ("code", "name", "contact")
    )
    return frozenset(fold(text) for text in said if isinstance(text, str) and fold(text))


def _held(found: Sequence[BookTable]) -> str:
    if not found:
        return "aucun tableau reconnu ; `relocalisons try` dit pourquoi"
    return ", ".join(
        f"{quote(typo(each.table.title))} "
        f"({'onglet ' + quote(each.found.tab.title) + ', ' if len(found) > 1 else ''}"
        f"{count_of(len(each.found.reading.readings), 'ligne')}"
        f"{', à confirmer' if each.found.reading.verdict is Verdict.PROPOSED else ''})"
        for each in found
    )


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder at any depth, hidden ones and locks of office programs left out."""
    if not folder.is_dir():
        raise ConfigurationError(f"{folder} is not a folder.")
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    kept = [
        path
        for path in found
        if not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    ]
    if len(kept) > _MOST_FILES:
        raise ConfigurationError(
            f"{folder} holds {len(kept)} files: choose a folder with the action plans only "
            f"(at most {_MOST_FILES})."
        )
    yield from kept


def _is_list(path: Path) -> bool:
    return is_workbook(path) and fold(path.stem) == fold(LIST_OF_PARTNERS)


def _listed(paths: Iterable[Path], *, at: datetime) -> tuple[ListedPartner, ...] | None:
    lists = [path for path in paths if _is_list(path)]
    return partners_of(read_local(lists[0], at=at).book).partners if lists else None


def _named_in(path: Path, listed: Iterable[ListedPartner], *, folder: Path) -> str | None:
    """The only listed partner whose code or structure stands in the file's path."""
    said = f" {fold(' '.join(path.relative_to(folder).with_suffix('').parts))} "
    words = set(said.replace("-", " ").replace("_", " ").split())
    found = [
        each.code
        for each in listed
        if fold(each.code) in words or (each.name and fold(each.name) in said)
    ]
    return found[0] if len(found) == 1 else None


def _usual_name(path: Path, *, folder: Path) -> str | None:
    """The sub-folder in which it lies, else the name of the workbook itself."""
    first, *rest = path.relative_to(folder).parts
    if rest:
        return first
    return path.stem if is_workbook(path) and not is_copy(path.name) else None
