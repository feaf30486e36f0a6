"""An outside watcher hears that a flow of a programme began, ended or failed, and nothing else."""

import threading
from types import SimpleNamespace

import pytest
from support.watcher import watcher

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import ConfigurationError
from relocalisons.operator import watcher_address
from tasks.night.watcher import check_name, ping_end, ping_failure, ping_start


def play(*hooks, kind: RunKind = RunKind.DAILY_FOLLOW_UP, **asked) -> None:
    """The hooks of one run, as Prefect calls them."""
    flow = SimpleNamespace(fn=SimpleNamespace(__name__=kind.value), name=kind.french)
    request = {"programme": "val", "dry_run": False} | asked
    run = SimpleNamespace(id="0b1c", parameters={"request": request})
    for hook in hooks:
        hook(flow, run, None)


@pytest.mark.parametrize(
    ("hooks", "heard"),
    [
        ((ping_start, ping_end), ["val-suivi-quotidien/start", "val-suivi-quotidien"]),
        ((ping_start, ping_failure), ["val-suivi-quotidien/start", "val-suivi-quotidien/fail"]),
        ((ping_failure,), ["val-suivi-quotidien/fail"]),
    ],
)
def test_a_run_is_heard_of_under_its_programme_and_flow_with_one_number(monkeypatch, hooks, heard):
    with watcher() as outside:
        monkeypatch.setenv("RELOCALISONS_PING_URL", f"{outside.url}/")
        play(*hooks)

    assert outside.heard == [(path, "0b1c") for path in heard]


def test_every_flow_has_a_check_of_its_own_that_a_watcher_accepts():
    names = {check_name("val-de-sorgue", kind) for kind in RunKind}

    assert len(names) == len(RunKind)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_") for name in names)


def test_a_rehearsal_is_not_heard_of_nor_anything_without_an_address(monkeypatch):
    with watcher() as outside:
        play(ping_start, ping_end)
        monkeypatch.setenv("RELOCALISONS_PING_URL", outside.url)
        play(ping_start, ping_end, ping_failure, dry_run=True)

    assert outside.heard == []


@pytest.mark.parametrize("away", ["closed", "broken", "deaf", "no address"])
def test_a_watcher_that_is_away_costs_a_run_a_moment_and_is_said_once(monkeypatch, caplog, away):
    monkeypatch.setattr("tasks.night.watcher.PATIENCE", 0.1)
    with watcher(status=500, deaf=away == "deaf") as outside:
        addresses = {"closed": "http://127.0.0.1:9/secret-key", "no address": "secret-key"}
        monkeypatch.setenv("RELOCALISONS_PING_URL", addresses.get(away, outside.url))
        for _ in range(3):
            play(ping_start, ping_end)
        answered = list(outside.answered)

    said = [record.getMessage() for record in caplog.records if "watcher" in record.name]
    assert answered == ([500] * 6 if away == "broken" else []), "no run waited for an answer"
    assert len(said) == 1
    assert "secret-key" not in caplog.text


def test_after_a_silence_that_ended_the_next_one_is_said_again(monkeypatch, caplog):
    for status in (500, 500, 200, 500):
        with watcher(status=status) as outside:
            monkeypatch.setenv("RELOCALISONS_PING_URL", outside.url)
            play(ping_end)

    assert len([one for one in caplog.records if "watcher" in one.name]) == 2


def test_its_address_may_be_a_file_and_a_wrong_one_is_not_repeated(tmp_path):
    file = tmp_path / "ping"
    file.write_text("https://hc-ping.com/secret-key\n")

    assert watcher_address({"RELOCALISONS_PING_URL_FILE": str(file)}).endswith("/secret-key")
    with pytest.raises(ConfigurationError) as wrong:
        watcher_address({"RELOCALISONS_PING_URL": "hc-ping.com/secret-key"})
    assert "RELOCALISONS_PING_URL" in str(wrong.value)
    assert "secret-key" not in str(wrong.value)


@pytest.fixture(autouse=True)
def nothing_said_before(monkeypatch):
    from tasks.night import watcher as own

    monkeypatch.setattr(own, "_pings", type(own._pings)())
    monkeypatch.delenv("RELOCALISONS_PING_URL", raising=False)
    yield
    for thread in threading.enumerate():
        if thread.name == own.THREAD:
            thread.join()
