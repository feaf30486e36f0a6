"""What a workspace is made for: the subjects that are on, and a plan that stands already."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from relocalisons.core.kernel.definition import Subject, SubjectOn, TableSchema
from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import DriveItem, SourcedTable, WorkbookGrid
from relocalisons.core.kernel.words.french import join_words, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.subjects import subjects_on, switched
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.parameter_names import SWITCHES
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources
from relocalisons.core.tables import ACTIONS, BY_NAME, PARTNERS
from relocalisons.core.workspace.plan import ListedPartner
from relocalisons.errors import SourceError
from relocalisons.store.readings.subjects import remembered_subjects
from tasks.intake.dropped_files import read_file
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.run_requests import WorkspaceRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlan:
    """A plan of everybody that the Drive already has."""

    file_id: str
    tab: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The subjects of the workspace. `to_switch`: those of the form that « Paramètres » lacks.

    `said`: French, on boxes of the form that change nothing.
    """

    on: frozenset[Subject]
    to_switch: tuple[Subject, ...] = ()
    said: tuple[str, ...] = ()


def subjects_asked(request: WorkspaceRequest) -> tuple[Subject, ...]:
    """The subjects whose box is ticked."""
    boxes = {
        Subject.DELIVERABLES: request.deliverables,
        Subject.OBJECTIVES: request.objectives,
        Subject.MEETINGS: request.meetings,
        Subject.COMMUNICATION: request.communication,
        Subject.MONEY: request.money,
        Subject.PRODUCERS: request.producers,
        Subject.AGREEMENTS: request.agreements,
        Subject.REPAYMENTS: request.repayments,
    }
    return tuple(subject for subject, ticked in boxes.items() if ticked)


def subjects_followed(
    run: ProgrammeRun,
    pilotage: WorkbookGrid | None,
    *,
    listed: Iterable[ListedPartner],
    asked: Collection[Subject],
) -> Followed:
    """What the nights remember, what « Pilotage » and the list of partners show, and the boxes.

    Her « non » in « Paramètres » is obeyed whatever the boxes say.
    """
    values = read_parameters(pilotage, as_of=run.as_of).values if pilotage else {}
    said = switched(values)
    on = subjects_on(
        tables={table.name: (read,) for table, read in _own_tables(pilotage)},
        entries=read_sources(pilotage).entries if pilotage else (),
        parameters=values,
        remembered={
            **remembered_subjects(run.store, run.code),
            **dict.fromkeys(_listed(listed), SubjectOn.USED),
            **dict.fromkeys(asked, SubjectOn.ASKED),
        },
    )
    refused = [quote(SWITCHES[each]) for each in asked if not said.get(each, True)]
    return Followed(
        on=frozenset(on),
        to_switch=tuple(each for each in asked if each not in said),
        said=(
            f"{join_words(refused)} : « Paramètres » dit « non », la case cochée n’y change rien.",
        )
        if refused
        else (),
    )


def find_shared_plan(
    run: ProgrammeRun, google: Google, name: str, *, items: Iterable[DriveItem]
) -> SharedPlan | None:
    """The file of that link or name, and its tab that reads as a plan, else its first one.

    None when nothing was asked for. Raises SourceError (French) when no file, or several, are it.
    """
    wanted, linked = fold(name), drive_id(name)
    if not wanted:
        return None
    found = [
        item
        for item in items
        if not item.trashed
        and not item.is_folder
        and (item.file_id == linked or wanted in (fold(item.name), fold(_stem(item.name))))
    ]
    if len(found) != 1:
        several = join_words([quote(item.name) for item in found])
        raise SourceError(
            f"Plusieurs fichiers du Drive portent ce nom : {several}. Collez le lien du bon."
            if found
            else f"Le plan {quote(name)} n’est pas dans le Drive. Déposez-le, ou collez son lien."
        )
    (item,) = found
    book = read_file(google.drive, google.sheets, item, clock=run.clock).book
    filled = [tab for tab in book.tabs if tab.rows and not tab.hidden] or list(book.tabs)
    read = [tab for tab in filled if read_table(tab, ACTIONS).header_row is not None]
    tab = next(iter((*read, *filled)), None)
    return SharedPlan(file_id=item.file_id, tab=tab.title if tab else ACTIONS.title)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _own_tables(pilotage: WorkbookGrid | None) -> Iterator[tuple[TableSchema, SourcedTable]]:
    """The coordinator's own tables, as « Pilotage » has them."""
    for entry in read_sources(pilotage).entries if pilotage else ():
        tab = pilotage.tab(entry.tab) if pilotage and entry.place is None else None
        if pilotage is not None and tab is not None:
            table = BY_NAME[entry.table]
            yield (
                table,
                SourcedTable(
                    table=table, workbook=pilotage, tab=tab, reading=read_table(tab, table)
                ),
            )


def _listed(partners: Iterable[ListedPartner]) -> Iterator[Subject]:
    """The subjects of which the list of partners speaks."""
    filled = {name for partner in partners for name in partner.cells}
    for column in PARTNERS.columns:
        if column.subject and column.name in filled:
            yield column.subject
