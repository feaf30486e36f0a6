"""Pure: the life of each finding on one day, from how it stood before and what can be seen.

« À échéance proche » and « en retard » of one line are names in the store and stay two; for people
the line is one, which got worse or better. Nobody is told that an action is settled because it
became late.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.assessment.sight import Sight
from relocalisons.core.kernel.model import Finding, FindingState, Severity, Trait
from relocalisons.core.programme.plan_kinds import PlanKind

WORSE_BY = 7  # days beyond the calendar; a day more each day is no news
_RANK = {Severity.INFO: 0, Severity.WATCH: 1, Severity.ALERT: 2}
_GRAVER = {kind.lighter: kind for kind in KINDS.values() if kind.lighter}
_COLUMNS = frozenset(kind.value for kind in KINDS.values() if kind.has(Trait.COLUMN))
_CLOSED = (FindingState.RESOLVED, FindingState.DEPARTED, FindingState.SUCCEEDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A finding as it stood after the last day on which it could be told.

    `unseen_since`: the first day since then on which it could not, None when it still can.
    `severity` is None for days whose severity was not kept.
    """

    finding: Finding
    state: FindingState
    days: int | None
    severity: Severity | None
    first_seen: date
    last_told: date
    unseen_since: date | None = None

    @property
    def stands(self) -> bool:
        """Whether it was neither settled nor gone."""
        return self.state not in _CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A finding on one day; `heir_of` is the key of the line whose words it takes over.

    `gathers`: how many lines told apart until now it tells together from this day on.
    """

    finding: Finding
    state: FindingState
    first_seen: date
    unseen_since: date | None = None
    last_read: date | None = None
    heir_of: str = ""
    gathers: int = 0


def live(
    found: Sequence[Finding], past: Mapping[str, Past], *, sight: Sight | None, as_of: date
) -> tuple[Life, ...]:
    """The life of every finding that is made today or stood before; those of today first.

    `past`: by key. Without `sight` everything is taken for readable: what is not made is settled.
    A settled or departed finding is given once, on the day it goes.
    """
    by_key = {one.key: one for one in found}
    lives: list[Life] = []
    succeeded: set[str] = set()
    told_in = _told_in(past)
    for key, one in by_key.items():
        own = past.get(key)
        regrouped = _regrouped(one, by_key=by_key, past=past, told_in=told_in)
        before = () if regrouped else _before(one, by_key=by_key, past=past)
        succeeded.update(old.finding.key for old in regrouped)
        succeeded.update(before)
        if regrouped and not (own is not None and own.stands):
            lives.append(_gathered(one, regrouped))
        else:
            lives.append(_found(one, own, [past[name] for name in before], as_of=as_of))
    for key, old in past.items():
        if key not in by_key and old.stands:
            state = FindingState.SUCCEEDED if key in succeeded else None
            lives.append(_gone(old, state=state, sight=sight, as_of=as_of))
    return tuple(lives)


def same_line(one: Finding) -> tuple[str, ...]:
    """The keys of the other findings that tell the same line: the lighter one, and the graver."""
    graver = _GRAVER.get(one.kind.value)
    others = (one.kind.lighter, graver.value if graver else "")
    return tuple(f"{kind}:{one.subject}" for kind in others if kind)


def _regrouped(
    one: Finding,
    *,
    by_key: Mapping[str, Finding],
    past: Mapping[str, Past],
    told_in: Mapping[str, Sequence[str]],
) -> tuple[Past, ...]:
    """What told the same cells until now: each by itself, or another line of their column."""
    cells = one.members or (one.key,)
    names = [*one.members, *(group for cell in cells for group in told_in.get(cell, ()))]
    if one.members:
        # Stored before it was kept which cells such a line tells.
        older = (f"{kind}:{one.subject}" for kind in _COLUMNS)
        names += [key for key in older if key in past and not past[key].finding.members]
    return tuple(
        past[name]
        for name in dict.fromkeys(names)
        if name in past and name not in by_key and past[name].stands
    )


def _told_in(past: Mapping[str, Past]) -> Mapping[str, list[str]]:
    """Key of a cell → the lines that told it with others."""
    found: dict[str, list[str]] = {}
    for key, old in past.items():
        for cell in old.finding.members if old.stands else ():
            found.setdefault(cell, []).append(key)
    return found


def _gathered(one: Finding, before: Sequence[Past]) -> Life:
    """A line that goes on telling what others told: no news, unless a cell has joined them."""
    known = {cell for old in before for cell in old.finding.members or (old.finding.key,)}
    whole = all(old.finding.members or not _is_column(old.finding) for old in before)
    joined = whole and one.kind.has(Trait.TOGETHER) and not known.issuperset(one.members)
    lines = [old for old in before if old.finding.members or _is_column(old.finding)]
    return Life(
        finding=one,
        state=FindingState.WORSE if joined else FindingState.OPEN,
        first_seen=min(old.first_seen for old in before),
        heir_of=lines[0].finding.key if lines else "",
        gathers=len(before) if len(before) > 1 else 0,
    )


def _is_column(one: Finding) -> bool:
    return one.kind.value in _COLUMNS


def _before(
    one: Finding, *, by_key: Mapping[str, Finding], past: Mapping[str, Past]
) -> tuple[str, ...]:
    """The findings that `one` takes over from: they stood, and are not made today."""
    # What slips has not arrived, and what is held up is not late yet: each stood beside the line,
    # and says nothing more once that is late.
    late = one.kind is PlanKind.ACTION_LATE
    stood = (PlanKind.ACTION_SLIPPING, PlanKind.ACTION_HALTED) if late else ()
    beside = tuple(f"{kind.value}:{one.subject}" for kind in stood)
    return tuple(
        key
        for key in (*same_line(one), *beside)
        if key not in by_key and key in past and past[key].stands
    )


def _found(one: Finding, own: Past | None, before: Sequence[Past], *, as_of: date) -> Life:
    line = [old for old in before if old.finding.key in same_line(one)]
    heir_of = line[0].finding.key if line else ""
    if own is not None and own.stands:
        return Life(
            finding=one,
            state=_change(one, own, as_of=as_of),
            first_seen=own.first_seen,
            heir_of=heir_of,
        )
    if before:
        lighter = all(old.finding.kind.lighter == one.kind for old in line) if line else False
        return Life(
            finding=one,
            state=FindingState.BETTER if lighter else FindingState.WORSE,
            first_seen=min(old.first_seen for old in before),
            heir_of=heir_of,
        )
    if own is not None and own.state is FindingState.DEPARTED and own.finding.label == one.label:
        # The same line is back: its lateness never stopped.
        return Life(finding=one, state=_change(one, own, as_of=as_of), first_seen=own.first_seen)
    return Life(finding=one, state=FindingState.NEW, first_seen=as_of)


def _gone(old: Past, *, state: FindingState | None, sight: Sight | None, as_of: date) -> Life:
    loss = sight.lost(old.finding) if sight is not None and state is None else None
    if loss is not None and not loss.departed:
        return Life(
            finding=old.finding,
            state=FindingState.OUT_OF_SIGHT,
            first_seen=old.first_seen,
            unseen_since=old.unseen_since or as_of,
            last_read=loss.last_read,
        )
    if state is None:
        state = FindingState.RESOLVED if loss is None else FindingState.DEPARTED
    return Life(finding=old.finding, state=state, first_seen=old.first_seen)


def _change(one: Finding, before: Past, *, as_of: date) -> FindingState:
    told = set(before.finding.members)
    if told and one.kind.has(Trait.TOGETHER) and told != set(one.members):
        # A cell that joins is news; fewer of them is progress.
        return FindingState.BETTER if told > set(one.members) else FindingState.WORSE
    change = (one.days or 0) - (before.days or 0)
    # Lateness grows by itself every day: only what goes beyond the calendar is worse.
    elapsed = max((as_of - before.last_told).days, 0) if one.days is not None else 0
    graver = 0 if before.severity is None else _RANK[one.severity] - _RANK[before.severity]
    if graver > 0 or change - elapsed >= WORSE_BY:
        return FindingState.WORSE
    if graver < 0 or change <= -WORSE_BY:
        return FindingState.BETTER
    return FindingState.OPEN
