"""A file that somebody dropped since the last reading: page, lines in « Sources », mail."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relocalisons.core.kernel.model import DriveItem, WorkbookGrid
from relocalisons.core.kernel.words.french import NBSP, quote
from relocalisons.core.programme.decisions.own_tabs import known_tabs, with_own_tabs
from relocalisons.core.programme.known_names import names_known
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.siblings import has_same_titles
from relocalisons.core.sources.sources import files_named, find_tab, read_sources
from relocalisons.core.sources.trial.page import TrialPage
from relocalisons.core.sources.trial.trial import trial_of
from relocalisons.core.tables import SOURCES
from relocalisons.core.workspace.new_files import folder_partner, new_files
from relocalisons.core.workspace.offered_lines import offered_lines
from relocalisons.errors import SourceError
from relocalisons.rendering.mails.new_files_mail import NewFileNotice, render_new_files
from relocalisons.store.mails.alerts import needs_no_telling, told_under
from relocalisons.store.readings.snapshots import last_listing
from tasks.google.sheets import edit_and_read, read_again
from tasks.intake.adoption import with_columns
from tasks.intake.dropped_files import read_file
from tasks.intake.own_writes import remember_own_write
from tasks.intake.snapshots import Intake
from tasks.mail.coordination import alert_new, mail_context
from tasks.night.run_artifacts import show_pages
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.rows_opened import address_of_first
from tasks.run.steps import step
from tasks.workspace.requests import more_rows

MOST_FILES = 5  # a night; those of a partner's own folder that are left have their turn later
_TRIED = "tried_file:"
_MOST_ASKED = 3  # sentences of a table in the mail; the page has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file and its page, or why it cannot be read; `lines`: those that « Sources » gets."""

    item: DriveItem
    page: TrialPage | None = None
    problem: str = ""
    lines: Sequence[Mapping[str, object]] = ()

    @property
    def said(self) -> str:
        """One French sentence for the summary of the night."""
        if self.problem:
            return f"Nouveau fichier, illisible{NBSP}: {self.problem}"
        if not self.lines:
            return f"Nouveau fichier {quote(self.item.name)}{NBSP}: rien ne peut y être suivi."
        return (
            f"Nouveau fichier {quote(self.item.name)}{NBSP}: « oui » sur sa ligne de « Sources », "
            "dans « Correspondance confirmée », pour le suivre."
        )

    @property
    def _asked(self) -> str:
        """What she may do with it, under its name."""
        if self.problem:
            return f"Illisible{NBSP}: {self.problem}"
        if not self.lines:
            return "Rien ne peut y être suivi."
        return (
            "Pour le suivre, écrivez « oui » sur sa ligne de « Sources », dans « Correspondance "
            "confirmée » ; « non » sinon."
        )

    @property
    def notice(self) -> NewFileNotice:
        """The same for her mail, with what would be followed and asked of each table."""
        details = [
            sentence
            for table in (self.page.tables if self.page else ())
            for sentence in (table.heading, *table.followed, *table.asked[:_MOST_ASKED])
        ]
        return NewFileNotice(name=self.item.name, said=self._asked, details=tuple(details))


@step("Essayer les nouveaux fichiers")
def try_new_files(run: ProgrammeRun, google: Google, intake: Intake) -> tuple[str, ...]:
    """Show the page of each new file and add its lines to « Sources »; what is said of them.

    On the first reading only what lies in a partner's own folder is; « Essayer un fichier » tells
    what else is there.
    """
    snapshot = intake.snapshot
    pilotage = snapshot.workbook(run.settings.google.pilotage_id)
    if pilotage is None:
        return ()
    found = _found(run, intake, pilotage)
    new = found[:MOST_FILES]
    if not new:
        return ()
    tried = [
        each for item in new if (each := _tried(run, google, item, intake, pilotage)) is not None
    ]
    show_pages(run, [each.page for each in tried if each.page], key="nouveaux-fichiers")
    opens = address_of_first(run, pilotage, SOURCES.title)
    # The mail before the lines: it is told once, and a file without lines is tried again.
    alert_new(
        run,
        {f"new_file:{each.item.file_id}": each.notice for each in tried},
        lambda new, reader: render_new_files(new, context=mail_context(run, reader, opens=opens)),
        kind="new_files",
    )
    if not run.dry_run:
        _write_lines(run, google, pilotage, [line for each in tried for line in each.lines])
        for item in new:
            key = f"{_TRIED}{item.file_id}"
            needs_no_telling(run.store, programme=run.code, key=key, at=run.clock())
    left = [f"Pas encore essayé{NBSP}: {quote(item.name)}." for item in found[MOST_FILES:]]
    return (*(each.said for each in tried), *left)


