"""What the store remembers of each person, and the plan of a week that is made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from relocalisons.core.acts.acts import Acts, Offer, derive_acts
from relocalisons.core.acts.asking import (
    calls_apart,
    calls_open,
    calls_planned,
    is_set_aside,
    mails_coming,
    may_be_aloud,
    said_by_voice,
    weights_of,
    with_aloud,
    with_promises,
)
from relocalisons.core.acts.awake import is_awake
from relocalisons.core.acts.shelves import calls_first
from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.findings.gestures import Verb
from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.core.kernel.model import Programme, TrackedFinding, Trait
from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.money.books import open_books
from relocalisons.core.money.findings.evidence import lacking_expenses
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.partners.last_activity import last_activity
from relocalisons.core.proposals.reminding import with_their_words
from relocalisons.core.reminders.choosing import is_tidying
from relocalisons.core.reminders.contacts import last_contacts
from relocalisons.core.reminders.digests import ReminderPlan, iso_week
from relocalisons.core.reminders.people import Addressee, People
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, policy_in_force
from relocalisons.core.reminders.rules.answers import (
    already_told,
    asked_in_vain,
    count_settled,
    find_unanswered,
    last_tidied,
)
from relocalisons.core.reminders.rules.by_voice import Aloud, said_aloud, said_broken, said_enough
from relocalisons.core.reminders.rules.kept_promises import (
    PromiseDue,
    not_in_a_call,
    promises_due,
    without_kept,
)
from relocalisons.core.reminders.rules.promises import Promises, promises_of
from relocalisons.core.reminders.rules.row_marks import row_marks
from relocalisons.store.mails.mail_history import DIGESTS, mail_history
from relocalisons.store.mails.notices import NoticeState, notices_of_week
from relocalisons.store.mails.recipients import silenced_recipients
from relocalisons.store.readings.act_words import words_by_acts
from relocalisons.store.readings.acts_shown import days_shown
from relocalisons.store.readings.decisions import decided_at
from relocalisons.store.replies.inbound import answered_since
from relocalisons.store.replies.proposals import accepted_proposals, decided_senders
from relocalisons.store.retention import Retention
from tasks.intake.past import last_mails, mails_awaited, our_addresses
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

REMINDERS_ON = 1  # Tuesday, as `prefect.yaml` says
_A_WEEK = timedelta(days=7)


def acts_of_week(run: ProgrammeRun, assessment: Assessment, *, offers: tuple[Offer, ...]) -> Acts:
    """The acts, one gesture a subject: what the next reminders ask, and whom they would call.

    Only the reminders know who is written to; so they are planned, as of the next day on which
    they run, before anybody is told to call.
    """
    programme, as_of = assessment.programme, run.as_of
    following = next_reminders(as_of)
    history = history_of(run, assessment, as_of=following)
    ahead = plan_week(run, assessment, as_of=following, history=history)
    policy = policy_in_force(programme)
    calls = calls_planned(
        ahead,
        meeting=_next_meeting(programme, as_of=as_of),
        escalate_after=policy.escalate_after,
        as_of=as_of,
    )
    promised = without_kept(
        promises_of(assessment.tracked, programme=programme, as_of=as_of),
        programme,
        assessment.tracked,
    )
    waits = frozenset(promised.lines) - promised.broken_lines.keys()
    calls = {code: one for code, one in calls.items() if not one.findings or one.findings - waits}
    aloud = _aloud(run, assessment, ahead=ahead, history=history, promised=promised)
    found = [one.finding for one in assessment.tracked]
    calls = with_aloud(calls, aloud, found, programme=programme)
    coming = {} if policy.suspended else mails_coming(ahead, apart=_called_instead(run))
    said = words_by_acts(run.store, run.code, zone=run.settings.zone)
    open_calls = calls_open(calls, said, found, programme=programme, as_of=as_of)
    acts = derive_acts(
        assessment.tracked,
        programme=programme,
        as_of=as_of,
        offers=(
            *offers,
            *calls_apart(open_calls, assessment.acts, programme=programme, as_of=as_of),
        ),
        awaited={**coming, **mails_awaited(run, programme, assessment.tracked)},
        calls=calls,
    )
    untold = {
        one.finding.key
        for one in assessment.tracked
        if is_awake(one, as_of=as_of) and not may_be_aloud(assessment.acts, one.finding.key)
    }
    due = not_in_a_call(promises_told(run, assessment), promised, untold=untold)
    acts = with_promises(acts, due, programme=programme)
    return replace(acts, shown_since=days_shown(run.store, run.code))


def promises_told(run: ProgrammeRun, assessment: Assessment) -> tuple[PromiseDue, ...]:
    """The promises whose day has come, without those that she closed in « À faire »."""
    said = words_by_acts(run.store, run.code, zone=run.settings.zone)
    return tuple(
        one
        for one in promises_due(assessment.programme, assessment.tracked, as_of=run.as_of)
        if (word := said.get(one.member)) is None
        or not is_set_aside(word, assessment.programme, as_of=run.as_of)
    )


def _aloud(
    run: ProgrammeRun,
    assessment: Assessment,
    *,
    ahead: ReminderPlan,
    history: ReminderHistory,
    promised: Promises,
) -> Mapping[str, Aloud]:
    """What is said by telephone whatever mail asks it; what sleeps by her word is not.

    Nor is what waits for a promise; one that was not kept is said, whoever asks it.
    """
    acts, as_of = assessment.acts, run.as_of
    if acts.weigher is None:
        return {}
    standing = [
        one.finding
        for one in assessment.tracked
        if is_awake(one, as_of=as_of) and may_be_aloud(acts, one.finding.key)
    ]
    press = {one.key: acts.weigher.worth_a_call(one, acts.stakes[one.key]) for one in standing}
    spoken = said_aloud(
        [one for one in standing if one.key not in promised.lines],
        mails=last_mails(run),
        in_vain=asked_in_vain(history.unanswered, before=as_of - _A_WEEK),
        enough=said_enough(ahead),
        press=press,
        talked={code: last.on for code, last in last_contacts(assessment.programme).items()},
        changed=assessment.changed,
        next_reminders=next_reminders(as_of),
        as_of=as_of,
        often=_asked_often(history),
    )
    return {**spoken, **said_broken(standing, promised.broken_lines, press=press)}


def _asked_often(history: ReminderHistory) -> Mapping[str, int]:
    """What was asked (`told_as`) → in how many messages, of whom has not answered the last one."""
    found: dict[str, int] = {}
    for (person, thing, _), told in history.already.items():
        replied = history.replied.get(person, date.min)
        if replied < history.last_sent.get(person, date.max):
            found[thing] = max(found.get(thing, 0), told.digests)
    return found


def next_reminders(day: date) -> date:
    """The first day, that one included, on which reminders are made."""
    return day + timedelta(days=(REMINDERS_ON - day.weekday()) % 7)


def _called_instead(run: ProgrammeRun) -> frozenset[str]:
    """The partners of whom she said this week that she calls them."""
    return frozenset(
        one.partner
        for one in notices_of_week(run.store, run.code, iso_week(run.as_of))
        if one.kind in DIGESTS and one.state is NoticeState.CALLING
    )


def _next_meeting(programme: Programme, *, as_of: date) -> str:
    """« la réunion du 8 octobre 2026 », of those that are to come; empty without one."""
    days = [
        day
        for row in programme.rows("meetings")
        if (day := row.last_day("date")) is not None and day >= as_of
    ]
    return f"la réunion du {format_long_date(min(days))}" if days else ""


def plan_week(
    run: ProgrammeRun,
    assessment: Assessment,
    *,
    as_of: date | None = None,
    history: ReminderHistory | None = None,
) -> ReminderPlan:
    """Who is told what this week, and why not; `as_of` is the day of the digests."""
    day = as_of or run.as_of
    plan = plan_reminders(
        assessment.tracked,
        programme=assessment.programme,
        history=history or history_of(run, assessment, as_of=day),
        policy=policy_in_force(assessment.programme),
        as_of=day,
        coordinator=run.settings.in_charge.email,
        weights=weights_of(assessment.acts),
        called=calls_first(assessment.acts, on=day),
        # Of that very day: until then the plan says what would be asked.
        too_late=said_by_voice(assessment.acts) if day == run.as_of else frozenset(),
    )
    return with_their_words(plan, accepted_proposals(run.store, run.code))


def history_of(run: ProgrammeRun, assessment: Assessment, *, as_of: date) -> ReminderHistory:
    """The history as it stood before the ISO week of `as_of`."""
    past = mail_history(run.store, run.code, before_week=iso_week(as_of), with_marks=True)
    # What nobody can tell any more was not settled by anybody: it is no answer, nor thanked for.
    unsettled = (*assessment.open_findings, *assessment.unseen_findings)
    open_keys = _lines_gone(unsettled).union(
        *((one.finding.key, *one.finding.members) for one in unsettled)
    )
    decided = decided_at(run.store, run.code)
    talked = {code: last.on for code, last in last_contacts(assessment.programme).items()}
    silenced = silenced_recipients(run.store, run.code, zone=run.settings.zone)
    hashes = _hashes(run, assessment.programme)
    replied = _replies(run, hashes)
    last_sent = {
        person: mails[-1].left_at.astimezone(run.settings.zone).date()
        for person, mails in past.sent.items()
        if mails
    }
    unanswered = find_unanswered(
        past.sent,
        open_keys=open_keys,
        decided=decided,
        last_contact=talked,
        marks=row_marks(assessment.programme).by_subject(
            one.finding for one in assessment.open_findings
        ),
        as_of=as_of,
        signs=_signs_of_life(run, assessment, as_of=as_of),
        costly=_costly(assessment),
        replied=replied,
    )
    return ReminderHistory(
        weeks=past.weeks,
        told=past.told,
        already=already_told(past.sent),
        unanswered=unanswered,
        last_sent=last_sent,
        tidied=last_tidied(past.sent, is_tidying=_is_tidying, zone=run.settings.zone),
        settled=count_settled(
            past.sent,
            open_keys=open_keys | _lacking(assessment),
            decided_keys=frozenset(decided),
        ),
        bounced=_of_people(silenced.bounced, hashes),
        unsubscribed=_of_people(silenced.unsubscribed, hashes),
        replied=replied,
        decided=_of_people(decided_senders(run.store, run.code), hashes),
    )


def _lacking(assessment: Assessment) -> frozenset[str]:
    """The expenses that lack a piece, asked or not: nobody is thanked for them."""
    books = open_books(assessment.programme)
    lacking = lacking_expenses(books, as_of=assessment.programme.as_of)
    return frozenset(f"{MoneyKind.EVIDENCE_MISSING.value}:{subject}" for subject in lacking)


def _is_tidying(key: str) -> bool:
    """Whether a finding key is of those that only put a sheet in order."""
    kind = KINDS.get(key.partition(":")[0])
    return kind is not None and is_tidying(kind)


def _costly(assessment: Assessment) -> frozenset[str]:
    """The findings on which money hangs, or that are asked best by voice."""
    stakes = assessment.acts.stakes
    return frozenset(
        one.finding.key
        for one in assessment.open_findings
        if one.finding.kind.gesture.verb is Verb.CALL
        or ((stake := stakes.get(one.finding.key)) is not None and stake.euros > 0)
    )


def _signs_of_life(run: ProgrammeRun, assessment: Assessment, *, as_of: date) -> Mapping[str, date]:
    """Partner code → the last day on which it edited its sheets, answered, or came.

    In a workbook of several partners its own lines of the plan tell who edited; what she edited
    last herself is no sign of theirs.
    """
    found = last_activity(
        assessment.programme,
        as_of=as_of,
        unchanged_since=assessment.changed,
        hers=our_addresses(run),
    )
    return {code: last for code, signs in found.items() if (last := signs.last) is not None}


def _replies(run: ProgrammeRun, hashes: Mapping[str, str]) -> Mapping[str, date]:
    """Person → the day on which the newest answer came to the reply address."""
    came = answered_since(run.store, run.code, since=run.clock() - Retention().answers)
    days = {known: at.astimezone(run.settings.zone).date() for known, at in came.items()}
    return _of_people(days, hashes)


def _lines_gone(standing: Iterable[TrackedFinding]) -> frozenset[str]:
    """A key for each line that was deleted or crossed out, by its number alone, as lines ask."""
    return frozenset(
        f"{one.finding.kind.value}:{subject.rpartition('/')[2]}"
        for one in standing
        if one.finding.kind.has(Trait.LINE_GONE)
        for subject in one.finding.subjects
    )


def person_of(programme: Programme, partner: str, role: str) -> Addressee | None:
    """Who has that role at that partner today; None when nobody has it any more."""
    known = programme.partner(partner)
    return People(programme).known_as(known, role) if known is not None else None


def _hashes(run: ProgrammeRun, programme: Programme) -> Mapping[str, str]:
    """Person → keyed hash of the address in force: a corrected one has no past."""
    secret = run.settings.hmac_key()
    people = People(programme)
    return {
        person.key: recipient_hash(secret, person.email)
        for partner in programme.partners
        for person in people.everybody(partner)
        if person.email
    }


def _of_people(days: Mapping[str, date], hashes: Mapping[str, str]) -> Mapping[str, date]:
    return {person: days[known] for person, known in hashes.items() if known in days}
