"""The steps of meetings: whose papers are due, how they are made, where they stand in the Drive."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from relocalisons.core.kernel.calendar.calendar import month_before
from relocalisons.core.meetings.meetings import Meeting, read_meetings
from relocalisons.core.reports.committee.timetable import Timetable
from relocalisons.core.reports.kits.kits import Kit, build_kits
from relocalisons.core.reports.meetings.convening import is_pack_due
from relocalisons.core.reports.meetings.pack import Pack, build_pack, last_held, next_after
from relocalisons.core.reports.meetings.papers import (
    agenda_paper,
    attendance_sheet,
    decision_record,
    dossier,
    proxy_form,
)
from relocalisons.core.views.view import Memory
from relocalisons.errors import SourceError
from relocalisons.rendering.papers.papers import RenderedPaper, render
from relocalisons.rendering.slides.deck import fingerprint_of_deck, render_pptx
from relocalisons.store.readings.reports import last_report
from tasks.google.drive import DOCUMENT, DOCX, PDF
from tasks.google.own_files import ensure_folder
from tasks.meetings.folders import meeting_folder
from tasks.meetings.logos import Logos, fetch_logos
from tasks.papers.publication import Document, Published
from tasks.papers.remembered_publication import publish_and_remember
from tasks.papers.report_steps import Publishing, provenance_of
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SLIDES = "application/vnd.google-apps.presentation"
SESSIONS_FOLDER = "03 COPIL"
KITS_FOLDER = ("06 Communication", "Kits de diffusion")


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSessions:
    """The packs and kits of today."""

    packs: tuple[Pack, ...]
    kits: tuple[Kit, ...]

    @property
    def timetables(self) -> Mapping[str, Timetable]:
        """Meeting number → its agenda, for the invitations."""
        return {pack.session.number: pack.timetable for pack in self.packs}


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDocument:
    """A document ready to publish, and the folder path where it goes."""

    document: Document
    folder: tuple[str, ...]
    meeting: str = ""  # the number of the meeting that this folder is of
    facts: Mapping[str, str] = field(default_factory=dict)


def due_sessions(run: ProgrammeRun, assessment: Assessment) -> DueSessions:
    """The packs of the meetings that are near, and the kits of validated deliverables."""
    programme = assessment.programme
    meetings = read_meetings(programme)
    kits = build_kits(programme, as_of=run.as_of)
    return DueSessions(
        packs=tuple(
            build_pack(
                programme,
                assessment.tracked,
                meeting=meeting,
                day=meeting.day,
                meetings=meetings,
                as_of=run.as_of,
                baseline=assessment.baseline,
                provenance=provenance_of(run, assessment),
                memory=_memory(run, meeting, meetings),
                to_publish=len(kits),
            )
            for meeting in meetings
            if meeting.day is not None and is_pack_due(meeting, as_of=run.as_of)
        ),
        kits=kits,
    )


def logos_for(google: Google, due: DueSessions, assessment: Assessment) -> Logos:
    """The funders' logos when some meeting needs them; nothing is read otherwise."""
    return fetch_logos(google, assessment.programme) if due.packs else Logos()


@step("Préparer les réunions et les kits")
def render_sessions(
    run: ProgrammeRun, due: DueSessions, assessment: Assessment, *, logos: Logos
) -> tuple[MadeDocument, ...]:
    """Every paper of every pack and both documents of every kit; no network."""
    made: list[MadeDocument] = []
    for pack in due.packs:
        made += _papers(run, pack, assessment, logos=logos)
    for kit in due.kits:
        for kind, paper in (("kit", kit.kit), ("brief", kit.brief)):
            rendered = render(paper, pdf=False)
            made.append(
                MadeDocument(
                    document=Document(
                        key=f"{run.code}:{kind}:{paper.number}",
                        name=rendered.file_stem,
                        data=rendered.docx,
                        media_type=DOCX,
                        as_type=DOCUMENT,
                        fingerprint=rendered.fingerprint,
                    ),
                    folder=KITS_FOLDER,
                )
            )
    return tuple(made)


@step("Déposer les dossiers de réunion et les kits")
def publish_sessions(
    run: ProgrammeRun, google: Google, assessment: Assessment, made: tuple[MadeDocument, ...]
) -> Publishing:
    """Each document in its folder; one that cannot be published never stops the others."""
    if run.dry_run or not made:
        return Publishing()
    published: list[Published] = []
    refused: list[str] = []
    folders: dict[tuple[str, ...], str] = {}
    for one in made:
        try:
            if one.folder not in folders:
                folders[one.folder] = _folder(run, google, assessment, one)
            published.append(
                publish_and_remember(
                    run, google, one.document, folder_id=folders[one.folder], facts=one.facts
                )
            )
        except SourceError as error:
            refused.append(f"« {one.document.name} » n’est pas déposé : {error}")
    return Publishing(published=tuple(published), skipped=tuple(refused))


