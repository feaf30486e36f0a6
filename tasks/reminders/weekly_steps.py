"""The steps of the weekly summary: gather the week, write it to the coordinator, say it."""

from datetime import timedelta

from relocalisons.core.acts.acts import is_call
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.wording import say_act
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.french import count_of, plural_word
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.policy import policy_in_force
from relocalisons.core.reminders.week_review import (
    AnswersOfWeek,
    MailOfWeek,
    RunsOfWeek,
    WeekReview,
    review_week,
)
from relocalisons.core.tables import REMINDERS, TO_DO
from relocalisons.rendering.mails.mail import render_weekly_summary
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.notices import Notice, notices_of_week
from relocalisons.store.readings.finding_trend import weekly_trend
from relocalisons.store.replies.proposals import answers_since, open_proposals
from relocalisons.store.runs import last_runs
from tasks.mail.coordination import alert_once, mail_context
from tasks.night.run_artifacts import say
from tasks.reminders.reminder_steps import digest_of, plan_week
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun
from tasks.run.rows_opened import address_of_first
from tasks.run.steps import step

_RUNS_LOOKED_AT = 900  # a week of passes every quarter of an hour, and more


def review_of_week(run: ProgrammeRun, assessment: Assessment) -> WeekReview:
    """The review of the run's ISO week, up to its day."""
    plan = plan_week(run, assessment)
    today = place(assessment.acts, programme=assessment.programme, as_of=run.as_of)[When.TODAY]
    week = weekly_trend(run.store, programme=run.code, as_of=run.as_of, weeks=1)
    return review_week(
        as_of=run.as_of,
        programme=assessment.programme,
        tracked=assessment.tracked,
        plan=plan,
        mails=tuple(
            _mail(one) for one in notices_of_week(run.store, run.code, iso_week(run.as_of))
        ),
        runs=_runs(run),
        settled=week[0].resolved if week else 0,
        suspended=policy_in_force(assessment.programme).suspended,
        answers=_answers(run),
        today=tuple(say_act(act, programme=assessment.programme) for act in today if not act.firm),
        awaited=tuple(
            act.key.counterpart
            for act in assessment.acts.acts
            if act.awake and act.awaited is not None
        ),
        called=frozenset(act.key.counterpart for act in today if is_call(act) and not act.firm),
    )


def _answers(run: ProgrammeRun) -> AnswersOfWeek:
    monday = run.as_of - timedelta(days=run.as_of.weekday())
    read, noted = answers_since(run.store, run.code, since=monday)
    waiting = {each.reply for each in open_proposals(run.store, run.code)}
    return AnswersOfWeek(read=read, noted=noted, waiting=len(waiting))


@step("Envoyer le bilan à la coordination")
def send_review(run: ProgrammeRun, review: WeekReview) -> bool:
    """Once a week, whatever the number of runs; also when all is well: silence is an alarm.

    It opens « À faire », or « Relances » where only mails wait.
    """
    tab = REMINDERS if review.is_about_mails else TO_DO
    opens = address_of_first(run, None, tab.title)
    return alert_once(
        run,
        f"weekly_summary:{iso_week(run.as_of)}",
        lambda reader: render_weekly_summary(
            review, context=mail_context(run, reader, opens=opens)
        ),
        kind="weekly_summary",
    )


def tell_review(run: ProgrammeRun, review: WeekReview, *, told: bool) -> str:
    """The same in two sentences, for the journal and Prefect."""
    sent = len(review.sent)
    done = [
        "Tout va bien." if review.all_well else "Des points attendent la coordination.",
        f"{count_of(sent, 'message')} {plural_word(sent, 'parti')} cette semaine, "
        f"{count_of(len(review.calls), 'appel')} à passer.",
        "Bilan envoyé à la coordination." if told else "Bilan déjà envoyé, ou à blanc.",
    ]
    return say(run, done=done, left_out=review.unread)


def _mail(notice: Notice) -> MailOfWeek:
    person = digest_of(notice).person if notice.kind in DIGESTS and notice.body else ""
    return MailOfWeek(
        partner=notice.partner,
        person=person,
        subject=notice.subject,
        state=notice.state.value,
        reason=notice.reason,
    )


def _runs(run: ProgrammeRun) -> RunsOfWeek:
    monday = run.as_of - timedelta(days=run.as_of.weekday())
    past = [
        one
        for one in last_runs(run.store, run.code, limit=_RUNS_LOOKED_AT)
        if monday <= one.logical_date <= run.as_of
    ]
    read = {
        one.logical_date
        for one in past
        if one.kind == RunKind.DAILY_FOLLOW_UP.value and one.state == "finished"
    }
    failed = dict.fromkeys((one.kind, one.logical_date) for one in past if one.state == "failed")
    return RunsOfWeek(
        days_read=len(read),
        days_expected=run.as_of.weekday() + 1,
        failures=tuple(f"{RunKind(kind).french} du {day:%d/%m}" for kind, day in failed),
    )
