"""The steps of the producers' documents: which are due, how they are made, where they stand.

Contracts, sheets and purchases hold prices, names and telephones: they go to the coordination's
folder. Only the page of the supply chains, which holds none, goes beside the reports.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from relocalisons.core.kernel.model import Snapshot
from relocalisons.core.kernel.words.french import count_of, join_words, plural_word
from relocalisons.core.reports.producers.contract_draft import (
    ContractDraft,
    say_changed_lines,
)
from relocalisons.core.reports.producers.contract_tab import build_contract_tab
from relocalisons.core.views.view import PaperView
from relocalisons.errors import OfficeTemplateError, SourceError
from relocalisons.rendering.documents.fingerprint import (
    fingerprint_of_content,
    fingerprint_of_finished,
)
from relocalisons.rendering.papers.papers import RenderedPaper, render
from relocalisons.rendering.papers.second_press import Order
from relocalisons.store.readings.reports import last_report
from tasks.google.own_files import KEY
from tasks.google.tabs.tabs import TabWrite, write_tabs
from tasks.intake.follow_up_tabs import season_tabs
from tasks.intake.own_writes import note_tabs, remember_own_write
from tasks.papers.contract_texts import read_contract_texts
from tasks.papers.papers import (
    MadePaper,
    MadePapers,
    Publishing,
    ToPrint,
    editable,
    pair_of,
    print_papers,
    publish_papers,
)
from tasks.papers.producer_due import ProducerDocuments, form_name, monthly_key, paper_key
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
    printed = print_papers(papers, "Rédaction des documents des producteurs")
    return MadePapers(papers=printed, skipped=tuple(skipped))


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
            if (link := links.get(paper_key(run, f"contrat-{number}")))
        },
        sheets={
            code: link
            for code, _ in due.sheets
            if (link := links.get(f"{monthly_key(run, f'fiche-{code}')}:pdf"))
        },
        changes=_changes(run, due, publishing),
        clauses=read_contract_texts(run, google, assessment.programme, items=snapshot.items),
        links=run.links,
        as_of=run.as_of,
    )
    written = write_tabs(
        google.sheets,
        assessment.pilotage,
        (
            TabWrite(tab=tab, shared=False),
            *season_tabs(run, assessment, is_due=due.season is not None),
        ),
        clock=run.clock,
    )
    remember_own_write(run, written.after)
    note_tabs(run, written)
    return (written.made, *written.said)


def _contract_papers(
    run: ProgrammeRun, google: Google, due: ProducerDocuments, *, skipped: list[str]
) -> Iterator[MadePaper | ToPrint]:
    try:
        word_template = lawyers_word_template(run, google) if due.drafts else None
    except SourceError as error:
        skipped.append(f"Le gabarit de contrat du Drive n’est pas lisible : {error}")
        word_template = None
    for number, draft in in_sight(due.drafts, "Rédaction des projets de contrats"):
        made = partial(_contract_paper, run, number, draft)
        if word_template is not None:
            try:
                yield made(render(draft, pdf=False, word_template=word_template))[0]
                continue
            except OfficeTemplateError as error:
                skipped.append(
                    f"Le gabarit de contrat déposé dans le Drive ne peut pas être rempli : {error} "
                    "Les projets sont faits avec celui du service."
                )
                word_template = None
        yield ToPrint(order=Order(paper=draft, pdf=False), made=made)


def _contract_paper(
    run: ProgrammeRun, number: str, draft: ContractDraft, files: RenderedPaper
) -> tuple[MadePaper]:
    word = editable(files, paper_key(run, f"contrat-{number}"), stem=f"{files.file_stem}.docx")
    paper = MadePaper(
        sort="projet de contrat",
        folder=_folder(run, "Projets de contrats"),
        documents=(replace(word, as_type=None),),
        facts={_LINES: json.dumps(dict(draft.lines))},
    )
    return (paper,)


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
        key = paper_key(run, f"contrat-{number}")
        past = last_report(run.store, run.code, key) if key in kept else None
        if past is not None and _LINES in past.facts:
            changes[number] = say_changed_lines(json.loads(past.facts[_LINES]), draft)
    return changes


def _view_papers(run: ProgrammeRun, due: ProducerDocuments) -> Iterator[ToPrint]:
    """The archived PDF and the editable document of each view, each by itself."""
    month = f"{run.as_of:%Y-%m}"
    visits, egalim = _folder(run, f"Visites {month}"), _folder(run, "EGalim")
    notes = _folder(run, "Notes de gré à gré")
    reports = (run.settings.google.reports_folder, month)
    views: list[tuple[str, PaperView | None, str, tuple[str, ...]]] = [
        ("fiche producteur", sheet, monthly_key(run, f"fiche-{code}"), visits)
        for code, sheet in due.sheets
    ]
    season = _folder(run, "Plan de saison")
    views.append(("plan de saison", due.season, monthly_key(run, "plan-saison"), season))
    views += [
        ("note de gré à gré", note, paper_key(run, f"gre-a-gre-{number}"), notes)
        for number, note in due.notes
    ]
    views.append(("plan de visites", due.plan, monthly_key(run, "plan-visites"), visits))
    views.append(("suivi des filières", due.chains, monthly_key(run, "filieres"), reports))
    views += [
        ("annexe EGalim", annex, paper_key(run, f"egalim-{year}"), egalim)
        for year, annex in due.annexes
    ]
    for sort, view, key, folder in views:
        if view is not None:
            yield ToPrint(order=Order(paper=view), made=partial(_pair, sort, key, folder))


def _pair(
    sort: str, key: str, folder: tuple[str, ...], files: RenderedPaper
) -> tuple[MadePaper, MadePaper]:
    pdf, word = pair_of(files, key)
    return (
        MadePaper(sort=f"{sort} (PDF)", folder=folder, documents=(pdf,)),
        MadePaper(sort=f"{sort} (document)", folder=folder, documents=(word,)),
    )


def _flat_papers(run: ProgrammeRun, due: ProducerDocuments) -> Iterator[MadePaper]:
    for form in due.forms:
        data = form.text.encode()
        document = Document(
            key=paper_key(run, f"{form_name(form.year)}{form.siret}"),
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
            key=paper_key(run, event.uid),
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


def _folder(run: ProgrammeRun, name: str) -> tuple[str, ...]:
    return (run.settings.google.coordination_folder, FOLDER, name)
