"""The steps of the producers' documents: which are due, how they are made, where they stand.

Contracts, sheets and purchases hold prices, names and telephones: they go to the coordination's
folder. Only the page of the supply chains, which holds none, goes beside the reports.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.kernel.calendar.calendar import is_second_working_day
from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.model import Snapshot
from relocalisons.core.kernel.words.french import count_of, plural_word
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import Stage
from relocalisons.core.producers.quality.egalim import read_egalim
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.producers.visits.events import VisitEvent, visit_event, visit_uid
from relocalisons.core.producers.visits.notes import VisitState, visit_states
from relocalisons.core.programme.audience import COMMITTEE, partner_viewer, view_for
from relocalisons.core.reports.producers.contract_draft import ContractDraft, build_contract_draft
from relocalisons.core.reports.producers.contract_tab import build_contract_tab
from relocalisons.core.reports.producers.egalim_annex import EgalimAnnex, build_egalim_annex
from relocalisons.core.reports.producers.producer_sheet import ProducerSheet, build_producer_sheet
from relocalisons.core.reports.producers.purchase_form import PurchaseForm, build_purchase_form
from relocalisons.core.reports.producers.supply_chains import ChainsPage, build_chains_page
from relocalisons.core.reports.producers.visit_plan import (
    VisitPlan,
    build_visit_plan,
    visits_to_prepare,
)
from relocalisons.core.views.view import PaperView
from relocalisons.errors import OfficeTemplateError, SourceError
from relocalisons.rendering.documents.fingerprint import (
    fingerprint_of_content,
    fingerprint_of_finished,
)
from relocalisons.rendering.papers.papers import render
from relocalisons.rendering.papers.visit_calendar import render_visit
from relocalisons.store.readings.reports import last_report
from tasks.google.drive import DOCUMENT, DOCX, PDF
from tasks.google.own_files import ensure_folder
from tasks.google.tabs.tabs import TabWrite, write_tabs
from tasks.intake.own_writes import remember_own_write
from tasks.papers.contract_word_template import lawyers_word_template, offer_word_template
from tasks.papers.publication import Document, Published
from tasks.papers.remembered_publication import publish_and_remember
from tasks.papers.report_steps import Publishing
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

CSV, ICS = "text/csv", "text/calendar"
FOLDER = "Producteurs"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerDocuments:
    """The views due today; all empty, with a reason, on another day."""

    drafts: tuple[tuple[str, ContractDraft], ...] = ()  # contract number, draft
    sheets: tuple[tuple[str, ProducerSheet], ...] = ()  # partner code, sheet
    plan: VisitPlan | None = None
    chains: ChainsPage | None = None
    annexes: tuple[tuple[int, EgalimAnnex], ...] = ()  # year, annex
    forms: tuple[tuple[int, PurchaseForm], ...] = ()
    events: tuple[VisitEvent, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether anything is to be made."""
        return self.plan is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedFile:
    """A made file, what it is, the folder it goes to, and what the next run must know of it."""

    sort: str  # « projet de contrat », for the summary
    folder: tuple[str, ...]
    document: Document
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedDocuments:
    """Every made file, and what could not be made (French)."""

    files: tuple[FinishedFile, ...] = ()
    skipped: tuple[str, ...] = ()


def due_producer_documents(
    run: ProgrammeRun, assessment: Assessment, *, now: bool
) -> ProducerDocuments:
    """The views of the month; a draft for each contract at stage « projet », a sheet per visit."""
    calendar = shared_calendar(assessment.programme.working_time)
    if not now and not is_second_working_day(run.as_of, calendar=calendar):
        return ProducerDocuments(skipped=("Ce n’est pas le 2e jour ouvré du mois.",))
    programme, as_of = assessment.programme, run.as_of
    years = (as_of.year - 1, as_of.year)
    forms = {year: build_purchase_form(programme, year=year) for year in years}
    egalim = read_egalim(programme)
    annexes = {
        year: build_egalim_annex(programme, egalim, year=year, form=form, as_of=as_of)
        for year, form in forms.items()
    }
    return ProducerDocuments(
        drafts=tuple(
            (sheet.contract.number, build_contract_draft(programme, sheet, as_of=as_of))
            for sheet in contract_sheets(programme)
            if stage_of(sheet.contract) is Stage.DRAFT
        ),
        sheets=tuple(
            (
                state.producer,
                _sheet_for(assessment, state, as_of=as_of),
            )
            for state in visits_to_prepare(programme, as_of=as_of)
            if programme.partner(state.producer) is not None
        ),
        plan=build_visit_plan(programme, as_of=as_of),
        chains=build_chains_page(view_for(programme, viewer=COMMITTEE).programme, as_of=as_of),
        annexes=tuple((year, annex) for year, annex in annexes.items() if annex is not None),
        forms=tuple((year, form) for year, form in forms.items() if form.lines),
        events=tuple(_events(run, assessment)),
    )


