"""The steps of the weekly reminders: plan, hold, show, and ask for her decision."""

import hashlib
from collections.abc import Mapping
from datetime import date

from relocalisons.core.decision_tabs import LINE_MARK
from relocalisons.core.french import NBSP
from relocalisons.core.keys import digest_key, item_key, recipient_hash
from relocalisons.core.model import DateInterval, Programme, Reading
from relocalisons.core.names import index_names
from relocalisons.core.reminders.answers import count_unanswered
from relocalisons.core.reminders.digests import Digest, ReminderPlan, iso_week
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, policy_in_force
from relocalisons.core.reminders.release import from_document, line_row_key, to_document
from relocalisons.core.reports.reminder_tab import ReminderRow, build_reminder_tab
from relocalisons.rendering.mail import render_decision_request, render_digest
from relocalisons.rendering.mail_context import MailContext, RenderedMail
from relocalisons.rendering.mail_messages import DecisionRequest, WaitingMail
from relocalisons.store.decisions import decisions_in_force
from relocalisons.store.mail_history import MailHistory, mail_history
from relocalisons.store.notices import (
    NewItem,
    NewNotice,
    Notice,
    NoticeState,
    notices_of_week,
    store_notice,
)
from relocalisons.store.reports import last_report, report_published
from tasks.coordinator_mail import write_to_coordination
from tasks.google_drive import DOCUMENT
from tasks.google_sign_in import account_of
from tasks.night_steps import Assessment, seconds_since
from tasks.own_writes import remember_own_write
from tasks.pilotage import TabWrite, write_tabs
from tasks.programme_run import Google, ProgrammeRun, deadline_of
from tasks.publication import Document, LastPublication, ensure_folder, publish
from tasks.steps import step

PREVIEW_FOLDER = "Relances"


def mail_context(run: ProgrammeRun) -> MailContext:
    """Who writes, and where links lead."""
    facts = run.settings.mail.coordinator
    pilotage = run.links.template.split("#", 1)[0]
    return MailContext(
        programme=run.settings.programme.name,
        coordinator=facts.name,
        coordinator_email=facts.email,
        coordinator_phone=facts.phone,
        links=run.links,
        pilotage_url=pilotage.format(file_id=run.settings.google.pilotage_id),
    )


def plan_week(
    run: ProgrammeRun, assessment: Assessment, *, as_of: date | None = None
) -> ReminderPlan:
    """Who is told what this week, and why not; `as_of` is the day of the digests."""
    day = as_of or run.as_of
    past = mail_history(run.store, run.code, before_week=iso_week(day))
    return plan_reminders(
        assessment.tracked,
        programme=assessment.programme,
        history=_history(run, assessment, past),
        policy=policy_in_force(assessment.programme),
        as_of=day,
    )


def hold_digests(
    run: ProgrammeRun, plan: ReminderPlan, assessment: Assessment
) -> tuple[Notice, ...]:
    """Store each digest as HELD, once per person and week; the notices of the week.

    A person who has one already keeps it: its key comes from the week, not from this run.
    """
    context = mail_context(run)
    week = iso_week(run.as_of)
    for digest in plan.digests:
        mail = render_digest(digest, context=context)
        store_notice(
            run.store,
            _new_notice(run, digest, mail, assessment.programme, week=week),
            at=run.clock(),
        )
    return notices_of_week(run.store, run.code, week)


@step("Remplir l’onglet « Relances »")
def write_reminder_tab(
    run: ProgrammeRun, google: Google, assessment: Assessment, plan: ReminderPlan
) -> None:
    """One row per mail with its preview, and what is not sent with its reason."""
    week = iso_week(run.as_of)
    notices = notices_of_week(run.store, run.code, week)
    if run.dry_run:
        return
    preview = _publish_preview(run, google, assessment, notices, week=week)
    tab = build_reminder_tab(
        reminder_rows(run, notices, programme=assessment.programme, preview_url=preview),
        week=week,
        deadline=deadline_of(run.settings, run.as_of),
        call_list=plan.call_list,
        skipped=plan.skipped,
        new_week=True,
    )
    written = write_tabs(
        google.sheets,
        assessment.pilotage,
        (TabWrite(tab=tab, shared=True),),
        seconds_since_reading=seconds_since(run, assessment),
        clock=run.clock,
    )
    remember_own_write(run, written.after)


@step("Prévenir la coordinatrice")
def ask_for_decisions(run: ProgrammeRun, plan: ReminderPlan, notices: tuple[Notice, ...]) -> bool:
    """Tell the coordinator which digests wait; False when there is nothing to decide."""
    waiting = [one for one in notices if one.state is NoticeState.HELD]
    if not waiting or run.dry_run:
        return False
    request = DecisionRequest(
        mails=tuple(
            WaitingMail(
                partner=one.partner,
                subject=one.subject,
                lines=one.line_count,
                naming_lines=len(digest_of(one).naming_lines),
            )
            for one in waiting
        ),
        deadline=deadline_of(run.settings, run.as_of),
        call_list=plan.call_list,
        skipped=plan.skipped,
    )
    mail = render_decision_request(request, context=mail_context(run))
    return write_to_coordination(
        run.settings, mail, facts={"kind": "decision_request", "week": iso_week(run.as_of)}
    )


