"""What is asked of the coordinator about the week's mails, and what becomes of them.

Asked when they are held, told again a day before their deadline, lapsed after it; « Relances » is
brought up to date with it.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from relocalisons.core.kernel.words.french import count_of, say_moment
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.programme.decisions.decisions import Meaning, understand_send_all
from relocalisons.core.programme.decisions.member_words import spread
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.core.reminders.digests import ReminderPlan, iso_week
from relocalisons.core.reminders.reasons import is_news
from relocalisons.core.reminders.urgent import (
    FIRM_ROW,
    before_sunday,
    more_dates,
    named_dates,
)
from relocalisons.core.reminders.week_review import Opens
from relocalisons.core.tables import REMINDERS, TO_DO
from relocalisons.rendering.mails.digest_sentences import topic_of
from relocalisons.rendering.mails.mail import render_decision_request
from relocalisons.rendering.mails.messages import ActLine, DecisionRequest, WaitingMail
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.meeting_notices import (
    MEETING_NOTICE,
    groups_shown,
    members_of,
    row_of,
)
from relocalisons.store.mails.notices import Notice, NoticeState, move, notices_in, notices_of_week
from relocalisons.store.mails.send_orders import order_acted, order_in_cell
from relocalisons.store.readings.decisions import record_decisions
from tasks.intake.week_plan import plan_week
from tasks.mail.coordination import alert_once, mail_context
from tasks.mail.sending_stops import why_nothing_may_leave
from tasks.meetings.mail import meeting_deadline
from tasks.reminders.approval import approval_deadline, asked_in, digest_of, next_deadline
from tasks.reminders.day_news import act_line, news_of_day, remember_told
from tasks.reminders.relances_tab import write_relances
from tasks.reminders.reminder_preview import preview_link
from tasks.reminders.reminder_steps import needs_own_decision, shown_role, week_tab
from tasks.reminders.safety_hold_steps import NO_SAFETY_HOLDS, WeekSafetyHolds
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun, deadline_of
from tasks.run.rows_opened import order_address, row_addresses
from tasks.run.steps import step

BEFORE_DEADLINE = timedelta(hours=24)
_ACTS_SHOWN = 3  # in the mail of the reminders, which fits two screens


def lapse_undecided(run: ProgrammeRun, assessment: Assessment) -> tuple[str, ...]:
    """Held mails past their decision deadline lapse; said in one French sentence."""
    now = run.clock()
    lapsed = 0
    for one in notices_in(run.store, run.code, (NoticeState.HELD,)):
        invited = one.kind == MEETING_NOTICE
        deadline = (
            meeting_deadline(run, one)
            if invited
            else approval_deadline(run, one, programme=assessment.programme)
        )
        if now >= deadline:
            lapsed += move(
                run.store,
                one.key,
                of=(NoticeState.HELD,),
                to=NoticeState.LAPSED,
                at=now,
                reason=one.reason or f"pas de décision avant {say_moment(deadline)}",
            )
    if not lapsed:
        return ()
    if lapsed == 1:
        return ("1 message n’a pas été validé à temps : il n’est pas envoyé.",)
    return (
        f"{count_of(lapsed, 'message')} n’ont pas été validés à temps : ils ne sont pas envoyés.",
    )


@step("Mettre à jour l’onglet « Relances »")
def show_states(
    run: ProgrammeRun, google: Google, assessment: Assessment, *, answered: bool = False
) -> tuple[str, ...]:
    """Bring the states in « Relances » up to date; nothing else of the tab changes.

    A week without any mail is written where her order has just been `answered`.
    French sentences on tabs of ours that she renamed, deleted, copied or replaced, and on mails
    held because their words moved meanwhile.
    """
    week = iso_week(run.as_of)
    notices = notices_of_week(run.store, run.code, week)
    if run.dry_run or not (notices or answered):
        return ()
    digests = [one for one in notices if one.kind in DIGESTS]
    prepared = (digests or notices)[0].logical_date if notices else run.as_of
    # Before the week's digests are prepared the tab only holds invitations to meetings.
    planned = digests or not notices
    plan = plan_week(run, assessment, as_of=prepared) if planned else ReminderPlan(digests=())
    tab = week_tab(
        run,
        assessment,
        plan,
        notices,
        prepared=prepared,
        preview_url=preview_link(run, week),
        stopped=why_nothing_may_leave(run, assessment),
    )
    return write_relances(run, google, assessment.pilotage, tab)


def answer_late_words(run: ProgrammeRun, google: Google, assessment: Assessment) -> None:
    """Answer what she typed in « Relances » while nothing waits there any more.

    The settlement reads nothing then, and a word on a mail that lapsed would be ignored in silence.
    """
    tab = own_tab(assessment.pilotage, REMINDERS.title)
    groups = members_of(groups_shown(run.store, run.code, week=iso_week(run.as_of)))
    words = spread(read_decision_tab(tab), groups)
    if run.dry_run or tab is None or words.header_lost:
        return
    new = record_decisions(
        run.store, words.decisions, programme=run.code, at=run.clock(), silent=words.silent
    )
    answered = answer_empty_order(run)
    if new or answered:
        show_states(run, google, assessment, answered=answered)


def answer_empty_order(run: ProgrammeRun) -> bool:
    """« tout envoyer » while nothing waits has acted, on nothing: it is answered and cleared.

    It never waits for the mails of another week, which she has not seen.
    """
    order = order_in_cell(run.store, run.code)
    if order is None or order.acted_at is not None:
        return False
    waiting = notices_in(run.store, run.code, (NoticeState.HELD, NoticeState.READY))
    if waiting or understand_send_all(order.words).meaning is not Meaning.SEND:
        return False
    order_acted(run.store, order.order_id, released=(), left_since=0, at=run.clock())
    return True


@step("Prévenir la coordinatrice")
def ask_for_decisions(
    run: ProgrammeRun,
    assessment: Assessment,
    plan: ReminderPlan,
    notices: tuple[Notice, ...],
    *,
    safety_holds: WeekSafetyHolds = NO_SAFETY_HOLDS,
) -> bool:
    """Tell the coordinator which mails wait; False when there is nothing to decide or to do.

    Once a week: a replay of the day tells nothing again.
    """
    waiting = tuple(one for one in notices if one.state is NoticeState.HELD)
    news = {} if run.dry_run else news_of_day(run, assessment)
    if not (waiting or news or safety_holds.told):
        return False
    week = iso_week(run.as_of)
    to_do = row_addresses(run, assessment.pilotage, TO_DO.title)
    shown = dict(list(news.items())[:_ACTS_SHOWN])
    told = alert_once(
        run,
        f"decision_request:{week}",
        lambda reader: render_decision_request(
            decision_request(
                waiting,
                plan=plan,
                safety_holds=safety_holds,
                deadline=next_deadline(run, waiting, programme=assessment.programme)
                or deadline_of(run.settings, run.as_of, programme=assessment.programme),
                acts=tuple(
                    act_line(
                        act,
                        programme=assessment.programme,
                        as_of=run.as_of,
                        url=to_do.get(str(act.key), ""),
                    )
                    for act in shown.values()
                ),
                rows=row_addresses(run, assessment.pilotage, REMINDERS.title),
                url=order_address(run, assessment.pilotage, REMINDERS.title),
                more_acts=len(news) - len(shown),
                as_of=run.as_of,
            ),
            context=mail_context(run, reader),
        ),
        kind="decision_request",
    )
    if told:
        remember_told(run, news)
    return told


def decision_request(
    waiting: tuple[Notice, ...],
    *,
    plan: ReminderPlan,
    deadline: datetime,
    safety_holds: WeekSafetyHolds = NO_SAFETY_HOLDS,
    decision_reminder: bool = False,
    acts: tuple[ActLine, ...] = (),
    more_acts: int = 0,
    rows: Mapping[str, str] | None = None,
    url: str = "",
    as_of: date,
) -> DecisionRequest:
    """What the mail to the coordinator says of the mails that wait.

    `rows`: key of a row of « Relances » → what opens it; `url` opens the cell on top. The firm
    dates of `plan` in the week of `as_of` are named: Friday's mail has named the others.
    """
    rows = rows or {}
    opens = Opens(rows=rows)
    near = before_sunday(plan.urgent, as_of=as_of)
    return DecisionRequest(
        mails=tuple(
            WaitingMail(
                partner=one.partner,
                subject=one.subject,
                lines=asked_in(one),
                naming_lines=len(digest_of(one).naming_lines) if one.kind in DIGESTS else 0,
                alone=needs_own_decision(one),
                role=shown_role(one.role) if one.kind in DIGESTS else "",
                person=_person_of(one),
                why=topic_of(digest_of(one)) if one.kind in DIGESTS else "convocations",
                row=row_of(one),
                url=rows.get(one.key) or rows.get(row_of(one), ""),
            )
            for one in waiting
        ),
        url=url,
        deadline=deadline,
        acts=acts,
        more_acts=more_acts,
        call_list=plan.call_list,
        skipped=tuple(filter(is_news, plan.skipped)),
        decision_reminder=decision_reminder,
        firm_dates=tuple((words, opens.row(FIRM_ROW)) for words in named_dates(near, as_of=as_of)),
        more_dates=more_dates(near, as_of=as_of),
        safety_holds=(
            *(safety_hold.sentence for safety_hold in safety_holds.told),
            *safety_holds.lifted,
        ),
    )


def _person_of(notice: Notice) -> str:
    if notice.kind in DIGESTS:
        return digest_of(notice).person
    return str((notice.body or {}).get("person", ""))


def remind_of_decisions(run: ProgrammeRun, assessment: Assessment) -> bool:
    """Tell the coordinator and her deputy what is still undecided; once a week, whether it left.

    Without a decision nothing is sent: a forgotten mail costs a week.
    """
    week = iso_week(run.as_of)
    waiting = tuple(
        one
        for one in notices_of_week(run.store, run.code, week)
        if one.state is NoticeState.HELD and one.kind in DIGESTS
    )
    if not waiting:
        return False
    deadline = next_deadline(run, waiting, programme=assessment.programme)
    if deadline is None:
        return False
    if not deadline - BEFORE_DEADLINE <= run.clock() < deadline:
        return False
    request = decision_request(
        waiting,
        plan=ReminderPlan(digests=()),
        deadline=deadline,
        decision_reminder=True,
        rows=row_addresses(run, assessment.pilotage, REMINDERS.title),
        url=order_address(run, assessment.pilotage, REMINDERS.title),
        as_of=run.as_of,
    )
    return alert_once(
        run,
        f"second_call:{week}",
        lambda reader: render_decision_request(request, context=mail_context(run, reader)),
        kind="decision_request",
    )