def _folder(run: ProgrammeRun, google: Google, assessment: Assessment, one: MadeDocument) -> str:
    items = assessment.programme.items
    if not one.meeting:
        return ensure_folder(google.drive, one.folder, items=items)
    parent = ensure_folder(google.drive, one.folder[:-1], items=items)
    return meeting_folder(
        google.drive,
        one.folder[-1],
        key=_key(run, one.meeting, "rangement"),
        parent_id=parent,
        items=items,
    )


def _papers(
    run: ProgrammeRun, pack: Pack, assessment: Assessment, *, logos: Logos
) -> list[MadeDocument]:
    programme, session = assessment.programme, pack.session
    meetings = read_meetings(programme)
    following = next_after(meetings, committee=session.committee, after=session.day)
    folder = (SESSIONS_FOLDER, f"{session.day:%Y-%m-%d} {session.committee}")
    next_day = following.day if following else None
    strip = {"logos": logos.strip} if logos.strip else {}
    agenda = render(agenda_paper(pack, programme), pdf=False)
    sheet = render(attendance_sheet(pack, logos=logos.names), pictures=strip, docx=False)
    record = render(decision_record(pack, programme, next_day=next_day), pdf=False)
    made = [
        _word(run, pack, "ordre-du-jour", agenda, folder),
        _pdf(run, pack, "emargement", sheet, folder),
        _word(run, pack, "releve", record, folder),
    ]
    if pack.report is None or pack.deck is None:
        return made
    whole = render(dossier(pack, programme, pack.report), docx=False)
    facts = run.settings.mail.coordinator
    proxy = render(
        proxy_form(session, reply_to=f"{facts.name} ({facts.email})", as_of=pack.as_of), pdf=False
    )
    memory = {"memory": json.dumps(dict(pack.report.memory), sort_keys=True)}
    return [
        *made,
        _pdf(run, pack, "dossier", whole, folder, facts=memory),
        _word(run, pack, "pouvoir", proxy, folder),
        MadeDocument(
            document=Document(
                key=_key(run, session.number, "support"),
                name=pack.deck.file_stem,
                data=render_pptx(pack.deck),
                media_type=PPTX,
                as_type=SLIDES,
                fingerprint=fingerprint_of_deck(pack.deck),
            ),
            folder=folder,
            meeting=session.number,
        ),
    ]


def _word(
    run: ProgrammeRun, pack: Pack, what: str, paper: RenderedPaper, folder: tuple[str, ...]
) -> MadeDocument:
    return MadeDocument(
        document=Document(
            key=_key(run, pack.session.number, what),
            name=paper.file_stem,
            data=paper.docx,
            media_type=DOCX,
            as_type=DOCUMENT,
            fingerprint=paper.fingerprint,
        ),
        folder=folder,
        meeting=pack.session.number,
    )


def _pdf(
    run: ProgrammeRun,
    pack: Pack,
    what: str,
    paper: RenderedPaper,
    folder: tuple[str, ...],
    *,
    facts: Mapping[str, str] | None = None,
) -> MadeDocument:
    return MadeDocument(
        document=Document(
            key=_key(run, pack.session.number, what),
            name=f"{paper.file_stem}.pdf",
            data=paper.pdf,
            media_type=PDF,
            fingerprint=paper.fingerprint,
        ),
        folder=folder,
        meeting=pack.session.number,
        facts=facts or {},
    )


def _key(run: ProgrammeRun, meeting: str, what: str) -> str:
    return f"{run.code}:reunion:{meeting}:{what}"


def _memory(run: ProgrammeRun, meeting: Meeting, meetings: tuple[Meeting, ...]) -> Memory | None:
    """What the dossier of the last meeting said; else the monthly report before last."""
    keys = []
    if meeting.day is not None:
        previous = last_held(meetings, committee=meeting.committee, before=meeting.day)
        if previous is not None:
            keys.append(_key(run, previous.number, "dossier"))
    period = month_before(month_before(run.as_of).start)
    keys.append(f"{run.code}:copil:{period.start:%Y-%m}:pdf")
    for key in keys:
        last = last_report(run.store, run.code, key)
        if last is not None and "memory" in last.facts:
            return json.loads(last.facts["memory"])
    return None
