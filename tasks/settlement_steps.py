"""The steps of the settlement: her decisions, the sending, what lapses, what stays in doubt."""

from collections.abc import Mapping
from datetime import timedelta

from relocalisons.core.decision_tabs import read_decision_tab, reminder_verdicts
from relocalisons.core.decisions import Meaning, understand_finding
from relocalisons.core.findings.data import has_usable_address
from relocalisons.core.french import NBSP, count_of, format_moment
from relocalisons.core.keys import recipient_hash
from relocalisons.core.model import Cell, Programme, TabGrid
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.policy import policy_in_force
from relocalisons.core.reminders.release import keep_what_may_leave, line_row_key
from relocalisons.core.reports.reminder_tab import build_reminder_tab
from relocalisons.core.schema import REMINDERS
from relocalisons.rendering.mail import render_digest
from relocalisons.store.decisions import decisions_in_force, record_decisions
from relocalisons.store.holds import EVERYTHING, holds_in_force
from relocalisons.store.notices import (
    Notice,
    NoticeState,
    may_leave_now,
    move,
    notices_in,
    notices_of_week,
    sent_count,
    settle_crashed,
)
from tasks.mail import OutgoingMail, open_mail, send
from tasks.night_steps import Assessment, seconds_since
from tasks.own_writes import remember_own_write
from tasks.pilotage import TabWrite, write_tabs
from tasks.programme_run import Google, ProgrammeRun, deadline_of
from tasks.reminder_steps import (
    body_of,
    digest_of,
    mail_context,
    plan_week,
    preview_link,
    reminder_rows,
)
from tasks.sending import Brake, SendSummary, release_and_send
from tasks.steps import step

SNAPSHOT_TOO_OLD = timedelta(hours=36)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
MOST_A_DAY, MOST_A_WEEK = 1, 3  # mails to one partner

_WAITING = (NoticeState.HELD, NoticeState.READY, NoticeState.SUBMITTING)


def nothing_waits(run: ProgrammeRun) -> bool:
    """Whether no mail is held, ready or in doubt: then nothing is read at all.

    First, what a dead process left in SUBMITTING becomes UNSETTLED: nobody can know whether it
    left, and it is never sent again by itself.
    """
    crashed = settle_crashed(
        run.store,
        run.code,
        at=run.clock(),
        reason="le service s’est arrêté pendant l’envoi : on ne peut pas savoir s’il est parti",
    )
    # A mail that has just become doubtful must still be shown to her in « Relances ».
    return not crashed and not notices_in(run.store, run.code, _WAITING)


def obey_decisions(run: ProgrammeRun, assessment: Assessment) -> tuple[str, ...]:
    """Move each held mail as she decided; French sentences about words that could not be read.

    Only rows that stand in the tab count: « tout envoyer » can never release a mail that she has
    not been shown.
    """
    tab = assessment.pilotage.tab(REMINDERS.title)
    if tab is None:
        return ()
    words = read_decision_tab(tab)
    record_decisions(
        run.store, words.decisions, programme=run.code, at=run.clock(), silent=words.silent
    )
    still_open = _still_to_be_said(run, assessment)
    shown = _keys_shown(tab)
    sentences = [doubt.message for doubt in words.doubts]
    undecided = notices_in(run.store, run.code, (NoticeState.HELD, NoticeState.READY))
    for week in sorted({one.iso_week for one in undecided}):
        mine = [one for one in undecided if one.iso_week == week]
        if not any(one.key in shown for one in mine):
            continue  # another week's list stands in the tab: she was not asked about this one
        waiting = tuple(key for one in mine for key in _row_keys(one) if key in shown)
        verdicts, doubts = reminder_verdicts(words, waiting=waiting, week=week)
        sentences += [doubt.message for doubt in doubts]
        for one in mine:
            verdict = verdicts.get(one.key)
            if one.key not in shown:
                _decline(run, one, reason="ligne retirée de « Relances »")
            elif one.state is NoticeState.READY:
                _keep_or_take_back(run, one, verdict.meaning if verdict else Meaning.NOTHING)
            elif verdict is not None:
                _obey(run, one, verdict.meaning, _approved(one, verdicts), still_open)
    return tuple(sentences)


def _decline(run: ProgrammeRun, notice: Notice, *, reason: str) -> None:
    """A row that she deleted is a mail that she does not want."""
    move(
        run.store,
        notice.key,
        of=(NoticeState.HELD, NoticeState.READY),
        to=NoticeState.DECLINED,
        at=run.clock(),
        reason=reason,
    )


