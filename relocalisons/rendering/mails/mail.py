"""Rendering: every mail as subject, plain text and HTML; the words are in `templates`."""

import re
from collections import Counter
from functools import lru_cache
from typing import Any

import css_inline

from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_day,
    join_words,
    say_moment,
    typo,
)
from relocalisons.core.reminders.digests import CallEntry, Digest, DigestKind, UrgentPoint
from relocalisons.core.reminders.week_review import WeekReview
from relocalisons.rendering.environment import make_environment
from relocalisons.rendering.mails.context import (
    MailContext,
    RenderedMail,
    one_line,
    phone_address,
    reply_address,
    said,
    subject_line,
)
from relocalisons.rendering.mails.messages import (
    DecisionRequest,
    FailureNotice,
    LateRunNotice,
    say_lateness,
)
from relocalisons.rendering.mails.views import digest_view
from relocalisons.rendering.mails.weekly_view import weekly_view

_TEMPLATES = {DigestKind.DIGEST: "partner_digest", DigestKind.ESCALATION: "escalation"}
_MOST_NAMES = 8  # partners named beside one reason


def render_digest(digest: Digest, *, context: MailContext) -> RenderedMail:
    """The digest of one person, a welcome or an escalation; only a welcome may lack lines."""
    view = digest_view(digest, context=context)
    stop = reply_address(
        context.coordinator_email,
        subject=f"{context.programme}{NBSP}: changer de destinataire ({one_line(digest.partner)})",
        body=f"Bonjour,\n\nMerci d’écrire plutôt à{NBSP}: \n\n"
        f"Ou{NBSP}: je ne souhaite plus recevoir ce message.\n",
    )
    template = "welcome" if digest.welcome else _TEMPLATES[digest.kind]
    return _render(f"reminders/{template}", context=context, mail=view, stop_url=stop)


def render_decision_request(request: DecisionRequest, *, context: MailContext) -> RenderedMail:
    """To the coordinator: which digests wait, until when, who to call, what is not sent."""
    return _render(
        "reminders/decision_request",
        context=context,
        count=len(request.mails),
        mails=[
            {
                "partner": one_line(f"{mail.partner} ({mail.role})" if mail.role else mail.partner),
                "subject": said(mail.subject),
                "lines": count_of(mail.lines, "ligne"),
                "naming": mail.naming_lines,
                "alone": mail.alone,
            }
            for mail in request.mails
        ],
        naming=sum(mail.naming_lines for mail in request.mails),
        deadline=say_moment(request.deadline),
        deadline_day=format_day(request.deadline.date()),
        decision_reminder=request.decision_reminder,
        calls=[_call(entry) for entry in request.call_list],
        skipped=_reasons(request),
        urgent=_to_act_on(request.urgent),
        stuck=_stuck(request.urgent),
        safety_holds=[said(sentence) for sentence in request.safety_holds],
        alone=sum(mail.alone for mail in request.mails),
    )


def render_weekly_summary(review: WeekReview, *, context: MailContext) -> RenderedMail:
    """To the coordinator, every Friday: the week, and the sign that the service is alive."""
    view = weekly_view(review)
    return _render(
        "reminders/weekly_summary",
        context=context,
        review=review,
        **view,
        urgent=_to_act_on(review.urgent),
        stuck=_stuck(review.urgent),
        calls=[_call(entry) for entry in review.calls],
    )


def render_daily_alert(points: tuple[UrgentPoint, ...], *, context: MailContext) -> RenderedMail:
    """To the coordinator: hard deadlines that have appeared; at least one point."""
    return _render(
        "reminders/daily_alert", context=context, points=[_urgent(point) for point in points]
    )


def render_failure(notice: FailureNotice, *, context: MailContext) -> RenderedMail:
    """To the coordinator and the operator: a run did not succeed, once per cause."""
    return _render(
        "night/failure",
        context=context,
        flow=said(notice.flow),
        happened=said(notice.happened),
        since=say_moment(notice.since),
        day=format_day(notice.since.date()),
        still_works=[said(sentence) for sentence in notice.still_works],
        not_done=[said(sentence) for sentence in notice.not_done],
        to_do=[said(sentence) for sentence in notice.to_do],
        reference=one_line(notice.reference),
        page=notice.page,
        outcome=said(notice.outcome),
    )


