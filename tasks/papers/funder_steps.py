"""The steps of funders' reports: what each line of « Échéancier rapports » asks for today."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import Programme, Snapshot
from relocalisons.core.money.words.reports import ReportStatus, ReportType
from relocalisons.core.programme.subjects import say_not_followed
from relocalisons.core.reports.claims.claim import PaymentClaim, build_payment_claim, details_staff
from relocalisons.core.reports.funder.closing import changed_figures, figures_of
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.profile import profile_of
from relocalisons.core.reports.funder.schedule import (
    ReportLine,
    ReportStep,
    read_lines,
    report_step_of,
)
from relocalisons.core.reports.proof.claim_proof import prove_claim
from relocalisons.core.reports.proof.making_sheet import making_sheet
from relocalisons.core.views.view import PaperView
from relocalisons.errors import OfficeTemplateError, SourceError
from relocalisons.rendering.documents.fingerprint import fingerprint_of_content
from relocalisons.rendering.papers.papers import RenderedPaper, render
from relocalisons.rendering.papers.second_press import Order
from relocalisons.store.readings.proof import ARCHIVE
from tasks.google.drive import DOCUMENT, DOCX, PDF, XLSX
from tasks.google.own_files import ensure_folder
from tasks.papers.claim_archive import archive_claim, expired_archives
from tasks.papers.claim_folder import file_pieces
from tasks.papers.papers import (
    MadePaper,
    MadePapers,
    Publishing,
    archived,
    editable,
    facts_of,
    print_orders,
    provenance_of,
    publish_papers,
)
from tasks.papers.publication import (
    STATE,
    Document,
    Publication,
    Published,
    publish_and_remember,
)
from tasks.papers.report_memory import ReportMemory, recall_reports, remember_life
from tasks.papers.word_templates import fetch_word_template
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

DRAFT, STOPPED, APPROVED, SENT = "brouillon", "arrete", "approuve", "envoye"
APPROVED_NAME = "version approuvée"
CONTROLS, CLAIMS = "Contrôles avant envoi", "Demandes de paiement"


# The types whose paper is not the funder's note, and what builds its view for a funder's period.
def _claim(programme: Programme, **asked: Any) -> PaymentClaim:
    """A claim whose workbook says how each figure is made."""
    claim = build_payment_claim(programme, **asked)
    proof = prove_claim(programme, **asked)
    making = making_sheet(proof, intro=claim.heading.stopped)
    return replace(claim, annex=(*claim.annex, making))


_BUILDERS: Mapping[ReportType, Callable[..., PaperView]] = {ReportType.CLAIM: _claim}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A line and what this run does with it.

    There is no view for a line that is only exported or marked, and no Word file when the funder's
    own one cannot be filled: `problem` says so (French).
    """

    line: ReportLine
    report_step: ReportStep
    view: PaperView | None = None
    files: RenderedPaper | None = None
    own_word_template: bool = False
    problem: str = ""
    control: RenderedPaper | None = None  # her own page beside a claim


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLines:
    """What is to be done today, with what the store remembers; `skipped` sentences are French."""

    memory: ReportMemory
    lines: tuple[DueLine, ...] = ()
    skipped: tuple[str, ...] = ()


def due_funder_reports(run: ProgrammeRun, assessment: Assessment) -> DueLines:
    """What « Échéancier rapports » asks for on the day of the run; pure but for the store."""
    memory = recall_reports(run)
    if not assessment.programme.follows(Subject.MONEY):
        return DueLines(memory=memory, skipped=(say_not_followed(Subject.MONEY),))
    lines, doubts = read_lines(assessment.programme)
    made = memory.made(lines)
    calendar = shared_calendar(assessment.programme.working_time)
    due: list[DueLine] = []
    for line in lines:
        report_step = report_step_of(line, as_of=run.as_of, calendar=calendar, made=made)
        if report_step in (ReportStep.DRAFT, ReportStep.CLOSE):
            view = view_of_line(run, assessment, line, lines, memory)
            due.append(DueLine(line=line, report_step=report_step, view=view))
        elif report_step is not ReportStep.NOTHING:
            due.append(DueLine(line=line, report_step=report_step))
    skipped = doubts if due or doubts else ("Aucun rapport n’est à rédiger aujourd’hui.",)
    over = expired_archives(memory.known, as_of=run.as_of)
    return DueLines(memory=memory, lines=tuple(due), skipped=(*skipped, *over))


def view_of_line(
    run: ProgrammeRun,
    assessment: Assessment,
    line: ReportLine,
    lines: tuple[ReportLine, ...],
    memory: ReportMemory,
) -> PaperView:
    """What the paper of a line says on the day of the run."""
    asked: dict[str, Any] = {
        "tracked": assessment.tracked,
        "funder": line.funder.code,
        "period_start": line.start,
        "period_end": line.end,
        "as_of": run.as_of,
        "provenance": provenance_of(run, assessment),
    }
    if line.kind in _BUILDERS:
        return _BUILDERS[line.kind](assessment.programme, **asked)
    return build_funder_note(
        assessment.programme,
        **asked,
        kind=line.kind,
        previous=memory.previous(line, lines),
        history=memory.history(line, lines),
        closed=memory.closed(line, lines),
        is_closed=line.closed,
        baseline=assessment.baseline,
    )


