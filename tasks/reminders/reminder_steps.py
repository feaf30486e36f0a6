"""The steps of the weekly reminders: plan, hold, show, and ask for her decision."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from relocalisons.core.kernel.keys import digest_key, item_key, recipient_hash
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, say_moment
from relocalisons.core.pilotage.reminder_groups import gather
from relocalisons.core.pilotage.reminder_tab import ReminderRow, build_reminder_tab
from relocalisons.core.programme.decisions.decision_tabs import LINE_MARK, read_decision_tab
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.core.reminders.digests import (
    Digest,
    DigestKind,
    ReminderPlan,
    Skipped,
    iso_week,
)
from relocalisons.core.reminders.people import GENERAL, person_key
from relocalisons.core.reminders.reasons import is_news
from relocalisons.core.reminders.rules.release import line_row_key, to_document
from relocalisons.core.reminders.rules.safety_holds import SafetyHold
from relocalisons.core.reminders.urgent import nearest
from relocalisons.core.tables import ANOMALIES, REMINDERS
from relocalisons.core.views.own_tab import OwnTab
from relocalisons.rendering.mails.context import RenderedMail
from relocalisons.rendering.mails.mail import render_digest
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.meeting_notices import (
    MEETING_NOTICE,
    groups_shown,
    members_of,
    row_of,
)
from relocalisons.store.mails.notices import (
    NewItem,
    NewNotice,
    Notice,
    NoticeState,
    notices_of_week,
    store_notice,
)
from relocalisons.store.readings.decisions import decisions_in_force
from tasks.intake.week_plan import person_of
from tasks.mail.address_safety_holds import RECIPIENT, recipient_document
from tasks.mail.answer_page.offered import ANSWER_URL, answer_url
from tasks.mail.coordination import mail_context
from tasks.mail.privacy_link import PRIVACY_URL, PrivacyLink, privacy_link
from tasks.reminders.approval import approval_deadline, asked_in, digest_of, next_deadline
from tasks.reminders.relances_tab import (
    answer_of,
    late_words,
    notes_of,
    words_of_other_rows,
    write_relances,
)
from tasks.reminders.reminder_preview import link_of_mail, preview_places, publish_preview
from tasks.reminders.safety_hold_steps import NO_SAFETY_HOLDS, WeekSafetyHolds
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun, deadline_of
from tasks.run.rows_opened import tab_addresses
from tasks.run.steps import step

_UNDECIDED = (NoticeState.HELD, NoticeState.READY)
ASKED_SUBJECT = "asked_subject"  # in the body of a mail that left, or may, with fewer lines


def hold_digests(
    run: ProgrammeRun,
    plan: ReminderPlan,
    assessment: Assessment,
    *,
    safety_holds: WeekSafetyHolds = NO_SAFETY_HOLDS,
) -> tuple[ReminderPlan, tuple[Notice, ...]]:
    """Store each digest as HELD, once per person and week; the plan as kept, and the notices.

    A person who has one already keeps it: its key comes from the week, not from this run; and an
    address that got one under another name this week gets no second. What a safety hold stops is
    held with its reason, and then needs a decision of its own.
    """
    context, privacy = mail_context(run), privacy_link(run)
    week = iso_week(run.as_of)
    known = {one.recipient_hash: one for one in notices_of_week(run.store, run.code, week)}
    skipped: list[Skipped] = []
    for digest in plan.digests:
        address = _address_of(assessment, digest)
        to = recipient_hash(run.settings.hmac_key(), address)
        url = answer_url(run, key_of_digest(run, digest, week=week))
        own = replace(context, privacy_url=privacy.url_for(to), answer_url=url)
        mail = render_digest(digest, context=own)
        new = _new_notice(
            run, digest, mail, assessment, week=week, address=address,
            safety_hold=safety_holds.of(digest.partner, digest.role), privacy=privacy, url=url,
        )  # fmt: skip
        other = known.get(new.recipient_hash)
        if other is not None and other.key != new.key and other.kind in DIGESTS:
            skipped.append(_has_one_already(digest))
            continue
        store_notice(run.store, new, at=run.clock())
    refused = {(one.partner, one.role) for one in skipped}
    kept = replace(
        plan,
        digests=tuple(
            one for one in plan.digests if (one.partner, shown_role(one.role)) not in refused
        ),
        skipped=(*plan.skipped, *skipped),
    )
    return kept, notices_of_week(run.store, run.code, week)


def _has_one_already(digest: Digest) -> Skipped:
    return Skipped(
        partner=digest.partner,
        reason="cette adresse a déjà un message cette semaine",
        role=shown_role(digest.role),
    )


@step("Remplir l’onglet « Relances »")
def write_reminder_tab(
    run: ProgrammeRun, google: Google, assessment: Assessment, plan: ReminderPlan
) -> tuple[str, ...]:
    """One row per mail with its preview, and what is not sent with its reason.

    French sentences on tabs of ours that she renamed, deleted, copied or replaced.
    """
    week = iso_week(run.as_of)
    notices = notices_of_week(run.store, run.code, week)
    if run.dry_run:
        return ()
    preview = publish_preview(run, google, assessment.programme, notices, week=week)
    tab = week_tab(run, assessment, plan, notices, prepared=run.as_of, preview_url=preview)
    return write_relances(run, google, assessment.pilotage, tab)


def week_tab(
    run: ProgrammeRun,
    assessment: Assessment,
    plan: ReminderPlan,
    notices: tuple[Notice, ...],
    *,
    prepared: date,
    preview_url: str,
    stopped: str = "",
) -> OwnTab:
    """« Relances » for the mails of one week, as they stand; `prepared` is the day of its digests.

    `stopped` is why nothing may leave at this moment, empty when mails may.
    """
    programme, week = assessment.programme, iso_week(run.as_of)
    words = read_decision_tab(own_tab(assessment.pilotage, REMINDERS.title))
    return build_reminder_tab(
        reminder_rows(run, notices, programme=programme, preview_url=preview_url, stopped=stopped),
        week=week,
        deadline=next_deadline(
            run, (one for one in notices if one.state is NoticeState.HELD), programme=programme
        )
        or deadline_of(run.settings, prepared, programme=programme),
        call_list=plan.call_list,
        skipped=tuple(filter(is_news, plan.skipped)),
        urgent=nearest(plan.urgent, as_of=run.as_of),
        words=words_of_other_rows(run),
        answer=answer_of(run, week),
        notes=notes_of(run, words),
        lapsed=_lapsed_before(run),
        anomalies_url=tab_addresses(run, assessment.pilotage, (ANOMALIES.title,)).get(
            ANOMALIES.title, ""
        ),
    )


def _lapsed_before(run: ProgrammeRun) -> int:
    """How many reminders of the week before had no decision."""
    week = iso_week(run.as_of - timedelta(weeks=1))
    return sum(
        one.state is NoticeState.LAPSED and one.kind in DIGESTS
        for one in notices_of_week(run.store, run.code, week)
    )


def has_safety_hold(notice: Notice) -> bool:
    """Whether a safety hold was put on this mail: only « envoyer » on its own row sends it."""
    return bool((notice.body or {}).get("brake"))


def needs_own_decision(notice: Notice) -> bool:
    """Whether « tout envoyer » does not concern this mail.

    So it is for a mail that a safety hold keeps, and for one that tells a deputy that somebody does
    not answer.
    """
    held_back = notice.state is NoticeState.HELD and bool(notice.reason)
    # An invitation exposes nobody, and one COPIL would be twenty cells to fill.
    common = notice.kind in (DigestKind.DIGEST.value, MEETING_NOTICE)
    return held_back or has_safety_hold(notice) or not common


def reminder_rows(
    run: ProgrammeRun,
    notices: tuple[Notice, ...],
    *,
    programme: Programme,
    preview_url: str,
    stopped: str = "",
) -> tuple[ReminderRow, ...]:
    """A row for each mail, and one for each line that names another partner.

    `stopped` is why nothing may leave at this moment: said beside each mail that she approved.
    """
    words = decisions_in_force(run.store, run.code)
    groups = groups_shown(run.store, run.code, week=iso_week(run.as_of))
    every = {one.key: one for mails in (notices, *groups.values()) for one in mails}
    late = late_words(run, tuple(every.values()), programme=programme)
    places = preview_places(run, iso_week(run.as_of)) if preview_url else {}

    def rows_of(one: Notice) -> list[ReminderRow]:
        digest = digest_of(one) if one.kind in DIGESTS else None
        partner = programme.partner(one.partner)
        other = str((one.body or {}).get("structure", one.partner))
        name = partner.name if partner else digest.partner_name if digest else other
        keys = [(one.key, asked_subject(one), asked_in(one))]
        keys += [
            (line_row_key(one.key, line), f"{line.label}{NBSP}: {line.text}", 1)
            for line in (digest.naming_lines if digest else ())
        ]
        return [
            ReminderRow(
                key=key,
                partner=one.partner,
                partner_name=name,
                code=one.partner if partner else "",
                person=_who(one, digest),
                subject=subject,
                lines=lines,
                state=one.state.value,
                preview_url=link_of_mail(preview_url, place=places.get(one.key, "")),
                reason=one.reason if LINE_MARK not in key else "",
                stopped=stopped if one.state is NoticeState.READY else "",
                decision=said.decision if (said := words.get(key)) else "",
                note=said.note if said else "",
                alone=LINE_MARK not in key and needs_own_decision(one),
                role=shown_role(one.role),
                late=late.get(key, ""),
                before=_before(run, one, programme=programme),
            )
            for key, subject, lines in keys
        ]

    members = members_of(groups)
    rows: dict[str, ReminderRow] = {}
    for one in notices:
        group = row_of(one)
        if group in groups and group not in rows:
            mails = [row for each in groups[group] for row in rows_of(each)]
            alike = zip(members[group], mails, strict=True)
            rows[group] = gather(group, alike, said=words.get(group))
        if group not in groups or (has_safety_hold(one) and one.state in _UNDECIDED):
            rows |= {row.key: row for row in rows_of(one)}
    return tuple(rows.values())


def _before(run: ProgrammeRun, notice: Notice, *, programme: Programme) -> str:
    """« mardi 29 septembre à 18 h », where it must be decided before the others of its week."""
    if notice.state is not NoticeState.HELD or notice.kind not in DIGESTS:
        return ""
    own = approval_deadline(run, notice, programme=programme)
    usual = deadline_of(run.settings, notice.logical_date, programme=programme)
    return say_moment(own) if own < usual else ""


def asked_subject(notice: Notice) -> str:
    """The subject that stood in « Relances » when she decided, whatever left without some lines."""
    return str((notice.body or {}).get(ASKED_SUBJECT, notice.subject))


def _who(notice: Notice, digest: Digest | None) -> str:
    """« Zoé Aubert (financier) »; the role goes without saying for the general contact."""
    person = digest.person if digest else str((notice.body or {}).get("person", ""))
    role = shown_role(notice.role)
    return f"{person} ({role})" if role else person


def shown_role(role: str) -> str:
    """The role as it is said; nothing for the general contact."""
    return "" if role == GENERAL else role


def body_of(
    digest: Digest, mail: RenderedMail, *, beside: Mapping[str, object] | None = None
) -> Mapping[str, object]:
    """What the store keeps of a mail: the blocks it was made of, and its rendered forms.

    `beside`: what else stands in it: the facts of its recipient, those of a safety hold on it.
    """
    return {
        **(beside or {}),
        "digest": to_document(digest),
        "text": mail.text,
        "html": mail.html,
    }


def safety_hold_document(
    safety_hold: SafetyHold, *, at: datetime, snapshot_id: str = ""
) -> dict[str, object]:
    """What a mail keeps of the safety hold on it.

    `at` is when it was put, for a word is newer or it is no answer; `snapshot_id` the reading that
    she answers for: what changes after it is another safety hold.
    """
    facts = {"at": at.isoformat(), "snapshot": snapshot_id, "short": safety_hold.short}
    return {"brake": safety_hold.reason, "braked": facts}


def key_of_digest(run: ProgrammeRun, digest: Digest, *, week: str) -> str:
    """The key of the one mail of a person and a week."""
    return digest_key(
        run.settings.hmac_key(),
        programme=run.code,
        person=f"{digest.partner}/{digest.role}",
        iso_week=week,
    )


def _new_notice(
    run: ProgrammeRun,
    digest: Digest,
    mail: RenderedMail,
    assessment: Assessment,
    *,
    week: str,
    address: str,
    safety_hold: SafetyHold | None,
    privacy: PrivacyLink,
    url: str,
) -> NewNotice:
    secret = run.settings.hmac_key()
    to = recipient_hash(secret, address)
    known_as = person_key(digest.partner, digest.role)
    beside: dict[str, object] = {
        RECIPIENT: recipient_document(run, known_as, address),
        PRIVACY_URL: privacy.url_for(to),
        ANSWER_URL: url,
    }
    if safety_hold is not None:
        beside |= safety_hold_document(
            safety_hold, at=run.clock(), snapshot_id=assessment.snapshot_id
        )
    return NewNotice(
        key=key_of_digest(run, digest, week=week),
        programme=run.code,
        kind=digest.kind.value,
        partner=digest.partner,
        role=digest.role,
        recipient_hash=to,
        iso_week=week,
        logical_date=run.as_of,
        subject=mail.subject,
        body=body_of(digest, mail, beside=beside),
        items=tuple(
            NewItem(
                item_key=item_key(secret, finding_key=line.key, due=line.due, level=line.level),
                finding_key=line.finding_key,
                due=line.due,
                level=line.level,
            )
            for line in digest.lines
        ),
        reason=safety_hold.on_its_row() if safety_hold else "",
        tells_privacy=privacy.tells(to),
    )


def _address_of(assessment: Assessment, digest: Digest) -> str:
    person = person_of(assessment.programme, digest.partner, digest.role)
    return (person.email if person is not None else None) or ""
