"""The steps of funders' reports: what each line of « Échéancier rapports » asks for today."""

import json
from dataclasses import dataclass, field

from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.model import Snapshot
from relocalisons.core.money.words.reports import ReportStatus, ReportType
from relocalisons.core.reports.claims.claim import PaymentClaim, build_payment_claim
from relocalisons.core.reports.funder.closing import changed_figures, figures_of
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote
from relocalisons.core.reports.funder.profile import profile_of
from relocalisons.core.reports.funder.schedule import (
    ReportLine,
    ReportStep,
    read_lines,
    report_step_of,
)
from relocalisons.errors import OfficeTemplateError, SourceError
from relocalisons.rendering.documents.fingerprint import fingerprint_of_content
from relocalisons.rendering.papers.papers import RenderedPaper, render
from tasks.google.drive import DOCUMENT, DOCX, PDF, XLSX
from tasks.google.own_files import ensure_folder
from tasks.papers.claim_folder import file_pieces
from tasks.papers.funder_word_template import fetch_word_template
from tasks.papers.publication import STATE, Document, Publication, Published
from tasks.papers.remembered_publication import publish_and_remember
from tasks.papers.report_memory import ReportMemory, recall_reports, remember_life
from tasks.papers.report_steps import Publishing, provenance_of
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

DRAFT, STOPPED, APPROVED, SENT = "brouillon", "arrete", "approuve", "envoye"
APPROVED_NAME = "version approuvée"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A line and what this run does with it; no view for a line that is only exported or marked."""

    line: ReportLine
    report_step: ReportStep
    view: FunderNote | PaymentClaim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLines:
    """What is to be done today, with what the store remembers; `skipped` sentences are French."""

    memory: ReportMemory
    lines: tuple[DueLine, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedLine:
    """A line whose files are made; without Word file when its Word template cannot be filled."""

    due: DueLine
    files: RenderedPaper
    own_word_template: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedLines:
    """The made reports, and the lines that need no new file."""

    memory: ReportMemory
    made: tuple[FinishedLine, ...] = ()
    others: tuple[DueLine, ...] = ()
    skipped: tuple[str, ...] = field(default=())


def due_funder_reports(run: ProgrammeRun, assessment: Assessment) -> DueLines:
    """What « Échéancier rapports » asks for on the day of the run; pure but for the store."""
    memory = recall_reports(run)
    lines, doubts = read_lines(assessment.programme)
    made = memory.made(lines)
    calendar = shared_calendar(assessment.programme.working_time)
    due: list[DueLine] = []
    for line in lines:
        report_step = report_step_of(line, as_of=run.as_of, calendar=calendar, made=made)
        if report_step in (ReportStep.DRAFT, ReportStep.CLOSE):
            view = _view(run, assessment, line, lines, memory)
            due.append(DueLine(line=line, report_step=report_step, view=view))
        elif report_step is not ReportStep.NOTHING:
            due.append(DueLine(line=line, report_step=report_step))
    skipped = doubts if due or doubts else ("Aucun rapport n’est à rédiger aujourd’hui.",)
    return DueLines(memory=memory, lines=tuple(due), skipped=skipped)


def _view(
    run: ProgrammeRun,
    assessment: Assessment,
    line: ReportLine,
    lines: tuple[ReportLine, ...],
    memory: ReportMemory,
) -> FunderNote | PaymentClaim:
    if line.kind is ReportType.CLAIM:
        return build_payment_claim(
            assessment.programme,
            funder=line.funder.code,
            period_start=line.start,
            period_end=line.end,
            as_of=run.as_of,
            tracked=assessment.tracked,
            provenance=provenance_of(run, assessment),
        )
    return build_funder_note(
        assessment.programme,
        assessment.tracked,
        funder=line.funder.code,
        period_start=line.start,
        period_end=line.end,
        as_of=run.as_of,
        kind=line.kind,
        previous=memory.previous(line, lines),
        history=memory.history(line, lines),
        closed=memory.closed(line, lines),
        is_closed=line.closed,
        baseline=assessment.baseline,
        provenance=provenance_of(run, assessment),
    )


@step("Rédiger les rapports aux financeurs")
def render_funder_reports(
    run: ProgrammeRun, google: Google, snapshot: Snapshot, assessment: Assessment, due: DueLines
) -> FinishedLines:
    """PDF, Word and workbook of each report; the network only fetches funders' templates."""
    made = tuple(
        _render(google, snapshot, assessment, one) for one in due.lines if one.view is not None
    )
    return FinishedLines(
        memory=due.memory,
        made=made,
        others=tuple(one for one in due.lines if one.view is None),
        skipped=(*due.skipped, *(one.problem for one in made if one.problem)),
    )


