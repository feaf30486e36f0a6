"""Pure: the acts of a night, derived from its findings and never stored.

Every open finding is in exactly one act, or in one line of « À ranger ».
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from relocalisons.core.acts.aid.amounts import NO_DOUBT, InDoubt
from relocalisons.core.acts.aid.blocked import say_held_up
from relocalisons.core.acts.aid.stake import Stake
from relocalisons.core.acts.at_stake import Nearness, Reason, sum_up
from relocalisons.core.acts.awake import (
    promise_awaited,
    untold,
    with_last_days,
    with_paper,
    with_promise,
)
from relocalisons.core.acts.beside import (
    Awaited,
    Called,
    Offer,
    asked_too_late,
    called_apart,
    comes_in_time,
    first_mail,
    is_asked_of,
    mailed_on,
    spoken_of,
)
from relocalisons.core.acts.doubtful import Doubts, doubted_cells, doubts_of, say_cell, still_told
from relocalisons.core.acts.drafts.claim_draft import ClaimDraft
from relocalisons.core.acts.hiding import find_hidden
from relocalisons.core.acts.keys import ActKey, act_of, in_mails, in_time, is_call_key
from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.acts.ranking import FIRM_BAND, Weigher, band
from relocalisons.core.acts.to_order import Shelf, shelves_of
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.findings.gestures import Loss, Party
from relocalisons.core.kernel.model import CellRef, Programme, TrackedFinding
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.plan.halted import halted_actions
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.programme.standing import granted_until
from relocalisons.core.reminders.rules.promises import Promise, Promises, promises_of
from relocalisons.core.reports.claims.basis import settled_by_her

_FEW = 5  # members beyond which one more takes no more of her time


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One gesture with one person for one occasion, which settles all of its members.

    `members` are in order of weight, then those that they hide; `hidden` are the keys of the
    latter. `euros` is what its facts put at stake before how surely, each fact once,
    `doubt` what unreadable cells may add; `cash` what comes later for want of it; `leak` the euros
    of every working day. `last_useful` is the last day on which it helps all that is at stake.
    `paper`: how the claim or report that it is about is called; `reasons`: what keeps that from
    leaving whole. `awaited`: the mail that asks the same, while its day has not passed;
    `mailed_on`: the day of the last mail to whom it calls; `called`: why it is said by telephone.
    `doubts`: cells that leave what was told of a member in doubt, in words; `doubted`: these cells.
    `halted`: what the lines of its members say of what holds them up, in the words typed there;
    `held_up`: what waits for them. `asked_late`: the next reminders, too late for some of it.
    `promised`: of a call, for all of which a promise is waited for: the first of them.
    """

    key: ActKey
    members: tuple[TrackedFinding, ...]
    offers: tuple[Offer, ...] = ()
    hidden: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()  # the members that sleep by a word of hers
    weight: Decimal = Decimal(0)
    band: int = 0
    euros: Decimal = Decimal(0)
    doubt: InDoubt = NO_DOUBT
    cash: Decimal = Decimal(0)
    draft: ClaimDraft | None = None  # of the claim that is due
    to_send: bool = False  # validated, or its day has come
    leak: Decimal = Decimal(0)
    paper: str = ""
    reasons: tuple[Reason, ...] = ()
    due: date | None = None
    last_useful: date | None = None
    last_chance: bool = False  # that day is this one, or the working day after it
    firm: bool = False
    on_its_day: bool = False  # a firm date is today, or the working day after it
    awake: bool = True
    awaited: Awaited | None = None
    mailed_on: date | None = None
    called: Called | None = None
    to_call: tuple[str, ...] = ()  # for the pieces of a claim: who is, in words
    blocks: bool = False  # somebody waits for one of its members
    milestone: date | None = None  # the first of a funder's among what presses
    of_the_week: bool = False  # it is for this week at least, whatever its weight and its day
    nearness: Nearness = Nearness.NOW
    doubts: tuple[str, ...] = ()
    doubted: tuple[CellRef, ...] = ()
    halted: tuple[str, ...] = ()
    held_up: str = ""
    asked_late: date | None = None
    promised: Promise | None = None

    @property
    def member_keys(self) -> tuple[str, ...]:
        """What a word on it decides, as it is shown."""
        offered = (key for each in self.offers for key in (each.member, *each.covers))
        return (*(one.finding.key for one in self.members), *offered)

    @property
    def told(self) -> tuple[TrackedFinding, ...]:
        """The members that are a matter of their own; those that sleep only where all do."""
        apart = tuple(one for one in self.members if one.finding.key not in self.hidden)
        sleep = untold(self.key, self.members, self.decided)
        return tuple(one for one in apart if one.finding.key not in sleep) or apart

    @property
    def minutes(self) -> int:
        """About how long it takes: at most a quarter of an hour."""
        return 5 + 2 * min(len(self.told) + len(self.offers), _FEW)

    @property
    def floor(self) -> int | None:
        """The band to which its date alone lifts it; None where its band is that of its weight."""
        lifted = self.band > max((band(self.weight), *(each.band for each in self.offers)))
        return self.band if lifted else None

    @property
    def urgency(self) -> tuple[bool, int, bool]:
        """A firm date of today first, then by band; in it the last chance before what is late."""
        return not self.on_its_day, -self.band, not self.last_chance

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorts acts: the rule of `ranking`, then by key, so that the order is always the same."""
        name = natural_order(str(self.key))
        return *self.urgency, self.last_useful or date.max, self.minutes, name


@dataclass(frozen=True, kw_only=True)
class Acts:
    """The acts of a night in their order, and what is only to be put in order."""

    acts: tuple[Act, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    stakes: Mapping[str, Stake] = field(default_factory=dict[str, Stake])  # by key of finding
    too_late: Mapping[str, date] = field(default_factory=dict[str, date])  # asked too late: called
    shown_since: Mapping[str, date] = field(default_factory=dict[str, date])  # see `overdue`
    weigher: Weigher | None = field(default=None, compare=False)

    @cached_property
    def home(self) -> Mapping[str, Act]:
        """Key of a finding → its act; what is to be put in order has none."""
        return {key: act for act in self.acts for key in act.member_keys}

    def part_of(self, act: Act, concerns: Callable[[TrackedFinding], bool]) -> Act:
        """The act as it is for those it concerns: only their members, and what these lose.

        The claim that many owe something to has one line for her; a partner only reads its own
        share of it, so that no sum is said of two of them.
        """
        mine = tuple(one for one in act.members if concerns(one))
        if self.weigher is None or len(mine) == len(act.members):
            return act
        kept = act.hidden & {one.finding.key for one in mine}
        part = replace(act, members=mine, hidden=kept, offers=())
        return _weighed(part, stakes=self.stakes, weigher=self.weigher, too_late=self.too_late)

    def of_partner(self, code: str) -> tuple[Act, ...]:
        """The acts that concern a partner, the first first."""
        return tuple(
            act for act in self.acts if any(one.finding.partner == code for one in act.members)
        )


def derive_acts(
    tracked: Iterable[TrackedFinding],
    *,
    programme: Programme,
    as_of: date,
    offers: Iterable[Offer] = (),
    awaited: Mapping[str, Awaited] | None = None,
    calls: Mapping[str, Called] | None = None,
) -> Acts:
    """The acts of the findings that stand on `as_of`, and of what else is offered to her.

    `awaited`: key of a finding → the mail that asks about it (`asking.answers_awaited`); `calls`:
    partner → why it is telephoned instead. What a cell hides now stands still, as a doubt.
    """
    tracked = tuple(tracked)
    standing = [*(one for one in tracked if one.is_open), *still_told(tracked)]
    weigher = Weigher(
        programme=programme,
        money=money_facts(programme),
        calendar=working_days(programme),
        as_of=as_of,
        accepted=settled_by_her(tracked),
    )
    stakes = {
        one.finding.key: weigher.stake_of(
            one.finding, agreed=granted_until(one, as_of=as_of), since=one.first_seen
        )
        for one in standing
    }
    standing = with_last_days(standing, stakes, weigher)
    found = [one.finding for one in standing]
    hidden = find_hidden(found, programme=programme)
    too_late = asked_too_late(awaited or {}, stakes, as_of=as_of)
    awaited = {key: one for key, one in (awaited or {}).items() if key not in too_late}
    own = {
        one.key: in_time(
            one, act_of(one, programme=programme, money=weigher.money), too_late=too_late
        )
        for one in found
    }
    homes = {key: own[hidden.get(key, key)] or home for key, home in own.items()}
    promised = promises_of(standing, programme=programme, as_of=as_of)
    keys: dict[str, ActKey] = {}
    groups: dict[str, list[TrackedFinding]] = {}
    loose: list[TrackedFinding] = []
    for one in sorted(standing, key=lambda each: natural_order(each.finding.key)):
        key = homes[one.finding.key]
        if key is None:
            loose.append(one)
            continue
        keys[str(key)] = key
        if is_call_key(key):
            one = with_promise(one, promised.lines.get(one.finding.key))
        groups.setdefault(str(key), []).append(one)
    offered: dict[str, list[Offer]] = {}
    for each in sorted(offers, key=lambda one: natural_order(one.member)):
        keys.setdefault(str(each.act), each.act)
        offered.setdefault(str(each.act), []).append(each)
    spoken = spoken_of(calls or {}, keys=homes)
    mailed = mailed_on(found, awaited, programme=programme, as_of=as_of)
    acts = [
        _act(
            key,
            with_paper(groups.get(name, ()), as_of=as_of),
            offered.get(name, ()),
            hidden=frozenset(hidden),
            stakes=stakes,
            weigher=weigher,
            awaited=awaited,
            too_late=too_late,
            calls=spoken,
            mailed=mailed,
            promised=promised,
        )
        for name, key in keys.items()
    ]
    doubts = doubts_of(one.finding for one in tracked if one.is_open)
    acts = [_with_words(act, doubts, programme=programme) for act in acts]
    return Acts(
        acts=tuple(sorted(acts, key=lambda act: act.rank)),
        shelves=shelves_of(loose),
        stakes=stakes,
        too_late=too_late,
        weigher=weigher,
    )


def _with_words(act: Act, doubts: Doubts, *, programme: Programme) -> Act:
    """Which cells leave it in doubt; what the lines of a call say of themselves, and who waits."""
    places = doubted_cells(act.told, doubts)
    said = tuple(say_cell(place, programme=programme) for place in places)
    act = replace(act, doubts=said, doubted=places) if places else act
    if not is_call(act):
        return act
    words = halted_actions(programme)
    about = [one.finding for one in act.told if isinstance(one.finding.kind, PlanKind)]
    said = tuple(dict.fromkeys(words[each.subject] for each in about if each.subject in words))
    stopped = (each.subject for each in about if each.kind.gesture.loss is Loss.BLOCKED)
    called = replace(act.called, instead="") if act.called and said else act.called
    return replace(
        act, halted=said, called=called, held_up=say_held_up(stopped, programme=programme)
    )


def _act(
    key: ActKey,
    members: Iterable[TrackedFinding],
    offers: Iterable[Offer],
    *,
    hidden: frozenset[str],
    stakes: Mapping[str, Stake],
    weigher: Weigher,
    awaited: Mapping[str, Awaited],
    too_late: Mapping[str, date],
    calls: Mapping[str, Called],
    mailed: Mapping[str, date],
    promised: Promises,
) -> Act:
    members, offers = tuple(members), tuple(offers)
    act = _weighed(
        Act(
            key=key,
            members=members,
            offers=offers,
            hidden=hidden & {one.finding.key for one in members},
            paper=weigher.money.paper_named(key.counterpart, key.occasion)
            if key.party is Party.CLAIM
            else "",
        ),
        stakes=stakes,
        weigher=weigher,
        too_late=too_late,
    )
    called = calls.get(key.counterpart) if is_call(act) else None
    if called and called.unwritable:
        mailed, awaited = {}, {}
    grave = act.firm or act.band >= FIRM_BAND or bool(called and called.of_claim)
    waits = promise_awaited(key, members, promised, awake=act.awake, grave=grave)
    return replace(
        act,
        called=called,
        awaited=_awaited(act, awaited, stakes=stakes, weigher=weigher),
        mailed_on=mailed.get(key.counterpart) if is_call(act) else None,
        # That call has no act of its own.
        to_call=called_apart(calls, act.told) if key.party is Party.CLAIM else (),
        awake=act.awake and waits is None,
        promised=waits,
    )


def _weighed(
    act: Act, *, stakes: Mapping[str, Stake], weigher: Weigher, too_late: Mapping[str, date]
) -> Act:
    """What its members put at stake, and by when; what sleeps neither weighs nor presses."""
    sums = sum_up(act.members, hidden=act.hidden, stakes=stakes, weigher=weigher)
    days = [day for day in (sums.last_useful, *(each.due for each in act.offers)) if day]
    late = [too_late[one.finding.key] for one in sums.weighed if one.finding.key in too_late]
    return replace(
        act,
        members=sums.ordered,
        decided=sums.asleep,
        weight=sums.weight,
        band=max((sums.band, *(each.band for each in act.offers))),
        euros=sums.euros,
        doubt=sums.doubt,
        cash=sums.cash,
        draft=sums.draft,
        to_send=sums.to_send,
        leak=sums.leak,
        reasons=sums.reasons if act.key.party is Party.CLAIM else (),
        due=sums.due,
        last_useful=min(days, default=None),
        last_chance=bool(days) and weigher.is_last_chance(min(days)),
        firm=sums.firm,
        on_its_day=sums.firm and sums.due is not None and weigher.is_last_chance(sums.due),
        blocks=sums.blocks,
        milestone=sums.milestone,
        of_the_week=sums.of_the_week,
        nearness=sums.nearness,
        awake=sums.awake or bool(act.offers),
        asked_late=min(late, default=None),
    )


def _awaited(
    act: Act, awaited: Mapping[str, Awaited], *, stakes: Mapping[str, Stake], weigher: Weigher
) -> Awaited | None:
    """The mail that makes it needless today: one gesture for a subject.

    What is lost before its answer can come is not waited for; what leaks every day is. One that
    waits for her, or that the next reminders write, is the first word to that person; where
    somebody is held up meanwhile, only one that leaves tomorrow.
    """
    first = first_mail(awaited.get(one.finding.key) for one in act.told)
    if first is None or is_in_mails(act):
        return first
    too_late = first.coming and act.asked_late is not None
    if not is_call(act) or act.firm or act.offers or too_late:
        return None
    bands = {each.finding.key: weigher.band_of((stakes[each.finding.key],)) for each in act.told}
    asked = is_asked_of(act.told, awaited, bands=bands)
    days = weigher.working_days_to(first.until)
    in_time = comes_in_time(first, act.last_useful, days=days)
    if act.band >= FIRM_BAND and not (act.leak and asked and in_time):
        return None
    if act.blocks and not comes_in_time(first, None, days=days):
        return None
    return first if asked or first.held or first.coming else None


def is_call(act: Act) -> bool:
    """Whether it is done on the telephone."""
    return is_call_key(act.key)


def is_in_mails(act: Act) -> bool:
    """Whether it is done by letting the mails of the week leave."""
    return in_mails(act.key)
