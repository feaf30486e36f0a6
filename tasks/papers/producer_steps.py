"""The steps of the producers' documents: which are due, how they are made, where they stand.

Contracts, sheets and purchases hold prices, names and telephones: they go to the coordination's
folder. Only the page of the supply chains, which holds none, goes beside the reports.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.kernel.calendar.calendar import is_second_working_day
from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import Snapshot
from relocalisons.core.kernel.words.french import count_of, join_words, plural_word
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import Stage
from relocalisons.core.producers.quality.egalim import read_egalim
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.producers.visits.events import VisitEvent, visit_event, visit_uid
from relocalisons.core.producers.visits.notes import VisitState, visit_states
from relocalisons.core.programme.audience import COMMITTEE, partner_viewer, view_for
from relocalisons.core.programme.subjects import say_not_followed
from relocalisons.core.reports.producers.contract_draft import (
    ContractDraft,
    build_contract_draft,
    say_changed_lines,
)
from relocalisons.core.reports.producers.contract_tab import build_contract_tab
from relocalisons.core.reports.producers.egalim_annex import EgalimAnnex, build_egalim_annex
from relocalisons.core.reports.producers.producer_sheet import ProducerSheet, build_producer_sheet
from relocalisons.core.reports.producers.purchase_form import PurchaseForm, build_purchase_forms
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
from relocalisons.store.readings.reports import last_report, published_reports
from tasks.google.own_files import KEY
from tasks.google.tabs.tabs import TabWrite, write_tabs
from tasks.intake.own_writes import note_tabs, remember_own_write
from tasks.papers.contract_texts import read_contract_texts
from tasks.papers.papers import (
    MadePaper,
    MadePapers,
    Publishing,
    editable,
    pair_of,
    publish_papers,
)
from tasks.papers.publication import Document, Publication, Published
from tasks.papers.word_templates import lawyers_word_template, offer_word_template
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.progress import in_sight
from tasks.run.steps import step

CSV, ICS = "text/csv", "text/calendar"
FOLDER = "Producteurs"
_LINES = "lines"  # of a contract draft, in what the store remembers of its last edition
_DONE = {
    Publication.CREATED: ("créé", "créés"),
    Publication.REVISED: ("mis à jour", "mis à jour"),
    Publication.UNCHANGED: ("déjà à jour", "déjà à jour"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerDocuments:
    """The views due today; all empty, with a reason, on another day."""

    drafts: tuple[tuple[str, ContractDraft], ...] = ()  # contract number, draft
    sheets: tuple[tuple[str, ProducerSheet], ...] = ()  # partner code, sheet
    plan: VisitPlan | None = None
    chains: ChainsPage | None = None
    annexes: tuple[tuple[int, EgalimAnnex], ...] = ()  # year, annex
    forms: tuple[PurchaseForm, ...] = ()
    events: tuple[VisitEvent, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether anything is to be made."""
        return self.plan is not None


def due_producer_documents(
    run: ProgrammeRun, assessment: Assessment, *, now: bool
) -> ProducerDocuments:
    """The views of the month; a draft for each contract at stage « projet », a sheet per visit."""
    if not assessment.programme.follows(Subject.PRODUCERS):
        return ProducerDocuments(skipped=(say_not_followed(Subject.PRODUCERS),))
    calendar = shared_calendar(assessment.programme.working_time)
    if not now and not is_second_working_day(run.as_of, calendar=calendar):
        return ProducerDocuments(skipped=("Ce n’est pas le 2e jour ouvré du mois.",))
    programme, as_of = assessment.programme, run.as_of
    years = (as_of.year - 1, as_of.year)
    forms = {
        year: build_purchase_forms(programme, year=year, before=_imported(run, year))
        for year in years
    }
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
            (state.producer, _sheet_for(assessment, state, as_of=as_of))
            for state in visits_to_prepare(programme, as_of=as_of)
            if programme.partner(state.producer) is not None
        ),
        plan=build_visit_plan(programme, as_of=as_of),
        chains=build_chains_page(view_for(programme, viewer=COMMITTEE).programme, as_of=as_of),
        annexes=tuple((year, annex) for year, annex in annexes.items() if annex is not None),
        forms=tuple(
            file
            for form in forms.values()
            for file in form.files
            if file.lines or file.imported  # emptied once imported, so that it is not twice
        ),
        events=tuple(_events(run, assessment)),
    )


