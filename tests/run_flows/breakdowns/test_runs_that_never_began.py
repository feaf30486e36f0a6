"""Runs that were lost, or failed unheard, as when their server dies meanwhile: the page finds them.

`server_watch` calls this once a minute; what a real death hides is in `make soak`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.states import Completed, Crashed, Failed, Pending, Running, Scheduled, State

from flows.access_check import access_check
from tasks.alarms.run_watch import RunWatch, end_lost_runs

pytestmark = pytest.mark.flows

MINUTE = timedelta(minutes=1)
ASKED = {"request": {"programme": "sandbox", "dry_run": False}}


@pytest.fixture
def client() -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as one:
        yield one


def runs_in(client: SyncPrefectClient, *states: State) -> dict[str, UUID]:
    return {
        state.name: client.create_flow_run(access_check, parameters=ASKED, state=state).id
        for state in states
    }


def names(client: SyncPrefectClient, runs: dict[str, UUID]) -> dict[str, str]:
    return {name: client.read_flow_run(run).state.name for name, run in runs.items()}


def gone(client: SyncPrefectClient, runs: dict[str, UUID]) -> None:
    for run in runs.values():
        client.delete_flow_run(run)


def test_what_waits_to_begin_or_gives_no_sign_since_a_quarter_of_an_hour_is_made_crashed(client):
    runs = runs_in(client, Pending(), Pending(name="Submitting"), Running(), Scheduled())
    now = datetime.now(UTC)

    end_lost_runs(now + 10 * MINUTE, now - 60 * MINUTE)
    early = names(client, runs)
    # A server that is back since ten minutes has heard nobody before: signs may have been lost.
    end_lost_runs(now + 16 * MINUTE, now + 6 * MINUTE)
    just_back = names(client, runs)
    end_lost_runs(now + 16 * MINUTE, now)
    late = names(client, runs)
    gone(client, runs)

    assert early == {name: name for name in runs}
    assert just_back == early | {"Pending": "Crashed", "Submitting": "Crashed"}
    assert late == just_back | {"Running": "Crashed"}


def test_each_run_that_ended_badly_today_is_kept_once_as_an_alarm(client, tmp_path):
    kept: list[dict[str, Any]] = []
    runs = runs_in(client, Failed(), Crashed(), Completed())
    now = datetime.now(UTC)

    for again in range(2):  # a page that is started again knows what it asked about
        watch = RunWatch(lambda said: kept.append(dict(said)), memory=tmp_path / "state" / "seen")
        watch(now + again * MINUTE, now)
        watch(now + again * MINUTE, now)
    mine = [said for said in kept if said["run_id"] in map(str, runs.values())]
    gone(client, runs)

    assert sorted(said["state"] for said in mine) == ["Crashed", "Failed"]
    assert {said["programme"] for said in mine} == {"sandbox"}
    assert {said["flow"] for said in mine} == {"Contrôle des accès"}
    assert not any(said["dry_run"] for said in mine)