def _sheet_for(assessment: Assessment, state: VisitState, *, as_of: date) -> ProducerSheet:
    """The sheet holds what its producer may see: it is left in the field after the visit."""
    view = view_for(assessment.programme, assessment.tracked, viewer=partner_viewer(state.producer))
    return build_producer_sheet(view.programme, view.tracked, state=state, as_of=as_of)


@step("Rédiger les documents des producteurs")
def render_producer_documents(
    run: ProgrammeRun, google: Google, due: ProducerDocuments
) -> FinishedDocuments:
    """Every file of the month; a draft that the lawyer's template refuses is made with ours."""
    if not due.is_due:
        return FinishedDocuments(skipped=due.skipped)
    skipped: list[str] = []
    files = [
        *_contract_files(run, google, due, skipped=skipped),
        *_view_files(run, due),
        *_flat_files(run, due),
    ]
    return FinishedDocuments(files=tuple(files), skipped=tuple(skipped))


@step("Déposer les documents des producteurs")
def publish_producer_documents(
    run: ProgrammeRun, google: Google, snapshot: Snapshot, finished: FinishedDocuments
) -> Publishing:
    """Each file in its folder; one that cannot be published never stops the others."""
    if run.dry_run or not finished.files:
        return Publishing(skipped=(*finished.skipped, *_rehearsed(run, finished)))
    published: list[Published] = []
    refused: list[str] = []
    folders: dict[tuple[str, ...], str] = {}
    for file in finished.files:
        try:
            if file.folder not in folders:
                folders[file.folder] = ensure_folder(
                    google.drive, file.folder, items=snapshot.items
                )
            published.append(
                publish_and_remember(
                    run,
                    google,
                    file.document,
                    folder_id=folders[file.folder],
                    facts=file.facts,
                )
            )
        except SourceError as error:
            refused.append(f"« {file.document.name} » n’est pas déposé : {error}")
    offer_word_template(run, google, items=snapshot.items)
    return Publishing(published=tuple(published), skipped=(*finished.skipped, *refused))


@step("Écrire « Suivi des contrats »")
def write_contract_tab(
    run: ProgrammeRun,
    google: Google,
    assessment: Assessment,
    due: ProducerDocuments,
    publishing: Publishing,
) -> tuple[str, ...]:
    """The stage proposed for each contract and the links of its documents, in a tab of ours.

    French sentences on tabs of ours that she renamed, deleted, copied or replaced.
    """
    if run.dry_run or not due.is_due:
        return ()
    links = {
        one.item.app_properties.get("relocalisons_key", ""): one.item.web_link
        for one in publishing.published
    }
    tab = build_contract_tab(
        assessment.programme,
        drafts={
            number: link
            for number, _ in due.drafts
            if (link := links.get(_key(run, f"contrat-{number}")))
        },
        sheets={
            code: link
            for code, _ in due.sheets
            if (link := links.get(f"{_monthly(run, f'fiche-{code}')}:pdf"))
        },
        links=run.links,
        as_of=run.as_of,
    )
    written = write_tabs(
        google.sheets,
        assessment.pilotage,
        (TabWrite(tab=tab, shared=False),),
        clock=run.clock,
    )
    remember_own_write(run, written.after)
    return (written.made, *written.said)


def _contract_files(
    run: ProgrammeRun, google: Google, due: ProducerDocuments, *, skipped: list[str]
) -> Iterator[FinishedFile]:
    try:
        word_template = lawyers_word_template(run, google) if due.drafts else None
    except SourceError as error:
        skipped.append(f"Le gabarit de contrat du Drive n’est pas lisible : {error}")
        word_template = None
    for number, draft in due.drafts:
        try:
            made = render(draft, pdf=False, word_template=word_template)
        except OfficeTemplateError as error:
            skipped.append(
                f"Le gabarit de contrat déposé dans le Drive ne peut pas être rempli : {error} "
                "Les projets sont faits avec celui du service."
            )
            word_template = None
            made = render(draft, pdf=False)
        yield FinishedFile(
            sort="projet de contrat",
            folder=_folder(run, "Projets de contrats"),
            document=Document(
                key=_key(run, f"contrat-{number}"),
                name=f"{made.file_stem}.docx",
                data=made.docx,
                media_type=DOCX,
                fingerprint=made.fingerprint,
            ),
        )


