"""Papers as the next night would make them, from what is read now; nothing is written or sent.

A funder's line, a meeting or a contract is shown whether or not it is due today: the one that is
due, else the next.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.meetings import Meeting, read_meetings
from relocalisons.core.money.repayments.positions import are_followed
from relocalisons.core.money.words.reports import LEFT_US, ReportStatus, ReportType
from relocalisons.core.reports.claims.claim import PaymentClaim
from relocalisons.core.reports.deck.deck import Deck
from relocalisons.core.reports.funder.schedule import (
    ReportLine,
    ReportStep,
    read_lines,
    report_step_of,
)
from relocalisons.core.reports.kits.kits import Kit, build_kits
from relocalisons.core.reports.repayments.overview import build_repayments_page
from relocalisons.core.reports.repayments.statement import (
    build_account_statement,
    partners_with_account,
)
from relocalisons.core.views.view import PaperView
from relocalisons.errors import RequestError
from relocalisons.rendering.papers.preview import (
    PaperPreview,
    preview_deck,
    preview_paper,
    read_paper,
)
from tasks.meetings.logos import Logos
from tasks.meetings.session_steps import (
    contact_of,
    monthly_report,
    pack_of,
    views_of_pack,
    waiting_of,
)
from tasks.papers.funder_steps import view_of_line
from tasks.papers.producer_due import ProducerDocuments, due_producer_documents
from tasks.papers.report_memory import recall_reports
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

Seen = PaperView | Deck


@dataclass(frozen=True, slots=True)
class _Asked:
    """For whom or about what: the code of a funder or partner, the number of a meeting or line."""

    run: ProgrammeRun
    assessment: Assessment
    about: str

    def wants(self, *names: str) -> bool:
        """Whether one of these names is asked for; all are when none is."""
        return not self.about or fold(self.about) in map(fold, names)


def preview_papers(
    run: ProgrammeRun, assessment: Assessment, sort: str, *, about: str = "", words: bool = False
) -> tuple[PaperPreview, ...]:
    """Each paper of a sort, with its holes marked; with `words`, without its files.

    Raises RequestError, in French, for an unknown sort and when there is nothing to show.
    """
    shown = tuple(papers_of(run, assessment, sort, about=about))
    if not shown:
        which = f" pour « {about} »" if about else ""
        raise RequestError(f"Aucun document de cette sorte n’est à préparer{which}.")
    return tuple(_previewed(each, words=words) for each in shown)


def papers_of(
    run: ProgrammeRun, assessment: Assessment, sort: str, *, about: str = ""
) -> Iterator[Seen]:
    """What each paper of a sort says as of the day of the run."""
    known = {slug_of(name): build for name, build in _SORTS.items()}
    build = known.get(slug_of(sort))
    if build is None:
        raise RequestError(f"« {sort} » n’est pas un document. Documents : {', '.join(known)}.")
    return build(_Asked(run, assessment, about.strip()))


def paper_sorts() -> tuple[str, ...]:
    """The sorts of papers, as a terminal names them."""
    return tuple(map(slug_of, _SORTS))


def paper_names() -> tuple[str, ...]:
    """The same, as a form shows them."""
    return tuple(_SORTS)


def slug_of(name: str) -> str:
    """`ordre-du-jour` of « Ordre du jour »."""
    return "-".join(fold(name).split())


def _previewed(seen: Seen, *, words: bool) -> PaperPreview:
    if isinstance(seen, Deck):
        return preview_deck(seen)
    return read_paper(seen) if words else preview_paper(seen)


# --- funders --------------------------------------------------------------------------------


def _notes(asked: _Asked) -> Iterator[Seen]:
    yield from _of_lines(asked, (ReportType.MONTHLY,))


def _reports(asked: _Asked) -> Iterator[Seen]:
    kinds = [kind for kind in ReportType if kind.is_ours]
    others = (ReportType.MONTHLY, ReportType.CLAIM)
    yield from _of_lines(asked, tuple(kind for kind in kinds if kind not in others))


def _claims(asked: _Asked) -> Iterator[Seen]:
    yield from _of_lines(asked, (ReportType.CLAIM,))


def _controls(asked: _Asked) -> Iterator[Seen]:
    for claim in _claims(asked):
        if isinstance(claim, PaymentClaim):
            yield claim.control


def _of_lines(asked: _Asked, kinds: tuple[ReportType, ...]) -> Iterator[Seen]:
    """One line a funder and kind: the one that is due, else the first that has not left."""
    memory = recall_reports(asked.run)
    lines, _ = read_lines(asked.assessment.programme)
    made = memory.made(lines)
    calendar = shared_calendar(asked.assessment.programme.working_time)
    best: dict[tuple[str, ReportType], tuple[bool, ReportLine]] = {}
    for line in sorted(lines, key=lambda each: each.end):
        if line.kind not in kinds or not asked.wants(line.funder.code, line.funder.name):
            continue
        if line.state in (*LEFT_US, ReportStatus.DROPPED) or line.start > asked.run.as_of:
            continue
        step = report_step_of(line, as_of=asked.run.as_of, calendar=calendar, made=made)
        is_due = step in (ReportStep.DRAFT, ReportStep.CLOSE)
        known = best.get((line.funder.code, line.kind))
        if known is None or not known[0] or is_due:
            best[line.funder.code, line.kind] = (is_due, line)
    for _, line in best.values():
        yield view_of_line(asked.run, asked.assessment, line, lines, memory)


# --- meetings and kits ----------------------------------------------------------------------


def _monthly(asked: _Asked) -> Iterator[Seen]:
    yield monthly_report(asked.run, asked.assessment)


def _session(what: str) -> Callable[[_Asked], Iterator[Seen]]:
    def of_next_meeting(asked: _Asked) -> Iterator[Seen]:
        for meeting in _next_meetings(asked):
            if meeting.day is None:
                continue
            kits = waiting_of(build_kits(asked.assessment.programme, as_of=asked.run.as_of))
            pack = pack_of(
                asked.run,
                asked.assessment,
                meeting,
                meeting.day,
                as_of=asked.run.as_of,
                to_publish=kits,
            )
            if what == "support":
                if pack.deck is not None:
                    yield pack.deck
                continue
            for name, view in views_of_pack(asked.run, pack, asked.assessment, logos=Logos()):
                if name == what:
                    yield view

    return of_next_meeting


def _next_meetings(asked: _Asked) -> Iterator[Meeting]:
    """Those asked for by number or committee, else the next one of each committee."""
    ahead = sorted(
        (
            meeting
            for meeting in read_meetings(asked.assessment.programme)
            if meeting.is_planned and meeting.day is not None and meeting.day >= asked.run.as_of
        ),
        key=lambda each: (str(each.day), each.number),
    )
    seen: set[str] = set()
    for meeting in ahead:
        if fold(meeting.number) == fold(asked.about) or (
            asked.wants(meeting.committee) and meeting.committee not in seen
        ):
            seen.add(meeting.committee)
            yield meeting


def _kits(asked: _Asked) -> Iterator[Seen]:
    yield from (kit.kit for kit in _of_kits(asked))


def _briefs(asked: _Asked) -> Iterator[Seen]:
    yield from (kit.brief for kit in _of_kits(asked) if kit.brief is not None)


def _of_kits(asked: _Asked) -> Iterator[Kit]:
    contact = contact_of(asked.run)
    for kit in build_kits(asked.assessment.programme, as_of=asked.run.as_of, contact=contact):
        if asked.wants(kit.kit.number):
            yield kit


# --- producers ------------------------------------------------------------------------------


def _documents(asked: _Asked) -> ProducerDocuments:
    return due_producer_documents(asked.run, asked.assessment, now=True)


def _contracts(asked: _Asked) -> Iterator[Seen]:
    yield from (draft for number, draft in _documents(asked).drafts if asked.wants(number))


def _direct_notes(asked: _Asked) -> Iterator[Seen]:
    yield from (note for number, note in _documents(asked).notes if asked.wants(number))


def _sheets(asked: _Asked) -> Iterator[Seen]:
    yield from (sheet for code, sheet in _documents(asked).sheets if asked.wants(code))


def _visits(asked: _Asked) -> Iterator[Seen]:
    plan = _documents(asked).plan
    yield from (plan,) if plan is not None else ()


def _season(asked: _Asked) -> Iterator[Seen]:
    page = _documents(asked).season
    yield from (page,) if page is not None else ()


def _chains(asked: _Asked) -> Iterator[Seen]:
    chains = _documents(asked).chains
    yield from (chains,) if chains is not None else ()


def _egalim(asked: _Asked) -> Iterator[Seen]:
    yield from (annex for year, annex in _documents(asked).annexes if asked.wants(str(year)))


# --- repayments -----------------------------------------------------------------------------


def _repayments(asked: _Asked) -> Iterator[Seen]:
    if are_followed(asked.assessment.programme):
        yield build_repayments_page(asked.assessment.programme, as_of=asked.run.as_of)


def _accounts(asked: _Asked) -> Iterator[Seen]:
    programme, as_of = asked.assessment.programme, asked.run.as_of
    if are_followed(programme):
        for partner in partners_with_account(programme, as_of=as_of):
            if asked.wants(partner):
                yield build_account_statement(programme, partner=partner, as_of=as_of)


_SORTS: Mapping[str, Callable[[_Asked], Iterator[Seen]]] = {
    "Note mensuelle": _notes,
    "Rapport": _reports,
    "Demande de paiement": _claims,
    "Contrôle avant envoi": _controls,
    "Rapport COPIL": _monthly,
    "Ordre du jour": _session("ordre-du-jour"),
    "Émargement": _session("emargement"),
    "Relevé": _session("releve"),
    "Dossier de séance": _session("dossier"),
    "Pouvoir": _session("pouvoir"),
    "Support de séance": _session("support"),
    "Kit de diffusion": _kits,
    "Fiche prestataire": _briefs,
    "Contrat de culture": _contracts,
    "Note de gré à gré": _direct_notes,
    "Fiche producteur": _sheets,
    "Plan de visites": _visits,
    "Plan de saison": _season,
    "Suivi des filières": _chains,
    "Annexe EGalim": _egalim,
    "Reversements": _repayments,
    "État de compte": _accounts,
}