def _found(run: ProgrammeRun, intake: Intake, pilotage: WorkbookGrid) -> tuple[DriveItem, ...]:
    # Since the last night that got this far, whatever other runs and dead ones have read meanwhile.
    before = last_listing(run.store, run.code, kind=run.kind.value, before=intake.snapshot.read_at)
    tried = told_under(run.store, run.code, _TRIED)
    return new_files(
        intake.snapshot.items,
        named=files_named(pilotage) | {pilotage.file_id},
        before=None if before is None else {item.file_id for item in before},
        tried={key.removeprefix(_TRIED) for key in tried},
    )


def _tried(
    run: ProgrammeRun, google: Google, item: DriveItem, intake: Intake, pilotage: WorkbookGrid
) -> NewFile | None:
    """None for a newer version of a file that is followed: « Anomalies » asks which one counts."""
    try:
        read = read_file(google.drive, google.sheets, item, clock=run.clock)
    except SourceError as error:
        return NewFile(item=item, problem=str(error))
    if _follows_on(item, read.book, intake, pilotage):
        return None
    known = names_known(pilotage, as_of=run.as_of)
    partner = folder_partner(item, intake.snapshot.items)
    lines = offered_lines(
        read.book,
        link=_link(item),
        partner=partner,
        as_of=run.as_of,
        aliases=known.aliases,
        partners=known.names.spellings if known.names else frozenset(),
    )
    page = trial_of(
        read.book,
        as_of=run.as_of,
        partner=partner,
        names=known.names,
        aliases=known.aliases,
        refused=read.refused,
        closing="« oui » sur sa ligne de « Sources », dans « Correspondance confirmée », pour le "
        "suivre ; « non » sinon. Rien n’a été gardé."
        if lines
        else "",
    )
    return NewFile(item=item, page=page, lines=lines)


def _follows_on(
    item: DriveItem, book: WorkbookGrid, intake: Intake, pilotage: WorkbookGrid
) -> bool:
    """Whether a file that « Sources » names in the same folder has the same titles."""
    snapshot = intake.snapshot
    beside = {each.file_id for each in snapshot.items if each.parent_id == item.parent_id}
    books = {each.file_id: each for each in snapshot.workbooks}
    return any(
        has_same_titles(entry, book, books=books)
        for entry in read_sources(pilotage).entries
        if entry.place is not None and entry.file_id in beside
    )


def _write_lines(
    run: ProgrammeRun,
    google: Google,
    pilotage: WorkbookGrid,
    lines: Sequence[Mapping[str, object]],
) -> None:
    """Below what stands there now; the next reading knows them though nobody else wrote since."""
    if not lines:
        return
    now = read_again(google.sheets, pilotage, clock=run.clock)
    if requests := list(_lines(now, lines)):
        after, _ = edit_and_read(google.sheets, now, requests, clock=run.clock)
        known = known_tabs(run.left.get(pilotage.file_id, pilotage))
        remember_own_write(run, with_own_tabs(after, known))


def _lines(
    pilotage: WorkbookGrid, lines: Sequence[Mapping[str, object]]
) -> Iterator[dict[str, Any]]:
    """The lines below hers, in her columns; the two of the correspondence are added if need be."""
    tab = find_tab(pilotage, title=SOURCES.title, table=SOURCES)
    reading = read_table(tab, SOURCES) if tab is not None else None
    if tab is None or reading is None or reading.header_row is None or not lines:
        return
    columns, made = with_columns(tab, reading, ("active", "mapping", "confirmed"))
    yield from made
    placed = [
        {columns[name]: value for name, value in line.items() if name in columns} for line in lines
    ]
    yield from more_rows(tab, placed, width=max(columns.values()) + 1)


def _link(item: DriveItem) -> str:
    """As people paste it; the one that the Drive gives may be of another service."""
    return f"https://drive.google.com/file/d/{item.file_id}/view"
