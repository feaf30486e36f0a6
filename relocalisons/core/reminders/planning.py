"""Pure: findings, her decisions, her rules and the history → the plan of the week.

One digest per person and ISO week. Whatever is not sent is in the plan too, with its reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.deadlines import asked_day, our_deadline, working_days
from relocalisons.core.kernel.discretion.discretion import hide_private, private_topic
from relocalisons.core.kernel.model import CellRef, Partner, Programme, TrackedFinding, Trait
from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.partners.mobilisation import PartnerKind
from relocalisons.core.partners.words import tone_of
from relocalisons.core.programme.standing import say_unreadable
from relocalisons.core.reminders.calls import (
    call_of,
    escalation_to,
    is_worth_a_call,
    spread_calls,
)
from relocalisons.core.reminders.chain_grants import pass_grants_on
from relocalisons.core.reminders.choosing import Chosen, Weight, choose_lines, only_tidies
from relocalisons.core.reminders.digests import (
    ANSWER_WITHIN,
    CallEntry,
    Digest,
    DigestBlock,
    DigestGroup,
    DigestKind,
    DigestLine,
    ReminderPlan,
    Skipped,
)
from relocalisons.core.reminders.lines import group_of
from relocalisons.core.reminders.people import GENERAL, Addressee, general_contact
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.reasons import (
    NOTHING_TO_SAY,
    ONLY_CELLS,
    WeekFacts,
    has_mail_this_week,
    why_partner_waits,
    why_person_waits,
    why_promised,
    why_to_call,
)
from relocalisons.core.reminders.rules.promises import promises_of
from relocalisons.core.reminders.urgent import find_urgent
from relocalisons.core.reminders.waiting import sort_by_person

TIDYING_EVERY = timedelta(weeks=4)  # as « Relances » says: nobody is asked weekly for cells alone

Lines = tuple[DigestLine, ...]


@dataclass(slots=True, kw_only=True)
class _Week:
    """The plan while it is made. `taken`: address → the partner whose mail goes there."""

    facts: WeekFacts
    tracked: tuple[TrackedFinding, ...]
    taken: dict[str, str] = field(default_factory=dict[str, str])
    digests: list[Digest] = field(default_factory=list[Digest])
    calls: list[tuple[CallEntry, Lines]] = field(default_factory=list[tuple[CallEntry, Lines]])
    skipped: list[Skipped] = field(default_factory=list[Skipped])

    def skip(self, partner: str, reason: str, *, role: str = GENERAL) -> None:
        shown = "" if role == GENERAL else role
        self.skipped.append(Skipped(partner=partner, reason=reason, role=shown))

    def write(
        self, addressee: Addressee, partner: Partner, lines: Lines, *, about_person: str = ""
    ) -> None:
        """A digest with the lines that are asked this week; the others stay, each with why."""
        chosen = choose_for(addressee, partner, lines, facts=self.facts)
        self.digests.append(
            make_digest(
                addressee, partner, chosen.lines, facts=self.facts, about_person=about_person
            )
        )
        left = {line.finding_key: (line, why) for line, why in chosen.left_out}
        self.skipped += [
            Skipped(partner=partner.code, reason=why, finding_key=key, label=line.label)
            for key, (line, why) in left.items()
        ]


def plan_reminders(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    history: ReminderHistory,
    policy: ReminderPolicy,
    as_of: date,
    coordinator: str = "",
    weights: Mapping[str, Weight] | None = None,
    called: frozenset[str] = frozenset(),
    too_late: frozenset[str] = frozenset(),
) -> ReminderPlan:
    """The digests, the calls and what is not sent, of one logical date.

    Only persons of active partners with exactly one certain address get a digest; whoever is
    reached by telephone, or left several digests unanswered, goes to the call list instead.
    Whoever answers for two partners by one address gets one digest; the other partner is called.
    `coordinator` is her address: she signs the digests and is sent none. `weights`: finding key →
    what is lost by it, which orders lines and calls. `called`: who is telephoned that very day;
    `too_late`: finding keys that are said by telephone, since a message would come too late.
    """
    facts = WeekFacts(
        programme=programme,
        history=history,
        policy=policy,
        as_of=as_of,
        coordinator=coordinator,
        arrivals=_arrivals(tracked),
        weights=weights or {},
        called=called,
        promises=promises_of(tracked, programme=programme, as_of=as_of),
    )
    tracked = tuple(one for one in tracked if one.finding.key not in too_late)
    tracked = pass_grants_on(tracked)
    waiting = sort_by_person(tracked, facts=facts)
    week = _Week(facts=facts, tracked=tracked, taken=_addresses_taken(facts))
    for partner in sorted(programme.partners, key=lambda one: natural_order(one.code)):
        _plan_partner(week, partner, waiting.of(partner.code))
    return ReminderPlan(
        digests=tuple(week.digests),
        call_list=spread_calls(
            week.calls,
            a_day=policy.calls_a_day,
            weights=facts.weights,
            calendar=working_days(programme),
            as_of=as_of,
        ),
        skipped=(*waiting.skipped, *week.skipped),
        urgent=find_urgent(tracked, calendar=working_days(programme), as_of=as_of),
    )


def _arrivals(tracked: tuple[TrackedFinding, ...]) -> dict[str, date]:
    """Partner code → the day on which it joined, of those that nobody wrote to yet."""
    return {
        one.finding.subject: one.finding.due
        for one in tracked
        if one.finding.kind is PartnerKind.PARTNER_JOINED and one.is_open and one.finding.due
    }


def _addresses_taken(facts: WeekFacts) -> dict[str, str]:
    """Addresses whose digest of this week is stored already, by an earlier run."""
    return {
        person.address: partner.code
        for partner in facts.programme.partners
        for person in facts.people.everybody(partner)
        if person.address and has_mail_this_week(person.key, facts=facts)
    }


def _plan_partner(
    week: _Week, partner: Partner, people: tuple[tuple[Addressee, Lines], ...]
) -> None:
    facts = week.facts
    if not people and partner.code in facts.arrivals:
        people = ((general_contact(partner), ()),)
    if not people and partner.active:
        blind = say_unreadable(week.tracked, programme=facts.programme, partner=partner.code)
        week.skip(partner.code, _why_all_promised(week, partner) or blind or NOTHING_TO_SAY)
        return
    reason = why_partner_waits(partner, facts=facts)
    if reason:
        week.skip(partner.code, reason)
        return
    for addressee, lines in people:
        _plan_person(week, addressee, partner, lines)


def _why_all_promised(week: _Week, partner: Partner) -> str:
    """Of a partner of whom nothing else is left to ask, the first promise; empty without one."""
    mine = (one.finding.key for one in week.tracked if one.finding.partner == partner.code)
    waits = filter(None, map(week.facts.promises.waits_for, mine))
    return why_promised(min(waits, key=lambda one: one.until, default=None))


def _plan_person(week: _Week, addressee: Addressee, partner: Partner, lines: Lines) -> None:
    facts = week.facts
    reason = why_person_waits(addressee, facts=facts)
    if reason:
        week.skip(partner.code, reason, role=addressee.role)
        return
    other = week.taken.get(addressee.address or "")
    worth = is_worth_a_call(lines, weights=facts.weights, as_of=facts.as_of)
    reason = why_to_call(addressee, partner, facts=facts, taken=other, worth=worth)
    if reason and not lines:
        week.skip(partner.code, f"bienvenue à dire de vive voix ({reason})", role=addressee.role)
        return
    if reason and not worth:
        week.skip(partner.code, f"{reason}, et rien ne presse", role=addressee.role)
        return
    if reason and (held := facts.promises.holds_call(partner.code)) is not None:
        week.skip(partner.code, why_promised(held), role=addressee.role)
        return
    if reason:
        call = call_of(addressee, partner, lines, reason=reason, facts=facts)
        week.calls.append((call, lines))
        week.skip(partner.code, reason, role=addressee.role)
        _propose_escalation(week, addressee, partner, lines)
        return
    if reason := _why_only_tidying(week, partner, lines):
        week.skip(partner.code, reason, role=addressee.role)
        return
    if addressee.address:
        week.taken[addressee.address] = partner.code
    week.write(addressee, partner, lines)


def _why_only_tidying(week: _Week, partner: Partner, lines: Lines) -> str:
    """Why a message that asks for nothing but cells is held: one in four weeks is enough."""
    facts = week.facts
    if not only_tidies(lines, weights=facts.weights):
        return ""
    today = any(
        one.partner == partner.code and only_tidies(one.lines, weights=facts.weights)
        for one in week.digests
    )
    last = facts.as_of if today else facts.history.tidied.get(partner.code)
    if last is None or last + TIDYING_EVERY <= facts.as_of:
        return ""
    return f"{ONLY_CELLS}, message gardé jusqu’au {format_long_date(last + TIDYING_EVERY)}"


def _propose_escalation(week: _Week, addressee: Addressee, partner: Partner, lines: Lines) -> None:
    """A message to the deputy, for her to approve by itself, once a call has not helped either."""
    deputy = escalation_to(addressee, partner, lines, facts=week.facts)
    if deputy is None or (deputy.address or "") in week.taken or week.facts.is_hers(deputy):
        return
    week.taken[deputy.address or ""] = partner.code
    week.write(deputy, partner, lines, about_person=addressee.person)


def choose_for(addressee: Addressee, partner: Partner, lines: Lines, *, facts: WeekFacts) -> Chosen:
    """What this person is asked this week, of all that waits for it."""
    tone = tone_of(partner.profile, at_a_desk=addressee.is_at_a_desk)
    return choose_lines(
        lines, weights=facts.weights, most=facts.policy.lines_for(tone), as_of=facts.as_of
    )


def make_digest(
    addressee: Addressee,
    partner: Partner,
    lines: Lines,
    *,
    facts: WeekFacts,
    about_person: str = "",
) -> Digest:
    """The lines of one person in their parts; with `about_person` an escalation."""
    groups: dict[DigestGroup, list[DigestLine]] = {group: [] for group in DigestGroup}
    for line in lines:
        groups[group_of(line, as_of=facts.as_of)].append(line)
    cleared = facts.programme.cleared
    opening = facts.policy.opening_for(code=partner.code, profile=partner.profile)
    salutation = facts.policy.salutation_for(code=partner.code, profile=partner.profile)
    return Digest(
        partner=partner.code,
        partner_name=partner.name,
        profile=partner.profile,
        person="" if private_topic(addressee.person, cleared=cleared) else addressee.person,
        as_of=facts.as_of,
        answer_by=_answer_by(lines, facts=facts),
        blocks=tuple(
            DigestBlock(
                group=group,
                lines=tuple(
                    _for_its_reader(line, cleared=cleared, instead=bool(about_person))
                    for line in sorted(found, key=_reading_order)
                ),
            )
            for group, found in groups.items()
            if found
        ),
        role=addressee.role,
        sheet=_sheet(lines) or _own_plan(partner, facts=facts),
        thanked=0 if about_person else facts.history.settled.get(addressee.key, 0),
        kind=DigestKind.ESCALATION if about_person else DigestKind.DIGEST,
        about_person=partner.name if private_topic(about_person, cleared=cleared) else about_person,
        # Her own sentence with a hole in it would be worse than the usual one.
        opening="" if about_person or private_topic(opening, cleared=cleared) else opening,
        salutation="" if private_topic(salutation, cleared=cleared) else salutation,
        welcome=partner.code in facts.arrivals and not about_person,
    )


def _for_its_reader(line: DigestLine, *, cleared: frozenset[str], instead: bool) -> DigestLine:
    """The line without private reasons: who reads a mail is not always who typed the cell.

    `instead`: to somebody who reads it in the place of another, and was never told of it.
    """
    return replace(
        line,
        number=hide_private(line.number, cleared=cleared),
        label=hide_private(line.label, cleared=cleared),
        text=hide_private(line.text, cleared=cleared),
        already_told="" if instead else line.already_told,
    )


def _answer_by(lines: Lines, *, facts: WeekFacts) -> date:
    """Until when the mail asks for an answer: about the next digest, on a working day.

    Never after the claim that loses what it asks, as long as that is to come.
    """
    claims = (facts.weights.get(line.finding_key, Weight()).claim for line in lines)
    claim = min((day for day in claims if day is not None and day >= facts.as_of), default=None)
    wanted = _usual_answer(lines, facts=facts)
    if claim is None or claim >= wanted:
        return wanted
    return asked_day(claim, told_on=facts.as_of, calendar=working_days(facts.programme))


def _usual_answer(lines: Lines, *, facts: WeekFacts) -> date:
    hard = [line.due for line in lines if line.kind.has(Trait.HARD) and line.due is not None]
    return our_deadline(
        facts.as_of + ANSWER_WITHIN,
        sent=facts.as_of,
        calendar=working_days(facts.programme),
        not_after=min((day for day in hard if day >= facts.as_of), default=None),
    )


def _reading_order(line: DigestLine) -> tuple[object, ...]:
    return (
        line.rank,
        line.due or date.max,
        natural_order(line.number),
        line.kind.value,
        line.names_partner or "",
        line.finding_key,
    )


def _sheet(lines: Lines) -> CellRef | None:
    """The tab where most lines stand, the first one when several hold as many."""
    counts: dict[tuple[str, int], int] = {}
    first: dict[tuple[str, int], CellRef] = {}
    for line in lines:
        if line.place is not None:
            tab = (line.place.file_id, line.place.sheet_id)
            counts[tab] = counts.get(tab, 0) + 1
            first.setdefault(tab, line.place)
    if not counts:
        return None
    place = first[max(counts, key=lambda tab: counts[tab])]
    return CellRef(
        file_id=place.file_id, workbook=place.workbook, tab=place.tab, sheet_id=place.sheet_id
    )


def _own_plan(partner: Partner, *, facts: WeekFacts) -> CellRef | None:
    """The plan of a partner that has just come, which a welcome opens even without a line."""
    if partner.code not in facts.arrivals:
        return None
    for table in facts.programme.tables.get("actions", ()):
        if table.partner == partner.code:
            return CellRef(
                file_id=table.workbook.file_id,
                workbook=table.workbook.name,
                tab=table.tab.title,
                sheet_id=table.tab.sheet_id,
            )
    return None
