"""« Nuit du portefeuille »: a flow for each programme, on a real server; workers are played."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.states import Completed, Failed, State
from support.theatre import plain

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.portfolio.dispatch import PATIENCE, Dispatcher, errands_of
from tasks.portfolio.night import play_portfolio
from tasks.portfolio.page import page_of
from tasks.portfolio.quotas import PROJECT
from tasks.run.run_requests import PortfolioRequest

pytestmark = pytest.mark.flows

ACTION = RunKind.DAILY_FOLLOW_UP
DAY = date(2026, 3, 3)
NAMES = ("arles", "brest", "cahors", "dole", "evreux")


@pytest.fixture
def client() -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as one:
        yield one


@pytest.fixture
def deployed(client: SyncPrefectClient) -> Iterator[dict[str, UUID]]:
    flow = client.create_flow_from_name(ACTION.french)
    made = {
        name: client.create_deployment(
            flow_id=flow,
            name=f"suivi de {name}",
            parameters={"request": {"programme": name, "dry_run": False}},
        )
        for name in NAMES
    }
    yield made
    for one in made.values():
        client.delete_deployment(one)


@dataclass
class Workers:
    """While the dispatcher pauses, each run that waits ends as its programme is said to."""

    client: SyncPrefectClient
    deployed: dict[str, UUID]
    ends: dict[str, Callable[[], State]] = field(default_factory=dict)
    most: int = 0
    now: float = 0.0

    def pause(self, seconds: float) -> None:
        self.now += seconds
        out = self.waiting()
        self.most = max(self.most, len(out))
        for run in out:
            name = run.parameters["request"]["programme"]
            end = self.ends.get(name, Completed)
            if end is not None:
                self.client.set_flow_run_state(run.id, end(), force=True)

    def waiting(self):
        kind = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))
        ours = DeploymentFilterId(any_=list(self.deployed.values()))
        return self.client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=ours), flow_run_filter=FlowRunFilter(state=kind)
        )


@pytest.fixture
def workers(client, deployed) -> Workers:
    return Workers(client, deployed)


def dispatched(workers: Workers, *, night: str, batch: int = 2, taken: list | None = None):
    errands = errands_of(workers.client, ACTION)
    dispatcher = Dispatcher(
        client=workers.client,
        night=night,
        batch=batch,
        reads=10,
        take=lambda names, many: (taken if taken is not None else []).append((*names, many)),
        pause=workers.pause,
        clock=lambda: workers.now,
    )
    return dispatcher.run(errands)


def states(errands) -> dict[str, str]:
    return {one.programme: one.state for one in errands}


def test_every_programme_runs_in_batches_and_its_readings_are_asked_for_first(workers, client):
    taken: list[tuple] = []

    done = dispatched(workers, night="lots", taken=taken)

    assert states(done) == dict.fromkeys(NAMES, "Completed")
    assert workers.most == 2
    assert [(project, many) for project, _, many in taken] == [(PROJECT, 10)] * 5
    limits = {one.name: one for one in client.read_global_concurrency_limits()}
    assert (limits[PROJECT].limit, limits[PROJECT].slot_decay_per_second) == (300, 5.0)
    account = next(one for name, one in limits.items() if name.startswith("google-lectures-compte"))
    assert (account.limit, account.slot_decay_per_second) == (60, 1.0)


def test_one_that_fails_stops_no_other_and_is_the_first_of_the_page(workers):
    workers.ends["brest"] = Failed

    done = dispatched(workers, night="isolement")

    assert states(done) == dict.fromkeys(NAMES, "Completed") | {"brest": "Failed"}
    page = page_of(done, action=ACTION.french, day=DAY, seconds=95, unknown=("zzz",))
    lines = plain(page).splitlines()
    assert lines[0] == "## Nuit du portefeuille du 3 mars 2026 : suivi quotidien"
    assert lines[1].startswith("- 5 programmes : 4 faits, 1 à regarder.")
    assert "- Durée : 1 min 35 s." in lines
    assert "- Inconnus de ce serveur : zzz." in lines
    first = lines[lines.index("**À regarder**") + 1]
    assert first.startswith("- brest : échec ([le passage](/v2/runs/flow-run/")


def test_one_that_cannot_be_started_is_said_and_the_others_run(workers, client):
    errands = errands_of(client, ACTION)
    client.delete_deployment(workers.deployed.pop("cahors"))

    dispatcher = Dispatcher(
        client=client, night="absent", batch=9, reads=1, take=lambda _names, _many: None,
        pause=workers.pause, clock=lambda: workers.now,
    )  # fmt: skip
    done = {one.programme: one for one in dispatcher.run(errands)}

    assert done["cahors"].run is None and done["cahors"].is_over
    assert all(done[name].went_well for name in workers.deployed)


@pytest.mark.story
def test_one_that_never_begins_is_said_after_a_while(workers):
    workers.ends["dole"] = None  # no worker takes it

    done = {one.programme: one for one in dispatched(workers, night="patience", batch=5)}

    assert not done["dole"].is_over and workers.now > PATIENCE
    page = page_of(list(done.values()), action=ACTION.french, day=DAY, seconds=1, unknown=())
    assert "dole : n’a pas commencé" in page


def test_the_same_night_started_twice_runs_each_programme_once(workers, client):
    first = dispatched(workers, night="deux fois")
    second = dispatched(workers, night="deux fois")

    assert {one.run for one in first} == {one.run for one in second}


def test_a_programme_switched_off_in_the_console_is_left_alone(workers, client):
    client.pause_deployment(workers.deployed["evreux"])

    assert [one.programme for one in errands_of(client, ACTION)] == list(NAMES[:-1])


def test_a_rehearsal_starts_nothing_and_says_who_would_run(workers, client):
    request = PortfolioRequest(programmes="brest, zzz")

    page = plain(play_portfolio(request, night="à blanc"))

    assert workers.waiting() == []
    assert page.splitlines()[1:] == [
        "- À blanc, rien n’est lancé. Le seraient : brest.",
        "- Inconnus de ce serveur : zzz.",
    ]
