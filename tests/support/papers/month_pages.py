"""Pages of one month of the sample: every paper that the flows would publish, counted once.

For others: what somebody outside the coordination reads. Apart: slides, and what she checks or
keeps (control of a claim, contract drafts, visit plan). Nothing is written but the counts.
"""

import io
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from pypdf import PdfReader
from support.sample.snapshot import snapshot_of

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.money.words.reports import ReportStatus
from relocalisons.core.reports.claims.claim import PaymentClaim
from relocalisons.core.views.view import PaperView
from relocalisons.rendering.papers.papers import RenderedPaper, render
from relocalisons.sample.demo.nights import put_environment
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at
from tasks.intake.follow_up_steps import assess_programme
from tasks.meetings.logos import Logos
from tasks.meetings.session_steps import due_sessions, monthly_report, views_of_pack
from tasks.papers.funder_steps import due_funder_reports
from tasks.papers.producer_due import due_producer_documents
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun, open_run
from tasks.run.run_requests import NightRequest

FIRST = date(2026, 4, 1)
READ_ON = date(2026, 4, 1)  # the last night of the story
MOST_FOR_OTHERS = 60
DAYS = tuple(FIRST + timedelta(days=each) for each in (0, 5, 29))


def count_pages() -> tuple[Counter[str], Counter[str], int]:
    """Pages by kind, for others and for the coordination; then slides."""
    others: Counter[str] = Counter()
    own: Counter[str] = Counter()
    slides = 0
    seen: set[str] = set()
    for run, assessment in printing_days():
        for kind, view, is_own in papers(run, assessment):
            if view.heading.file_stem in seen:
                continue
            seen.add(view.heading.file_stem)
            pdf = render(view, docx=False).pdf
            pages = len(PdfReader(io.BytesIO(pdf)).pages)
            (own if is_own else others)[kind] += pages
        if run.as_of == FIRST:
            packs = due_sessions(run, assessment).packs
            slides = sum(len(pack.deck.slides) for pack in packs if pack.deck)
    return others, own, slides


def one_of_each_kind() -> dict[str, RenderedPaper]:
    """The first paper of each kind that the flows would publish on the first day, all forms."""
    found: dict[str, RenderedPaper] = {}
    for run, assessment in printing_days((FIRST,)):
        for kind, view, _ in papers(run, assessment):
            if kind not in found:
                found[kind] = render(view)
    return found


def printing_days(days: Iterable[date] = DAYS) -> Iterator[tuple[ProgrammeRun, Assessment]]:
    """The programme as each of those days assesses it, nothing written; its run is then open."""
    snapshot = snapshot_of(workspace_at(generate(), READ_ON), on=READ_ON)
    with tempfile.TemporaryDirectory() as folder:
        put_environment(Path(folder), base_url="http://127.0.0.1:9")
        for day in days:
            request = NightRequest(programme="sandbox", logical_date=day, dry_run=True)
            with open_run(
                request, kind=RunKind.PAPER_PREVIEW, scheduled=None, once_a_day=False
            ) as run:
                yield run, assess_programme(run, snapshot)


def papers(run: ProgrammeRun, assessment: Assessment) -> Iterator[tuple[str, PaperView, bool]]:
    """What the flows publish on a day: its kind, and whether it is the coordination's own."""
    for due in due_funder_reports(run, assessment).lines:
        if due.line.state is ReportStatus.APPROVED:
            continue  # approved in March, from a draft that this fresh store has not seen
        if due.view is not None:
            yield due.line.kind.words, due.view, False
        if isinstance(due.view, PaymentClaim):
            yield "contrôle avant envoi", due.view.control, True
    if run.as_of == FIRST:
        yield "rapport du COPIL", monthly_report(run, assessment), False
        documents = due_producer_documents(run, assessment, now=True)
        yield from (("fiche producteur", sheet, False) for _, sheet in documents.sheets)
        yield from (("annexe EGalim", annex, False) for _, annex in documents.annexes)
        yield from (("projet de contrat", draft, True) for _, draft in documents.drafts)
        yield from (("note de gré à gré", note, True) for _, note in documents.notes)
        if documents.chains is not None:
            yield "suivi des filières", documents.chains, False
        if documents.season is not None:
            yield "plan de saison", documents.season, True
        if documents.plan is not None:
            yield "plan de visites", documents.plan, True
    sessions = due_sessions(run, assessment)
    for pack in sessions.packs:
        for what, view in views_of_pack(run, pack, assessment, logos=Logos()):
            yield what, view, False
    for kit in sessions.kits:
        yield from ((what, view, False) for what, view in kit.papers)