def _render(
    google: Google, snapshot: Snapshot, assessment: Assessment, due: DueLine
) -> FinishedLine:
    if isinstance(due.view, PaymentClaim):
        return FinishedLine(due=due, files=render(due.view))
    if due.view is None:
        raise ValueError("a line without view is not rendered")
    funder = due.line.funder
    profile = profile_of(assessment.programme, funder)
    try:
        word_template = fetch_word_template(google.drive, profile, funder, items=snapshot.items)
        files = render(due.view, word_template=word_template)
        return FinishedLine(due=due, files=files, own_word_template=word_template is not None)
    except OfficeTemplateError as error:
        # The PDF owes nothing to the Word template: it is kept. A Word file in another form than
        # the funder's own would pass for the right one: it is not made.
        problem = f"{due.line.label} : le document Word n’est pas fait. {error}"
        return FinishedLine(due=due, files=render(due.view), problem=problem)


@step("Déposer les rapports dans le Drive")
def publish_funder_reports(
    run: ProgrammeRun,
    google: Google,
    snapshot: Snapshot,
    assessment: Assessment,
    finished: FinishedLines,
) -> Publishing:
    """Each report in `05 Rapports/AAAA-MM`; one that cannot be published never stops the others."""
    if run.dry_run:
        names = [f"{one.files.file_stem} serait déposé." for one in finished.made]
        return Publishing(skipped=(*names, *finished.skipped))
    publisher = _Publisher(run, google, snapshot, assessment, finished.memory)
    published: list[Published] = []
    said: list[str] = list(finished.skipped)
    for one in finished.made:
        try:
            published.extend(publisher.publish(one))
        except SourceError as error:
            said.append(f"« {one.files.file_stem} » n’est pas déposé : {error}")
    for other in finished.others:
        try:
            said.extend(publisher.move_on(other))
        except SourceError as error:
            said.append(f"{other.line.label} : {error}")
    return Publishing(published=tuple(published), skipped=tuple(said))