def _sheet_for(assessment: Assessment, state: VisitState, *, as_of: date) -> ProducerSheet:
    """The sheet holds what its producer may see: it is left in the field after the visit."""
    view = view_for(assessment.programme, assessment.tracked, viewer=partner_viewer(state.producer))
    return build_producer_sheet(view.programme, view.tracked, state=state, as_of=as_of)


@step("Rédiger les documents des producteurs")
def render_producer_documents(
    run: ProgrammeRun, google: Google, due: ProducerDocuments
) -> MadePapers:
    """Every file of the month; a draft that the lawyer's template refuses is made with ours."""
    if not due.is_due:
        return MadePapers(skipped=due.skipped)
    skipped: list[str] = []
    papers = (
        *_contract_papers(run, google, due, skipped=skipped),
        *_view_papers(run, due),
        *_flat_papers(run, due),
    )
    return MadePapers(papers=papers, skipped=tuple(skipped))


@step("Déposer les documents des producteurs")
def publish_producer_documents(
    run: ProgrammeRun, google: Google, snapshot: Snapshot, made: MadePapers
) -> Publishing:
    """Each file in its folder; one that cannot be published never stops the others."""
    if made.papers and run.dry_run:
        count = len(made.papers)
        words = f"{count_of(count, 'fichier')} {plural_word(count, 'serait', 'seraient')}"
        rehearsed = f"{words} {plural_word(count, 'déposé')}."
        made = replace(made, skipped=(*made.skipped, rehearsed))
    publishing = publish_papers(run, google, made, items=snapshot.items)
    if made.papers:
        offer_word_template(run, google, items=snapshot.items)
    return publishing


def told_by_sort(made: MadePapers) -> Callable[[Sequence[Published]], list[str]]:
    """What tells how many files of each sort were created, revised or left as they were."""
    sorts = {document.key: paper.sort for paper in made.papers for document in paper.documents}

    def tell(published: Sequence[Published]) -> list[str]:
        counts: dict[str, Counter[Publication]] = {}
        for one in published:
            sort = sorts.get(one.item.app_properties.get(KEY, ""), "autre document")
            counts.setdefault(sort, Counter())[one.outcome] += 1
        return [_sentence(sort, outcomes) for sort, outcomes in counts.items()]

    return tell


def _sentence(sort: str, outcomes: Counter[Publication]) -> str:
    """« Projets de contrat : 3 fichiers créés et 2 fichiers déjà à jour. »"""
    parts = [
        count_of(outcomes[outcome], f"fichier {one}", f"fichiers {many}")
        for outcome, (one, many) in _DONE.items()
        if outcomes[outcome]
    ]
    first, _, rest = sort.partition(" ")
    # « rendez-vous » is its own plural.
    name = plural_word(outcomes.total(), first, first if first.endswith("s") else None)
    shown = f"{name} {rest}".strip()
    return f"{shown[0].upper()}{shown[1:]} : {join_words(parts)}."