def _keep_or_take_back(run: ProgrammeRun, notice: Notice, meaning: Meaning) -> None:
    """A mail that waits to leave stays so only while her « envoyer » still stands."""
    if meaning is Meaning.SEND:
        return
    after = {Meaning.NOT_THIS_TIME: NoticeState.DECLINED, Meaning.I_CALL: NoticeState.CALLING}
    move(
        run.store,
        notice.key,
        of=(NoticeState.READY,),
        to=after.get(meaning, NoticeState.HELD),
        at=run.clock(),
    )


@step("Envoyer les messages validés")
def send_released(run: ProgrammeRun, assessment: Assessment) -> SendSummary:
    """Claim each released mail, send it once, settle it by the answer.

    One bad recipient never stops the others. Nothing leaves in a rehearsal, without both live
    switches, while « Tout suspendre » is on, or from a reading older than 36 h.
    """
    keys = may_leave_now(run.store, run.code, at=run.clock())
    if not keys or run.dry_run:
        return SendSummary()
    programme = assessment.programme
    everything_stopped = _why_nothing_may_leave(run, assessment)
    ready = {one.key: one for one in notices_in(run.store, run.code, (NoticeState.READY,))}
    if everything_stopped:
        return SendSummary(kept=tuple((ready[key].partner, everything_stopped) for key in keys))
    client = open_mail(run.settings)
    return release_and_send(
        run.store,
        programme=run.code,
        prepare=lambda notice: _prepare(run, notice, programme),
        post=lambda mail: send(client, mail, settings=run.settings),
        clock=run.clock,
    )


def lapse_undecided(run: ProgrammeRun) -> tuple[str, ...]:
    """Held mails past their decision deadline lapse; said in one French sentence."""
    now = run.clock()
    lapsed = 0
    for one in notices_in(run.store, run.code, (NoticeState.HELD,)):
        deadline = deadline_of(run.settings, one.logical_date)
        if now >= deadline:
            lapsed += move(
                run.store,
                one.key,
                of=(NoticeState.HELD,),
                to=NoticeState.LAPSED,
                at=now,
                reason=one.reason or f"pas de décision avant le {format_moment(deadline)}",
            )
    if not lapsed:
        return ()
    if lapsed == 1:
        return ("1 message n’a pas été validé à temps : il n’est pas envoyé.",)
    return (
        f"{count_of(lapsed, 'message')} n’ont pas été validés à temps : ils ne sont pas envoyés.",
    )


@step("Mettre à jour l’onglet « Relances »")
def show_states(run: ProgrammeRun, google: Google, assessment: Assessment) -> None:
    """Bring the states in « Relances » up to date; nothing else of the tab changes."""
    week = _week_shown(run)
    if run.dry_run or week is None:
        return
    notices = notices_of_week(run.store, run.code, week)
    prepared = notices[0].logical_date
    plan = plan_week(run, assessment, as_of=prepared)
    tab = build_reminder_tab(
        reminder_rows(
            run, notices, programme=assessment.programme, preview_url=preview_link(run, week)
        ),
        week=week,
        deadline=deadline_of(run.settings, prepared),
        call_list=plan.call_list,
        skipped=plan.skipped,
    )
    written = write_tabs(
        google.sheets,
        assessment.pilotage,
        (TabWrite(tab=tab, shared=True),),
        seconds_since_reading=seconds_since(run, assessment),
        clock=run.clock,
    )
    remember_own_write(run, written.after)


def _week_shown(run: ProgrammeRun) -> str | None:
    week = iso_week(run.as_of)
    return week if notices_of_week(run.store, run.code, week) else None


def _obey(
    run: ProgrammeRun,
    notice: Notice,
    meaning: Meaning,
    approved: frozenset[str],
    still_open: frozenset[str],
) -> None:
    """HELD → READY with the mail as it will leave, or → what she wants instead."""
    other = {Meaning.NOT_THIS_TIME: NoticeState.DECLINED, Meaning.I_CALL: NoticeState.CALLING}
    if meaning in other:
        move(run.store, notice.key, of=(NoticeState.HELD,), to=other[meaning], at=run.clock())
        return
    if meaning is not Meaning.SEND:
        return
    digest = digest_of(notice)
    settled = frozenset(line.finding_key for line in digest.lines) - still_open
    release = keep_what_may_leave(digest, approved=approved, settled=settled)
    if release.digest is None:
        move(
            run.store,
            notice.key,
            of=(NoticeState.HELD,),
            to=NoticeState.LAPSED,
            at=run.clock(),
            reason="tout a été réglé depuis : plus rien à demander",
        )
        return
    mail = render_digest(release.digest, context=mail_context(run))
    left_out = len(release.left_out)
    move(
        run.store,
        notice.key,
        of=(NoticeState.HELD,),
        to=NoticeState.READY,
        at=run.clock(),
        reason=f"{count_of(left_out, 'ligne')} en moins" if left_out else "",
        subject=mail.subject,
        body=body_of(release.digest, mail),
        line_count=len(release.digest.lines),
    )


