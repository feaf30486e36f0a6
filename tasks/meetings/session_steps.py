"""The steps of meetings: the monthly report, the papers of each meeting, kits, what is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.calendar import is_first_working_day, month_before
from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.words.french import count_of, plural_word
from relocalisons.core.meetings.meetings import Meeting, read_meetings
from relocalisons.core.programme.subjects import say_not_followed
from relocalisons.core.reports.committee.copil import CopilReport, build_copil_report
from relocalisons.core.reports.committee.timetable import Timetable
from relocalisons.core.reports.kits.kits import ContractorBrief, DisseminationKit, Kit, build_kits
from relocalisons.core.reports.meetings.convening import is_pack_due
from relocalisons.core.reports.meetings.pack import (
    Pack,
    build_pack,
    last_held,
    next_after,
    next_committee,
)
from relocalisons.core.reports.meetings.papers import (
    agenda_paper,
    attendance_sheet,
    decision_record,
    dossier,
    proxy_form,
)
from relocalisons.core.reports.shared.agenda import MAX_ASKED
from relocalisons.core.views.view import Memory, PaperView
from relocalisons.rendering.papers.papers import RenderedPaper, render
from relocalisons.rendering.papers.second_press import Order
from relocalisons.store.readings.reports import last_report, published_reports
from tasks.meetings.logos import Logos, fetch_logos
from tasks.papers.papers import (
    MadePaper,
    MadePapers,
    ToPrint,
    archived,
    editable,
    facts_of,
    pair_of,
    print_papers,
    provenance_of,
    publish_papers,
)
from tasks.papers.publication import Document, Publication, Published
from tasks.papers.report_memory import memory_in
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SLIDES = "application/vnd.google-apps.presentation"
SESSIONS_FOLDER = "03 COPIL"
KITS_FOLDER = ("06 Communication", "Kits de diffusion")
MOST_NAMED = 12  # documents named one by one
# Delays grow by a day every day: papers that print nothing else anew stand as long as this.
AS_OF = "as_of"  # what a paper keeps of itself: the day of its data
_ARCHIVED = ("emargement", "dossier")  # the papers of a meeting that nobody edits
STANDS_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSessions:
    """The packs and kits of today."""

    packs: tuple[Pack, ...]
    kits: tuple[Kit, ...]

    @property
    def timetables(self) -> Mapping[str, Timetable]:
        """Meeting number → its agenda, for the invitations."""
        return {pack.session.number: pack.timetable for pack in self.packs}


@step("Rédiger le rapport du COPIL")
def render_copil_report(run: ProgrammeRun, assessment: Assessment) -> MadePapers:
    """The committee's monthly report, on the first working day of the month; no network."""
    if not assessment.programme.follows(Subject.MEETINGS):
        return MadePapers(skipped=(say_not_followed(Subject.MEETINGS),))
    calendar = shared_calendar(assessment.programme.working_time)
    if not is_first_working_day(run.as_of, calendar=calendar):
        return MadePapers(skipped=("Ce n’est pas le 1er jour ouvré du mois.",))
    view = monthly_report(run, assessment)
    month = f"{month_before(run.as_of).start:%Y-%m}"
    report = MadePaper(
        name=view.heading.file_stem,
        folder=(run.settings.google.reports_folder, month),
        documents=pair_of(render(view), _monthly_key(run, month)),
        facts=facts_of(view),
    )
    return MadePapers(papers=(report,))


def monthly_report(run: ProgrammeRun, assessment: Assessment) -> CopilReport:
    """The committee's report of the month before the day of the run."""
    period = month_before(run.as_of)
    ahead = next_committee(read_meetings(assessment.programme), as_of=run.as_of)
    asked = MAX_ASKED
    if ahead is not None and ahead.day is not None:
        pack = pack_of(run, assessment, ahead, ahead.day, as_of=run.as_of, to_publish=())
        asked = len(pack.asked)
    return build_copil_report(
        assessment.programme,
        assessment.tracked,
        period_start=period.start,
        period_end=period.end,
        as_of=run.as_of,
        previous=_last_monthly(run, before=f"{period.start:%Y-%m}"),
        baseline=assessment.baseline,
        provenance=provenance_of(run, assessment),
        asked=asked,
    )


publish_copil_report = step("Déposer les documents dans le Drive")(publish_papers)


def contact_of(run: ProgrammeRun) -> str:
    """Whom a contractor answers, and to whom a proxy is sent back."""
    coordinator = run.settings.in_charge
    return f"{coordinator.name} ({coordinator.email})"


