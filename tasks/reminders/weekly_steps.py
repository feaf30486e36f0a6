"""The steps of the weekly summary: gather the week, write it to the coordinator, say it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.acts.acts import Act
from relocalisons.core.acts.asking import is_promise_line
from relocalisons.core.acts.doubtful import UnreadableCell, say_unreadable_cells, unreadable_cells
from relocalisons.core.acts.red import codes_in_red
from relocalisons.core.acts.shelves import When, is_by_mail, is_new_since, place
from relocalisons.core.acts.titles.calls import say_call_briefly
from relocalisons.core.acts.wording import say_briefly, say_news
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.french import count_of, plural_word
from relocalisons.core.money.books import open_books
from relocalisons.core.money.findings.evidence import without_lacking
from relocalisons.core.programme.decisions.own_tabs import FULL_STATE, JOURNAL
from relocalisons.core.proposals.offers import is_of_replies
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.policy import policy_in_force
from relocalisons.core.reminders.week_review import (
    AnswersOfWeek,
    MailOfWeek,
    Opens,
    RunsOfWeek,
    Told,
    WeekReview,
    review_week,
)
from relocalisons.core.tables import ANOMALIES, REMINDERS, TO_DO
from relocalisons.rendering.mails.mail import render_weekly_summary
from relocalisons.store.mails.alerts import told_of
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.notices import Notice, notices_of_week
from relocalisons.store.readings.findings import settled_since
from relocalisons.store.replies.proposals import answers_since, open_proposals
from relocalisons.store.runs import last_runs
from tasks.intake.week_plan import plan_week, promises_told
from tasks.mail.coordination import alert_once, mail_context
from tasks.night.run_artifacts import say
from tasks.reminders.approval import digest_of
from tasks.reminders.day_news import (
    is_told,
    news_of_week,
    remember_keys,
    remember_told,
    told_this_morning,
)
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun
from tasks.run.rows_opened import address_of_first, addresses_in, tab_addresses
from tasks.run.steps import step

_RUNS_LOOKED_AT = 900  # a week of passes every quarter of an hour, and more


def review_of_week(run: ProgrammeRun, assessment: Assessment) -> WeekReview:
    """The review of the run's ISO week, up to its day."""
    told = told_on_friday(run, assessment)
    opens = _opens(run, assessment)
    return review_week(
        as_of=run.as_of,
        programme=assessment.programme,
        tracked=assessment.tracked,
        plan=plan_week(run, assessment),
        mails=tuple(
            _mail(one) for one in notices_of_week(run.store, run.code, iso_week(run.as_of))
        ),
        runs=_runs(run),
        settled=without_lacking(
            settled_since(run.store, run.code, since=_monday(run), until=run.as_of),
            open_books(assessment.programme),
            as_of=run.as_of,
        ),
        suspended=policy_in_force(assessment.programme).suspended,
        answers=_answers(run),
        news=tuple(
            Told(
                words=say_news(act, programme=assessment.programme, as_of=run.as_of),
                url=opens.row(str(act.key), tab=TO_DO.title),
                brief=say_call_briefly(act, programme=assessment.programme),
            )
            for act in told.acts.values()
        ),
        standing=tuple(
            Told(
                words=say_briefly(act, programme=assessment.programme),
                url=opens.row(str(act.key), tab=TO_DO.title),
            )
            for act in told.standing
        ),
        lost=()
        if told.first_week
        else tuple(
            Told(words=words, url=opens.links.to(place))
            for words, place in say_unreadable_cells(told.cells.values())
        ),
        opens=opens,
        promises=promises_told(run, assessment),
        red=codes_in_red(assessment.acts, programme=assessment.programme, as_of=run.as_of),
    )