@step("Écrire « Suivi des contrats »")
def write_contract_tab(
    run: ProgrammeRun,
    google: Google,
    assessment: Assessment,
    due: ProducerDocuments,
    publishing: Publishing,
    snapshot: Snapshot,
) -> tuple[str, ...]:
    """The stage proposed for each contract and the links of its documents, in a tab of ours.

    French sentences on tabs of ours that she renamed, deleted, copied or replaced.
    """
    if run.dry_run or not due.is_due:
        return ()
    links = {
        one.item.app_properties.get(KEY, ""): one.item.web_link for one in publishing.published
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
        changes=_changes(run, due, publishing),
        clauses=read_contract_texts(run, google, assessment.programme, items=snapshot.items),
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
    note_tabs(run, written)
    return (written.made, *written.said)


def _contract_papers(
    run: ProgrammeRun, google: Google, due: ProducerDocuments, *, skipped: list[str]
) -> Iterator[MadePaper]:
    try:
        word_template = lawyers_word_template(run, google) if due.drafts else None
    except SourceError as error:
        skipped.append(f"Le gabarit de contrat du Drive n’est pas lisible : {error}")
        word_template = None
    for number, draft in in_sight(due.drafts, "Rédaction des projets de contrats"):
        try:
            files = render(draft, pdf=False, word_template=word_template)
        except OfficeTemplateError as error:
            skipped.append(
                f"Le gabarit de contrat déposé dans le Drive ne peut pas être rempli : {error} "
                "Les projets sont faits avec celui du service."
            )
            word_template = None
            files = render(draft, pdf=False)
        word = editable(files, _key(run, f"contrat-{number}"), stem=f"{files.file_stem}.docx")
        yield MadePaper(
            sort="projet de contrat",
            folder=_folder(run, "Projets de contrats"),
            documents=(replace(word, as_type=None),),
            facts={_LINES: json.dumps(dict(draft.lines))},
        )


def _changes(
    run: ProgrammeRun, due: ProducerDocuments, publishing: Publishing
) -> Mapping[str, str]:
    """What the sheets say otherwise than each draft that somebody has edited, which stays."""
    kept = {
        one.item.app_properties.get(KEY, "")
        for one in publishing.published
        if one.outcome is Publication.LEFT_ALONE
    }
    changes: dict[str, str] = {}
    for number, draft in due.drafts:
        key = _key(run, f"contrat-{number}")
        past = last_report(run.store, run.code, key) if key in kept else None
        if past is not None and _LINES in past.facts:
            changes[number] = say_changed_lines(json.loads(past.facts[_LINES]), draft)
    return changes


def _view_papers(run: ProgrammeRun, due: ProducerDocuments) -> Iterator[MadePaper]:
    """The archived PDF and the editable document of each view, each by itself."""
    month = f"{run.as_of:%Y-%m}"
    visits, egalim = _folder(run, f"Visites {month}"), _folder(run, "EGalim")
    reports = (run.settings.google.reports_folder, month)
    views: list[tuple[str, PaperView | None, str, tuple[str, ...]]] = [
        ("fiche producteur", sheet, _monthly(run, f"fiche-{code}"), visits)
        for code, sheet in due.sheets
    ]
    views.append(("plan de visites", due.plan, _monthly(run, "plan-visites"), visits))
    views.append(("suivi des filières", due.chains, _monthly(run, "filieres"), reports))
    views += [
        ("annexe EGalim", annex, _key(run, f"egalim-{year}"), egalim) for year, annex in due.annexes
    ]
    for sort, view, key, folder in views:
        if view is not None:
            pdf, word = pair_of(render(view), key)
            yield MadePaper(sort=f"{sort} (PDF)", folder=folder, documents=(pdf,))
            yield MadePaper(sort=f"{sort} (document)", folder=folder, documents=(word,))


def _flat_papers(run: ProgrammeRun, due: ProducerDocuments) -> Iterator[MadePaper]:
    for form in due.forms:
        data = form.text.encode()
        document = Document(
            key=_key(run, f"{_form_name(form.year)}{form.siret}"),
            name=f"{form.year} Achats à importer – {form.canteen.replace('/', ' ')}.csv",
            data=data,
            media_type=CSV,
            fingerprint=fingerprint_of_content(data),
        )
        yield MadePaper(
            sort="fichier pour ma cantine",
            folder=_folder(run, "EGalim"),
            documents=(document,),
            facts=form.facts,
        )
    for event in due.events:
        from relocalisons.rendering.papers.visit_calendar import render_visit

        document = Document(
            key=_key(run, event.uid),
            name=f"Visite {event.producer}.ics",
            data=render_visit(event, stamped=run.as_of),
            media_type=ICS,
            # Stamped on its own day: asking again on another one makes no other entry.
            fingerprint=fingerprint_of_finished(render_visit(event, stamped=event.on).decode()),
        )
        yield MadePaper(
            sort="rendez-vous de visite",
            folder=_folder(run, "Agenda des visites"),
            documents=(document,),
            facts=event.facts,
        )


def _imported(run: ProgrammeRun, year: int) -> Mapping[str, Mapping[str, str]]:
    """What the last file of each canteen held, by SIRET."""
    start = _key(run, _form_name(year))
    past = published_reports(run.store, run.code)
    return {
        key.removeprefix(start): each.facts for key, each in past.items() if key.startswith(start)
    }


def _form_name(year: int) -> str:
    return f"ma-cantine-{year}-"


def _events(run: ProgrammeRun, assessment: Assessment) -> Iterator[VisitEvent]:
    for state in visit_states(assessment.programme, as_of=run.as_of):
        key = _key(run, visit_uid(assessment.programme, state.producer))
        past = last_report(run.store, run.code, key)
        event = visit_event(assessment.programme, state, before=past.facts if past else None)
        if event is not None:
            yield event


def _folder(run: ProgrammeRun, name: str) -> tuple[str, ...]:
    return (run.settings.google.coordination_folder, FOLDER, name)


def _key(run: ProgrammeRun, name: str) -> str:
    return f"{run.code}:{name}"


def _monthly(run: ProgrammeRun, name: str) -> str:
    return f"{run.code}:{name}:{run.as_of:%Y-%m}"
