"""The steps of the settlement: her decisions, the sending, what lapses, what stays in doubt."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from relocalisons.core.brakes import Brake as ChangeBrake
from relocalisons.core.brakes import brake_for
from relocalisons.core.contact_roles import people_of
from relocalisons.core.decision_tabs import read_decision_tab, reminder_verdicts
from relocalisons.core.decisions import Meaning
from relocalisons.core.french import NBSP
from relocalisons.core.keys import recipient_hash
from relocalisons.core.model import Cell, Programme, TabGrid
from relocalisons.core.own_tabs import own_tab
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.release import line_row_key
from relocalisons.core.schema import REMINDERS
from relocalisons.store.decisions import record_decisions
from relocalisons.store.holds import holds_in_force
from relocalisons.store.mail_history import DIGESTS
from relocalisons.store.meeting_notices import MEETING_NOTICE
from relocalisons.store.notice_states import LEFT
from relocalisons.store.notices import (
    Notice,
    NoticeState,
    may_leave_now,
    move,
    notices_in,
    notices_of_week,
)
from relocalisons.store.recipients import sent_to
from tasks.brake_steps import brakes_since
from tasks.mail import OutgoingMail
from tasks.mail_watch import post_ready, watch_mail
from tasks.meeting_mail import address_of_invitee, files_of
from tasks.night_steps import Assessment
from tasks.programme_run import Google, ProgrammeRun
from tasks.release_steps import (
    release_notice,
    released_by_form,
    still_to_be_said,
    waits_for_a_new_word,
)
from tasks.reminder_history import person_of
from tasks.reminder_steps import (
    digest_of,
    needs_own_decision,
)
from tasks.sending import Brake, SendSummary
from tasks.sending_stops import why_nothing_may_leave
from tasks.steps import step

SNAPSHOT_TOO_OLD = timedelta(hours=36)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
MOST_A_DAY, MOST_A_WEEK = 1, 3  # mails to one partner

_WAITING = (NoticeState.HELD, NoticeState.READY, NoticeState.SUBMITTING)


def nothing_waits(run: ProgrammeRun) -> bool:
    """Whether no mail is held, ready or newly in doubt: then nothing is read at all.

    First, what dead processes left, events and silences are settled in the store.
    """
    news = watch_mail(run)
    # A mail that has just become doubtful must still be shown to her in « Relances ».
    return not news.any and not notices_in(run.store, run.code, _WAITING)


def obey_decisions(run: ProgrammeRun, assessment: Assessment) -> tuple[str, ...]:
    """Move each held mail as she decided; French sentences about words that could not be read.

    Only rows that stand in the tab count: « tout envoyer » can never release a mail that she has
    not been shown.
    """
    tab = own_tab(assessment.pilotage, REMINDERS.title)
    if tab is None:
        return ()
    words = read_decision_tab(tab)
    record_decisions(
        run.store, words.decisions, programme=run.code, at=run.clock(), silent=words.silent
    )
    still_open = still_to_be_said(run, assessment)
    released = released_by_form(run)
    shown = _keys_shown(tab)
    sentences = [doubt.message for doubt in words.doubts]
    undecided = notices_in(run.store, run.code, (NoticeState.HELD, NoticeState.READY))
    asked_again = waits_for_a_new_word(run, undecided)
    for week in sorted({one.iso_week for one in undecided}):
        mine = [one for one in undecided if one.iso_week == week]
        if not any(one.key in shown for one in mine):
            continue  # another week's list stands in the tab: she was not asked about this one
        waiting = tuple(key for one in mine for key in _row_keys(one) if key in shown)
        alone = frozenset(one.key for one in mine if needs_own_decision(one))
        verdicts, doubts = reminder_verdicts(words, waiting=waiting, week=week, alone=alone)
        sentences += [doubt.message for doubt in doubts]
        for one in mine:
            verdict = verdicts.get(one.key)
            if one.key not in shown:
                _decline(run, one, reason="ligne retirée de « Relances »")
            elif one.state is NoticeState.READY and one.key in released:
                if verdict is not None and verdict.meaning is not Meaning.SEND:
                    _keep_or_take_back(run, one, verdict.meaning)
            elif one.state is NoticeState.READY:
                _keep_or_take_back(run, one, verdict.meaning if verdict else Meaning.NOTHING)
            elif verdict is not None and one.key not in asked_again:
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
def send_released(run: ProgrammeRun, google: Google, assessment: Assessment) -> SendSummary:
    """Claim each released mail, send it once, settle it by the answer.

    One bad recipient never stops the others. Nothing leaves in a rehearsal, without both live
    switches, while « Tout suspendre » is on, or from a reading older than 36 h.
    """
    keys = may_leave_now(run.store, run.code, at=run.clock())
    if not keys or run.dry_run:
        return SendSummary()
    programme = assessment.programme
    everything_stopped = why_nothing_may_leave(run, assessment)
    ready = {one.key: one for one in notices_in(run.store, run.code, (NoticeState.READY,))}
    if everything_stopped:
        return SendSummary(kept=tuple((ready[key].partner, everything_stopped) for key in keys))
    brakes = _brakes_since_prepared(run, assessment, tuple(ready[key] for key in keys))
    return post_ready(
        run,
        google,
        items=programme.items,
        waiting=tuple(ready[key].partner for key in keys),
        prepare=lambda notice: _prepare(run, notice, programme, brakes=brakes),
    )


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
    if meaning is Meaning.SEND:
        release_notice(run, notice, approved=approved, still_open=still_open)


def _row_keys(notice: Notice) -> tuple[str, ...]:
    lines = digest_of(notice).naming_lines if notice.kind in DIGESTS else ()
    return (notice.key, *(line_row_key(notice.key, line) for line in lines))


def _approved(notice: Notice, verdicts: Mapping[str, object]) -> frozenset[str]:
    """Keys of the naming lines that she approved one by one."""
    return frozenset(
        line.key
        for line in (digest_of(notice).naming_lines if notice.kind in DIGESTS else ())
        if getattr(verdicts.get(line_row_key(notice.key, line)), "meaning", None) is Meaning.SEND
    )


def _keys_shown(tab: TabGrid) -> frozenset[str]:
    """Every text of the tab: a key that is not there was not shown to her."""
    return frozenset(
        str(cell.value if isinstance(cell, Cell) else cell).strip()
        for row in tab.rows
        for cell in row
    )


def _brakes_since_prepared(
    run: ProgrammeRun, assessment: Assessment, ready: tuple[Notice, ...]
) -> tuple[ChangeBrake, ...]:
    """What changed too much since the mails at hand were shown to her."""
    prepared = min(one.logical_date for one in ready)
    morning = datetime.combine(prepared + timedelta(days=1), time(0), tzinfo=run.settings.zone)
    return brakes_since(run, assessment, since=min(morning, assessment.read_at))


def _prepare(
    run: ProgrammeRun, notice: Notice, programme: Programme, *, brakes: tuple[ChangeBrake, ...]
) -> OutgoingMail | Brake:
    """The mail with its address, or the brake that keeps it."""
    if notice.iso_week != iso_week(run.as_of):
        return Brake(reason="la semaine de ce message est passée")
    for stop in holds_in_force(run.store, run.code):
        if stop.scope in (notice.partner, notice.key):
            return Brake(reason=f"envois à ce partenaire arrêtés{NBSP}: {stop.reason}")
    changed = brake_for(notice.partner, brakes)
    if changed is not None:
        return Brake(reason=f"{changed.reason} {changed.what_to_do}")
    address, brake = _address(run, notice, programme)
    return Brake(reason=brake) if brake else _outgoing(run, notice, address)


def _address(run: ProgrammeRun, notice: Notice, programme: Programme) -> tuple[str, str]:
    """The address resolved now from « Pilotage » (the allow-list), or why it may not be used."""
    if notice.kind == MEETING_NOTICE:
        return address_of_invitee(run, notice, programme)
    partner = programme.partner(notice.partner)
    if partner is None or not partner.active:
        return "", "le partenaire n’est plus actif dans « Partenaires »"
    person = person_of(programme, notice.partner, notice.role)
    if person is None or person.email is None:
        return "", "pas d’adresse e-mail sûre dans « Pilotage »"
    if person.email.lower() not in people_of(programme):
        return "", "cette adresse n’est pas dans la liste autorisée de « Pilotage »"
    if recipient_hash(run.settings.hmac_key(), person.email) != notice.recipient_hash:
        return "", "l’adresse a changé depuis la préparation : appelez, ou attendez mardi prochain"
    brake = _had_enough(run, notice)
    return ("", brake) if brake else (run.settings.mail.redirect_to or person.email, "")


def _had_enough(run: ProgrammeRun, notice: Notice) -> str:
    """Why this person gets no more for now; mails of every kind are counted."""
    now = run.clock()
    sent = {
        since: sent_to(run.store, run.code, notice.recipient_hash, since=now - since)
        for since in (A_DAY, A_WEEK)
    }
    if sent[A_DAY] >= MOST_A_DAY or sent[A_WEEK] >= MOST_A_WEEK:
        return "cette personne a déjà reçu un message : un par jour, trois par semaine au plus"
    twin = any(
        one.recipient_hash == notice.recipient_hash
        and one.key != notice.key
        and one.kind in DIGESTS
        and one.state in LEFT
        for one in notices_of_week(run.store, run.code, notice.iso_week)
    )
    return "cette personne a déjà sa relance de la semaine" if twin else ""


def _outgoing(run: ProgrammeRun, notice: Notice, address: str) -> OutgoingMail:
    body = notice.body or {}
    coordinator = run.settings.mail.coordinator.email
    invited = notice.kind == MEETING_NOTICE
    return OutgoingMail(
        to_address=address,
        to_name=digest_of(notice).person if notice.kind in DIGESTS else str(body["person"]),
        subject=notice.subject,
        text=body["text"],
        html=body["html"],
        facts={"programme": run.code},
        # Nobody unsubscribes from a committee: an invitation is no digest.
        unsubscribe="" if invited else f"mailto:{coordinator}?subject=stop%20{notice.partner}",
        files=files_of(run, notice, address) if invited else (),
    )
