"""Pure: what an act has beside its findings: an answer to read, a mail, a call."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.acts.aid.stake import Stake
from relocalisons.core.acts.keys import ActKey, in_mails
from relocalisons.core.kernel.findings.gestures import Party
from relocalisons.core.kernel.model import (
    CellRef,
    Finding,
    FindingState,
    Programme,
    TrackedFinding,
)
from relocalisons.core.reminders.people import partners_of_one_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An act that comes from elsewhere than a finding: a reply to read, a proposal to accept.

    `member` is its lasting key, in the act's members like the key of a finding; `title` says what
    to do in one sentence, `due` by when; `band` how pressing it is at least. `point` is its own
    part of the details (the title where empty), `why` what is to be known first, `place` its cell.
    `covers`: lasting keys of what it shows besides, and a word on it decides with it.
    """

    member: str
    act: ActKey
    title: str
    due: date | None = None
    band: int = 0
    point: str = ""
    why: str = ""
    place: CellRef | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A mail asks somebody about a finding: it left, and its answer may come up to `until`.

    `held`: it waits for her word in « Relances » instead. `coming`: it is not written yet, the
    reminders of `until` will. `on` is the day of that mail: of one that still waits, today.
    """

    until: date
    on: date | None = None
    held: bool = False
    coming: bool = False


def asked_too_late(
    awaited: Mapping[str, Awaited], stakes: Mapping[str, Stake], *, as_of: date
) -> Mapping[str, date]:
    """Key of a finding that stands → the next reminders, where its last useful day comes before.

    Until it is due: then it is late, and asked as such.
    """
    return {
        key: one.until
        for key, one in awaited.items()
        if one.coming
        and (stake := stakes.get(key)) is not None
        and (last := stake.last_useful) is not None
        and last < one.until
        and as_of <= (stake.due or last)
    }


def first_mail(found: Iterable[Awaited | None]) -> Awaited | None:
    """The mail that is waited for: one that waits for her, then one to come, then by its day."""
    known = (one for one in found if one is not None)
    return min(known, key=lambda one: (not one.held, not one.coming, one.until), default=None)


def comes_in_time(mail: Awaited, last_useful: date | None, *, days: int) -> bool:
    """Whether a mail has left, or does on the next working day, and is answered in time.

    `days`: the working days to its day.
    """
    soon = not mail.coming or days <= 1
    return soon and (last_useful is None or last_useful >= mail.until)


def is_asked_of(
    told: Iterable[TrackedFinding], awaited: Mapping[str, Awaited], *, bands: Mapping[str, int]
) -> bool:
    """Whether a mail that left asks what somebody is called for: `bands`, by key of finding.

    Not what got worse since it left, nor what it never asked, unless that weighs less.
    """
    told = tuple(told)
    asked = [bands[one.finding.key] for one in told if one.finding.key in awaited]
    rest = [bands[one.finding.key] for one in told if one.finding.key not in awaited]
    worse = any(one.state is FindingState.WORSE for one in told)
    return bool(asked) and not worse and max(rest, default=-1) < max(asked)


def mailed_on(
    found: Iterable[Finding], awaited: Mapping[str, Awaited], *, programme: Programme, as_of: date
) -> Mapping[str, date]:
    """Partner → the day of the last mail to it, whatever it asks.

    Whoever answers for two partners is one person: a mail to one of them is to both.
    """
    days: dict[str, date] = {}
    for finding in found:
        mail = awaited.get(finding.key)
        if mail is not None and mail.on is not None and mail.on <= as_of and finding.partner:
            days[finding.partner] = max(days.get(finding.partner, date.min), mail.on)
    together = partners_of_one_person(programme)
    return {
        partner: max(days[one] for one in (of & days.keys()))
        for partner, of in together.items()
        if of & days.keys()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledApart:
    """Somebody who is called for one matter only, as a financier: « Sylvie Combe (P01) », their
    number, why, and the keys of it.
    """

    who: str
    phone: str = ""
    why: str = ""
    keys: frozenset[str] = frozenset()

    @property
    def said(self) -> str:
        """« Sylvie Combe (P01), 06 12 34 56 78, 2 messages sans réponse »."""
        return ", ".join(filter(None, (self.who, self.phone, self.why)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Why somebody is telephoned instead of being written to, and what is said to them.

    `findings`: the keys of all that the call speaks of; what no act of its own tells is named in
    `points`; `told` is what is to be known first: the last exchange, a promise, whom else to ask.
    `instead` is another gesture, once the call has been left without effect too long.
    `unwritable`: no mail can reach that person; one to a colleague says nothing to it.
    `aloud`: the keys of what is said although a mail asks it too (`reminders.rules.by_voice`);
    `of_today`: she wrote that she calls, and something of it presses; `of_claim`: a claim of these
    days lacks what was asked of them, and no mail can be answered in time.
    `broken`: what was promised and did not come, in words.
    """

    reason: str
    findings: frozenset[str] = frozenset()
    points: tuple[tuple[str, str], ...] = ()  # key of a finding, what to say of it
    told: tuple[str, ...] = ()
    instead: str = ""
    apart: tuple[CalledApart, ...] = ()
    unwritable: bool = False
    aloud: frozenset[str] = frozenset()
    of_today: bool = False
    of_claim: bool = False
    broken: tuple[str, ...] = ()

    @property
    def alone(self) -> CalledApart | None:
        """The only person whom the call is about: a financier, and nobody else."""
        apart = frozenset[str]().union(*(each.keys for each in self.apart))
        is_one = len({each.who for each in self.apart}) == 1 and self.findings <= apart
        return self.apart[0] if is_one else None


def spoken_of(
    calls: Mapping[str, Called], *, keys: Mapping[str, ActKey | None]
) -> Mapping[str, Called]:
    """The calls, each with what it says beside its act: what the mails would have asked."""
    return {
        partner: replace(one, points=tuple(spoken_points(one, keys)))
        for partner, one in calls.items()
    }


def spoken_points(call: Called, keys: Mapping[str, ActKey | None]) -> Iterator[tuple[str, str]]:
    """What a call says beside its act: what the mails would have asked, and aloud a claim's piece.

    `keys`: key of a finding → its act.
    """
    for key, point in call.points:
        home = keys.get(key)
        of_a_claim = home is not None and home.party is Party.CLAIM and key in call.aloud
        if in_mails(home) or of_a_claim:
            yield key, point


def called_apart(calls: Mapping[str, Called], asked: Iterable[TrackedFinding]) -> tuple[str, ...]:
    """Whoever is called for one of these matters alone, each once with the first reason."""
    keys = {one.finding.key for one in asked}
    found = [each for call in calls.values() for each in call.apart if each.keys & keys]
    first = {each.who: each.said for each in reversed(found)}
    return tuple(first[who] for who in dict.fromkeys(each.who for each in found))
