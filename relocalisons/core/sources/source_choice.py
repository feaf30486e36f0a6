"""Pure: which file is in force for each line of « Sources », and why; a copy is never taken.

People drop a new .xlsx each month, leave « Copie de … » behind, export deliveries from an ordering
tool. A line of « Sources » names a file, which is then in force whatever lies beside it, or a
folder, whose newest workbook is. Where two fit, nobody chooses: the coordinator is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from relocalisons.core.kernel.model import CellRef, DriveItem, Finding, Severity, WorkbookGrid
from relocalisons.core.kernel.words.french import format_long_date, join_words, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.siblings import has_same_titles, is_workbook
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.sources.structure import source_invalid, sources_compete
from relocalisons.core.sources.words import says_copy, without_copy_mark, without_suffix
from relocalisons.core.tables import BY_NAME

_ALIKE = 0.86  # two names of one workbook differ by a month or a version at most


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChoice:
    """The file in force for one line, and why, in French; `left_out` names what is not read."""

    entry: SourceEntry
    file: DriveItem | None  # None: the line is left out, or its file is not in the listing
    reason: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesInForce:
    """The lines to read, how each was chosen, and what the coordinator is asked."""

    entries: tuple[SourceEntry, ...]
    choices: tuple[SourceChoice, ...] = ()
    findings: tuple[Finding, ...] = ()


def put_in_force(
    entries: Iterable[SourceEntry],
    *,
    items: Iterable[DriveItem],
    books: Iterable[WorkbookGrid] = (),
) -> SourcesInForce:
    """Each line with the file that is in force tonight; `items` is the Drive listing.

    `books`: what was read, by which a newer file with the same columns is noticed.
    A line whose file is not listed is kept as it is: reading will say that it is out of reach.
    """
    entries = tuple(entries)
    known = {item.file_id: item for item in items if not item.trashed}
    named = {entry.file_id for entry in entries}
    owners = _owners(entries)
    beside = _by_folder(known.values())
    read = {book.file_id: book for book in books}
    kept: list[SourceEntry] = []
    choices: dict[tuple[str, str], SourceChoice] = {}
    findings: dict[str, Finding] = {}
    for entry in entries:
        item = known.get(entry.file_id)
        if item is None or (entry.place is None and not item.is_folder):
            kept.append(entry)
            continue
        choice, found = (
            _choose(entry, item, beside.get(item.file_id, ()), named=named)
            if item.is_folder
            else _as_named(
                entry,
                item,
                beside.get(item.parent_id or "", ()),
                named=named,
                owner=owners[item.file_id],
                books=read,
            )
        )
        if choice.file is not None:
            kept.append(replace(entry, file_id=choice.file.file_id))
        choices.setdefault((entry.file_id, entry.table), choice)
        for finding in found:
            findings.setdefault(finding.key, finding)
    return SourcesInForce(
        entries=tuple(kept), choices=tuple(choices.values()), findings=tuple(findings.values())
    )


def is_copy(name: str) -> bool:
    """Whether a file name says that it is a copy of another one."""
    return says_copy(without_suffix(name))


def looks_like(name: str, other: str) -> bool:
    """Whether two files seem to be the same workbook: a copy, a version, another format."""
    one, two = _essence(name), _essence(other)
    return bool(one) and (one == two or SequenceMatcher(None, one, two).ratio() >= _ALIKE)


def _as_named(
    entry: SourceEntry,
    item: DriveItem,
    neighbours: Iterable[DriveItem],
    *,
    named: set[str],
    owner: str | None,
    books: Mapping[str, WorkbookGrid],
) -> tuple[SourceChoice, tuple[Finding, ...]]:
    """« Sources » names the file: it is in force, and what looks like it beside it is asked.

    `owner`: the partner whose tables are all that it holds; None when several share it, and then
    she is asked once for all of them.
    """
    others = [
        each
        for each in neighbours
        if each.file_id != item.file_id and each.file_id not in named and is_workbook(each)
    ]
    twins = [each for each in others if looks_like(each.name, item.name)]
    heirs = [
        each
        for each in others
        if each not in twins
        and each.modified_time > item.modified_time
        and (book := books.get(each.file_id)) is not None
        and has_same_titles(entry, book, books=books)
    ]
    choice = SourceChoice(
        entry=entry,
        file=item,
        reason=f"{quote(item.name)} fait foi{_NBSP}: c’est le fichier que désigne "
        f"{quote('Sources')}.",
        left_out=tuple(each.name for each in (*twins, *heirs)),
    )
    newer = any(each.modified_time > item.modified_time for each in (*twins, *heirs))
    if not twins and not heirs:
        return choice, ()
    replaces = "S’ils remplacent" if len(heirs) > 1 else "S’il remplace"
    heir_advice = (
        f"{replaces} le fichier lu (mêmes colonnes, plus récent), mettre ce lien dans « Sources » "
        "; sinon, répondre « sans objet »."
    )
    asked = sources_compete(
        subject=f"{owner or 'pilotage'}/{item.file_id}",
        partner=owner,
        severity=Severity.WATCH if newer else Severity.INFO,
        in_force=f"{quote(item.name)} ({_since(item)})",
        others=_told((*twins, *heirs)),
        several=len(twins) + len(heirs) > 1,
        why="parce que « Sources » le désigne",
        evidence=_at(entry, item),
        advice="" if twins else heir_advice,
    )
    return choice, (asked,)


def _choose(
    entry: SourceEntry, folder: DriveItem, inside: Iterable[DriveItem], *, named: set[str]
) -> tuple[SourceChoice, tuple[Finding, ...]]:
    """« Sources » names a folder: its newest workbook is in force, unless it is a copy."""
    books = sorted(
        (each for each in inside if is_workbook(each) and each.file_id not in named),
        key=lambda each: (each.modified_time, each.name),
        reverse=True,
    )
    sound = [each for each in books if not is_copy(each.name)]
    copies = [each for each in books if is_copy(each.name)]
    if not sound:
        return _nothing(entry, folder, copies)
    tied = [each for each in sound if each.modified_time == sound[0].modified_time]
    if len(tied) > 1:
        return _undecided(entry, folder, tied)
    newest, older = sound[0], sound[1:]
    choice = SourceChoice(
        entry=entry,
        file=newest,
        reason=f"{quote(newest.name)} fait foi{_NBSP}: c’est le classeur le plus récent du dossier "
        f"{quote(folder.name)} ({_since(newest)}).",
        left_out=tuple(each.name for each in (*older, *copies)),
    )
    doubtful = [each for each in copies if each.modified_time > newest.modified_time]
    by_period = older if entry.table in _EXPORTED else []
    if not doubtful and not by_period:
        return choice, ()
    left = [*doubtful, *by_period]
    asked = sources_compete(
        subject=f"{_owner(entry)}/{folder.file_id}/{entry.table}",
        partner=entry.partner,
        severity=Severity.WATCH,
        in_force=f"{quote(newest.name)} ({_since(newest)})",
        others=_told(left),
        several=len(left) > 1,
        why=f"parce qu’il est le plus récent du dossier {quote(folder.name)}",
        evidence=_at(entry, newest),
        advice="Si chaque export ne contient que sa période, mettre une ligne par fichier dans "
        "« Sources » : aujourd’hui, seules les lignes du plus récent comptent."
        if by_period
        else "",
    )
    return choice, (asked,)


def _nothing(
    entry: SourceEntry, folder: DriveItem, copies: list[DriveItem]
) -> tuple[SourceChoice, tuple[Finding, ...]]:
    only = f", seulement {_told(copies)}" if copies else ""
    problem = f"le dossier {quote(folder.name)} ne contient aucun classeur à lire{only}"
    choice = SourceChoice(entry=entry, file=None, reason=f"{problem[0].upper()}{problem[1:]}.")
    return choice, _invalid(entry, problem)


def _undecided(
    entry: SourceEntry, folder: DriveItem, tied: list[DriveItem]
) -> tuple[SourceChoice, tuple[Finding, ...]]:
    names = join_words([quote(each.name) for each in tied])
    problem = (
        f"le dossier {quote(folder.name)} contient {names}, déposés en même temps : rien ne dit "
        "lequel fait foi. Désigner le bon fichier, ou retirer l’autre"
    )
    choice = SourceChoice(
        entry=entry,
        file=None,
        reason=f"{problem[0].upper()}{problem[1:]}.",
        left_out=tuple(each.name for each in tied),
    )
    return choice, _invalid(entry, problem)


def _invalid(entry: SourceEntry, problem: str) -> tuple[Finding, ...]:
    if entry.place is None:
        return ()
    return (
        source_invalid(
            subject=f"pilotage/sources/{entry.key}",
            tab=BY_NAME["sources"].title,
            row=entry.place.row,
            problem=problem,
            evidence=entry.place.cell("workbook"),
        ),
    )


# Tables that an ordering tool exports, maybe one file a period.
_EXPORTED = frozenset({"deliveries"})
_NBSP = "\u00a0"


def _by_folder(items: Iterable[DriveItem]) -> Mapping[str, tuple[DriveItem, ...]]:
    found: dict[str, list[DriveItem]] = {}
    for item in items:
        if item.parent_id and not item.is_folder:
            found.setdefault(item.parent_id, []).append(item)
    return {parent: tuple(inside) for parent, inside in found.items()}


def _owners(entries: Iterable[SourceEntry]) -> Mapping[str, str | None]:
    """File → the only partner whose tables it holds, or None."""
    found: dict[str, str | None] = {}
    for entry in entries:
        if found.setdefault(entry.file_id, entry.partner) != entry.partner:
            found[entry.file_id] = None
    return found


def _owner(entry: SourceEntry) -> str:
    return entry.partner or "pilotage"


def _at(entry: SourceEntry, item: DriveItem) -> CellRef:
    if entry.place is not None:
        return entry.place.cell("workbook")
    return CellRef(file_id=item.file_id, workbook=item.name, tab="", sheet_id=0)


def _since(item: DriveItem) -> str:
    return f"modifié le {format_long_date(item.modified_time.date())}"


def _told(items: Iterable[DriveItem]) -> str:
    return join_words([f"{quote(each.name)} ({_since(each)})" for each in items])


def _essence(name: str) -> str:
    bare = without_suffix(name)
    for _ in range(3):  # « Copie de Copie de … (2) »
        bare = without_copy_mark(bare)
    return fold(bare)
