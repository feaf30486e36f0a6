"""A settlement is planned while a mail waits, and only then; on a real server, without a worker."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateName,
)
from prefect.client.schemas.objects import FlowRun
from prefect.states import Cancelled
from support.databases import new_file
from support.mails.build import a_notice

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.notices import NoticeState, move, store_notice
from relocalisons.store.runs import last_runs
from tasks.night.next_settlement import plan_pass, slot_from
from tasks.night.night import night
from tasks.night.run_artifacts import say, tell_overtaken
from tasks.run.programme_run import ProgrammeRun, open_run
from tasks.run.run_requests import NightRequest

pytestmark = pytest.mark.flows

DAILY, SETTLEMENT, REMINDERS = (
    RunKind.DAILY_FOLLOW_UP,
    RunKind.MAIL_SETTLEMENT,
    RunKind.PARTNER_REMINDERS,
)


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("RELOCALISONS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RELOCALISONS_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("RELOCALISONS_STORE_URL", new_file(tmp_path))


@pytest.fixture
def client() -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as one:
        yield one


@pytest.fixture
def deployed(client: SyncPrefectClient) -> Iterator[UUID]:
    """The settlement of the programme « sandbox »."""
    one = deploy(client)
    yield one
    for run in planned(client, one, every=True):
        client.delete_flow_run(run.id)
    client.delete_deployment(one)


def deploy(client: SyncPrefectClient, *, programme: str = "sandbox", paused: bool = False) -> UUID:
    return client.create_deployment(
        flow_id=client.create_flow_from_name(SETTLEMENT.french),
        name=f"envois de {programme}",
        parameters={"request": {"programme": programme, "dry_run": False}},
        paused=paused,
    )


def planned(client: SyncPrefectClient, one: UUID, *, every: bool = False) -> list[FlowRun]:
    scheduled = FlowRunFilterState(name=FlowRunFilterStateName(any_=["Scheduled"]))
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[one])),
        flow_run_filter=None if every else FlowRunFilter(state=scheduled),
    )


def asked(*, dry_run: bool = False) -> NightRequest:
    return NightRequest(programme="sandbox", dry_run=dry_run)


def hold(run: ProgrammeRun) -> str:
    new = a_notice("P01", programme=run.code)
    store_notice(run.store, new, at=run.clock())
    return new.key


def play(kind: RunKind, *, holds: bool = False) -> None:
    with night(asked(), kind, once_a_day=False) as run:
        if holds:
            hold(run)
        say(run, done=(), left_out=())


@pytest.mark.parametrize(
    ("moment", "slot"),
    [("06:04:59", "06:05"), ("06:05:00", "06:05"), ("06:05:01", "06:20"), ("06:50:01", "07:05")],
)
def test_passes_are_in_slots_of_a_quarter_of_an_hour(moment: str, slot: str):
    at = datetime.fromisoformat(f"2026-03-03T{moment}+00:00")

    assert f"{slot_from(at):%H:%M}" == slot


def test_a_run_that_makes_a_mail_wait_planned_a_pass_before(client, deployed):
    with night(asked(), REMINDERS) as run:
        ahead = planned(client, deployed)
        hold(run)
        say(run, done=(), left_out=())
    (after,) = planned(client, deployed)

    assert [one.id for one in ahead] == [after.id]
    assert after.name.startswith("Suivi des envois et décisions – ")
    assert after.parameters["request"] == {"programme": "sandbox", "dry_run": False}
    start = after.expected_start_time
    assert start is not None and timedelta(0) < start - datetime.now(UTC) < timedelta(minutes=17)


@pytest.mark.parametrize("kind", [REMINDERS, SETTLEMENT, DAILY, RunKind.COPIL_PACK])
def test_a_run_that_leaves_nothing_waiting_leaves_no_pass(client, deployed, kind):
    play(kind)

    assert planned(client, deployed) == []


def test_however_many_runs_find_a_mail_that_waits_one_pass_is_planned(client, deployed):
    play(REMINDERS, holds=True)
    play(DAILY)
    play(SETTLEMENT)

    assert len(planned(client, deployed)) == 1


def test_the_last_pass_ends_them(client, deployed):
    play(REMINDERS, holds=True)
    with night(asked(), SETTLEMENT, once_a_day=False) as run:
        key = a_notice("P01", programme=run.code).key
        move(run.store, key, of=(NoticeState.HELD,), to=NoticeState.DECLINED, at=run.clock())
        say(run, done=(), left_out=())

    assert planned(client, deployed) == []


def test_any_flow_finds_a_mail_that_nobody_planned_for(client, deployed):
    """As after an upgrade, a restored server, or a worker that died with its run."""
    with night(asked(dry_run=False), DAILY) as run:
        hold(run)
        say(run, done=(), left_out=())

    assert len(planned(client, deployed)) == 1


@pytest.mark.parametrize("kind", [REMINDERS, SETTLEMENT])
def test_a_run_that_breaks_leaves_a_pass_behind(client, deployed, kind):
    with pytest.raises(RuntimeError), night(asked(), kind, once_a_day=False):
        raise RuntimeError("in the middle")

    assert len(planned(client, deployed)) == 1


def test_so_does_a_pass_that_cannot_even_open(client):
    one = deploy(client, programme="nowhere")

    with (
        pytest.raises(ConfigurationError),
        night(NightRequest(programme="nowhere", dry_run=False), SETTLEMENT, once_a_day=False),
    ):
        pass

    assert len(planned(client, one)) == 1


def test_a_rehearsal_plans_nothing(client, deployed):
    with night(asked(dry_run=True), REMINDERS) as run:
        hold(run)
        say(run, done=(), left_out=())

    assert planned(client, deployed) == []


def test_a_pass_that_somebody_cancelled_is_followed_by_the_next_slot(client, deployed):
    first = plan_pass("sandbox")
    assert first is not None
    client.set_flow_run_state(first.run_id, Cancelled(), force=True)

    second = plan_pass("sandbox")

    assert second is not None and second.slot > first.slot


def test_what_was_switched_off_in_the_console_stays_off(client):
    one = deploy(client, programme="arret", paused=True)

    assert plan_pass("arret") is None
    assert planned(client, one) == []


def test_a_run_from_a_terminal_without_deployments_plans_nothing():
    assert plan_pass("sandbox") is None


@pytest.mark.parametrize(
    ("ago", "kind", "overtaken"),
    [
        (timedelta(hours=5), SETTLEMENT, True),
        (timedelta(hours=5), DAILY, False),  # another flow has seen nothing for it
        (timedelta(seconds=-5), SETTLEMENT, False),
    ],
)
def test_a_late_pass_is_overtaken_by_one_that_began_after_its_hour(ago, kind, overtaken):
    play(SETTLEMENT)

    planned_at = datetime.now(UTC) - ago
    with open_run(asked(), kind=kind, scheduled=planned_at, once_a_day=False) as run:
        assert run.is_overtaken is overtaken
        said = tell_overtaken(run) if overtaken else ""
        left = last_runs(run.store, run.code)[0].state

    assert (said != "") is overtaken
    assert left == ("finished" if overtaken else "running")


def test_a_day_that_somebody_asks_for_is_never_overtaken():
    play(SETTLEMENT)
    request = NightRequest(programme="sandbox", dry_run=False, logical_date=date(2026, 3, 3))

    long_ago = datetime.now(UTC) - timedelta(hours=5)
    with open_run(request, kind=SETTLEMENT, scheduled=long_ago, once_a_day=False) as run:
        assert not run.is_overtaken
