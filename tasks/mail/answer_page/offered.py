"""The link to a person's page in a mail that is prepared, and the page once the mail may leave."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from relocalisons.core.kernel.keys import page_key
from relocalisons.core.kernel.words.french import THIN, format_day
from relocalisons.core.reminders.digests import Digest, DigestLine
from relocalisons.core.replies.answer_page import PageLine
from relocalisons.rendering.mails.context import MailContext
from relocalisons.store.mails.notices import Notice
from relocalisons.store.replies.pages import AnswerPage, put_page
from tasks.mail.answer_page.links import ROOM, Link, sign_link
from tasks.mail.inbound.sealing import link_key
from tasks.run.programme_run import ProgrammeRun

ANSWER_URL = "answer_url"  # in the body of a mail that leads to a page
OPEN_FOR = timedelta(days=14)  # a week, and the one in which the next mail comes


def answer_url(run: ProgrammeRun, notice_key: str) -> str:
    """The link of a mail; empty unless a page is served and the worker has the key."""
    facts, secret = run.settings.answers, run.settings.secrets.seal_key
    if not facts.page_url or not facts.link_public_key or secret is None:
        return ""
    page = page_key(run.settings.hmac_key(), notice_key=notice_key)
    link = Link(page, _until(run.clock()))
    return facts.page_url + ROOM + sign_link(link, key=link_key(secret.get_secret_value()))


def with_its_page(context: MailContext, notice: Notice) -> MailContext:
    """The context of a mail that is written again: it leads to the page it led to."""
    return replace(context, answer_url=str((notice.body or {}).get(ANSWER_URL, "")))


def open_page(run: ProgrammeRun, notice: Notice, digest: Digest) -> None:
    """The page of a mail that may leave now: the lines of this mail, nothing else."""
    if not (notice.body or {}).get(ANSWER_URL):
        return
    put_page(
        run.store,
        AnswerPage(
            key=page_key(run.settings.hmac_key(), notice_key=notice.key),
            programme=run.code,
            expires_at=_until(run.clock()),
            recipient_hash=notice.recipient_hash,
            coordinator=run.settings.in_charge.name,
            lines=tuple(page_lines(digest.lines)),
        ),
    )


def _until(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + OPEN_FOR


def page_lines(lines: Iterable[DigestLine]) -> Iterable[PageLine]:
    """A line of the page for each number; what is asked of one twice stands there together."""
    asked: dict[str, list[DigestLine]] = {}
    for line in lines:
        asked.setdefault(line.number or line.label, []).append(line)
    for ref, same in asked.items():
        titles = dict.fromkeys(line.label.partition(" – ")[2] for line in same)
        dues = [line.due for line in same if line.due]
        yield PageLine(
            ref=ref,
            title=f"{THIN}; ".join(filter(None, titles)),
            due=f"pour le {format_day(min(dues))}" if dues else "",
        )
