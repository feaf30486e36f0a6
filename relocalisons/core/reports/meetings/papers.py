"""Pure: the papers of a meeting: agenda, attendance sheet, record of decisions, proxy, dossier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    join_words,
)
from relocalisons.core.meetings.levels import Level
from relocalisons.core.meetings.words.meetings import is_held_apart, runs_meetings
from relocalisons.core.reports.committee.copil import CopilReport
from relocalisons.core.reports.committee.question_rules import Question
from relocalisons.core.reports.committee.questions import decision_cells
from relocalisons.core.reports.committee.session import Session
from relocalisons.core.reports.committee.timetable import Item
from relocalisons.core.reports.meetings.gaps import gaps_sheet, gaps_table, gaps_words
from relocalisons.core.reports.meetings.pack import BLANK_LINES, Pack
from relocalisons.core.views.view import (
    Heading,
    PaperView,
    PictureView,
    PlainTable,
)

UNKNOWN_SEATS = 12  # of a group whose members nobody typed
EMPTY_SEATS = 4  # lines of the sheet for people whom nobody expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(PaperView):
    """What all papers share."""

    session: Session


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPaper(Paper):
    """The timed agenda and the decisions that are followed; `timed` when hours are known."""

    template = "meetings/session_agenda"
    items: tuple[Item, ...]
    timed: bool
    note: str
    quorum: str
    decisions: PlainTable
    others: PlainTable  # of a technical committee: the gaps without a slot on any agenda
    chair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheet(Paper):
    """Who signs: name, structure, quality; `blanks` empty lines below."""

    template = "meetings/attendance_sheet"
    rows: tuple[tuple[str, str, str], ...]
    blanks: int
    note: str
    logos: str  # alternative text of the strip of logos; empty without one

    def shorter(self) -> Iterator[Self]:
        """Fewer empty lines where that makes one page of it; all of them where nothing does."""
        for blanks in range(self.blanks - 1, -1, -1):
            yield replace(self, blanks=blanks)
        yield self


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One decision to be written down: its number, what is asked, and what is proposed."""

    number: str
    question: str
    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord(Paper):
    """The record to fill in during the meeting; light minutes have the agenda's items too."""

    template = "meetings/decision_record"
    items: tuple[str, ...]  # for light minutes: the items to note; empty for a record
    lines: tuple[RecordLine, ...]
    followed: PlainTable
    quorum: str
    next_day: str
    answers: tuple[str, ...]  # who is expected, by answer
    made: str  # « Relevé établi par »

    def shorter(self) -> Iterator[Self]:
        """Fewer empty lines where that makes one page of it; all of them where nothing does."""
        asked = len([line for line in self.lines if line.question])
        for kept in range(len(self.lines) - 1, asked, -1):
            yield replace(self, lines=self.lines[:kept])
        yield self


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyForm(Paper):
    """The form by which a member gives somebody a proxy."""

    template = "meetings/proxy_form"
    committee: str
    reply_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier(Paper):
    """The whole file of a steering committee's meeting."""

    template = "meetings/session_dossier"
    agenda: AgendaPaper
    asked: tuple[Question, ...]
    others: str  # how many gaps have no slot, and where they stand; empty when none is left
    report: CopilReport
    expected: tuple[str, ...]  # members who answered, by answer

    @property
    def has_place(self) -> tuple[str, ...]:
        """The sections where her words stand; those of others follow at the end."""
        printed = ("livrables", "volumes", "depenses", "risques")
        left = self.report.sections_out
        return (
            *("essentiel", "changements", "decisions", "faits", "planning"),
            *(section for section in printed if section not in left),
        )

    @property
    def pictures(self) -> Mapping[str, PictureView | None]:
        """Plan, volumes and spending."""
        report = self.report
        return {
            "planning": report.gantt,
            "volumes": report.volumes_picture,
            "depenses": report.spending_picture,
        }


@for_others
def agenda_paper(pack: Pack, programme: Programme) -> AgendaPaper:
    """The agenda as it goes with the notice, or stands in front of the dossier."""
    session = pack.session
    return AgendaPaper(
        heading=_heading_of(
            pack, title=f"Ordre du jour du {session.short_title}", stem="Ordre du jour"
        ),
        session=pack.session,
        items=pack.timetable.items,
        timed=session.starts is not None,
        note=pack.timetable.note,
        quorum=session.quorum,
        decisions=followed_table(pack, programme),
        others=gaps_table(pack, shown=session.level is Level.TECHNICAL),
        chair=_expected(session),
    )


def attendance_sheet(pack: Pack, *, logos: tuple[str, ...] = ()) -> AttendanceSheet:
    """The sheet to sign, also a piece of evidence for the funders; `logos` names those shown."""
    session = pack.session
    return AttendanceSheet(
        heading=_heading_of(
            pack, title=f"Feuille d’émargement, {session.title}", stem="Émargement"
        ),
        session=pack.session,
        rows=tuple((one.name, one.body, one.quality) for one in session.attendees),
        blanks=EMPTY_SEATS if session.attendees else UNKNOWN_SEATS,
        note=f"{_how_signed(session)} Le mandataire signe pour la personne qu’il représente, et "
        "son pouvoir est joint. À scanner et à déposer avec le compte rendu.",
        logos=f"Logos des financeurs{NBSP}: {join_words(list(logos))}" if logos else "",
    )


