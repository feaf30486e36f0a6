"""What was sent on the answer page, read by the flows: proposals, words and a file."""

from dataclasses import dataclass
from datetime import date

import orjson

from relocalisons.core.replies.answer_page import propose_from_page, said_in
from relocalisons.core.replies.model import Proposal
from relocalisons.store.opening import Store
from relocalisons.store.replies.pages import AnswerPage, page_of
from tasks.mail.answer_page.serving import TYPE
from tasks.mail.inbound.characters import one_line
from tasks.mail.inbound.files import MailFile, sort_files


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAnswer:
    """An answer and its page; `words` is what else was said."""

    page: AnswerPage
    proposals: tuple[Proposal, ...]
    words: str
    files: tuple[MailFile, ...]


def page_key_in(content_type: str) -> str:
    """The key of the page, of something sent there; empty for a mail."""
    kind, _, key = content_type.partition(";page=")
    return key if kind == TYPE else ""


def read_page_answer(store: Store, key: str, body: bytes, *, came: date) -> PageAnswer | None:
    """What was answered; None when its page is gone (its person was forgotten)."""
    page = page_of(store, key)
    head, _, content = body.partition(b"\n")
    if page is None:
        return None
    facts = orjson.loads(head)
    fields = {str(name): str(value) for name, value in facts["fields"].items()}
    found = [(str(facts["file"]), content)] if content else []
    return PageAnswer(
        page=page,
        proposals=propose_from_page(fields, page.lines),
        words=one_line(said_in(fields, "words"), limit=1000),
        files=sort_files(found, came=came),
    )
