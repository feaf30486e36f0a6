"""One run opened and closed: its day, its lock, its store, and what a dead one leaves behind."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import requests
from support.forks import start_sandbox

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import ConfigurationError, ProgrammeBusyError
from relocalisons.store.locks import programme_lock
from relocalisons.store.opening import open_store
from relocalisons.store.runs import PastRun, last_runs, start_run
from tasks.night.failure_notice import tell_crash
from tasks.run.programme_run import ProgrammeRun, close_run, connect_google, open_run
from tasks.run.run_requests import NightRequest
from vendor_sandbox.server import RunningSandbox

TUESDAY = date(2026, 3, 3)
DAILY, SETTLEMENT = RunKind.DAILY_FOLLOW_UP, RunKind.MAIL_SETTLEMENT


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with start_sandbox(tmp_path_factory.mktemp("mailbox")) as running:
        yield running


@pytest.fixture(autouse=True)
def environment(sandbox: RunningSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("RELOCALISONS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RELOCALISONS_BASE_URL", sandbox.base_url)
    monkeypatch.setenv("RELOCALISONS_STORE_URL", f"sqlite:///{tmp_path}/deep/store.db")
    monkeypatch.setenv("RELOCALISONS_SENDGRID_API_KEY", "SG.sandbox.sandbox")
    monkeypatch.setenv("RELOCALISONS_STORY_TIME", "2026-03-03T06:30:00+01:00")


def asked(*, dry_run: bool = False, again: bool = False) -> NightRequest:
    return NightRequest(programme="sandbox", logical_date=TUESDAY, dry_run=dry_run, again=again)


def do_a_run(*, kind: RunKind = DAILY, once_a_day: bool = True, **how: bool) -> bool:
    """Whether the flow would have worked, rather than said that the day is done."""
    with open_run(
        asked(**how), kind=kind, scheduled=None, once_a_day=once_a_day, tell_crash=tell_crash
    ) as run:
        if run.is_replay:
            return False
        close_run(run, state="finished", summary={"done": ["fait"]})
        return True


def past_runs() -> tuple[PastRun, ...]:
    with open_store(os.environ["RELOCALISONS_STORE_URL"]) as store:
        return last_runs(store, "relocalisons")


@pytest.fixture
def told(sandbox: RunningSandbox) -> Callable[[], list[str]]:
    """The subjects of the mails that left during this test."""

    def subjects() -> list[str]:
        answer = requests.get(f"{sandbox.base_url}/sandbox/mail", timeout=10).json()
        return [mail["subject"] for mail in answer["mails"]]

    before = len(subjects())
    return lambda: subjects()[before:]


def test_a_day_that_is_finished_is_not_done_again_unless_asked():
    assert [do_a_run(), do_a_run(), do_a_run(again=True), do_a_run()] == [True, False, True, False]


def test_a_flow_that_runs_many_times_a_day_always_works():
    assert [do_a_run(kind=SETTLEMENT, once_a_day=False) for _ in range(3)] == [True] * 3


def test_a_failed_day_is_done_again():
    with pytest.raises(ZeroDivisionError), open_run(asked(), kind=DAILY, scheduled=None):
        raise ZeroDivisionError

    assert [run.state for run in past_runs()] == ["failed"]
    assert past_runs()[0].summary == {"error": "ZeroDivisionError"}, "never its words"
    assert do_a_run()


def test_two_flows_of_one_day_do_not_stand_in_each_others_way():
    assert [do_a_run(), do_a_run(kind=RunKind.COPIL_PACK)] == [True, True]


def test_a_rehearsal_keeps_nothing_and_may_follow_a_real_run():
    rehearsed = do_a_run(dry_run=True)
    kept = past_runs()
    do_a_run()

    assert (rehearsed, kept) == (True, ())
    assert do_a_run(dry_run=True)
    assert len(past_runs()) == 1


def test_the_lock_is_free_after_a_failure_and_held_during_a_run(monkeypatch):
    monkeypatch.setattr("tasks.run.programme_run.LOCK_PATIENCE", 0.1)
    with pytest.raises(ZeroDivisionError), open_run(asked(), kind=DAILY, scheduled=None):
        raise ZeroDivisionError

    with (
        open_run(asked(), kind=DAILY, scheduled=None),
        pytest.raises(ProgrammeBusyError, match="plus de dix minutes"),
        open_run(asked(), kind=SETTLEMENT, scheduled=None),
    ):
        pass


def test_the_lock_of_another_programme_is_no_obstacle():
    do_a_run()
    with (
        open_store(os.environ["RELOCALISONS_STORE_URL"]) as store,
        programme_lock(store, "autre", patience=1),
    ):
        assert do_a_run(again=True)


def test_what_a_run_opened_is_closed_with_it_even_when_it_fails(monkeypatch):
    closed: list[str] = []

    with pytest.raises(ZeroDivisionError), open_run(asked(), kind=DAILY, scheduled=None) as run:
        run.closing.callback(closed.append, "fermé")
        raise ZeroDivisionError

    assert closed == ["fermé"]


def test_without_a_google_key_the_operator_is_told_which_variable_to_set():
    with (
        pytest.raises(ConfigurationError, match="RELOCALISONS_GOOGLE_KEY"),
        open_run(asked(), kind=DAILY, scheduled=None) as run,
    ):
        connect_google(run)


def test_a_store_that_cannot_be_opened_is_a_setting_to_correct(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("RELOCALISONS_STORE_URL", f"sqlite:///{tmp_path}/file/store.db")

    with pytest.raises(ConfigurationError, match="store_url"):
        do_a_run()


# --- a process that was killed ---


def a_dead_run(*, day: date = TUESDAY) -> None:
    """What `kill -9` leaves: a run that looks alive, and no lock."""
    do_a_run(kind=RunKind.COPIL_PACK)  # the store exists
    with open_store(os.environ["RELOCALISONS_STORE_URL"]) as store:
        start_run(
            store, programme="relocalisons", kind=DAILY.value, logical_date=day,
            at=datetime(2026, 3, 3, 5, 0, tzinfo=UTC),
        )  # fmt: skip


@pytest.mark.parametrize("days_before", [0, 1])
def test_a_killed_run_is_told_by_the_next_one_of_its_flow_and_the_day_is_done(told, days_before):
    a_dead_run(day=TUESDAY - timedelta(days=days_before))

    worked = do_a_run()

    assert worked
    assert [subject for subject in told() if "Suivi quotidien" in subject]
    assert "running" not in {run.state for run in past_runs()}


def test_a_killed_run_is_told_once(told):
    a_dead_run()
    do_a_run()
    count = len(told())

    do_a_run(again=True)

    assert len(told()) == count == 2, "to the coordinator and to the operator"


def test_other_flows_and_rehearsals_leave_a_dead_run_to_the_next_real_one(told):
    a_dead_run()

    do_a_run(kind=SETTLEMENT)
    do_a_run(dry_run=True)

    assert told() == []
    assert "running" in {run.state for run in past_runs()}


def test_a_mailbox_that_is_down_does_not_keep_the_next_run_from_working(sandbox, told):
    a_dead_run()
    fault = {"path": "^/v3/mail/send", "status": 401, "times": 9}
    requests.post(f"{sandbox.base_url}/sandbox/faults", json=fault, timeout=10)

    worked = do_a_run()
    requests.delete(f"{sandbox.base_url}/sandbox/faults", timeout=10)

    assert worked
    assert told() == []


# --- its day ---


def opened(scheduled: datetime | None, *, kind: RunKind = DAILY) -> ProgrammeRun:
    request = NightRequest(programme="sandbox", dry_run=True)
    with open_run(request, kind=kind, scheduled=scheduled) as run:
        return run


def test_without_a_date_the_day_is_that_of_the_schedule_in_the_programmes_own_time(monkeypatch):
    monkeypatch.delenv("RELOCALISONS_STORY_TIME")
    now = datetime.now(UTC)

    run = opened(now - timedelta(hours=2))

    assert run.as_of == (now - timedelta(hours=2)).astimezone(run.settings.zone).date()
    assert not run.day.is_late


def test_half_a_day_late_is_late_and_the_day_is_today(monkeypatch):
    monkeypatch.delenv("RELOCALISONS_STORY_TIME")

    run = opened(datetime.now(UTC) - timedelta(hours=36))

    assert run.day.is_late
    assert run.as_of == run.started.date()
    assert run.started - run.planned >= timedelta(hours=36)


def test_a_story_knows_nothing_of_the_servers_schedule():
    run = opened(datetime(2020, 1, 1, tzinfo=UTC))

    assert (run.as_of, run.day.is_late) == (TUESDAY, False)