def due_sessions(run: ProgrammeRun, assessment: Assessment) -> DueSessions:
    """The packs of the meetings that are near, and the kits of validated deliverables."""
    programme = assessment.programme
    shares = programme.follows(Subject.COMMUNICATION)
    kits = build_kits(programme, as_of=run.as_of, contact=contact_of(run)) if shares else ()
    return DueSessions(
        packs=tuple(
            pack_of(
                run, assessment, meeting, meeting.day, as_of=run.as_of, to_publish=waiting_of(kits)
            )
            for meeting in read_meetings(programme)
            if meeting.day is not None and is_pack_due(meeting, as_of=run.as_of)
        ),
        kits=kits,
    )


def waiting_of(kits: Iterable[Kit]) -> tuple[str, ...]:
    """The numbers of the deliverables that are still to be published somewhere."""
    return tuple(each.kit.number for each in kits if each.left)


def pack_of(
    run: ProgrammeRun,
    assessment: Assessment,
    meeting: Meeting,
    day: date,
    *,
    as_of: date,
    to_publish: tuple[str, ...],
) -> Pack:
    """The pack of one meeting as of a day."""
    meetings = read_meetings(assessment.programme)
    return build_pack(
        assessment.programme,
        assessment.tracked,
        meeting=meeting,
        day=day,
        meetings=meetings,
        as_of=as_of,
        baseline=assessment.baseline,
        provenance=provenance_of(run, assessment),
        memory=_last_session(run, meeting, meetings),
        to_publish=to_publish,
    )


def logos_for(google: Google, due: DueSessions, assessment: Assessment) -> Logos:
    """The funders' logos when some meeting needs them; nothing is read otherwise."""
    return fetch_logos(google, assessment.programme) if due.packs else Logos()


@step("Préparer les réunions et les kits")
def render_sessions(
    run: ProgrammeRun, due: DueSessions, assessment: Assessment, *, logos: Logos
) -> MadePapers:
    """Every paper of every pack and both documents of every kit; no network."""
    papers: list[MadePaper | ToPrint] = []
    for pack in due.packs:
        standing = _standing(run, pack, assessment, logos=logos, kits=waiting_of(due.kits))
        papers += standing or _papers(run, pack, assessment, logos=logos)
    for kit in due.kits:
        papers += (_kit_paper(run, kind, view) for kind, view in kit.papers)
    return MadePapers(papers=print_papers(papers, "Rédaction des dossiers de réunion"))


def _kit_paper(run: ProgrammeRun, kind: str, view: DisseminationKit | ContractorBrief) -> ToPrint:
    def made(files: RenderedPaper) -> tuple[MadePaper]:
        word = editable(files, f"{run.code}:{kind}:{view.number}")
        return (MadePaper(folder=KITS_FOLDER, documents=(word,)),)

    return ToPrint(order=Order(paper=view, pdf=False), made=made)


publish_sessions = step("Déposer les dossiers de réunion et les kits")(publish_papers)


def tell_new(published: Sequence[Published]) -> list[str]:
    """What is new or revised, one by one; what did not change, counted."""
    moved = [one.message for one in published if one.outcome is not Publication.UNCHANGED]
    same = len(published) - len(moved)
    said = moved[:MOST_NAMED]
    if len(moved) > MOST_NAMED:
        more = len(moved) - MOST_NAMED
        said.append(f"{count_of(more, 'autre document', 'autres documents')} déposés.")
    if same:
        word = plural_word(same, "est", "sont")
        said.append(f"{count_of(same, 'document')} {word} déjà à jour.")
    return said


def _standing(
    run: ProgrammeRun, pack: Pack, assessment: Assessment, *, logos: Logos, kits: tuple[str, ...]
) -> list[MadePaper]:
    """The papers as they stand in the Drive, while today's data would print the same on their day.

    Empty when something that they print changed, or when they have stood for a week: they are then
    made anew, as of today.
    """
    number = pack.session.number
    last = last_report(run.store, run.code, _session_key(run, number, "ordre-du-jour"))
    told = last.facts.get(AS_OF) if last is not None else None
    if told is None:
        return []
    day = date.fromisoformat(told)
    meeting = next(each for each in read_meetings(assessment.programme) if each.number == number)
    if not run.as_of - STANDS_FOR < day < run.as_of:
        return []
    older = pack_of(run, assessment, meeting, pack.session.day, as_of=day, to_publish=kits)
    papers: list[MadePaper] = []
    for waiting in _papers(run, older, assessment, logos=logos):
        for paper in print_papers([waiting], ""):  # one by one: the first that differs ends it
            for document in paper.documents:
                known = last_report(run.store, run.code, document.key)
                if known is None or known.fingerprint != document.fingerprint:
                    return []
            papers.append(paper)
    return papers


