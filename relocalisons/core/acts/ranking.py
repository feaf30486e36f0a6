"""Pure: the rule of rank, on one page: what is lost, and when it can still be saved.

A *cliff* loses money on a date: its weight is what is lost times how surely, over the working days
that are left before the last day on which the gesture still helps. A *leak* loses some every
working day. The weights of an act's facts are added, each fact once; acts go by powers of ten of
that sum, because how surely is a guess, then what can be done today or tomorrow for the last time,
then by last useful day, then the shortest first. A loss that is negligible weighs nothing, so that
small sums never move the day's list. A date that nobody here can move puts its act in the second
power of ten in its last working days, whatever it is worth, and before all others on its day and
the working day before it: nothing else of the list can wait less. How much is lost says what comes
first, not when: what is far from its last useful day is not of today, however many euros hang on
it (`at_stake.nearness_of`). All numbers are thresholds of « Paramètres ».
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.acts.aid.amounts import Aid
from relocalisons.core.acts.aid.blocked import held_up
from relocalisons.core.acts.aid.lateness import is_late_share_typed, late_share
from relocalisons.core.acts.aid.overruns import overrun_of
from relocalisons.core.acts.aid.returned import aid_awaited
from relocalisons.core.acts.aid.stake import Stake
from relocalisons.core.acts.money_facts import MoneyFacts, gesture_of
from relocalisons.core.kernel.calendar.calendar import FIRST_DAY, LAST_DAY, WorkCalendar
from relocalisons.core.kernel.findings.gestures import Gesture, Lead, Loss, Verb
from relocalisons.core.kernel.model import Finding, Programme, Trait
from relocalisons.core.plan.funder_dates import milestone_day
from relocalisons.core.programme.plan_kinds import has_left_its_plan
from relocalisons.core.reminders.rules.by_voice import Press
from relocalisons.core.sources.thresholds import (
    CLAIM_NEAR,
    FIRM_WITHIN,
    LEAD_CONVENE,
    LEAD_MAIL,
    LEAD_ORDER,
    LEAD_PAY,
    LEAD_SIGN,
    LEAD_VISIT,
    LOST_BY_LATE_CLAIM,
    LOST_BY_PUBLICITY,
    LOST_UNBEGUN,
    LOST_UNPROVEN,
    LOST_WHILE_BLOCKED,
    LOST_WITHOUT_PIECE,
    LOST_WITHOUT_SIGNATURE,
    NEGLIGIBLE,
    Threshold,
    days_in_force,
    value_in_force,
)

_ZERO, _TEN = Decimal(0), Decimal(10)
FIRM_BAND = 2
PRESSING_BAND = 1
_SOON = 2  # times the days of a near firm date: two weeks to ask by voice for what a claim loses
_OF_A_CLAIM = (Loss.PIECE, Loss.SIGNATURE, Loss.UNPAID)

_LIKELY: Mapping[Loss, Threshold] = {
    Loss.UNPAID: LOST_UNBEGUN,
    Loss.PIECE: LOST_WITHOUT_PIECE,
    Loss.SIGNATURE: LOST_WITHOUT_SIGNATURE,
    Loss.CLAIM: LOST_BY_LATE_CLAIM,
    Loss.PUBLICITY: LOST_WITHOUT_SIGNATURE,
    Loss.OVERRUN: LOST_WITHOUT_PIECE,
    Loss.BLOCKED: LOST_WHILE_BLOCKED,
    Loss.IDLE: LOST_WHILE_BLOCKED,
    Loss.UNPROVEN: LOST_UNPROVEN,
}
_LEADS: Mapping[Lead, Threshold] = {
    Lead.MAIL: LEAD_MAIL,
    Lead.VISIT: LEAD_VISIT,
    Lead.PAY: LEAD_PAY,
    Lead.SIGN: LEAD_SIGN,
    Lead.CONVENE: LEAD_CONVENE,
    Lead.ORDER: LEAD_ORDER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weigher:
    """How the findings of one night are weighed."""

    programme: Programme
    money: MoneyFacts
    calendar: WorkCalendar
    as_of: date
    accepted: frozenset[str] = frozenset()  # double invoices that she found to be two

    def stake_of(
        self, finding: Finding, *, agreed: date | None = None, since: date | None = None
    ) -> Stake:
        """What a finding puts at stake; `agreed`: the date granted in its place; `since`: told."""
        gesture = self.gesture_of(finding)
        fact, euros, due = self._loss(finding)
        if due is None and (paper := self.money.returned.get(finding.subject)):
            due = paper.due(since=since or self.as_of)
        aid, action = self._aid(finding), self.money.milestones.get(finding.subject)
        due = agreed or due
        leak = gesture.loss in (Loss.BLOCKED, Loss.IDLE, Loss.UNPROVEN)
        known = _LIKELY.get(gesture.loss)
        likely = value_in_force(self.programme.parameters, known) if known else Decimal(1)
        daily = euros * likely if leak else _ZERO
        # What leaks is lost every day: there is no last one on which it is as well done.
        ends = due is not None and not (leak and euros)
        return Stake(
            fact=fact,
            euros=euros,
            parts=aid.parts if aid else self._publicity(finding),
            doubts=aid.doubts if aid else {},
            likely=likely,
            leak=leak,
            unsaid=gesture.loss is Loss.REPORT
            and not is_late_share_typed(finding, self.programme.parameters),
            due=due,
            last_useful=self._before(due, gesture.lead) if ends and due else None,
            firm=finding.kind.has(Trait.HARD)
            and due is not None
            and agreed is None
            and not finding.waits_for,  # nothing can leave before she fills that in
            pressing=due is not None
            and (self._presses(finding, due) or bool(aid and None in aid.doubts.values())),
            cash=gesture.loss is Loss.CLAIM,
            of_the_week=gesture.of_the_week or (self._holds_up(finding) and not band(daily)),
            blocks=self._blocks(finding),
            milestone=milestone_day(action, due) if action and due else None,
            of_claim=gesture.loss in (*_OF_A_CLAIM, Loss.CLAIM),
            asked_back=gesture.asked_back,
            to_order=gesture.lead is Lead.ORDER,
        )

    def worth_a_call(self, finding: Finding, stake: Stake) -> Press:
        """What presses though a mail asks it: what a claim loses soon does, however little it is.

        Its days: the last useful one and, of a funder's milestone, its own.
        """
        gesture = self.gesture_of(finding)
        due = None
        if gesture.verb is Verb.CALL or gesture.loss in _OF_A_CLAIM:
            due = self.money.claimed_by(finding)
        left = self._between(self.as_of, due) if due is not None else _A_YEAR
        weight = self.band_of((stake,))
        coming = stake.of_claim and due is not None and self.as_of <= due and left <= self._near
        return Press(
            presses=left <= _SOON * self._near or weight >= PRESSING_BAND,
            days=tuple(day for day in (stake.last_useful, stake.milestone) if day is not None),
            claim=due if coming and (weight >= FIRM_BAND or left <= _LAST_DAYS) else None,
            eve=coming and left <= _LAST_DAYS,
            euros=stake.facts if coming else {},
        )

    def eve_of_claim(self, stake: Stake) -> date | None:
        """The working day before the claim that loses it; None of what no claim loses."""
        if not stake.of_claim or stake.due is None or not is_known(stake.due):
            return None
        return self.calendar.day_at(self.calendar.index_of(stake.due) - _LAST_DAYS)

    def working_days_to(self, day: date) -> int:
        """How many working days a day comes after this one; negative once it is past."""
        return self._between(self.as_of, day)

    def leaves_now(self, finding: Finding) -> bool:
        """Whether a paper of a funder waits for nothing any more but to be sent.

        She has validated it, or its day is the next one, or past: a claim that is late with all of
        its pieces brings less than one in time with most of them.
        """
        if self.gesture_of(finding).verb is not Verb.SEND or finding.due is None:
            return False
        near = self.as_of >= finding.due or self._between(self.as_of, finding.due) <= _LAST_DAYS
        return near or finding.subject in self.money.approved

    def _presses(self, finding: Finding, due: date) -> bool:
        """A milestone of a funder that has passed or comes, a near session without quorum."""
        gesture = finding.kind.gesture
        if gesture.presses_when_near:
            return self.as_of <= due and self._between(self.as_of, due) <= self._near
        if gesture.presses_at_last:
            return 0 <= self.working_days_to(self._before(due, gesture.lead)) <= _TO_CALL
        return finding.subject in self.money.milestones and (
            gesture.called_of_milestone or (gesture.loss is Loss.BLOCKED and due < self.as_of)
        )

    def is_near(self, day: date | None) -> bool:
        """Whether a day is no further than the claims that are prepared now."""
        return day is not None and day <= self._claims_until

    @property
    def _claims_until(self) -> date:
        return self.as_of + timedelta(days=days_in_force(self.programme.parameters, CLAIM_NEAR))

    @property
    def _near(self) -> int:
        """Working days within which a day that comes presses."""
        return days_in_force(self.programme.parameters, FIRM_WITHIN)

    def weight_of(self, stakes: Iterable[Stake]) -> Decimal:
        """Euros a working day: Σ of the facts, each once, negligible ones left out."""
        least = value_in_force(self.programme.parameters, NEGLIGIBLE)
        heaviest: dict[str, Decimal] = {}
        for stake in stakes:
            expected = stake.expected
            if not stake.leak and sum(expected.values(), _ZERO) < least:
                continue
            days = 1 if stake.leak else self.days_left(stake)
            for fact, euros in expected.items():
                heaviest[fact] = max(heaviest.get(fact, _ZERO), euros / days)
        return sum(heaviest.values(), _ZERO)

    def days_left(self, stake: Stake) -> int:
        """Working days to the last useful day, at least one, also once it is past.

        A loss without any date is as far as a working year: it is real, and nothing presses.
        """
        if stake.last_useful is None:
            return _A_YEAR
        return max(self._between(self.as_of, stake.last_useful), 1)

    def is_last_chance(self, day: date) -> bool:
        """Whether a last useful day is today or the working day after it."""
        return self.as_of <= day and self._between(self.as_of, day) <= 1

    def late_days(self, due: date) -> int:
        """Working days since a date; negative before it."""
        return -self._between(self.as_of, due)

    def band_of(self, stakes: Iterable[Stake]) -> int:
        """The power of ten of the weight; at least two where a firm date is near or a funder waits.

        At least one for what presses: nothing of it can be counted, and it is no detail.
        """
        stakes = tuple(stakes)
        firm = (one.due for one in stakes if one.firm and one.due is not None)
        near = any(self._between(self.as_of, due) <= self._near for due in firm)
        pressing = any(stake.pressing for stake in stakes)
        near = near or any(stake.asked_back for stake in stakes)
        floor = FIRM_BAND if near else PRESSING_BAND if pressing else 0
        return max(band(self.weight_of(stakes)), floor)

    def _blocks(self, finding: Finding) -> bool:
        match finding.kind.gesture.loss:
            case Loss.BLOCKED:
                return bool(self.money.waiters.get(finding.subject.partition("/")[0]))
            case Loss.IDLE:
                return finding.partner is not None
            case _:
                return False

    def _holds_up(self, finding: Finding) -> bool:
        """Whether it is for this week: what left its plan, what stands and another waits for."""
        held = finding.subject in held_up(self.programme)
        return has_left_its_plan(finding) or (held and finding.kind.gesture.loss is Loss.BLOCKED)

    def gesture_of(self, finding: Finding) -> Gesture:
        """What it asks for."""
        return gesture_of(finding, money=self.money)

    def _aid(self, finding: Finding) -> Aid | None:
        """The aid of an expense, of pay or of an advance, where its kind says that it is lost."""
        loses = self.gesture_of(finding).loss in (Loss.PIECE, Loss.SIGNATURE, Loss.UNPAID)
        return self.money.aid_of(finding) if loses else None

    def _publicity(self, finding: Finding) -> Mapping[str, Decimal]:
        """A share of each European grant that a publication may owe its logo to; each once."""
        if self.gesture_of(finding).loss is not Loss.PUBLICITY:
            return {}
        share = value_in_force(self.programme.parameters, LOST_BY_PUBLICITY)
        asked = self.money.funder_named((finding.asked,))
        funders = self.money.european & {asked} if asked else self.money.european
        return {
            f"publicité/{code}": self.money.grants.get(code, _ZERO) * share
            for code in sorted(funders)
        }

    def _loss(self, finding: Finding) -> tuple[str, Decimal, date | None]:
        """(fact, euros, date) of a finding, by what its kind says is lost."""
        key = finding.subject
        head = key.partition("/")[0]
        match self.gesture_of(finding).loss:
            case Loss.PIECE | Loss.SIGNATURE:
                aid = self.money.aid_of(finding)
                return (aid.fact, aid.euros, aid.due) if aid else (key, _ZERO, finding.due)
            case Loss.UNPAID:
                aid = self.money.aid_of(finding)
                if aid is not None:
                    return aid.fact, aid.euros, finding.due or aid.due
                _, _, gone = key.partition("/")
                unspent = (
                    self.money.left_behind_by(gone, funder=head, as_of=self.as_of)
                    if gone
                    else self.money.unspent_of(head, as_of=self.as_of)
                )
                return key, unspent, finding.due or self.money.end_of(head)
            case Loss.CLAIM if finding.subject in self.money.unanswered:
                return key, self.money.unanswered_of(key), finding.due
            case Loss.CLAIM if finding.subject in self.money.returned:
                return key, aid_awaited(self.money.returned[key], self.money.aid), finding.due
            case Loss.CLAIM:
                claim = key.partition("/")[2]
                return key, self.money.unclaimed_of(head, claim=claim), finding.due
            case Loss.REPORT:
                share = late_share(finding, self.programme.parameters)
                return key, self.money.grants.get(head, _ZERO) * share, finding.due
            case Loss.BLOCKED:
                waiting = self.money.waiters.get(head, frozenset())
                cost = sum((self.money.day_cost(one) for one in waiting), _ZERO)
                return f"waits/{'+'.join(sorted(waiting)) or head}", cost, finding.due
            case Loss.IDLE:
                partner = finding.partner or ""
                return f"waits/{partner}", self.money.day_cost(partner), finding.due
            case Loss.OVERRUN:
                overrun = overrun_of(
                    key,
                    books=self.money.books,
                    claims=self.money.claims.get(head, ()),
                    until=self._claims_until,
                    as_of=self.as_of,
                )
                return key, self.money.aid.of_parts(head, overrun.euros), overrun.due
            case Loss.PUBLICITY:
                return key, sum(self._publicity(finding).values(), _ZERO), finding.due
            case _:
                return key, _ZERO, finding.due

    def _before(self, day: date, lead: Lead) -> date:
        """The last working day that leaves enough time before a date."""
        if not is_known(day):
            return day
        needed = _LEADS.get(lead)
        days = days_in_force(self.programme.parameters, needed) if needed else 0
        at = self.calendar.index_of(day) - days + (days == 0 and self.calendar.is_working(day))
        return self.calendar.day_at(max(at - (days == 0), 0))

    def _between(self, start: date, end: date) -> int:
        return self.calendar.between(start, end) if is_known(end) else _A_YEAR


_A_YEAR = 220  # working days
_TO_CALL = 3  # working days before a session can be put off no more: proxies are asked for
_LAST_DAYS = 1  # working days before its date from which a paper is to be sent as it stands


def is_known(day: date) -> bool:
    """Whether the calendar knows a day and what comes before it: not a year typed as 2206."""
    return FIRST_DAY.year < day.year < LAST_DAY.year


def band(weight: Decimal) -> int:
    """⌊log₁₀⌋ of a weight in euros a working day, 0 below ten."""
    found = 0
    while weight >= _TEN:
        weight, found = weight / _TEN, found + 1
    return found