@step("Rédiger les rapports aux financeurs")
def render_funder_reports(
    google: Google, snapshot: Snapshot, assessment: Assessment, due: DueLines
) -> DueLines:
    """PDF, Word and workbook of each report; the network only fetches funders' templates."""
    asked = [_asked(google, snapshot, assessment, one) for one in due.lines]
    orders = [order for _, wanted in asked for order in wanted]
    files = iter(print_orders(orders, "Rédaction des rapports"))
    lines = tuple(
        _with_files(line, wanted, [next(files) for _ in wanted]) for line, wanted in asked
    )
    problems = tuple(one.problem for one in lines if one.problem)
    return replace(due, lines=lines, skipped=(*due.skipped, *problems))


def _asked(
    google: Google, snapshot: Snapshot, assessment: Assessment, due: DueLine
) -> tuple[DueLine, tuple[Order, ...]]:
    """A line and what is to be printed for it, its Word file in the funder's own form if any."""
    view = due.view
    if view is None:
        return due, ()
    if isinstance(view, PaymentClaim):
        return due, (Order(paper=view), Order(paper=view.control))
    funder = due.line.funder
    profile = profile_of(assessment.programme, funder)
    try:
        own = fetch_word_template(google.drive, profile, funder, items=snapshot.items)
    except OfficeTemplateError as error:
        return _without_word(due, str(error)), (Order(paper=view),)
    return due, (Order(paper=view, word_template=own),)


def _with_files(due: DueLine, wanted: Sequence[Order], files: Sequence[RenderedPaper]) -> DueLine:
    """A line with what was printed for it: its report, and the control of a claim."""
    if not files:
        return due
    report, *control = files
    own = wanted[0].word_template is not None and not report.refused
    due = replace(due, files=report, own_word_template=own, control=control[0] if control else None)
    return _without_word(due, report.refused) if report.refused else due


def _without_word(due: DueLine, why: str) -> DueLine:
    """The PDF owes nothing to the Word template: it is kept. A Word file in another form than the
    funder's own would pass for the right one: it is not made.
    """
    return replace(due, problem=f"{due.line.label} : le document Word n’est pas fait. {why}")


@step("Déposer les rapports dans le Drive")
def publish_funder_reports(
    run: ProgrammeRun, google: Google, snapshot: Snapshot, assessment: Assessment, due: DueLines
) -> Publishing:
    """Each report in `05 Rapports/AAAA-MM`; one that cannot be published never stops the others."""
    made = [(one, one.view, one.files) for one in due.lines if one.view and one.files]
    if run.dry_run:
        names = [f"{files.file_stem} serait déposé." for _, _, files in made]
        return Publishing(skipped=(*names, *due.skipped))
    publisher = _Publisher(run, google, snapshot, assessment, due.memory)
    papers = tuple(
        paper for each in made for paper in (publisher.paper(*each), *publisher.control(each[0]))
    )
    publishing = publish_papers(
        run, google, MadePapers(papers=papers, skipped=due.skipped), items=snapshot.items
    )
    said: list[str] = []
    for other in due.lines:
        try:
            if other.view is None:
                said.append(publisher.move_on(other))
        except SourceError as error:
            said.append(f"{other.line.label} : {error}")
    return replace(publishing, skipped=(*publishing.skipped, *said))