def _papers(
    run: ProgrammeRun, pack: Pack, assessment: Assessment, *, logos: Logos
) -> Iterator[MadePaper | ToPrint]:
    """The papers of one meeting, all in its folder, which takes the day to which it moves."""
    session = pack.session
    strip = {"logos": logos.strip} if logos.strip else {}
    views = views_of_pack(run, pack, assessment, logos=logos)

    def made(document: Document, *, facts: Mapping[str, str] | None = None) -> MadePaper:
        return MadePaper(
            folder=(SESSIONS_FOLDER, f"{session.day:%Y-%m-%d} {session.committee}"),
            folder_key=key("rangement"),
            documents=(document,),
            facts={**(facts or {}), AS_OF: pack.as_of.isoformat()},
        )

    def key(what: str) -> str:
        return _session_key(run, session.number, what)

    def printed(view: PaperView, what: str) -> ToPrint:
        facts = facts_of(view) if what == "dossier" else None
        form = archived if what in _ARCHIVED else editable
        order = Order(
            paper=view,
            pdf=what in _ARCHIVED,
            docx=what not in _ARCHIVED,
            pictures=strip if what == "emargement" else None,
        )
        return ToPrint(order=order, made=lambda files: (made(form(files, key(what)), facts=facts),))

    for what, view in views:
        yield printed(view, what)
    if pack.deck is None:
        return
    from relocalisons.rendering.slides.deck import fingerprint_of_deck, render_pptx

    yield made(
        Document(
            key=key("support"),
            name=pack.deck.file_stem,
            data=render_pptx(pack.deck),
            media_type=PPTX,
            as_type=SLIDES,
            fingerprint=fingerprint_of_deck(pack.deck),
        )
    )


def views_of_pack(
    run: ProgrammeRun, pack: Pack, assessment: Assessment, *, logos: Logos
) -> Iterator[tuple[str, PaperView]]:
    """The papers of one meeting by what they are; dossier and proxy for a COPIL only."""
    programme, session = assessment.programme, pack.session
    following = next_after(read_meetings(programme), committee=session.committee, after=session.day)
    next_day = following.day if following else None
    yield "ordre-du-jour", agenda_paper(pack, programme)
    yield "emargement", attendance_sheet(pack, logos=logos.names)
    yield "releve", decision_record(pack, programme, next_day=next_day)
    if pack.report is None:
        return
    yield "dossier", dossier(pack, programme, pack.report)
    yield "pouvoir", proxy_form(session, reply_to=contact_of(run), as_of=pack.as_of)


def _session_key(run: ProgrammeRun, meeting: str, what: str) -> str:
    return f"{run.code}:reunion:{meeting}:{what}"


def _monthly_key(run: ProgrammeRun, month: str) -> str:
    return f"{run.code}:copil:{month}"


def _last_monthly(run: ProgrammeRun, *, before: str) -> Memory | None:
    """What the last report published for an earlier month said, or None for the first one.

    Not that of last month alone: a month without a report would hide what left meanwhile.
    """
    start, this = _monthly_key(run, ""), f"{_monthly_key(run, before)}:pdf"
    earlier = [
        entry
        for key, entry in published_reports(run.store, run.code).items()
        if key.startswith(start) and key.endswith(":pdf") and key < this
        if "memory" in entry.facts
    ]
    return memory_in(max(earlier, key=lambda entry: entry.report_key, default=None))


def _last_session(
    run: ProgrammeRun, meeting: Meeting, meetings: tuple[Meeting, ...]
) -> Memory | None:
    """What the dossier of the last meeting said; else the monthly report before last."""
    keys = []
    if meeting.day is not None:
        previous = last_held(meetings, committee=meeting.committee, before=meeting.day)
        if previous is not None:
            keys.append(_session_key(run, previous.number, "dossier"))
    period = month_before(month_before(run.as_of).start)
    keys.append(f"{_monthly_key(run, f'{period.start:%Y-%m}')}:pdf")
    known = (memory_in(last_report(run.store, run.code, key)) for key in keys)
    return next((memory for memory in known if memory is not None), None)
