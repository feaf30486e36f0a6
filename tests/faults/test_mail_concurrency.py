"""Several triggers at once: the lock and the compare-and-set each suffice."""

from collections import Counter

import pytest
from support.mails.build import ready, states
from support.mails.sending_process import start_settlement

from relocalisons.store.opening import Store
from vendor_sandbox.testing.scripted_sendgrid import Script, accept, hang_then

PARTNERS = tuple(f"P{number:02d}" for number in range(1, 7))


@pytest.mark.parametrize("lock", [True, False], ids=["with the lock", "by compare-and-set alone"])
@pytest.mark.parametrize("triggers", [2, 5, 20])
def test_simultaneous_triggers_send_each_mail_once(
    url, store: Store, sendgrid: Script, triggers, lock
):
    keys = ready(store, *PARTNERS)
    sendgrid.next(*[hang_then(accept, seconds=0.02)] * len(PARTNERS))

    processes = [start_settlement(url, sendgrid.url, lock=lock) for _ in range(triggers)]
    for process in processes:
        process.join(60)

    assert [process.exitcode for process in processes] == [0] * triggers
    assert Counter(sendgrid.notices) == Counter(keys)
    if lock:
        assert set(states(store).values()) == {"accepted"}
