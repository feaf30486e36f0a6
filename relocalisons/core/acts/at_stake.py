"""Pure: what the members of an act put at stake together: euros, each fact once, and by when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto

from relocalisons.core.acts.aid.amounts import InDoubt
from relocalisons.core.acts.aid.stake import Stake
from relocalisons.core.acts.awake import is_only_seen, presses
from relocalisons.core.acts.drafts.claim_draft import ClaimDraft, draft_of
from relocalisons.core.acts.ranking import Weigher
from relocalisons.core.kernel.findings.gestures import Verb
from relocalisons.core.kernel.model import TrackedFinding, Trait
from relocalisons.core.kernel.words.french import format_money, whole_euros
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.sources.thresholds import CLAIM_WITHIN, TODAY_WITHIN, days_in_force


class Nearness(StrEnum):
    """When what an act puts at stake must be done."""

    NOW = auto()  # within days, or late, or without any date
    SOONER = auto()  # something of it within days, though its paper is due much later
    AHEAD = auto()  # nothing of it within days


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What must be done of one kind before a claim leaves, for which expenses, and by when.

    `facts` counts the expenses: one that is wrong in two ways is one. `doubt`: what cells that
    nobody can read may add to `euros`. `soon`: it must be done within days.
    """

    verb: Verb
    members: tuple[TrackedFinding, ...]
    facts: int
    euros: Decimal
    doubt: InDoubt
    last_useful: date | None
    soon: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """`ordered`: the members by weight, then those that they hide. `weighed`: those that press.

    Where all sleep, all are weighed. `asleep` are the keys of the members that sleep by her word.
    """

    ordered: tuple[TrackedFinding, ...]
    weighed: tuple[TrackedFinding, ...]
    asleep: frozenset[str]
    reasons: tuple[Reason, ...]
    weight: Decimal
    band: int
    euros: Decimal
    doubt: InDoubt
    cash: Decimal
    draft: ClaimDraft | None  # of the claim that is due
    leak: Decimal
    due: date | None
    last_useful: date | None
    firm: bool
    to_send: bool  # validated, or its day has come: it leaves with what is ready
    blocks: bool  # somebody waits for one of them
    milestone: date | None  # the first day of those that a funder has as a milestone
    of_the_week: bool  # one of them is for this week, whatever its weight
    nearness: Nearness
    awake: bool


def sum_up(
    members: tuple[TrackedFinding, ...],
    *,
    hidden: frozenset[str],
    stakes: Mapping[str, Stake],
    weigher: Weigher,
) -> Sums:
    """What they put at stake; what she has set aside or put off neither weighs nor presses."""
    awake = tuple(one for one in members if presses(one, as_of=weigher.as_of))
    weighed = awake or members
    shown = [one for one in weighed if one.finding.key not in hidden]
    mine = [stakes[one.finding.key] for one in shown]
    # The day that counts is that of what is lost; where nothing is, of what presses, then the rest.
    losing = [one for one in mine if one.firm or weigher.weight_of((one,))]
    losing = losing or [one for one in mine if one.pressing] or mine
    # What is to be decided already does not wait for the far day of what else is lost there.
    now = [one for one in mine if one.of_the_week]
    if now:
        losing = [*now, *(one for one in losing if weigher.is_near(one.last_useful))]
    ordered = sorted(
        members,
        key=lambda one: (
            one.finding.key in hidden,
            one not in awake,
            # Who it is comes before what is late; a cell of a claim comes by what it weighs.
            not one.finding.kind.has(Trait.ABOUT_DOUBT)
            or weigher.gesture_of(one.finding).verb is Verb.FIX,
            not stakes[one.finding.key].of_the_week,
            -weigher.weight_of((stakes[one.finding.key],)),
            not stakes[one.finding.key].pressing,
            stakes[one.finding.key].last_useful or date.max,
            -(one.finding.days or 0),
            natural_order(one.finding.key),
        ),
    )
    drafts = (
        draft_of(one.finding, money=weigher.money, accepted=weigher.accepted)
        for one in weighed
        if one.finding.key not in hidden
    )
    draft = next((one for one in drafts if one is not None), None)
    return Sums(
        ordered=tuple(ordered),
        weighed=weighed,
        asleep=frozenset(one.finding.key for one in members if one not in awake),
        reasons=_reasons(ordered, weighed, hidden=hidden, stakes=stakes, weigher=weigher),
        weight=weigher.weight_of(mine),
        band=weigher.band_of(mine),
        euros=_euros(one for one in mine if not (one.leak or one.cash or one.unsaid)),
        doubt=_doubt(one for one in mine if not one.leak and not one.cash),
        cash=_euros(one for one in mine if one.cash)
        if draft is None
        else draft.asked or Decimal(0),
        draft=_with_beside(draft, tuple(shown), stakes=stakes),
        leak=_euros(one for one in mine if one.leak),
        due=min((one.due for one in losing if one.due is not None), default=None),
        last_useful=_first_day(losing),
        firm=any(one.firm for one in mine),
        to_send=any(weigher.leaves_now(one.finding) for one in weighed),
        blocks=any(one.blocks for one in mine),
        milestone=min(
            (one.milestone for one in mine if one.milestone and one.pressing), default=None
        ),
        of_the_week=any(one.of_the_week for one in mine),
        nearness=nearness_of(losing, weigher),
        # What is hidden is a matter of what hides it: alone it keeps nothing awake.
        awake=any(one.finding.key not in hidden for one in awake),
    )


