"""Pure: the title of a session that lacks answers, and whom to call: one or two votes decide it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relocalisons.core.acts.acts import Act
from relocalisons.core.acts.ranking import PRESSING_BAND
from relocalisons.core.acts.titles.decisions import headline
from relocalisons.core.kernel.findings.gestures import Verb
from relocalisons.core.kernel.model import Partner, Programme, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    join_words,
    shorten,
    typo,
)
from relocalisons.core.meetings.meetings import answers_of, read_meetings
from relocalisons.core.meetings.quorum import expected_quorum_of
from relocalisons.core.reminders.contacts import last_contacts

_FEW = 2  # votes that a call or two can still bring
_LONGEST_TITLE = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lacking:
    """Whom a session without its quorum has still to hear, the first to call first.

    `votes`: how many are missing; 0 where more are than calls may bring, or nobody can tell.
    """

    votes: int
    partners: tuple[Partner, ...]

    @property
    def said(self) -> str:
        """« il manque 1 voix »."""
        return f"il manque {self.votes}{NBSP}voix" if self.votes else ""


def say_session(act: Act, *, programme: Programme) -> str:
    """« Demander qui vient : … (7 lignes, 5 partenaires) », or whose vote decides; of a session
    that cannot have a quorum « Reporter ou réunir des pouvoirs : G-04 – GT Filières du 9 mars … ».
    """
    told = act.told
    first = told[0].finding
    if act.key.verb is Verb.DECIDE:
        return f"Reporter ou réunir des pouvoirs{NBSP}: {headline(first)}"
    start = f"Demander qui vient{NBSP}: {first.label}"
    lacking = _lacking(act, programme=programme)
    if lacking.said and lacking.partners:
        whom = lacking.partners[0]
        call = f"{lacking.said}, appelez {typo(whom.contact or whom.name)} ({whom.code})"
        return shorten(f"{start}{NBSP}: {call}", limit=_LONGEST_TITLE)
    return f"{start} ({_people(told)})"


def say_numbers(act: Act, *, programme: Programme) -> str:
    """« à appeler : Jeanne Vernet (P07) 06 12 … », of a session that lacks its quorum in its last
    days: whom a mail asked and who has not said; empty elsewhere, and where no number is known.
    """
    lacking = _lacking(act, programme=programme)
    known = [one for one in lacking.partners if one.phone]
    said = [f"{typo(one.contact or one.name)} ({one.code}) {one.phone}" for one in known]
    if not said:
        return ""
    decides = f"{lacking.said} pour le quorum, un appel en décide" if lacking.said else ""
    # Where one answer settles it, the order is that of the calls.
    whom = ", puis ".join(said) if decides else join_words(said)
    return " • ".join(filter(None, (decides, f"à appeler{NBSP}: {whom}")))


def _lacking(act: Act, *, programme: Programme) -> _Lacking:
    """Nobody is named before the last days, in which a mail comes too late."""
    near = any(one.finding.kind.gesture.presses_when_near for one in act.told)
    if not near or act.band < PRESSING_BAND:
        return _Lacking(votes=0, partners=())
    asked = dict.fromkeys(one.finding.partner for one in act.told if one.finding.partner)
    votes, silent = _votes(act.key.counterpart, programme=programme)
    heard = _heard_of(programme)
    known = [one for one in map(programme.partner, asked) if one is not None]
    # A voice that never answered is the least likely; whoever said no may still give a proxy.
    known.sort(key=lambda one: (one.code not in heard, one.code not in silent) if votes else ())
    return _Lacking(votes=votes, partners=tuple(known))


def _votes(number: str, *, programme: Programme) -> tuple[int, frozenset[str]]:
    """How many votes a session lacks, where they are few; the partners who have not answered."""
    meeting = next((one for one in read_meetings(programme) if one.number == number), None)
    if meeting is None:
        return 0, frozenset()
    quorum = expected_quorum_of(meeting)
    missing = (quorum.needed or 0) - quorum.surely
    silent = (
        one.member.partner
        for one in answers_of(meeting)
        if one.member.votes and one.said.value is None
    )
    few = missing if 0 < missing <= _FEW else 0
    return few, frozenset(code for code in silent if code)


def _heard_of(programme: Programme) -> frozenset[str]:
    """The partners who spoke to somebody, answered or came to a session, at least once."""
    spoke = (
        each.seat
        for meeting in read_meetings(programme)
        for each in meeting.attendance
        if each.seat and (each.answer.value or (each.presence.value and each.presence.value.counts))
    )
    return frozenset((*last_contacts(programme), *spoke))


def _people(told: Sequence[TrackedFinding]) -> str:
    """How many lines of how many partners."""
    partners = _partners(told)
    lines = count_of(len(told), "ligne")
    return f"{lines}, {count_of(len(partners), 'partenaire')}" if len(partners) > 1 else lines


def _partners(told: Iterable[TrackedFinding]) -> frozenset[str]:
    return frozenset(one.finding.partner for one in told if one.finding.partner)
