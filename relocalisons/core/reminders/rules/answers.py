"""Pure: which digests in a row a person left without an answer, and what was settled since."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.model import Trait
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.digests import ANSWER_WITHIN
from relocalisons.core.reminders.rules.row_marks import is_changed


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDigest:
    """A digest that left: when, what it asked for, and what the rows behind it said then.

    `keys`: the findings it told of; `dates`: finding key → the date in force that it told.
    `marks`: finding key → mark (`reminders.row_marks`); empty once its body is wiped.
    """

    left_at: datetime
    keys: frozenset[str]
    dates: Mapping[str, date | None] = field(default_factory=dict[str, date | None])
    marks: Mapping[str, str] = field(default_factory=dict[str, str])


SentDigests = Mapping[str, tuple[SentDigest, ...]]  # person (`reminders.people`) → oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A digest that was left without an answer: its day, and what of it is late (`told_as`)."""

    on: date
    late: frozenset[str]


def find_unanswered(
    sent: SentDigests,
    *,
    open_keys: frozenset[str],
    decided: Mapping[str, datetime],
    last_contact: Mapping[str, date],
    marks: Mapping[str, frozenset[str]],
    as_of: date,
    signs: Mapping[str, date] | None = None,
    costly: Collection[str] = (),
    replied: Mapping[str, date] | None = None,
) -> Mapping[str, tuple[Unanswered, ...]]:
    """Person → digests sent since the last answer, of those that asked for what is late today; the
    newest first.

    What is not late is waited for without counting: nobody is called for it. Where a line has no
    date, it is late once the day has come that the digest named for the answer, if money hangs on
    it (`costly`: keys of findings); a cell or a paper that presses nobody never is.

    A digest is answered when one of its lines is settled since (nothing is open about its subject
    any more), when somebody changed the row of one of its lines, even to a date that has passed
    again (`marks`: subject → what its rows say today), when the coordinator decided on one of
    them since (`decided`: finding key → when), when « Contacts » has a later entry of that
    partner, or when it showed any other sign of life after that day (`signs`: an edit of its
    workbook, an answer, a presence), or when that person wrote back on that day or later
    (`replied`, by person).

    A date that passes is no answer: « due soon » has only become « late ».
    """
    subjects = frozenset(_subject(key) for key in open_keys)
    return {
        person: tuple(
            _trailing(
                mails,
                open_subjects=subjects,
                decided=decided,
                contact=last_contact.get(person.partition("/")[0]),
                sign=(signs or {}).get(person.partition("/")[0]),
                reply=(replied or {}).get(person),
                marks=marks,
                costly=frozenset(told_as(key) for key in costly),
                as_of=as_of,
            )
        )
        for person, mails in sent.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyTold:
    """How many digests told a person of one thing, and whether the last one did."""

    digests: int = 0
    in_last: bool = False


def already_told(
    sent: SentDigests,
) -> Mapping[tuple[str, str, date | None], AlreadyTold]:
    """(person, what, date in force) → what that person was told of it; `what`: `told_as`.

    A digest counts once, however many of its lines are about the same thing.
    """
    found: dict[tuple[str, str, date | None], AlreadyTold] = {}
    for person, mails in sent.items():
        for mail in mails:
            for thing, due in {(told_as(key), due) for key, due in mail.dates.items()}:
                before = found.get((person, thing, due), AlreadyTold())
                found[person, thing, due] = AlreadyTold(
                    digests=before.digests + 1, in_last=mail is mails[-1]
                )
    return found


def told_as(key: str) -> str:
    """The finding key under which a thing is told: what is due soon and late is one thing."""
    kind, _, subject = key.partition(":")
    return f"{_SAME_THING.get(kind, kind)}:{subject}"


_SAME_THING = {
    kind.lighter: kind.value
    for kind in (*PlanKind, *DeliverableKind)
    if kind.has(Trait.DATED) and kind.lighter
}


def last_tidied(
    sent: SentDigests, *, is_tidying: Callable[[str], bool], zone: tzinfo
) -> Mapping[str, date]:
    """Partner code → day of the last digest that asked for cells alone, whoever of it read it.

    `is_tidying`: whether a finding key is of those that only put a sheet in order.
    """
    found: dict[str, date] = {}
    for person, mails in sent.items():
        partner = person.partition("/")[0]
        for mail in mails:
            dated = any(due is not None for due in mail.dates.values())
            if mail.keys and not dated and all(map(is_tidying, mail.keys)):
                day = mail.left_at.astimezone(zone).date()
                found[partner] = max(day, found.get(partner, day))
    return found


def count_settled(
    sent: SentDigests, *, open_keys: frozenset[str], decided_keys: frozenset[str]
) -> Mapping[str, int]:
    """Person → lines of the last digest that the person has settled, not she herself."""
    subjects = frozenset(_subject(key) for key in open_keys)
    return {
        person: len(
            {
                _subject(key)
                for key in mails[-1].keys - decided_keys
                if _subject(key) not in subjects
            }
        )
        for person, mails in sent.items()
        if mails
    }


def _trailing(
    mails: tuple[SentDigest, ...],
    *,
    open_subjects: frozenset[str],
    decided: Mapping[str, datetime],
    contact: date | None,
    sign: date | None,
    reply: date | None,
    marks: Mapping[str, frozenset[str]],
    costly: Collection[str],
    as_of: date,
) -> Iterator[Unanswered]:
    for mail in reversed(mails):
        if not mail.keys:
            continue  # a welcome that asked for nothing waits for no answer
        settled = any(_subject(key) not in open_subjects for key in mail.keys)
        hers = any(key in decided and decided[key] >= mail.left_at for key in mail.keys)
        talked = contact is not None and contact >= mail.left_at.date()
        alive = sign is not None and sign > mail.left_at.date()
        wrote = reply is not None and reply >= mail.left_at.date()
        if settled or hers or talked or alive or wrote or _touched(mail, marks):
            break
        answer_by = mail.left_at.date() + ANSWER_WITHIN
        late = frozenset(
            told_as(key)
            for key, due in mail.dates.items()
            if (due < as_of if due is not None else told_as(key) in costly and answer_by <= as_of)
        )
        if late:
            yield Unanswered(on=mail.left_at.date(), late=late)


def asked_in_vain(
    unanswered: Mapping[str, tuple[Unanswered, ...]], *, before: date
) -> Mapping[str, date]:
    """What is late (`told_as`) → the day since which it is asked without an answer.

    Only what a digest of `before` or earlier asked: whoever was written to since has time yet.
    """
    found: dict[str, date] = {}
    for mails in unanswered.values():
        for mail in mails:
            if mail.on <= before:
                found |= {thing: min(mail.on, found.get(thing, mail.on)) for thing in mail.late}
    return found


def _touched(mail: SentDigest, marks: Mapping[str, frozenset[str]]) -> bool:
    """Whether the row of a line says something else now; a row that is out of sight says nothing.

    The subject counts, not the kind: the row of « due soon » is that of « late ».
    """
    return any(
        is_changed(said, now)
        for key, said in mail.marks.items()
        if (now := marks.get(_subject(key), frozenset()))
    )


def _subject(key: str) -> str:
    """`action_late:A1.2` → `A1.2`."""
    return key.partition(":")[2]