def _with_beside(
    draft: ClaimDraft | None, members: tuple[TrackedFinding, ...], *, stakes: Mapping[str, Stake]
) -> ClaimDraft | None:
    """The draft with what these put at stake besides what it leaves out, of other funders too."""
    if draft is None:
        return None
    known = ((one.finding.label, stakes[one.finding.key]) for one in members)
    mine = [(label, one) for label, one in known if not (one.leak or one.cash)]
    said = [(label, one) for label, one in mine if not one.unsaid]
    left = [(_besides(draft, (one,)), label) for label, one in said]
    most, cause = max(left, key=lambda each: each[0], default=(Decimal(0), ""))
    return replace(
        draft,
        beside=_besides(draft, (one for _, one in said)),
        beside_doubt=_doubt((one for _, one in mine), but=draft.lines),
        beside_cause=f"{cause}, {format_money(whole_euros(most))}" if most else "",
    )


def _besides(draft: ClaimDraft, stakes: Iterable[Stake]) -> Decimal:
    left = (euros - draft.lines.get(fact, Decimal(0)) for fact, euros in _facts(stakes).items())
    return sum((max(one, Decimal(0)) for one in left), Decimal(0))


def _reasons(
    ordered: list[TrackedFinding],
    weighed: Iterable[TrackedFinding],
    *,
    hidden: frozenset[str],
    stakes: Mapping[str, Stake],
    weigher: Weigher,
) -> tuple[Reason, ...]:
    """By what is to be done, in the order of the members; the sending itself is none.

    What she has only seen is among them: it lacks still.
    """
    kept = {one.finding.key for one in (*weighed, *filter(is_only_seen, ordered))} - hidden
    found: dict[Verb, list[TrackedFinding]] = {}
    for one in ordered:
        verb = weigher.gesture_of(one.finding).verb
        if one.finding.key in kept and verb is not Verb.SEND:
            found.setdefault(verb, []).append(one)
    return tuple(
        _reason(verb, tuple(them), stakes=stakes, weigher=weigher) for verb, them in found.items()
    )


def nearness_of(stakes: Iterable[Stake], weigher: Weigher) -> Nearness:
    """A claim is of today from three weeks before its day, what others must order from three
    before the last day on which they can, the rest from two; euros move none. What leaks, and what
    has no date, is always.
    """
    stakes = tuple(stakes)
    if not stakes or any(_is_due_soon(one, weigher) for one in stakes):
        return Nearness.NOW
    soon = any(is_soon(one.last_useful, weigher) for one in stakes)
    return Nearness.SOONER if soon else Nearness.AHEAD


def is_soon(last_useful: date | None, weigher: Weigher) -> bool:
    """Whether a last useful day has come or comes within about two weeks, or is not known."""
    days = days_in_force(weigher.programme.parameters, TODAY_WITHIN)
    return last_useful is None or weigher.working_days_to(last_useful) <= days


def _is_due_soon(stake: Stake, weigher: Weigher) -> bool:
    if stake.last_useful is None or stake.due is None or stake.asked_back:
        return True
    if not (stake.of_claim or stake.to_order):
        return is_soon(stake.due, weigher)
    days = days_in_force(weigher.programme.parameters, CLAIM_WITHIN)
    day = stake.last_useful if stake.to_order else stake.due
    return weigher.working_days_to(day) <= days


def _reason(
    verb: Verb,
    members: tuple[TrackedFinding, ...],
    *,
    stakes: Mapping[str, Stake],
    weigher: Weigher,
) -> Reason:
    mine = [stakes[one.finding.key] for one in members]
    return Reason(
        verb=verb,
        members=members,
        facts=len({one.fact for one in mine if not one.doubts} | _told_in_doubt(mine)),
        euros=_euros(mine),
        doubt=_doubt(mine),
        last_useful=_first_day(mine),
        soon=is_soon(_first_day(mine), weigher),
    )


def next_in_time(reasons: Iterable[Reason], *, as_of: date) -> Reason | None:
    """Of what keeps a claim, what can be done in time still, the soonest first."""
    coming = [one for one in reasons if one.last_useful and one.last_useful >= as_of]
    return min(coming, key=lambda one: one.last_useful or date.max, default=None)


def _euros(stakes: Iterable[Stake]) -> Decimal:
    """Each fact once."""
    return sum(_facts(stakes).values(), Decimal(0))


def _facts(stakes: Iterable[Stake]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for one in stakes:
        for fact, euros in one.facts.items():
            found[fact] = max(found.get(fact, Decimal(0)), euros)
    return found


def _told_in_doubt(stakes: Iterable[Stake]) -> set[str]:
    return {fact for one in stakes for fact in one.doubts}


def _doubt(stakes: Iterable[Stake], *, but: Collection[str] = ()) -> InDoubt:
    """What may come on top of `_euros`; a fact that is sure elsewhere is not counted again."""
    stakes = tuple(stakes)
    sure = _facts(stakes)
    most: dict[str, Decimal | None] = {}
    for one in stakes:
        for fact, euros in ((fact, most) for fact, most in one.doubts.items() if fact not in but):
            known = most.get(fact, Decimal(0))
            most[fact] = None if euros is None or known is None else max(known, euros)
    above = (max(euros - sure[fact], Decimal(0)) for fact, euros in most.items() if euros)
    unread = sum(euros is None and not sure[fact] for fact, euros in most.items())
    return InDoubt(more=sum(above, Decimal(0)), unread=unread)


def _first_day(stakes: Iterable[Stake]) -> date | None:
    return min((one.last_useful for one in stakes if one.last_useful is not None), default=None)
