"""Pure: the acts of a night, derived from its findings and never stored.

Every open finding is in exactly one act, or in one line of « À ranger ».
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from relocalisons.core.acts.hiding import find_hidden
from relocalisons.core.acts.keys import ActKey, act_of
from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.acts.ranking import FIRM_BAND, Stake, Weigher
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.findings.gestures import IN_MAILS, Party, Verb
from relocalisons.core.kernel.model import CellRef, FindingState, Programme, TrackedFinding, Trait
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.programme.standing import granted_until
from relocalisons.core.tables import BY_NAME

_FEW = 5  # members beyond which one more takes no more of her time
_ALL_TABLES = "Classeurs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An act that comes from elsewhere than a finding: a reply to read, a proposal to accept.

    `member` is its lasting key, in the act's members like the key of a finding; `title` says what
    to do in one sentence, `due` by when; `band` how pressing it is at least. `point` is its own
    part of the details (the title where empty), `why` what is to be known first, `place` its cell.
    """

    member: str
    act: ActKey
    title: str
    due: date | None = None
    band: int = 0
    point: str = ""
    why: str = ""
    place: CellRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A mail asks somebody about a finding: it left, and its answer may come up to `until`.

    `held`: it waits for her word in « Relances » instead.
    """

    until: date
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What must be done of one kind before a claim leaves, for which expenses, and by when."""

    verb: Verb
    members: tuple[TrackedFinding, ...]
    euros: Decimal
    last_useful: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One gesture with one person for one occasion, which settles all of its members.

    `members` are in order of weight, then those that they hide; `hidden` are the keys of the
    latter. `euros` is what its facts put at stake before how surely, each fact once; `cash` what
    comes later for want of it; `leak` the euros of every working day. `last_useful` is the last
    day on which it helps all of what is at stake. `paper`: how the claim or report that it is
    about is called; `reasons`: what keeps that from leaving whole. `awaited`: of a call, the mail
    that asks about all of it, while its day has not passed.
    """

    key: ActKey
    members: tuple[TrackedFinding, ...]
    offers: tuple[Offer, ...] = ()
    hidden: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()  # the members that sleep by a word of hers
    weight: Decimal = Decimal(0)
    band: int = 0
    euros: Decimal = Decimal(0)
    cash: Decimal = Decimal(0)
    leak: Decimal = Decimal(0)
    paper: str = ""
    reasons: tuple[Reason, ...] = ()
    due: date | None = None
    last_useful: date | None = None
    firm: bool = False
    awake: bool = True
    awaited: Awaited | None = None

    @property
    def member_keys(self) -> tuple[str, ...]:
        """What a word on it decides, as it is shown."""
        return (*(one.finding.key for one in self.members), *(each.member for each in self.offers))

    @property
    def told(self) -> tuple[TrackedFinding, ...]:
        """The members that are a matter of their own; those that sleep only where all do."""
        apart = tuple(one for one in self.members if one.finding.key not in self.hidden)
        return tuple(one for one in apart if one.finding.key not in self.decided) or apart

    @property
    def minutes(self) -> int:
        """About how long it takes: at most a quarter of an hour."""
        return 5 + 2 * min(len(self.told) + len(self.offers), _FEW)

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorts acts: the rule of `ranking`, then by key, so that the order is always the same."""
        return (
            -self.band,
            self.last_useful or date.max,
            self.minutes,
            natural_order(str(self.key)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A line of « À ranger »: what is to be put in order in one table of one partner."""

    key: str  # « ranger:P07:Plan d’action – Statut »: it stays when members come and go
    partner: str | None
    column: str  # as people call the table, then the column
    members: tuple[TrackedFinding, ...]

    @property
    def member_keys(self) -> tuple[str, ...]:
        """What a word on it decides, as it is shown."""
        return tuple(one.finding.key for one in self.members)

    @property
    def cells(self) -> int:
        """How many cells, names or files there are to look at."""
        return sum(len(one.finding.evidence) or 1 for one in self.members)


@dataclass(frozen=True, kw_only=True)
class Acts:
    """The acts of a night in their order, and what is only to be put in order."""

    acts: tuple[Act, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    stakes: Mapping[str, Stake] = field(default_factory=dict[str, Stake])  # by key of finding
    weigher: Weigher | None = field(default=None, compare=False)

    @cached_property
    def home(self) -> Mapping[str, Act]:
        """Key of a finding → its act; what is to be put in order has none."""
        return {key: act for act in self.acts for key in act.member_keys}

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
) -> Acts:
    """The acts of the findings that stand on `as_of`, and of what else is offered to her.

    `awaited`: key of a finding → the mail that asks about it (`asking.answers_awaited`).
    """
    standing = [one for one in tracked if one.is_open]
    weigher = Weigher(
        programme=programme,
        money=money_facts(programme),
        calendar=working_days(programme),
        as_of=as_of,
    )
    stakes = {
        one.finding.key: weigher.stake_of(one.finding, agreed=granted_until(one, as_of=as_of))
        for one in standing
    }
    found = [one.finding for one in standing]
    hidden = find_hidden(found, programme=programme)
    own = {one.key: act_of(one, programme=programme, money=weigher.money) for one in found}
    keys: dict[str, ActKey] = {}
    groups: dict[str, list[TrackedFinding]] = {}
    loose: list[TrackedFinding] = []
    for one in sorted(standing, key=lambda each: natural_order(each.finding.key)):
        key = own[hidden.get(one.finding.key, one.finding.key)] or own[one.finding.key]
        if key is None:
            loose.append(one)
            continue
        keys[str(key)] = key
        groups.setdefault(str(key), []).append(one)
    offered: dict[str, list[Offer]] = {}
    for each in sorted(offers, key=lambda one: natural_order(one.member)):
        keys.setdefault(str(each.act), each.act)
        offered.setdefault(str(each.act), []).append(each)
    acts = [
        _act(
            key,
            groups.get(name, ()),
            offered.get(name, ()),
            hidden=frozenset(hidden),
            stakes=stakes,
            weigher=weigher,
            awaited=awaited or {},
        )
        for name, key in keys.items()
    ]
    return Acts(
        acts=tuple(sorted(acts, key=lambda act: act.rank)),
        shelves=_shelves(loose),
        stakes=stakes,
        weigher=weigher,
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
) -> Act:
    members, offers = tuple(members), tuple(offers)
    # What she has set aside or put off neither weighs nor presses.
    awake = tuple(one for one in members if is_awake(one, as_of=weigher.as_of))
    weighed = awake or members
    mine = [stakes[one.finding.key] for one in weighed if one.finding.key not in hidden]
    # The day that counts is that of what is lost; only where nothing is, that of the rest.
    losing = [one for one in mine if one.firm or weigher.weight_of((one,))] or mine
    ordered = sorted(
        members,
        key=lambda one: (
            one.finding.key in hidden,
            one not in awake,
            not one.finding.kind.has(Trait.ABOUT_DOUBT),  # who it is comes before what is late
            -weigher.weight_of((stakes[one.finding.key],)),
            stakes[one.finding.key].last_useful or date.max,
            -(one.finding.days or 0),
            natural_order(one.finding.key),
        ),
    )
    euros = {one.fact: one.euros for one in mine if not one.leak and not one.cash}
    cash = {one.fact: one.euros for one in mine if one.cash}
    leaks = {one.fact: one.euros for one in mine if one.leak}
    days = [one.last_useful for one in losing if one.last_useful is not None]
    dues = [one.due for one in losing if one.due is not None]
    days += [each.due for each in offers if each.due is not None]
    claim = key.party is Party.CLAIM
    named = weigher.money.paper_named(key.counterpart, key.occasion) if claim else ""
    act = Act(
        key=key,
        members=tuple(ordered),
        offers=offers,
        hidden=hidden & {one.finding.key for one in members},
        decided=frozenset(one.finding.key for one in members if one not in awake),
        weight=weigher.weight_of(mine),
        band=max((weigher.band_of(mine), *(each.band for each in offers))),
        euros=sum(euros.values(), Decimal(0)),
        cash=sum(cash.values(), Decimal(0)),
        paper=named,
        reasons=_reasons(ordered, weighed, hidden=hidden, stakes=stakes) if claim else (),
        leak=sum(leaks.values(), Decimal(0)),
        due=min(dues, default=None),
        last_useful=min(days, default=None),
        firm=any(one.firm for one in mine),
        awake=bool(awake or offers),
    )
    return replace(act, awaited=_awaited(act, awaited))


def _awaited(act: Act, awaited: Mapping[str, Awaited]) -> Awaited | None:
    """The first answer that a call waits for; None where something of it was never asked.

    What somebody loses within days, and what got worse since, is not waited for.
    """
    asked = [awaited.get(one.finding.key) for one in act.told]
    found = [one for one in asked if one is not None]
    grave = act.firm or act.band >= FIRM_BAND or act.offers
    worse = any(one.state is FindingState.WORSE for one in act.told)
    if not is_call(act) or not found or len(found) < len(asked) or grave or worse:
        return None
    return min(found, key=lambda one: (one.held, one.until))


def _reasons(
    ordered: Iterable[TrackedFinding],
    weighed: Iterable[TrackedFinding],
    *,
    hidden: frozenset[str],
    stakes: Mapping[str, Stake],
) -> tuple[Reason, ...]:
    """By what is to be done, in the order of the members; the sending itself is none."""
    kept = {one.finding.key for one in weighed} - hidden
    found: dict[Verb, list[TrackedFinding]] = {}
    for one in ordered:
        verb = one.finding.kind.gesture.verb
        if one.finding.key in kept and verb is not Verb.SEND:
            found.setdefault(verb, []).append(one)
    return tuple(
        Reason(
            verb=verb,
            members=tuple(members),
            euros=sum(
                {each.fact: each.euros for each in _stakes(members, stakes)}.values(), Decimal(0)
            ),
            last_useful=min(
                (each.last_useful for each in _stakes(members, stakes) if each.last_useful),
                default=None,
            ),
        )
        for verb, members in found.items()
    )


def _stakes(members: Iterable[TrackedFinding], stakes: Mapping[str, Stake]) -> list[Stake]:
    return [stakes[one.finding.key] for one in members]


def is_awake(one: TrackedFinding, *, as_of: date) -> bool:
    """Whether a finding asks something of her today; the one rule of what is asleep.

    Set aside or seen, it sleeps; put off, until its day. One that got worse wakes for that day,
    whatever she had decided.
    """
    if not one.is_open:
        return False
    if one.state is FindingState.WORSE:
        return True
    return not is_asleep(one.word, as_of=as_of)


def is_asleep(word: Understood, *, as_of: date) -> bool:
    """Whether what she decided is enough for today."""
    if word.meaning is Meaning.VOID:
        return True
    if word.until is not None:
        return word.until > as_of
    return word.meaning not in (Meaning.NOTHING, Meaning.UNCLEAR, Meaning.ASKED, Meaning.TO_DO)


def is_call(act: Act) -> bool:
    """Whether it is done on the telephone."""
    return act.key.verb is Verb.CALL and act.key.party is Party.PARTNER


def is_in_mails(act: Act) -> bool:
    """Whether it is done by letting the mails of the week leave."""
    return act.key.party is Party.HERSELF and act.key.occasion == IN_MAILS.occasion


def _shelves(loose: Iterable[TrackedFinding]) -> tuple[Shelf, ...]:
    """What is to be put in order, by partner and table, the fullest first."""
    found: dict[tuple[str, str], list[TrackedFinding]] = {}
    for one in loose:
        found.setdefault((one.finding.partner or "", _column_of(one)), []).append(one)
    shelves = [
        Shelf(
            key=f"{Verb.TIDY.value}:{partner or 'programme'}:{column}",
            partner=partner or None,
            column=column,
            members=tuple(members),
        )
        for (partner, column), members in found.items()
    ]
    return tuple(
        sorted(
            shelves,
            key=lambda one: (
                -len(one.members),
                natural_order(one.partner or "~"),
                natural_order(one.column),
            ),
        )
    )


def _column_of(one: TrackedFinding) -> str:
    """« Plan d’action – Statut », « Livrables », as far as the finding says."""
    segments = one.finding.subject.split("/")
    table = next((BY_NAME[each] for each in segments if each in BY_NAME), None)
    if table is not None:
        column = next((each for each in table.columns if each.name == segments[-1]), None)
        return f"{table.title} – {column.header}" if column is not None else table.title
    place = next(iter(one.finding.evidence), None)
    return place.tab if place is not None and place.tab else _ALL_TABLES