def reminder_rows(
    run: ProgrammeRun, notices: tuple[Notice, ...], *, programme: Programme, preview_url: str
) -> tuple[ReminderRow, ...]:
    """A row for each mail, and one for each line that names another partner."""
    words = decisions_in_force(run.store, run.code)
    rows: list[ReminderRow] = []
    for one in notices:
        digest = digest_of(one)
        partner = programme.partner(one.partner)
        name = partner.name if partner else digest.partner_name
        keys = [(one.key, one.subject, one.line_count)]
        keys += [
            (line_row_key(one.key, line), f"{line.label}{NBSP}: {line.text}", 1)
            for line in digest.naming_lines
        ]
        for key, subject, lines in keys:
            said = words.get(key)
            rows.append(
                ReminderRow(
                    key=key,
                    partner=one.partner,
                    partner_name=name,
                    person=digest.person,
                    subject=subject,
                    lines=lines,
                    state=one.state.value,
                    preview_url=preview_url,
                    reason=one.reason if LINE_MARK not in key else "",
                    decision=said.decision if said else "",
                    note=said.note if said else "",
                )
            )
    return tuple(rows)


def digest_of(notice: Notice) -> Digest:
    """The stored digest of a notice."""
    if notice.body is None:
        raise ValueError(f"notice {notice.key}: its body was wiped by retention")
    return from_document(notice.body["digest"])


def body_of(digest: Digest, mail: RenderedMail) -> Mapping[str, object]:
    """What the store keeps of a mail: the blocks it was made of, and its rendered forms."""
    return {"digest": to_document(digest), "text": mail.text, "html": mail.html}


def _new_notice(
    run: ProgrammeRun, digest: Digest, mail: RenderedMail, programme: Programme, *, week: str
) -> NewNotice:
    secret = run.settings.hmac_key()
    partner = programme.partner(digest.partner)
    address = partner.emails.value[0] if partner is not None and partner.emails.value else ""
    return NewNotice(
        key=digest_key(
            secret, programme=run.code, person=f"{digest.partner}/{digest.role}", iso_week=week
        ),
        programme=run.code,
        kind="digest",
        partner=digest.partner,
        role=digest.role,
        recipient_hash=recipient_hash(secret, address),
        iso_week=week,
        logical_date=run.as_of,
        subject=mail.subject,
        body=body_of(digest, mail),
        items=tuple(
            NewItem(
                item_key=item_key(secret, finding_key=line.key, due=line.due, level=line.level),
                finding_key=line.finding_key,
                due=line.due,
                level=line.level,
            )
            for line in digest.lines
        ),
    )


def _history(run: ProgrammeRun, assessment: Assessment, past: MailHistory) -> ReminderHistory:
    words = decisions_in_force(run.store, run.code)
    open_keys = frozenset(one.finding.key for one in assessment.open_findings)
    return ReminderHistory(
        weeks=past.weeks,
        told=past.told,
        unanswered=count_unanswered(
            past.sent,
            open_keys=open_keys,
            decided_keys=frozenset(key for key, said in words.items() if said.decision),
            last_contact=_last_contacts(assessment.programme),
        ),
    )


def _last_contacts(programme: Programme) -> Mapping[str, date]:
    """Partner code → day of its last entry in « Contacts »; doubtful days and names left out."""
    names = index_names(programme.partners, synonyms={})
    last: dict[str, date] = {}
    for table in programme.tables.get("contacts", ()):
        for row in table.rows:
            reading: Reading[DateInterval] = row.reading("date")
            code = names.resolve(row.text("partner")).code
            if code and reading.value is not None:
                last[code] = max(last.get(code, date.min), reading.value.latest)
    return last


def _publish_preview(
    run: ProgrammeRun,
    google: Google,
    assessment: Assessment,
    notices: tuple[Notice, ...],
    *,
    week: str,
) -> str:
    """A document with every mail of the week as its reader will get it; its link."""
    text = _preview_text(notices, week=week)
    folder = ensure_folder(
        google.drive,
        (run.settings.google.coordination_folder, PREVIEW_FOLDER),
        items=assessment.programme.items,
    )
    document = Document(
        key=_preview_key(run, week),
        name=f"Relances {week} – aperçu des messages",
        data=text.encode(),
        media_type="text/plain",
        as_type=DOCUMENT,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
    )
    last = last_report(run.store, run.code, document.key)
    item = publish(
        google.drive,
        document,
        folder_id=folder,
        last=LastPublication(fingerprint=last.fingerprint, at=last.at) if last else None,
        account=account_of(run.settings),
    ).item
    report_published(
        run.store,
        programme=run.code,
        report_key=document.key,
        fingerprint=document.fingerprint,
        file_id=item.file_id,
        at=max(run.clock(), item.modified_time),
        facts={"link": item.web_link},
    )
    return item.web_link


def preview_link(run: ProgrammeRun, week: str) -> str:
    """The link of the week's preview, or nothing."""
    last = last_report(run.store, run.code, _preview_key(run, week))
    return last.facts.get("link", "") if last else ""


def _preview_key(run: ProgrammeRun, week: str) -> str:
    return f"{run.code}:reminder-preview:{week}"


def _preview_text(notices: tuple[Notice, ...], *, week: str) -> str:
    rule = "─" * 60
    parts = [
        f"Aperçu des messages préparés pour la semaine {week}. Un message ne part qu’après votre "
        "décision dans « Relances ».\n"
    ]
    for one in notices:
        body = one.body or {}
        parts.append(f"{rule}\n{one.partner}\nObjet : {one.subject}\n\n{body.get('text', '')}")
    return "\n".join(parts)
