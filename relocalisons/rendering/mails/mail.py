"""Rendering: every mail as subject, plain text and HTML; the words are in `templates`."""

import re
from functools import lru_cache
from typing import Any

import css_inline

from relocalisons.core.kernel.words.french import (
    NBSP,
    format_day,
    say_moment,
    typo,
)
from relocalisons.core.reminders.digests import Digest, DigestKind
from relocalisons.core.reminders.week_review import WeekReview
from relocalisons.rendering.environment import make_environment
from relocalisons.rendering.mails.context import (
    MailContext,
    RenderedMail,
    one_line,
    reply_address,
    said,
    subject_line,
)
from relocalisons.rendering.mails.decision_view import act_view, request_view
from relocalisons.rendering.mails.messages import (
    ActLine,
    DecisionRequest,
    FailureNotice,
    LateRunNotice,
    say_lateness,
)
from relocalisons.rendering.mails.views import digest_view
from relocalisons.rendering.mails.weekly_view import weekly_view

_TEMPLATES = {DigestKind.DIGEST: "partner_digest", DigestKind.ESCALATION: "escalation"}


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
    """To the coordinator: who is written to and why, until when, what is unusual, who to call."""
    return _render("reminders/decision_request", context=context, **request_view(request))


def render_weekly_summary(review: WeekReview, *, context: MailContext) -> RenderedMail:
    """To the coordinator, every Friday: the week, and the sign that the service is alive."""
    heads: Any = make_environment().get_template("mails/_reader.txt").module
    above = (heads.greeting(context), heads.copied(context) if context.reader else "")
    view = weekly_view(review, above=above)
    return _render("reminders/weekly_summary", context=context, review=review, **view)


def render_daily_alert(acts: tuple[ActLine, ...], *, context: MailContext) -> RenderedMail:
    """To the coordinator: what there is to decide today and was not told; at least one act."""
    return _render(
        "reminders/daily_alert",
        context=context,
        acts=[act_view(act) for act in acts],
        more_acts=0,
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