def render_late_run(notice: LateRunNotice, *, context: MailContext) -> RenderedMail:
    """To the coordinator: a run started so late that only part of it was still useful."""
    return _render(
        "night/late_run",
        context=context,
        flow=said(notice.flow),
        planned=say_moment(notice.planned),
        started=say_moment(notice.started),
        lateness=say_lateness(notice),
        done=[said(sentence) for sentence in notice.done],
        left_out=[said(sentence) for sentence in notice.left_out],
    )


def render_message(message: str, **words: Any) -> RenderedMail:
    """Any mail, by its folder below `templates` and the words that it needs."""
    return _render(message, **words)


def _render(message: str, **words: Any) -> RenderedMail:
    environment = make_environment()
    subject = typo(subject_line(environment.get_template(f"{message}/subject.txt").render(**words)))
    text = environment.get_template(f"{message}/body.txt").render(subject=subject, **words)
    html = environment.get_template(f"{message}/body.html").render(subject=subject, **words)
    return RenderedMail(subject=subject, text=_plain_layout(text), html=_inliner().inline(html))


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    # Without `keep_at_rules` css-inline would drop the phone and dark-mode rules (seen, 0.24);
    # without `load_remote_stylesheets=False` a link in a mail would be fetched.
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def _plain_layout(text: str) -> str:
    """At most one blank line in a row, no blanks at line ends (but after the `--` of a signature).

    Lines with an address keep their characters: typography would break a link.
    """
    lines = [line.rstrip() for line in text.splitlines()]
    lines = [line if "://" in line or "mailto:" in line else typo(line) for line in lines]
    lines = ["-- " if line == "--" else line for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _call(entry: CallEntry) -> dict[str, Any]:
    return {
        "partner": one_line(entry.partner),
        "name": said(entry.partner_name),
        "person": said(f"{entry.person} ({entry.role})" if entry.role else entry.person),
        "phone": one_line(entry.phone),
        "phone_url": phone_address(one_line(entry.phone)),
        "reason": said(entry.reason),
        "points": [said(point) for point in entry.points],
        "talked": [said(words) for words in (entry.last_contact, entry.promise) if words],
        "deputy": said(entry.deputy),
    }


def _to_act_on(points: tuple[UrgentPoint, ...]) -> list[dict[str, str]]:
    return [_urgent(point) for point in points if not point.waits_for]


def _stuck(points: tuple[UrgentPoint, ...]) -> str:
    """Deadlines that wait for what she was asked once, on the day they appeared; never silence."""
    labels = [said(point.label) for point in points if point.waits_for]
    if not labels:
        return ""
    verb = "attendent toujours" if len(labels) > 1 else "attend toujours"
    return said(f"{join_words(labels)} {verb} ce qui vous a été demandé, voir « Anomalies ».")


def _urgent(point: UrgentPoint) -> dict[str, str]:
    return {
        "partner": one_line(point.partner),
        "label": said(point.label),
        "what": said(point.what),
        "action": said(point.action),
        "status": said(point.status),
    }


def _reasons(request: DecisionRequest) -> list[str]:
    """« P04, P11 : partenaire en pause… », then « 3 constats : … », the most frequent first.

    Who is on the call list has its reason there.
    """
    called = {(entry.partner, entry.role) for entry in request.call_list}
    people: dict[str, list[str]] = {}
    for entry in request.skipped:
        if entry.finding_key is None and (entry.partner, entry.role) not in called:
            who = f"{entry.partner} ({entry.role})" if entry.role else entry.partner
            people.setdefault(entry.reason, []).append(one_line(who))
    findings = Counter(one.reason for one in request.skipped if one.finding_key is not None)
    whole = sorted(people.items(), key=lambda item: (-len(item[1]), item[0]))
    parts = sorted(findings.items(), key=lambda item: (-item[1], item[0]))
    return [f"{_first(names)}{NBSP}: {said(reason)}" for reason, names in whole] + [
        f"{count_of(count, 'constat')}{NBSP}: {said(reason)}" for reason, count in parts
    ]


def _first(names: list[str]) -> str:
    """« P01, P02 et 7 autres »."""
    rest = len(names) - _MOST_NAMES
    more = f" et {count_of(rest, 'autre')}" if rest > 0 else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}"