def _opens(run: ProgrammeRun, assessment: Assessment) -> Opens:
    """What opens each row, as her tabs stood at this reading."""
    read = assessment.pilotage
    return Opens(
        rows=addresses_in(run, read, (TO_DO.title, ANOMALIES.title, REMINDERS.title)),
        tabs=tab_addresses(run, read, (TO_DO.title, REMINDERS.title, FULL_STATE, JOURNAL)),
        links=run.links,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FridayNews:
    """What Friday's mail tells for the first time, by the key under which it is remembered."""

    acts: Mapping[str, Act]
    cells: Mapping[str, UnreadableCell]
    standing: tuple[Act, ...]  # lines of « aujourd’hui » and of the week that are no news
    first_week: bool  # whose cells « À ranger » tells


def told_on_friday(run: ProgrammeRun, assessment: Assessment) -> FridayNews:
    """The acts and the unreadable cells that no mail has told; a firm date is told by its own.

    No act is new that gathers what was open the Friday before already, whatever act that stood in,
    nor one that she has decided or that a promise answers since this morning.
    An answer has its own mail, the morning on which it is read, and is counted here.
    """
    friday = run.as_of - timedelta(weeks=1)
    acts = {
        key: act
        for key, act in news_of_week(run, assessment).items()
        if act.awake
        and not act.firm
        and not is_by_mail(act)
        and not is_of_replies(str(act.key))
        and not is_promise_line(act)  # the mail says it whole
        and is_new_since(act, friday)
    }
    this_morning = told_this_morning(run)
    placed = place(assessment.acts, programme=assessment.programme, as_of=run.as_of)
    open_now = (*placed[When.TODAY], *placed[When.THIS_WEEK])
    known = {act.key for act in acts.values()}
    doubts = {place for act in assessment.acts.acts for place in act.doubted}
    cells = {
        _cell_key(one): one
        for one in unreadable_cells(assessment.tracked, programme=assessment.programme)
        if one.place not in doubts  # the line of its act says it
    }
    told = told_of(run.store, run.code, cells.keys())
    return FridayNews(
        acts=acts,
        cells={key: one for key, one in cells.items() if key not in told},
        standing=tuple(
            act
            for act in open_now
            if not (act.key in known or act.firm or is_of_replies(str(act.key)))
            and not is_promise_line(act)
            and not is_told(act, this_morning)
        ),
        first_week=all(one.first_seen >= _monday(run) for one in assessment.tracked),
    )


def _cell_key(cell: UnreadableCell) -> str:
    """A cell with what is typed in it: other words are another doubt."""
    place = cell.place
    text = f"{place.file_id}/{place.sheet_id}/{place.cell}/{cell.typed}"
    return f"cell:{hashlib.sha256(text.encode()).hexdigest()[:40]}"


def _monday(run: ProgrammeRun) -> date:
    return run.as_of - timedelta(days=run.as_of.weekday())


def _answers(run: ProgrammeRun) -> AnswersOfWeek:
    read, noted = answers_since(run.store, run.code, since=_monday(run))
    waiting = {each.reply for each in open_proposals(run.store, run.code)}
    return AnswersOfWeek(read=read, noted=noted, waiting=len(waiting))


@step("Envoyer le bilan à la coordination")
def send_review(run: ProgrammeRun, assessment: Assessment, review: WeekReview) -> bool:
    """Once a week, whatever the number of runs; also when all is well: silence is an alarm.

    It opens « À faire », or « Relances » where only mails wait.
    """
    tab = REMINDERS if review.is_about_mails else TO_DO
    opens = address_of_first(run, None, tab.title)
    news = told_on_friday(run, assessment)
    told = alert_once(
        run,
        f"weekly_summary:{iso_week(run.as_of)}",
        lambda reader: render_weekly_summary(
            review, context=mail_context(run, reader, opens=opens)
        ),
        kind="weekly_summary",
    )
    if told:
        remember_told(run, news.acts)
        remember_keys(run, news.cells)
    return told


def tell_review(run: ProgrammeRun, review: WeekReview, *, told: bool) -> str:
    """The same in two sentences, for the journal and Prefect."""
    sent = len(review.sent)
    done = [
        "Tout va bien." if review.all_well else "Des points attendent la coordination.",
        f"{count_of(sent, 'message')} {plural_word(sent, 'parti')} cette semaine.",
        "Bilan envoyé à la coordination." if told else "Bilan déjà envoyé, ou à blanc.",
    ]
    return say(run, done=done, left_out=[each.words for each in review.unread])


def _mail(notice: Notice) -> MailOfWeek:
    person = digest_of(notice).person if notice.kind in DIGESTS and notice.body else ""
    return MailOfWeek(
        partner=notice.partner,
        person=person,
        subject=notice.subject,
        state=notice.state.value,
        reason=notice.reason,
        key=notice.key,
    )


def _runs(run: ProgrammeRun) -> RunsOfWeek:
    monday = _monday(run)
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