def _view_files(run: ProgrammeRun, due: ProducerDocuments) -> Iterator[FinishedFile]:
    month = f"{run.as_of:%Y-%m}"
    visits = _folder(run, f"Visites {month}")
    for code, sheet in due.sheets:
        yield from _pair(
            "fiche producteur", sheet, key=_monthly(run, f"fiche-{code}"), folder=visits
        )
    if due.plan is not None:
        yield from _pair(
            "plan de visites", due.plan, key=_monthly(run, "plan-visites"), folder=visits
        )
    if due.chains is not None:
        reports = (run.settings.google.reports_folder, month)
        yield from _pair(
            "suivi des filières", due.chains, key=_monthly(run, "filieres"), folder=reports
        )
    for year, annex in due.annexes:
        yield from _pair(
            "annexe EGalim", annex, key=_key(run, f"egalim-{year}"), folder=_folder(run, "EGalim")
        )


def _pair(
    sort: str, view: PaperView, *, key: str, folder: tuple[str, ...]
) -> Iterator[FinishedFile]:
    """The archived PDF and the editable document of one view."""
    made = render(view)
    editable = Document(
        key=f"{key}:doc",
        name=made.file_stem,
        data=made.docx,
        media_type=DOCX,
        as_type=DOCUMENT,
        fingerprint=made.fingerprint,
    )
    archived = Document(
        key=f"{key}:pdf",
        name=f"{made.file_stem}.pdf",
        data=made.pdf,
        media_type=PDF,
        fingerprint=made.fingerprint,
        twin=editable,
    )
    yield FinishedFile(sort=f"{sort} (PDF)", folder=folder, document=archived)
    yield FinishedFile(sort=f"{sort} (document)", folder=folder, document=editable)


def _flat_files(run: ProgrammeRun, due: ProducerDocuments) -> Iterator[FinishedFile]:
    for year, form in due.forms:
        yield FinishedFile(
            sort="fichier pour ma cantine",
            folder=_folder(run, "EGalim"),
            document=Document(
                key=_key(run, f"ma-cantine-{year}"),
                name=f"{year} Achats pour ma cantine.csv",
                data=form.text.encode(),
                media_type=CSV,
                fingerprint=fingerprint_of_content(form.text.encode()),
            ),
        )
    for event in due.events:
        yield FinishedFile(
            sort="rendez-vous de visite",
            folder=_folder(run, "Agenda des visites"),
            document=Document(
                key=_key(run, event.uid),
                name=f"Visite {event.producer}.ics",
                data=render_visit(event, stamped=run.as_of),
                media_type=ICS,
                # Stamped on its own day: asking again on another one makes no other entry.
                fingerprint=fingerprint_of_finished(render_visit(event, stamped=event.on).decode()),
            ),
            facts=event.facts,
        )


def _events(run: ProgrammeRun, assessment: Assessment) -> Iterator[VisitEvent]:
    for state in visit_states(assessment.programme, as_of=run.as_of):
        key = _key(run, visit_uid(assessment.programme, state.producer))
        past = last_report(run.store, run.code, key)
        event = visit_event(assessment.programme, state, before=past.facts if past else None)
        if event is not None:
            yield event


def _rehearsed(run: ProgrammeRun, finished: FinishedDocuments) -> tuple[str, ...]:
    count = len(finished.files)
    if not run.dry_run or not count:
        return ()
    words = f"{count_of(count, 'fichier')} {plural_word(count, 'serait', 'seraient')}"
    return (f"{words} {plural_word(count, 'déposé')}.",)


def _folder(run: ProgrammeRun, name: str) -> tuple[str, ...]:
    return (run.settings.google.coordination_folder, FOLDER, name)


def _key(run: ProgrammeRun, name: str) -> str:
    return f"{run.code}:{name}"


def _monthly(run: ProgrammeRun, name: str) -> str:
    return f"{run.code}:{name}:{_month(run.as_of)}"


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