@dataclass(frozen=True, slots=True)
class _Publisher:
    """What publishing needs, together."""

    run: ProgrammeRun
    google: Google
    snapshot: Snapshot
    assessment: Assessment
    memory: ReportMemory

    def publish(self, made: FinishedLine) -> list[Published]:
        """The documents of one report, then its life: a period is frozen once they stand."""
        line, view = made.due.line, made.due.view
        if view is None:
            return []
        folder = self._folder(line)
        figures = json.dumps(dict(view.figures), sort_keys=True)
        memory = json.dumps(dict(view.memory), sort_keys=True)
        done = [
            publish_and_remember(
                self.run,
                self.google,
                document,
                folder_id=folder,
                facts={"memory": memory, "figures": figures},
            )
            for document in self._documents(made)
        ]
        if any(one.outcome is Publication.LEFT_ALONE for one in done):
            done.extend(self._changes(made, folder=folder))
        if isinstance(view, PaymentClaim):
            done.append(
                file_pieces(
                    self.google.drive,
                    view.filed,
                    folder_id=folder,
                    key=self.key(line),
                    items=self.snapshot.items,
                )
            )
        if made.due.report_step is ReportStep.CLOSE:
            remember_life(self.run, self.memory, line, **self._frozen(line))
        return done

    def move_on(self, due: DueLine) -> list[str]:
        """Export what she approved, or mark what she sent."""
        line, today = due.line, self.run.as_of.isoformat()
        # What is approved or sent is closed, whether or not she wrote « données arrêtées ».
        frozen = {} if "closed_on" in self.memory.life(line) else self._frozen(line)
        if due.report_step is ReportStep.EXPORT:
            name = self._export(line)
            remember_life(self.run, self.memory, line, exported_on=today, **frozen)
            return [f"« {name} » est l’export de la version que vous avez approuvée."]
        for file_id in self.memory.files(line):
            self.google.drive.mark(file_id, properties={STATE: SENT})
        remember_life(self.run, self.memory, line, sent_on=today, **frozen)
        return [f"{line.label} : noté comme envoyé, il n’est plus régénéré."]

    def key(self, line: ReportLine) -> str:
        """The key of a line's documents."""
        return self.memory.key(line)

    def _documents(self, made: FinishedLine) -> list[Document]:
        files, line = made.files, made.due.line
        stem = f"{files.file_stem} v2" if line.state is ReportStatus.SECOND else files.file_stem
        state = STOPPED if line.closed else DRAFT
        key = self.key(line)
        editable = None
        if not made.problem:
            editable = Document(
                key=f"{key}:doc",
                name=f"{stem}.docx" if made.own_word_template else stem,
                data=files.docx,
                media_type=DOCX,
                # A funder's own form would lose its look as a Google Doc.
                as_type=None if made.own_word_template else DOCUMENT,
                fingerprint=files.fingerprint,
                state=state,
            )
        documents = [
            Document(key=f"{key}:pdf", name=f"{stem}.pdf", data=files.pdf, media_type=PDF,
                     fingerprint=files.fingerprint, state=state, twin=editable),
        ]  # fmt: skip
        if editable is not None:
            documents.append(editable)
        if line.kind is not ReportType.MONTHLY:
            documents.append(
                Document(key=f"{key}:xlsx", name=f"{stem}.xlsx", data=files.xlsx, media_type=XLSX,
                         fingerprint=files.fingerprint, state=state, twin=editable)
            )  # fmt: skip
        return documents

    def _changes(self, made: FinishedLine, *, folder: str) -> list[Published]:
        """The list of changed figures beside a draft that somebody edits; nothing when all hold."""
        line, view = made.due.line, made.due.view
        changed = changed_figures(self.memory.printed(line), view) if view is not None else None
        if changed is None or view is None:
            return []
        files = render(changed, pdf=False)
        content = json.dumps(changed.table.rows, ensure_ascii=False)
        document = Document(
            key=f"{self.key(line)}:changes",
            name=files.file_stem,
            data=files.docx,
            media_type=DOCX,
            as_type=DOCUMENT,
            fingerprint=fingerprint_of_content(content.encode()),
        )
        return [publish_and_remember(self.run, self.google, document, folder_id=folder)]

    def _frozen(self, line: ReportLine) -> dict[str, str]:
        """The figures of the period as they are today, with which later ones are compared."""
        figures = figures_of(self.assessment.programme, line.funder, end=line.end)
        return {
            "closed_on": self.run.as_of.isoformat(),
            "figures": json.dumps(figures, sort_keys=True),
        }

    def _export(self, line: ReportLine) -> str:
        """The document as it stands, edited or not, as the PDF that is sent."""
        file_id = self.memory.document_id(line)
        if file_id is None:
            raise SourceError("il n’y a pas de document à exporter, laissez le statut « à faire ».")
        drive = self.google.drive
        item = drive.item(file_id)
        if item.trashed:
            raise SourceError(f"« {item.name} » est dans la corbeille, il n’est pas exporté.")
        stem = item.name.removesuffix(".docx")
        if item.mime_type == DOCUMENT:
            data = drive.export(file_id, media_type=PDF)
            name, media_type = f"{stem} – {APPROVED_NAME}.pdf", PDF
        else:
            # A funder's own Word file is what is sent: Drive cannot print it faithfully.
            data = drive.download(file_id, largest=32 * 1024 * 1024)
            name, media_type = f"{stem} – {APPROVED_NAME}.docx", DOCX
        document = Document(
            key=f"{self.key(line)}:approved",
            name=name,
            data=data,
            media_type=media_type,
            fingerprint=fingerprint_of_content(data),
            state=APPROVED,
        )
        publish_and_remember(self.run, self.google, document, folder_id=self._folder(line))
        return name

    def _folder(self, line: ReportLine) -> str:
        path = [self.run.settings.google.reports_folder, f"{line.end:%Y-%m}"]
        if line.kind is ReportType.CLAIM:
            path.append(f"Demande de paiement {line.funder.code}")
        return ensure_folder(self.google.drive, tuple(path), items=self.snapshot.items)
