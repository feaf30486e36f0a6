"""Safety holds of the week: what changed too much, too many mails; each stays until answered."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import median

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, format_long_date
from relocalisons.core.reminders.digests import ReminderPlan, iso_week
from relocalisons.core.reminders.people import GENERAL, People, person_key
from relocalisons.core.reminders.reasons import lost_tabs
from relocalisons.core.reminders.rules.safety_holds import (
    SafetyHold,
    safety_hold_on_lost_tabs,
    safety_hold_on_volume,
    together,
)
from relocalisons.store.mails.mail_history import mail_history
from relocalisons.store.mails.safety_references import (
    SafetyReference,
    keep_references,
    safety_references,
)
from tasks.intake.source_comparison import SourceComparison
from tasks.mail.address_safety_holds import compare_addresses, recipients_of
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

# Of whom nothing stands accepted yet: the week before is compared.
SINCE_LAST_WEEK = timedelta(days=6)
WEEKS_COMPARED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSafetyHolds:
    """What a careful person would stop at before the digests of a week; empty on a usual one.

    `wide` concerns every mail, `by_person` (`reminders.people`) those of one person. `lifted` says
    which safety holds fell because what had changed came back. `references` are to be kept once the
    mails are held.
    """

    wide: tuple[SafetyHold, ...] = ()
    by_person: Mapping[str, SafetyHold] = field(default_factory=dict)
    lifted: tuple[str, ...] = ()
    references: Mapping[str, SafetyReference] = field(default_factory=dict)

    def of(self, partner: str, role: str) -> SafetyHold | None:
        """What holds the mail of one person."""
        own = self.by_person.get(person_key(partner, role))
        return together((*self.wide, *((own,) if own else ())))

    @property
    def told(self) -> tuple[SafetyHold, ...]:
        """Each once, though it may hold several mails."""
        return tuple(dict.fromkeys((*self.wide, *self.by_person.values())))


NO_SAFETY_HOLDS = WeekSafetyHolds()


def safety_holds_of_the_week(
    run: ProgrammeRun, assessment: Assessment, plan: ReminderPlan
) -> WeekSafetyHolds:
    """What holds these digests, compared with what stands accepted person by person.

    A safety hold whose person has no digest this week waits for the next one, unsaid.
    """
    addresses = compare_addresses(run, recipients_of(assessment.programme))
    known = safety_references(run.store, run.code)
    comparison = SourceComparison(run=run, assessment=assessment)
    safety_holds: dict[str, SafetyHold] = {}
    references: dict[str, SafetyReference] = {}
    lifted: list[str] = []
    for person, partner in _everybody(assessment.programme):
        before = known.get(person, SafetyReference())
        changes = comparison.since(
            before.snapshot_id, otherwise=assessment.read_at - SINCE_LAST_WEEK
        )
        on_address = addresses.safety_holds.get(person)
        found = together((*((on_address,) if on_address else ()), *changes.of(partner)))
        kept = addresses.references.get(person, before)
        if found is not None:
            safety_holds[person] = found
            kept = replace(kept, braked_on=before.braked_on or run.as_of)
        elif changes.is_seen(partner):
            if before.braked_on is not None:
                lifted.append(_say_lifted(person, before.braked_on))
            kept = replace(kept, braked_on=None, snapshot_id=assessment.snapshot_id)
        references[person] = kept
    planned = {person_key(one.partner, one.role) for one in plan.digests}
    wide = (
        safety_hold_on_lost_tabs(lost_tabs(assessment.programme)),
        safety_hold_on_volume(len(plan.digests), usual=_usual_volume(run, as_of=run.as_of)),
    )
    return WeekSafetyHolds(
        wide=tuple(one for one in wide if one is not None),
        by_person={person: one for person, one in safety_holds.items() if person in planned},
        lifted=tuple(lifted),
        references=references,
    )


def keep_comparison(run: ProgrammeRun, safety_holds: WeekSafetyHolds) -> None:
    """Remember what the next comparison starts from, once the mails of this one are held.

    A crash in between compares once more with what stood accepted before.
    """
    keep_references(run.store, run.code, safety_holds.references, at=run.clock())


def _everybody(programme: Programme) -> Iterable[tuple[str, str]]:
    """(person, partner) of everybody who may get a digest."""
    people = People(programme)
    for partner in programme.partners:
        for one in people.everybody(partner):
            yield one.key, partner.code


def _say_lifted(person: str, since: date) -> str:
    code, _, role = person.partition("/")
    who = f"{code} ({role})" if role and role != GENERAL else code
    return (
        f"{who}{NBSP}: le frein du {format_long_date(since)} est levé, ce qui avait changé est "
        "revenu comme avant."
    )


def _usual_volume(run: ProgrammeRun, *, as_of: date) -> int | None:
    """The median number of digests of the last weeks that had any; None before there is one."""
    weeks = mail_history(run.store, run.code, before_week=iso_week(as_of)).weeks
    counts = Counter(week for prepared in weeks.values() for week in prepared)
    latest = [counts[week] for week in sorted(counts)[-WEEKS_COMPARED:]]
    return round(median(latest)) if latest else None
