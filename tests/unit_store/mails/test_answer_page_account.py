"""The account of `deploy/answer-page-role.sql` reads pages and adds answers, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from support.databases import account_of, new_database
from support.mails.build import after

from relocalisons.core.replies.answer_page import PageLine
from relocalisons.store.opening import Store, answers
from relocalisons.store.replies.inbound import keep_inbound, waiting_inbound
from relocalisons.store.replies.pages import AnswerPage, page_of, put_page
from relocalisons.store.replies.tables import metadata

READ = {"answer_page"}


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """PostgreSQL only: a file has one owner."""
    with new_database("postgresql", tmp_path) as address:
        yield address


@pytest.fixture
def account(store: Store) -> Iterator[Store]:
    """The store as the page's process opens it."""
    with account_of(store, "relocalisons_page", file="answer-page-role.sql") as opened:
        yield opened


def test_it_reads_a_page_and_keeps_each_answer_once(account: Store, store: Store):
    page = AnswerPage(
        key="k", programme="p", expires_at=after(hours=9), recipient_hash="h",
        coordinator="Claire", lines=(PageLine(ref="A1.2", title="Semer"),),
    )  # fmt: skip
    put_page(store, page)

    new = [
        keep_inbound(account, "p", body=b"said", sealed=b"sealed", at=after(hours=5))
        for _ in range(2)
    ]

    assert answers(account)
    assert page_of(account, "k") == page
    assert new == [True, False]
    assert len(waiting_inbound(store, "p", most=9)) == 1


def test_it_reads_nothing_else_and_changes_nothing(account: Store):
    keep_inbound(account, "p", body=b"said", sealed=b"sealed", at=after(hours=5))
    for table in metadata.sorted_tables:
        verbs = [
            f"DELETE FROM {table}",
            *([] if table.name in READ else [f"SELECT * FROM {table}"]),
        ]
        for statement in verbs:
            with pytest.raises(ProgrammingError, match="permission denied"), account.begin() as one:
                one.execute(text(statement))
    with pytest.raises(ProgrammingError, match="permission denied"), account.begin() as one:
        one.execute(text("UPDATE answer_page SET coordinator = ''"))
