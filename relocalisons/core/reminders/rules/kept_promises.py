"""Pure: what became of a promise whose day has come: kept, answered by her word, or broken.

« Contacts » says what was promised, the sheets what came of it. A promise that names lines is kept
once they are done, or put off in the sheet since; one that names none cannot be checked, and is
asked once: on the days after it up to the first Friday.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relocalisons.core.deliverables.words import DeliverableStatus, read_deliverable_status
from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.findings.gestures import Verb
from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    Deliverable,
    Programme,
    TrackedFinding,
)
from relocalisons.core.kernel.words.french import quote
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.contacts import KEPT_FOR, LastContact
from relocalisons.core.reminders.rules.promises import (
    Made,
    Promises,
    is_line_of,
    is_settled,
    lines_of,
    made,
)

PROMISE_MEMBER = "promesse:"
_ONCE = timedelta(days=7)  # one Friday
_HANDED_IN = (
    DeliverableStatus.HANDED_IN,
    DeliverableStatus.VALIDATED,
    DeliverableStatus.PUBLISHED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDue:
    """A promise whose day has come; `kept`: what the sheets show of it, else empty."""

    partner: str
    contact: LastContact
    kept: str = ""

    @property
    def member(self) -> str:
        """The lasting key of the line that closes it: those of another day have another."""
        return f"{PROMISE_MEMBER}{self.partner}:{self.contact.promised}"


def promises_due(
    programme: Programme, tracked: Iterable[TrackedFinding], *, as_of: date
) -> tuple[PromiseDue, ...]:
    """Those that are told on a day; what is kept, and what nobody can check, for a week."""
    tracked = tuple(tracked)
    found = [
        (each.until, code, due)
        for code, standing in made(tracked, programme=programme).items()
        for each in standing
        if each.until < as_of <= each.until + KEPT_FOR  # its day is over, and it is no history
        and (due := _due(each, code, programme, tracked, as_of=as_of)) is not None
    ]
    return tuple(due for _, _, due in sorted(found, key=lambda one: one[:2]))


def _due(
    promise: Made,
    partner: str,
    programme: Programme,
    tracked: Iterable[TrackedFinding],
    *,
    as_of: date,
) -> PromiseDue | None:
    """None where her word has answered it, nothing lacks any more, or it was told a week."""
    mine = [one for one in tracked if one.finding.partner == partner]
    said, named = promise.contact.said, promise.named
    if any(_answers(one, promise.until, as_of) for one in mine):
        return None
    if not named and is_settled(said, partner, programme=programme):
        return None
    lines = sorted(
        (one for one in lines_of(partner, programme) if one.number.casefold() in named.numbers),
        key=lambda line: natural_order(line.number),
    )
    if named and not (lines or promise.keys):
        return None
    done = [_settled(line, promise.contact.on, mine) for line in lines]
    kept = ", ".join(done) if all(done) and not (named.papers and promise.keys) else ""
    fresh = as_of - promise.until <= _ONCE
    if not fresh and (kept or not named):
        return None
    return PromiseDue(partner=partner, contact=promise.contact, kept=kept)


def not_in_a_call(
    due: Iterable[PromiseDue], promises: Promises, *, untold: Collection[str] = ()
) -> tuple[PromiseDue, ...]:
    """Those that were not kept and that no call tells by the lines that they name.

    `untold`: the keys of findings of which no call speaks.
    """
    broken = promises.broken_lines.items()
    told = {(one.partner, one.contact) for key, one in broken if key not in untold}
    return tuple(one for one in due if not one.kept and (one.partner, one.contact) not in told)


def without_kept(
    promises: Promises, programme: Programme, tracked: Iterable[TrackedFinding]
) -> Promises:
    """The promises, without the lines of which the sheets show that it was not broken."""
    tracked, kept = tuple(tracked), set[str]()
    for one in tracked:
        broken = promises.broken_lines.get(one.finding.key)
        if broken is None:
            continue
        mine = [each for each in tracked if each.finding.partner == broken.partner]
        kept |= {
            one.finding.key
            for line in lines_of(broken.partner, programme)
            if is_line_of(one.finding, line) and _settled(line, broken.contact.on, mine)
        }
    return replace(
        promises, lines={key: one for key, one in promises.lines.items() if key not in kept}
    )


def _answers(one: TrackedFinding, promised: date, as_of: date) -> bool:
    """Whether her word on a call to them is of the promised day or later."""
    word = one.word
    if one.finding.kind.gesture.verb is not Verb.CALL:
        return False
    match word.meaning:
        case Meaning.DONE | Meaning.CALLED | Meaning.SEEN if word.seen_on is not None:
            return word.seen_on >= promised
        case Meaning.SEEN | Meaning.GRANTED:
            return word.until is not None and word.until > as_of
        case _:
            return False


def _settled(line: Action | Deliverable, on: date, mine: Iterable[TrackedFinding]) -> str:
    """« L04 « validé » », « 2.4 reportée depuis »; empty where the sheet shows nothing of it."""
    return next(_states(line, on, mine), "")


def _states(line: Action | Deliverable, on: date, mine: Iterable[TrackedFinding]) -> Iterator[str]:
    if isinstance(line, Deliverable):
        if read_deliverable_status(line.status).value in _HANDED_IN:
            yield f"{line.number} {quote(line.status or '')}"
        return
    if line.status.value is ActionStatus.DONE or line.actual_end.is_set:
        typed = str(line.status.found or "").strip()
        yield f"{line.number} {quote(typed)}" if typed else f"{line.number} fini"
    for one in mine:
        put_off = one.finding.kind is PlanKind.ACTION_SLIPPING and one.finding.subject == line.key
        if put_off and one.is_open and one.first_seen > on:
            yield f"{line.number} reportée dans la feuille"