@dataclass(frozen=True, slots=True)
class _Publisher:
    """What publishing needs, together."""

    run: ProgrammeRun
    google: Google
    snapshot: Snapshot
    assessment: Assessment
    memory: ReportMemory

    def paper(self, due: DueLine, view: PaperView, files: RenderedPaper) -> MadePaper:
        """The documents of one report, then its life: a period is frozen once they stand."""
        return MadePaper(
            name=files.file_stem,
            folder=self._path(due.line),
            documents=self._documents(due, files),
            facts=facts_of(view),
            finish=partial(self._finish, due, view),
        )

    def control(self, due: DueLine) -> Iterator[MadePaper]:
        """« Contrôle avant envoi », in the coordination's folder: no funder ever reads it."""
        if due.control is None:
            return
        folder = (self.run.settings.google.coordination_folder, CONTROLS)
        key = f"{self.memory.key(due.line)}:control"
        yield MadePaper(
            folder=folder,
            documents=(
                archived(due.control, f"{key}:pdf"),
                Document(key=f"{key}:xlsx", name=f"{due.control.file_stem}.xlsx",
                         data=due.control.xlsx, media_type=XLSX,
                         fingerprint=due.control.fingerprint),
            ),
        )  # fmt: skip

    def move_on(self, due: DueLine) -> str:
        """Export what she approved, or mark what she sent."""
        line, today = due.line, self.run.as_of.isoformat()
        # What is approved or sent is closed, whether or not she wrote « données arrêtées ».
        frozen = {} if "closed_on" in self.memory.life(line) else self._frozen(line)
        if due.report_step is ReportStep.EXPORT:
            name = self._export(line)
            remember_life(self.run, self.memory, line, exported_on=today, **frozen)
            return f"« {name} » est l’export de la version que vous avez approuvée."
        for file_id in self.memory.files(line):
            self.google.drive.mark(file_id, properties={STATE: SENT})
        proved = self._prove_sent(line)
        remember_life(self.run, self.memory, line, sent_on=today, **frozen)
        return f"{line.label} : noté comme envoyé, il n’est plus régénéré.{proved}"

    def _prove_sent(self, line: ReportLine) -> str:
        """The archive of a claim that left before « Données arrêtées », while its figures hold.

        Once its lines are noted as declared, what was sent cannot be computed again.
        """
        key = self.memory.key(line)
        if line.kind is not ReportType.CLAIM or f"{key}{ARCHIVE}" in self.memory.known:
            return ""
        view = view_of_line(self.run, self.assessment, line, (), self.memory)
        if dict(view.figures) != dict(self.memory.printed(line)):
            return (
                " Ses chiffres ne sont plus ceux de la version déposée, la piste d’audit n’est pas "
                "faite : gardez ensemble le fichier envoyé, ses pièces et l’accusé de réception."
            )
        return f" {self._archive(line, render(view)).message}"

    def _archive(self, line: ReportLine, files: RenderedPaper) -> Published:
        return archive_claim(
            self.run,
            self.google,
            self.assessment,
            files,
            key=self.memory.key(line),
            funder=line.funder.code,
            start=line.start,
            end=line.end,
            items=self.snapshot.items,
        )

    def _documents(self, due: DueLine, files: RenderedPaper) -> tuple[Document, ...]:
        line, key = due.line, self.memory.key(due.line)
        stem = f"{files.file_stem} v2" if line.state is ReportStatus.SECOND else files.file_stem
        state = STOPPED if line.closed else DRAFT
        word = editable(files, f"{key}:doc", state=state, stem=stem)
        if due.own_word_template:
            # A funder's own form would lose its look as a Google Doc.
            word = replace(word, name=f"{stem}.docx", as_type=None)
        twin = None if due.problem else word
        documents = [archived(files, f"{key}:pdf", twin=twin, state=state, stem=stem)]
        if twin is not None:
            documents.append(twin)
        if line.kind is not ReportType.MONTHLY:
            documents.append(
                Document(key=f"{key}:xlsx", name=f"{stem}.xlsx", data=files.xlsx, media_type=XLSX,
                         fingerprint=files.fingerprint, state=state, twin=twin)
            )  # fmt: skip
        return tuple(documents)

    def _finish(
        self, due: DueLine, view: PaperView, folder: str, done: Sequence[Published]
    ) -> list[Published]:
        """What changed beside an edited draft, the pieces of a claim, the frozen period."""
        more: list[Published] = []
        if any(one.outcome is Publication.LEFT_ALONE for one in done):
            more += self._changes(due.line, view, folder=folder)
        if isinstance(view, PaymentClaim):
            drive, key, items = self.google.drive, self.memory.key(due.line), self.snapshot.items
            more.append(file_pieces(drive, view.filed, folder_id=folder, key=key, items=items))
            if due.line.closed and due.files is not None:
                more.append(self._archive(due.line, due.files))
        if due.report_step is ReportStep.CLOSE:
            remember_life(self.run, self.memory, due.line, **self._frozen(due.line))
        return more

    def _changes(self, line: ReportLine, view: PaperView, *, folder: str) -> list[Published]:
        """The list of changed figures beside a draft that somebody edits; nothing when all hold."""
        changed = changed_figures(self.memory.printed(line), view)
        if changed is None:
            return []
        content = json.dumps(changed.table.rows, ensure_ascii=False)
        document = replace(
            editable(render(changed, pdf=False), f"{self.memory.key(line)}:changes"),
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
        if item.mime_type == DOCUMENT:
            data, media_type, ending = drive.export(file_id, media_type=PDF), PDF, "pdf"
        else:
            # A funder's own Word file is what is sent: Drive cannot print it faithfully.
            data = drive.download(file_id, largest=32 * 1024 * 1024)
            media_type, ending = DOCX, "docx"
        document = Document(
            key=f"{self.memory.key(line)}:approved",
            name=f"{item.name.removesuffix('.docx')} – {APPROVED_NAME}.{ending}",
            data=data,
            media_type=media_type,
            fingerprint=fingerprint_of_content(data),
            state=APPROVED,
        )
        folder = ensure_folder(drive, self._path(line), items=self.snapshot.items)
        publish_and_remember(self.run, self.google, document, folder_id=folder)
        return document.name

    def _path(self, line: ReportLine) -> tuple[str, ...]:
        google, month = self.run.settings.google, f"{line.end:%Y-%m}"
        if line.kind is not ReportType.CLAIM:
            return (google.reports_folder, month)
        name = f"Demande de paiement {line.funder.code}"
        if details_staff(self.assessment.programme, line.funder.code, on=line.end):
            # One person's salary: the coordination, and the funder to whom she opens the folder.
            return (google.coordination_folder, CLAIMS, f"{month} {name}")
        return (google.reports_folder, month, name)
