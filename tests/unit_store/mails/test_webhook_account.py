"""The account of `deploy/webhook-role.sql` adds events; to everything else the store says no."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError
from support.databases import account_of, new_database
from support.mails.build import after

from relocalisons.store.mails.events import EventType, MailEvent, join_events, keep_events
from relocalisons.store.opening import Store, answers
from relocalisons.store.replies.inbound import keep_inbound, waiting_inbound
from relocalisons.store.replies.tables import metadata
from relocalisons.store.schema import mail_event

EVENT = MailEvent(
    sg_event_id="one",
    notice_key="of-a-mail",
    attempt=1,
    type=EventType.DELIVERED,
    at=after(hours=4),
    payload_hash="0" * 64,
)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """PostgreSQL only: a file has one owner."""
    with new_database("postgresql", tmp_path) as address:
        yield address


@pytest.fixture
def account(store: Store) -> Iterator[Store]:
    """The store as the webhook opens it."""
    with account_of(store, "relocalisons_webhook", file="webhook-role.sql") as opened:
        yield opened


def test_it_keeps_each_event_once(account: Store, store: Store):
    new = [
        keep_events(account, [EVENT, replace(EVENT, sg_event_id=other)], at=after(hours=5))
        for other in ("two", "two", "three")
    ]

    with store.begin() as connection:
        kept = connection.execute(select(mail_event.c.sg_event_id)).scalars().all()
    assert answers(account)
    assert new == [2, 0, 1]
    assert sorted(kept) == ["one", "three", "two"]


def test_it_keeps_each_answer_once_and_cannot_read_it_back(account: Store, store: Store):
    new = [
        keep_inbound(account, "p", body=body, sealed=b"sealed", at=after(hours=5))
        for body in (b"one", b"one", b"two")
    ]

    assert new == [True, False, True]
    assert len(waiting_inbound(store, "p", most=9)) == 2
    with pytest.raises(ProgrammingError, match="permission denied"):
        waiting_inbound(account, "p", most=9)


def test_it_reads_and_changes_nothing(account: Store):
    keep_events(account, [EVENT], at=after(hours=5))
    for table in metadata.sorted_tables:
        for statement in (f"SELECT * FROM {table}", f"DELETE FROM {table}"):
            with pytest.raises(ProgrammingError, match="permission denied"), account.begin() as one:
                one.execute(text(statement))
    with pytest.raises(ProgrammingError, match="permission denied"):
        join_events(account, at=after(hours=6))
