"""The steps of the committee's monthly report: whether it is due, its files, their publication."""

import json
from dataclasses import dataclass

from relocalisons.core.kernel.calendar.calendar import (
    is_first_working_day,
    month_before,
)
from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.model import Snapshot
from relocalisons.core.reports.committee.copil import CopilReport, build_copil_report
from relocalisons.core.reports.shared.sources import Provenance
from relocalisons.core.views.view import Memory
from relocalisons.errors import SourceError
from relocalisons.rendering.papers.papers import RenderedPaper, render
from relocalisons.store.readings.reports import published_reports
from tasks.google.drive import DOCUMENT, DOCX, PDF
from tasks.google.own_files import ensure_folder
from tasks.papers.publication import Document, Published
from tasks.papers.remembered_publication import publish_and_remember
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

COPIL = "copil"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReport:
    """A report to make: its key (report, period, audience) and its view model."""

    key: str
    month: str  # `2026-02`, the folder it goes to
    view: CopilReport


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReports:
    """What is due today, and what is not, with why (French)."""

    reports: tuple[DueReport, ...]
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedReport:
    """A report whose files are made."""

    due: DueReport
    files: RenderedPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """What stands in the Drive now; sentences are French."""

    published: tuple[Published, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedReports:
    """The made reports, and what was not due."""

    reports: tuple[FinishedReport, ...]
    skipped: tuple[str, ...] = ()


def due_copil_reports(run: ProgrammeRun, assessment: Assessment) -> DueReports:
    """The committee's monthly report, on the first working day of the month."""
    if not _opens_the_month(run, assessment):
        return DueReports(reports=(), skipped=("Ce n’est pas le 1er jour ouvré du mois.",))
    period = month_before(run.as_of)
    month = f"{period.start:%Y-%m}"
    view = build_copil_report(
        assessment.programme,
        assessment.tracked,
        period_start=period.start,
        period_end=period.end,
        as_of=run.as_of,
        previous=_memory(run, COPIL),
        baseline=assessment.baseline,
        provenance=provenance_of(run, assessment),
    )
    return DueReports(reports=(DueReport(key=_key(run, COPIL, month), month=month, view=view),))


@step("Rédiger le rapport du COPIL")
def render_copil_reports(run: ProgrammeRun, due: DueReports) -> FinishedReports:
    """PDF, DOCX and XLSX of the report; no network."""
    return FinishedReports(
        reports=tuple(FinishedReport(due=one, files=render(one.view)) for one in due.reports),
        skipped=due.skipped,
    )


@step("Déposer les documents dans le Drive")
def publish_reports(
    run: ProgrammeRun, google: Google, snapshot: Snapshot, finished: FinishedReports
) -> Publishing:
    """The archived PDF and the editable document of each report, in `05 Rapports/AAAA-MM`.

    One document that cannot be published never stops the others.
    """
    if run.dry_run or not finished.reports:
        return Publishing(skipped=finished.skipped)
    published: list[Published] = []
    refused: list[str] = []
    for report in finished.reports:
        try:
            folder = ensure_folder(
                google.drive,
                (run.settings.google.reports_folder, report.due.month),
                items=snapshot.items,
            )
            for document in _documents(report):
                published.append(
                    publish_and_remember(
                        run, google, document, folder_id=folder, facts=_facts(report)
                    )
                )
        except SourceError as error:
            refused.append(f"« {report.files.file_stem} » n’est pas déposé : {error}")
    return Publishing(published=tuple(published), skipped=(*finished.skipped, *refused))


def _facts(report: FinishedReport) -> dict[str, str]:
    return {"memory": json.dumps(dict(report.due.view.memory), sort_keys=True)}


def _documents(report: FinishedReport) -> tuple[Document, ...]:
    files, key = report.files, report.due.key
    editable = Document(
        key=f"{key}:doc",
        name=files.file_stem,
        data=files.docx,
        media_type=DOCX,
        as_type=DOCUMENT,
        fingerprint=files.fingerprint,
    )
    archived = Document(
        key=f"{key}:pdf",
        name=f"{files.file_stem}.pdf",
        data=files.pdf,
        media_type=PDF,
        fingerprint=files.fingerprint,
        twin=editable,
    )
    return archived, editable


def _opens_the_month(run: ProgrammeRun, assessment: Assessment) -> bool:
    calendar = shared_calendar(assessment.programme.working_time)
    return is_first_working_day(run.as_of, calendar=calendar)


def _key(run: ProgrammeRun, report: str, month: str) -> str:
    return f"{run.code}:{report}:{month}"


def _memory(run: ProgrammeRun, report: str) -> Memory | None:
    """What the last report published for an earlier month said, or None for the first one.

    Not that of last month alone: a month without a report would hide what left meanwhile.
    """
    start = f"{run.code}:{report}:"
    this = _key(run, report, f"{month_before(run.as_of).start:%Y-%m}")
    earlier = [
        entry
        for key, entry in published_reports(run.store, run.code).items()
        if key.startswith(start) and key.endswith(":pdf") and key < f"{this}:pdf"
        if "memory" in entry.facts
    ]
    last = max(earlier, key=lambda entry: entry.report_key, default=None)
    return json.loads(last.facts["memory"]) if last else None


def provenance_of(run: ProgrammeRun, assessment: Assessment) -> Provenance:
    """When each workbook was read, in the reader's time zone."""
    known = Provenance.of(assessment.programme).read_at or {}
    return Provenance(
        snapshot_id=assessment.snapshot_id,
        read_at={key: at.astimezone(run.settings.zone) for key, at in known.items()},
    )
