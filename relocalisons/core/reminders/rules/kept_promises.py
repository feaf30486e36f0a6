"""Pure: what became of a promise whose day has come: kept, answered by her word, or broken.

« Contacts » says what was promised, the sheets what came of it. A promise that names lines is kept
once they are done, or put off in the sheet since; one that names none cannot be checked, and is
asked once: on the days after it up to the first Friday.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

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
from relocalisons.core.kernel.words.names import fold, natural_order
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.reminders.contacts import LastContact, broken_promises

_ONCE = timedelta(days=7)  # one Friday
_TOKEN = re.compile(r"\w+(?:[./-]\w+)*")
_LONG: Final = 5  # letters of the noun of a title that names it alone: « guide », not « plan »
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


def promises_due(
    programme: Programme, tracked: Iterable[TrackedFinding], *, as_of: date
) -> tuple[PromiseDue, ...]:
    """Those that are told on a day; what is kept, and what nobody can check, for a week."""
    tracked = tuple(tracked)
    found: list[PromiseDue] = []
    for code, each in broken_promises(programme, as_of=as_of):
        mine = [one for one in tracked if one.finding.partner == code]
        if each.promised is None or each.promised >= as_of:  # its day is not over
            continue
        if any(_answers(one, each.promised, as_of) for one in mine):
            continue
        fresh = as_of - each.promised <= _ONCE
        named = _named(each.said, code, programme)
        said = [_settled(line, each, mine) for line in named]
        kept = ", ".join(said) if all(said) else ""
        if fresh or (named and not kept):
            found.append(PromiseDue(partner=code, contact=each, kept=kept))
    return tuple(found)


def _answers(one: TrackedFinding, promised: date, as_of: date) -> bool:
    """Whether her word on a call to them is of the promised day or later."""
    word = one.word
    if one.finding.kind.gesture.verb is not Verb.CALL:
        return False
    match word.meaning:
        case Meaning.DONE | Meaning.SEEN if word.seen_on is not None:
            return word.seen_on >= promised
        case Meaning.SEEN | Meaning.GRANTED:
            return word.until is not None and word.until > as_of
        case _:
            return False


def _named(said: str, code: str, programme: Programme) -> list[Action | Deliverable]:
    """The lines of a partner that its words name: by number, or by the noun that opens a title."""
    tokens = set(_TOKEN.findall(said.casefold()))
    words = set(re.findall(r"\w+", fold(said)))
    lines = (*programme.actions, *programme.deliverables)
    return sorted(
        (
            line
            for line in lines
            if line.owner == code
            and not line.struck
            and (_number(line) in tokens or _noun(line) in words)
        ),
        key=lambda line: natural_order(line.number),
    )


def _number(line: Action | Deliverable) -> str:
    return "" if line.number.isdigit() else line.number.casefold()  # « le 20 » is a day


def _noun(line: Action | Deliverable) -> str:
    first = next(iter(re.findall(r"\w+", fold(line.title))), "")
    return first if len(first) >= _LONG else ""


def _settled(
    line: Action | Deliverable, promise: LastContact, mine: Iterable[TrackedFinding]
) -> str:
    """« L04 « validé » », « 2.4 reportée depuis »; empty where the sheet shows nothing of it."""
    return next(_states(line, promise, mine), "")


def _states(
    line: Action | Deliverable, promise: LastContact, mine: Iterable[TrackedFinding]
) -> Iterator[str]:
    if isinstance(line, Deliverable):
        if read_deliverable_status(line.status).value in _HANDED_IN:
            yield f"{line.number} {quote(line.status or '')}"
        return
    if line.status.value is ActionStatus.DONE or line.actual_end.is_set:
        typed = str(line.status.found or "").strip()
        yield f"{line.number} {quote(typed)}" if typed else f"{line.number} fini"
    for one in mine:
        put_off = one.finding.kind is PlanKind.ACTION_SLIPPING and one.finding.subject == line.key
        if put_off and one.is_open and one.first_seen > promise.on:
            yield f"{line.number} reportée dans la feuille"