def _still_to_be_said(run: ProgrammeRun, assessment: Assessment) -> frozenset[str]:
    """Keys of the findings that are open today and that she has not settled otherwise since."""
    words = decisions_in_force(run.store, run.code)
    settled_by_her = (Meaning.VOID, Meaning.GRANTED, Meaning.SEEN)
    return frozenset(
        key
        for key in (one.finding.key for one in assessment.open_findings)
        if key not in words
        or understand_finding(words[key].decision, since=run.as_of, as_of=run.as_of).meaning
        not in settled_by_her
    )


def _row_keys(notice: Notice) -> tuple[str, ...]:
    lines = digest_of(notice).naming_lines
    return (notice.key, *(line_row_key(notice.key, line) for line in lines))


def _approved(notice: Notice, verdicts: Mapping[str, object]) -> frozenset[str]:
    """Keys of the naming lines that she approved one by one."""
    return frozenset(
        line.key
        for line in digest_of(notice).naming_lines
        if getattr(verdicts.get(line_row_key(notice.key, line)), "meaning", None) is Meaning.SEND
    )


def _keys_shown(tab: TabGrid) -> frozenset[str]:
    """Every text of the tab: a key that is not there was not shown to her."""
    return frozenset(
        str(cell.value if isinstance(cell, Cell) else cell).strip()
        for row in tab.rows
        for cell in row
    )


def _why_nothing_may_leave(run: ProgrammeRun, assessment: Assessment) -> str:
    if not run.settings.may_send:
        return "l’envoi réel n’est pas activé (mail.live et RELOCALISONS_LIVE)"
    if policy_in_force(assessment.programme).suspended:
        return "« Tout suspendre » est activé dans « Paramètres »"
    for stop in holds_in_force(run.store, run.code):
        if stop.scope == EVERYTHING:
            return f"envois arrêtés{NBSP}: {stop.reason}"
    if run.clock() - assessment.read_at > SNAPSHOT_TOO_OLD:
        read_at = assessment.read_at.astimezone(run.settings.zone)
        return f"les données lues datent du{NBSP}{format_moment(read_at)}"
    return ""


def _prepare(run: ProgrammeRun, notice: Notice, programme: Programme) -> OutgoingMail | Brake:
    """The mail with its address, or the brake that keeps it."""
    if notice.iso_week != iso_week(run.as_of):
        return Brake(reason="la semaine de ce message est passée")
    for stop in holds_in_force(run.store, run.code):
        if stop.scope == notice.partner:
            return Brake(reason=f"envois à ce partenaire arrêtés{NBSP}: {stop.reason}")
    address, brake = _address(run, notice, programme)
    return Brake(reason=brake) if brake else _outgoing(run, notice, address)


def _address(run: ProgrammeRun, notice: Notice, programme: Programme) -> tuple[str, str]:
    """The address resolved now from « Partenaires » (the allow-list), or why it may not be used."""
    partner = programme.partner(notice.partner)
    if partner is None or not partner.active:
        return "", "le partenaire n’est plus actif dans « Partenaires »"
    addresses = partner.emails.value
    if addresses is None or not has_usable_address(partner.emails):
        return "", "pas d’adresse e-mail sûre dans « Partenaires »"
    secret = run.settings.hmac_key()
    if recipient_hash(secret, addresses[0]) != notice.recipient_hash:
        return "", "l’adresse a changé depuis la préparation : appelez, ou attendez mardi prochain"
    now = run.clock()
    day = sent_count(run.store, run.code, notice.partner, since=now - A_DAY)
    week = sent_count(run.store, run.code, notice.partner, since=now - A_WEEK)
    if day >= MOST_A_DAY or week >= MOST_A_WEEK:
        return "", "ce partenaire a déjà reçu un message : un par jour, trois par semaine au plus"
    return run.settings.mail.redirect_to or addresses[0], ""


def _outgoing(run: ProgrammeRun, notice: Notice, address: str) -> OutgoingMail:
    body = notice.body or {}
    coordinator = run.settings.mail.coordinator.email
    return OutgoingMail(
        to_address=address,
        to_name=digest_of(notice).person,
        subject=notice.subject,
        text=body["text"],
        html=body["html"],
        facts={"programme": run.code},
        unsubscribe=f"mailto:{coordinator}?subject=stop%20{notice.partner}",
    )
