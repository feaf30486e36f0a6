"""Runs that fail, die, start late or twice: who is told, how often, and what is still done."""

import threading
import time

import pytest
from theatre import TUESDAY, WEDNESDAY, Theatre, plain

from flows.daily_follow_up import daily_follow_up
from relocalisons.errors import (
    VendorUnavailableError,
)
from relocalisons.sample.decisions import CoordinatorDay

pytestmark = [pytest.mark.flows, pytest.mark.xdist_group("flows")]

SEND_ALL = CoordinatorDay(on=TUESDAY, send_all="tout envoyer")
COORDINATOR, OPERATOR = "coordination@localizz.example", "exploitation@localizz.example"


def wait_until(done, *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


def _end_when_asked(theatre: Theatre, how: str) -> None:
    """Stop or kill the sandbox while it keeps the slow request waiting."""
    wait_until(theatre.injected)
    getattr(theatre.sandbox, how)()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second attempt: how long one waits between attempts is measured elsewhere."""
    monkeypatch.setattr("tasks.retrying.TOTAL_WAIT", 0.0)


# --- Google goes away in the middle of a run ---


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_when_google_goes_away_in_mid_run_the_run_says_so_and_the_next_one_resumes(
    tuesday, impatient, how
):
    before = tuesday.tab("Anomalies")
    for code in ("P03", "P05", "P08", "P11", "P14"):
        tuesday.hands.type(tuesday.workbook(code), "Plan d'action", "Z1", "modifié")
    tuesday.at(WEDNESDAY)
    tuesday.fault(method="GET", path="^/v4/spreadsheets/", skip=2, delay=30)
    ending = threading.Thread(target=lambda: _end_when_asked(tuesday, how))
    ending.start()

    with pytest.raises(VendorUnavailableError) as stopped:
        tuesday.run(daily_follow_up, WEDNESDAY)
    ending.join()
    tuesday.restart()
    untouched = tuesday.tab("Anomalies")
    said = tuesday.run(daily_follow_up, WEDNESDAY)

    assert "ne répond pas" in str(stopped.value)
    assert "classeur « Suivi P" in plain(str(stopped.value))
    assert untouched == before
    assert "relus sur 24" in said
    assert len(tuesday.mails()) == 1