def _how_signed(session: Session) -> str:
    if is_held_apart(session.place):
        return (
            "Les personnes en visio ne signent pas\u202f: l’animation note leur présence et joint "
            "la liste des connexions."
        )
    return "À signer en séance."


@for_others
def decision_record(pack: Pack, programme: Programme, *, next_day: date | None) -> DecisionRecord:
    """The record of decisions of a steering committee, or the light minutes of a lesser one."""
    session = pack.session
    steering = session.level is Level.STEERING
    title = "Relevé de décisions" if steering else "Compte rendu"
    minutes = [item.title for item in pack.timetable.items if item.decides]
    minutes = minutes[: len(minutes) - len(pack.asked)]
    asked = [(f"Approuver le {title[:1].lower()}{title[1:]}", "") for title in minutes]
    asked += [(question.question, question.reasoned) for question in pack.asked]
    asked += [("", "")] * BLANK_LINES
    # Several minutes may be open at once: only the committee's record takes the next numbers.
    numbers = pack.numbers if steering else tuple(map(str, range(1, len(asked) + 1)))
    lines = tuple(
        RecordLine(number=number, question=question, proposal=proposal)
        for number, (question, proposal) in zip(numbers, asked, strict=False)
    )
    return DecisionRecord(
        heading=_heading_of(pack, title=f"{title} du {session.short_title}", stem=title),
        session=pack.session,
        items=()
        if steering
        else tuple(item.title for item in pack.timetable.items if not item.decides),
        lines=lines,
        followed=followed_table(pack, programme),
        quorum=session.quorum,
        next_day=format_long_date(next_day, weekday=True) if next_day else "à fixer en séance",
        answers=_by_answer(session),
        made=f"{title.removesuffix(' de décisions')} établi par",
    )


def proxy_form(session: Session, *, reply_to: str, as_of: date, stopped: str = "") -> ProxyForm:
    """The proxy form of a meeting; `reply_to` says to whom it is sent back."""
    return ProxyForm(
        heading=_heading(
            session,
            title=f"Pouvoir pour le {session.title}",
            stem="Pouvoir",
            as_of=as_of,
            stopped=stopped,
        ),
        session=session,
        committee=session.committee,
        reply_to=reply_to,
    )


@for_others
def dossier(pack: Pack, programme: Programme, report: CopilReport) -> Dossier:
    """The dossier of a steering committee."""
    return Dossier(
        heading=_heading_of(
            pack, title=f"Dossier de séance, {pack.session.title}", stem="Dossier de séance"
        ),
        session=pack.session,
        agenda=agenda_paper(pack, programme),
        asked=pack.asked,
        others=gaps_words(pack),
        report=report,
        annex=(*report.annex, *gaps_sheet(pack, intro=report.heading.stopped)),
        memory=report.memory,
        expected=_by_answer(pack.session),
    )


def followed_table(pack: Pack, programme: Programme) -> PlainTable:
    """The decisions that still run; one without owner says « sans responsable »."""
    return PlainTable(
        caption="Décisions en cours",
        columns=("N°", "Décision", "Responsable", "Échéance"),
        rows=tuple(decision_cells(programme, row, limit=140) for row in pack.decisions),
    )


def _by_answer(session: Session) -> tuple[str, ...]:
    """« Présents annoncés : … », one sentence an answer; members only.

    The record of a meeting to come lists nobody as absent, and nobody for not having answered.
    """
    groups: dict[str, list[str]] = {}
    for one in session.attendees:
        if one.votes:
            is_proxy = one.answer.startswith("pouvoir")
            to = one.answer.removeprefix("pouvoir").strip(" ,") if is_proxy else ""
            # « Zoé Aubert à Farid Blanc » reads as it is said; a doubt stands apart.
            named = f"{one.name} {to}" if to.startswith("à ") else one.name
            if to and not to.startswith("à "):
                named = f"{one.name} ({to})"
            groups.setdefault("pouvoir" if is_proxy else one.answer, []).append(named)
    words = {
        "sera là": "Présents annoncés",
        "pouvoir": "Pouvoirs donnés",
    }
    return tuple(
        f"{label} ({len(groups[kind])}){NBSP}: {join_words(groups[kind])}."
        for kind, label in words.items()
        if kind in groups
    )


def _expected(session: Session) -> str:
    if not session.attendees:
        return ""  # its points say that nobody is known: those who are called need no more
    members = len([one for one in session.attendees if one.votes])
    runners = [one for one in session.attendees if not one.votes and runs_meetings(one.quality)]
    guests = len(session.attendees) - members - len(runners)
    called = [
        count_of(members, "membre"),
        *([count_of(guests, "personne invitée", "personnes invitées")] if guests else []),
        *(["l’animation"] if runners else []),
    ]
    return f"Sont conviés{NBSP}: {join_words(called)}."


def _heading_of(pack: Pack, *, title: str, stem: str) -> Heading:
    return _heading(pack.session, title=title, stem=stem, as_of=pack.as_of)


def _heading(session: Session, *, title: str, stem: str, as_of: date, stopped: str = "") -> Heading:
    known = stopped or f"Données arrêtées au {format_long_date(as_of)}"
    return Heading(
        title=title,
        kicker=session.full_name,
        subtitle=f"{session.when[0].upper()}{session.when[1:]} · {session.where}",
        running=f"{session.programme} · {session.short_title}",
        stopped=known,
        description=f"{title}, {known[0].lower()}{known[1:]}",
        file_stem=f"{session.day:%Y-%m-%d} {session.committee} {stem}",
        as_of=as_of,
    )
