"""Who was led to the notice of article 14: those to whom such a mail left for sure."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from support.mails.build import PROGRAMME, a_notice, after

from relocalisons.store.mails.notices import NoticeState, store_notice
from relocalisons.store.mails.recipients import told_of_privacy
from relocalisons.store.opening import Store
from relocalisons.store.schema import notice

TOLD = {NoticeState.PREPARED, NoticeState.ACCEPTED, NoticeState.DELIVERED}


@pytest.mark.parametrize("state", NoticeState)
def test_a_mail_counts_once_it_has_left_for_sure(store: Store, state: NoticeState):
    for name, tells in (("P01", True), ("P02", False)):
        new = replace(a_notice(name, recipient_hash=f"hash-{name}"), tells_privacy=tells)
        store_notice(store, new, at=after())
    with store.begin() as connection:
        connection.execute(update(notice).values(state=state.value))

    assert told_of_privacy(store, PROGRAMME) == ({"hash-P01"} if state in TOLD else set())
    assert told_of_privacy(store, "autre") == set()
