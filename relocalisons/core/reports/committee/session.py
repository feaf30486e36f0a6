"""Pure: one meeting as its papers name it: who meets, when, where, about what, with what quorum.

A working group gathers some partners about one subject; delays that none of them can do anything
about would only make its agenda longer.
"""

from dataclasses import dataclass, replace
from datetime import date, time

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    format_number,
    plural_word,
    typo,
)
from relocalisons.core.meetings.hours import Hours, minutes_of, read_hours
from relocalisons.core.meetings.levels import Level, level_of
from relocalisons.core.meetings.meetings import Meeting, MemberAnswer, answers_of
from relocalisons.core.meetings.quorum import Quorum, QuorumState, expected_quorum_of, quorum_of
from relocalisons.core.meetings.words.committees import without_group_mark
from relocalisons.core.meetings.words.meetings import AnswerKind, runs_meetings
from relocalisons.core.programme.scope import (
    Scope,
    funder_mentions,
    programme_name,
    whole_programme,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody of « Instances » as the papers print them; no address, no telephone."""

    name: str
    body: str  # their structure; « Hors partenariat » when they come from no partner
    quality: str  # « Membre », « Invitée »…
    votes: bool
    answer: str  # « sera présent », « pouvoir à … », « sans réponse »


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A meeting with the words that its papers share."""

    number: str
    level: Level
    committee: str  # « COPIL », « GT Logistique »
    full_name: str  # « Comité de pilotage »
    day: date
    hours: Hours
    minutes: int
    length_stated: bool
    place: str
    attendees: tuple[Attendee, ...]
    quorum: str  # one French sentence; empty when the meeting asks for none
    mentions: tuple[str, ...]  # what the funders ask to print
    programme: str

    @property
    def title(self) -> str:
        """`COPIL du jeudi 16 avril 2026`."""
        return f"{self.committee} du {format_long_date(self.day, weekday=True)}"

    @property
    def short_title(self) -> str:
        """`COPIL du 16 avril 2026`."""
        return f"{self.committee} du {format_long_date(self.day)}"

    @property
    def when(self) -> str:
        """`jeudi 16 avril 2026, 14 h – 16 h`, or that the hour is still to come."""
        hours = self.hours.text or "heure à préciser"
        return f"{format_long_date(self.day, weekday=True)}, {hours}"

    @property
    def starts(self) -> time | None:
        """When it starts, or None."""
        return self.hours.starts

    @property
    def where(self) -> str:
        """The place, or that it is still to come."""
        return self.place or "lieu à préciser"


def session_of(programme: Programme, meeting: Meeting, *, day: date) -> Session:
    """The session of a meeting on its certain day."""
    hours = hours_of(programme, meeting)
    minutes, stated = minutes_of(hours, type_of_meeting=meeting.type)
    level = level_of(meeting)
    committee = typo(meeting.committee or meeting.type)
    return Session(
        number=meeting.number,
        level=level,
        committee=committee,
        full_name=_full_name(level, committee),
        day=day,
        hours=hours,
        minutes=minutes,
        length_stated=stated,
        place=typo(meeting.where),
        attendees=tuple(_attendee(programme, each) for each in answers_of(meeting)),
        quorum=quorum_words(meeting),
        mentions=funder_mentions(programme),
        programme=programme_name(programme),
    )


def hours_of(programme: Programme, meeting: Meeting) -> Hours:
    """The hours typed on the meeting's line; no hour when there is none, or in doubt."""
    for row in programme.rows("meetings"):
        # Not the whole place: its letters are fewer when an audience sees fewer columns.
        at, wanted = row.place, meeting.place
        if (at.file_id, at.sheet_id, at.row) == (wanted.file_id, wanted.sheet_id, wanted.row):
            return read_hours(row.cells.get("hours"))
    return Hours()


def quorum_words(meeting: Meeting) -> str:
    """What can be said of the quorum, from the answers before and the attendance after."""
    held = meeting.was_held
    quorum = quorum_of(meeting) if held else expected_quorum_of(meeting)
    if quorum.state is QuorumState.NOT_ASKED:
        return ""
    if quorum.needed is None:
        return "Le quorum de la réunion n’est pas lisible dans « Réunions »."
    of = f"{format_number(quorum.needed)} requis sur {format_number(quorum.seats)}"
    return _after(quorum, of=of) if held else _before(quorum, needed=quorum.needed, of=of)


def _before(quorum: Quorum, *, needed: int, of: str) -> str:
    announced = _seats(
        quorum.surely, "annoncé présent ou représenté", "annoncés présents ou représentés"
    )
    if quorum.state is QuorumState.REACHED:
        return f"Quorum annoncé atteint{NBSP}: {announced} pour {of}."
    if quorum.state is QuorumState.MISSED:
        return (
            f"Quorum{NBSP}: {of}, {announced}. S’il n’est pas atteint, les décisions seront "
            f"préparées en séance et prises par écrit. {PLEASE}"
        )
    waiting = quorum.possibly - quorum.surely
    if not quorum.surely:
        count = count_of(needed, "membre présent ou représenté", "membres présents ou représentés")
        return f"Quorum requis{NBSP}: {count} sur {format_number(quorum.seats)}. {PLEASE}"
    return (
        f"Quorum{NBSP}: {of}, {announced} et {format_number(waiting)} sans réponse claire. {PLEASE}"
    )


PLEASE = "Merci de confirmer votre présence ou de donner pouvoir."


def _after(quorum: Quorum, *, of: str) -> str:
    came = _seats(quorum.surely, "présent ou représenté", "présents ou représentés")
    if quorum.state is QuorumState.REACHED:
        return f"Quorum atteint{NBSP}: {came} pour {of}."
    if quorum.state is QuorumState.MISSED:
        return (
            f"Réunion tenue sans quorum{NBSP}: {came} pour {of}. Les "
            "décisions sont à confirmer par une consultation écrite ou à la réunion suivante."
        )
    return (
        f"Quorum à vérifier{NBSP}: {came} à coup sûr pour {of}, "
        "certaines lignes de « Présences » restant à préciser."
    )


def _seats(count: int, one: str, many: str) -> str:
    return f"{count_of(count, 'membre')} {plural_word(count, one, many)}"


_FULL_NAMES = {Level.STEERING: "Comité de pilotage", Level.TECHNICAL: "Comité technique"}


def _full_name(level: Level, committee: str) -> str:
    if level is Level.GROUP:
        name = without_group_mark(committee)
        return committee if name is None else f"Groupe de travail {name}".rstrip()
    return _FULL_NAMES[level]


def _attendee(programme: Programme, answer: MemberAnswer) -> Attendee:
    member = answer.member
    partner = programme.partner(member.partner)
    return Attendee(
        name=typo(member.person) or (typo(partner.name) if partner else ""),
        body=typo(partner.name) if partner else _outside(member.role),
        quality=typo(member.role[:1].upper() + member.role[1:]) if member.role else "Membre",
        votes=member.votes,
        answer=_answer_words(answer, programme),
    )


def _outside(role: str | None) -> str:
    """Who runs the meetings is no outsider, though « Instances » gives no partner for them."""
    return "Coordination" if runs_meetings(role or "") else "Hors partenariat"


def _answer_words(answer: MemberAnswer, programme: Programme) -> str:
    said = answer.said
    plain = {AnswerKind.YES: "sera là", AnswerKind.NO: "ne viendra pas"}
    if said.value is not None and said.value in plain:
        return plain[said.value]
    if said.value is AnswerKind.PROXY:
        # A code is typed as often as a name; a paper is read by those who know no code.
        holder = programme.partner(said.name) if said.name else None
        name = holder.name if holder is not None else said.name
        return (
            f"pouvoir à {typo(name)}"
            if name
            else f"pouvoir, porteur à préciser{NBSP}: non compté au quorum"
        )
    return "réponse à préciser" if said.doubtful else "sans réponse"


# Who the members are is asked of the coordinator, not of those who are invited.
NOBODY = "Points apportés par les participants."


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingScope:
    """The lines that a meeting speaks of; `unknown` says why there are none, else it is empty."""

    lines: Scope
    contracts: frozenset[str]  # their numbers
    unknown: str = ""

    def narrowed(self, programme: Programme) -> Programme:
        """The programme with the contracts of this meeting only."""
        return replace(
            programme,
            contracts=tuple(each for each in programme.contracts if each.number in self.contracts),
        )


def scope_of_meeting(programme: Programme, meeting: Meeting) -> MeetingScope:
    """What a meeting speaks of; `programme` as the service reads it, growers included."""
    if level_of(meeting) is not Level.GROUP:
        return MeetingScope(
            lines=whole_programme(programme),
            contracts=frozenset(each.number for each in programme.contracts),
        )
    codes = {answer.member.partner for answer in answers_of(meeting)} - {None}
    return MeetingScope(
        lines=Scope(
            actions=tuple(each for each in programme.actions if each.owner in codes),
            deliverables=tuple(each for each in programme.deliverables if each.owner in codes),
            note="actions et livrables des membres du groupe",
        ),
        contracts=frozenset(
            each.number for each in programme.contracts if {each.producer, each.buyer} & codes
        ),
        unknown="" if codes else NOBODY,
    )
