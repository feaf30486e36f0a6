"""The acts of today that she was not told: in a mail of their own, or in that of the reminders.

Nothing is told twice within four weeks unless it got worse: by a power of ten of what is lost, or
by a call that has been left without effect. Nor is a fact within a week, whatever act it has come
into since, and though its act has become one of « aujourd’hui » (ADR 0078). What stands unchanged
is counted on Fridays.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from relocalisons.core.acts.acts import Act, is_in_mails
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.acts.ranking import FIRM_BAND
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.titles.calls import say_matters
from relocalisons.core.acts.wording import phone_of, say_act, say_why
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.findings.gestures import Party, Verb
from relocalisons.core.kernel.model import Programme
from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reports.meetings.convening import plan_convening
from relocalisons.rendering.mails.messages import ActLine
from relocalisons.store.mails.alerts import claim_alert, end_alert, told_under
from tasks.intake.week_plan import REMINDERS_ON
from tasks.meetings.mail import versions_told
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

TOLD_FOR = timedelta(weeks=4)
FACT_TOLD_FOR = timedelta(weeks=1)
SUMMARY_ON = 4  # Friday, as `prefect.yaml` says: that day's mail tells the acts too
_ACT = "act:"  # begins the keys under which acts are told
_FACT = "fact:"  # … and those of what they are about


def acts_of_today(assessment: Assessment, *, as_of: date) -> tuple[Act, ...]:
    """The lines of « aujourd’hui », and what nobody can put off beyond tomorrow."""
    placed = place(assessment.acts, programme=assessment.programme, as_of=as_of)
    rest = (act for when in (When.THIS_WEEK, When.LATER) for act in placed[when])
    tomorrow = _tomorrow(assessment.programme, as_of=as_of)
    return (*placed[When.TODAY], *(act for act in rest if _cannot_wait(act, until=tomorrow)))


def news_of_day(run: ProgrammeRun, assessment: Assessment) -> Mapping[str, Act]:
    """Key of what is told → the act, of those that she was not told these four weeks."""
    today = acts_of_today(assessment, as_of=run.as_of)
    return _not_told(run, assessment, today, today=frozenset(act.key for act in today))


def news_of_week(run: ProgrammeRun, assessment: Assessment) -> Mapping[str, Act]:
    """The same of all that stands in « À faire », whenever it is for."""
    placed = place(assessment.acts, programme=assessment.programme, as_of=run.as_of)
    parts = (When.TODAY, When.THIS_WEEK, When.LATER)
    today = frozenset(act.key for act in acts_of_today(assessment, as_of=run.as_of))
    acts = (act for when in parts for act in placed[when])
    return _not_told(run, assessment, acts, today=today)


def _not_told(
    run: ProgrammeRun, assessment: Assessment, acts: Iterable[Act], *, today: Collection[ActKey]
) -> Mapping[str, Act]:
    # What the mails of the week say is told with them, on Tuesday.
    acts = [act for act in acts if not is_in_mails(act)]
    told = _told_as(run, _ACT, within=TOLD_FOR)
    facts = _told_as(run, _FACT, within=FACT_TOLD_FOR)
    tomorrow = _tomorrow(assessment.programme, as_of=run.as_of)
    return {
        _key(act, grave=grave, on=run.as_of): act
        for act in acts
        if told.get(_known(act), -1) < (grave := _gravity(act, today=act.key in today))
        and (_cannot_wait(act, until=tomorrow) or not _is_known(act, facts))
    }


def _is_known(act: Act, facts: Mapping[str, int]) -> bool:
    """Whether she was told this week of all that it is about, and no less grave."""
    about = _facts_of(act)
    return bool(about) and all(facts.get(fact, -1) >= _weight(act) for fact in about)


def told_this_morning(run: ProgrammeRun) -> frozenset[str]:
    """The acts, as keys name them, that a mail of this very day has told."""
    keys = (key.removeprefix(_ACT).split(":") for key in told_under(run.store, run.code, _ACT))
    return frozenset(known for known, _, day in keys if day == run.as_of.isoformat())


def is_told(act: Act, told: Collection[str]) -> bool:
    """Whether an act is one of those."""
    return _known(act) in told


def _told_as(run: ProgrammeRun, prefix: str, *, within: timedelta) -> Mapping[str, int]:
    """Act or fact, as keys name it → how grave it was, at most, when it was told these days."""
    found: dict[str, int] = {}
    for key in told_under(run.store, run.code, prefix):
        known, grave, day = key.removeprefix(prefix).split(":")
        if timedelta() <= run.as_of - date.fromisoformat(day) < within:
            found[known] = max(found.get(known, -1), int(grave))
    return found


def told_today(run: ProgrammeRun, assessment: Assessment) -> Mapping[str, Act]:
    """The news that want a mail of their own.

    On the days of the reminders and of the summary those tell them, but for what cannot wait until
    tomorrow; on Fridays, nor what loses money. A meeting whose convocations are proposed to her
    the same morning is told with them.
    """
    proposed = _convened_by_us(run, assessment)
    news = {
        key: act
        for key, act in news_of_day(run, assessment).items()
        if meeting_of(act) not in proposed or cannot_wait(run, assessment, act)
    }
    day = run.as_of.weekday()
    if day not in (REMINDERS_ON, SUMMARY_ON):
        return news
    return {
        key: act
        for key, act in news.items()
        if cannot_wait(run, assessment, act) or (day == SUMMARY_ON and act.band >= FIRM_BAND)
    }


def cannot_wait(run: ProgrammeRun, assessment: Assessment, act: Act) -> bool:
    """Whether its firm date comes before the next mail would; one that is past can wait for it."""
    to_come = act.last_useful is not None and act.last_useful >= run.as_of
    return to_come and _cannot_wait(act, until=_tomorrow(assessment.programme, as_of=run.as_of))


def meeting_of(act: Act) -> str:
    """The number of the meeting that it convenes; empty of any other act."""
    convenes = act.key.party is Party.MEETING and act.key.verb is Verb.SEND
    return act.key.counterpart if convenes else ""


def _convened_by_us(run: ProgrammeRun, assessment: Assessment) -> frozenset[str]:
    """The meetings whose convocations the service holds for her, or will today."""
    programme = assessment.programme
    plan = plan_convening(
        programme,
        read_meetings(programme),
        told=versions_told(run.store, run.code),
        as_of=run.as_of,
    )
    return frozenset(one.meeting.number for one in plan.convenings if one.invitees)


def act_line(act: Act, *, programme: Programme, as_of: date, url: str = "") -> ActLine:
    """The act as a mail tells it: what to do, whom to ring, what is lost and until when.

    `url` opens its row in « À faire ».
    """
    parts = (
        phone_of(act, programme=programme),
        say_matters(act),
        say_why(act, as_of=as_of),
    )
    why = " • ".join(part for part in parts if part)
    return ActLine(
        title=say_act(act, programme=programme),
        why=f"{why[:1].upper()}{why[1:]}",
        late=act.firm and act.last_useful is not None and act.last_useful < as_of,
        url=url,
    )


def remember_told(run: ProgrammeRun, news: Mapping[str, Act]) -> None:
    """What another mail of the day has told: the acts, and what they are about."""
    facts = {
        f"{_FACT}{fact}:{_weight(act)}:{run.as_of:%Y-%m-%d}"
        for act in news.values()
        for fact in _facts_of(act)
    }
    remember_keys(run, (*news, *sorted(facts)))


def remember_keys(run: ProgrammeRun, keys: Iterable[str]) -> None:
    """That what these keys name is told."""
    for key in keys:
        if claim_alert(run.store, programme=run.code, key=key, at=run.clock()):
            end_alert(run.store, programme=run.code, key=key, told=True, at=run.clock())


def _tomorrow(programme: Programme, *, as_of: date) -> date:
    calendar = working_days(programme)
    return calendar.day_at(calendar.index_of(as_of + timedelta(days=1)))


def _cannot_wait(act: Act, *, until: date) -> bool:
    """Whether its date is firm, or would be once she has filled in what it waits for."""
    hers = act.firm or any(one.finding.waits_for for one in act.members)
    return act.awake and hers and act.last_useful is not None and act.last_useful <= until


def _gravity(act: Act, *, today: bool) -> int:
    """What makes an act news again: that of its facts, or after a week that its day came."""
    return 2 * _weight(act) + today


def _weight(act: Act) -> int:
    """What makes its facts news again: more is lost, calling did not help, « bloqué »."""
    instead = act.called is not None and bool(act.called.instead)
    return act.band + instead + bool(act.halted)


def _facts_of(act: Act) -> frozenset[str]:
    """The findings and the answers that it is about, as keys name them."""
    keys = (*(one.finding.key for one in act.told), *(each.member for each in act.offers))
    return frozenset(map(_name, keys))


def _key(act: Act, *, grave: int, on: date) -> str:
    return f"{_ACT}{_known(act)}:{grave}:{on:%Y-%m-%d}"


def _known(act: Act) -> str:
    return _name(str(act.key))


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:40]
