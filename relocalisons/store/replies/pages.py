"""Store: the lines that one person may answer on a page, written by the flows, read by the page."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import orjson
from sqlalchemy import select

from relocalisons.core.replies.answer_page import PageLine, lines_from
from relocalisons.store.inserting import put
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.replies.tables import answer_page


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """A page. `coordinator` is who reads its answers, by name."""

    key: str
    programme: str
    expires_at: datetime
    recipient_hash: str
    coordinator: str
    lines: tuple[PageLine, ...]


def put_page(store: Store, page: AnswerPage) -> None:
    """Write a page, or replace its lines by those of the mail that leaves."""
    with store.begin() as connection:
        put(
            connection,
            answer_page,
            {
                "page_key": page.key,
                "programme": page.programme,
                "expires_at": to_text(page.expires_at),
                "recipient_hash": page.recipient_hash,
                "coordinator": page.coordinator,
                "lines": _json(page.lines),
            },
        )


def page_of(store: Store, key: str) -> AnswerPage | None:
    """The page of a key; None when there is none."""
    with store.begin() as connection:
        row = connection.execute(select(answer_page).filter_by(page_key=key)).first()
    if row is None:
        return None
    return AnswerPage(
        key=row.page_key,
        programme=row.programme,
        expires_at=from_text(row.expires_at),
        recipient_hash=row.recipient_hash,
        coordinator=row.coordinator,
        lines=lines_from(orjson.loads(row.lines)),
    )


def _json(lines: Sequence[PageLine]) -> str:
    return orjson.dumps([asdict(line) for line in lines]).decode()
