"""Prefect's server is killed while a run starts, or nothing runs for too long: both are told, once.

A real server, worker and page, as the units start them; what takes minutes there takes seconds.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED,
    temporary_settings,
)
from support import machines
from support.prefect_worker import deploy
from support.theatre import Theatre, plain

from relocalisons.core.kernel.run_kinds import RunKind

pytestmark = pytest.mark.story

COORDINATOR, OPERATOR = "coordination@localizz.example", "exploitation@localizz.example"
A_SILENCE = 20.0  # seconds, instead of 26 hours


class Service:
    """A server, a worker and the page of alarms, beside the theatre's sandbox."""

    def __init__(self, theatre: Theatre, folder: Path) -> None:
        self.theatre = theatre
        self.server = machines.Server(folder, f"sqlite+aiosqlite:///{folder}/prefect.db")
        self.worker, self.page = machines.Worker(folder), machines.Page(folder)
        self.folder = folder
        self.before = len(theatre.mails())

    def start_run(self, client: SyncPrefectClient, kind: RunKind) -> UUID:
        request = {"programme": "sandbox", "dry_run": False, "again": True}
        (one,) = [
            one for one in client.read_deployments() if one.entrypoint.endswith(f":{kind.value}")
        ]
        return client.create_flow_run_from_deployment(one.id, parameters={"request": request}).id

    def told(self) -> list[tuple[str, str]]:
        """(to whom, subject) of what left since it began, but for messages of the follow-up."""
        mails = self.theatre.opened_mails()[self.before :]
        return [
            (mail["To"].addresses[0].addr_spec, plain(str(mail["Subject"])))
            for mail in mails
            if "« Suivi quotidien » n’a" in plain(str(mail["Subject"]))
        ]


@pytest.fixture
def service(tuesday: Theatre, tmp_path: Path) -> Iterator[Service]:
    here = Service(tuesday, tmp_path)
    os.environ.update(
        here.server.variables,
        PREFECT_API_AUTH_STRING=machines.SIGN_IN,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY="30",
        STATE_DIRECTORY=str(tmp_path / "state"),
        RELOCALISONS_ALARMS_URL=here.page.address,
        RELOCALISONS_OPERATOR_EMAIL="veille@structure.example",
        RELOCALISONS_MISSED_AFTER=str(A_SILENCE / 3600),
    )
    del os.environ["RELOCALISONS_STORY_TIME"]  # silences are counted on the machine's clock
    try:
        here.server.start()
        yield here
    finally:
        for one in (here.worker, here.page, here.server):
            one.stop()


@contextmanager
def deployed(service: Service) -> Iterator[SyncPrefectClient]:
    """Its client, with every schedule and deployment of the programme at rest."""
    settings = {
        PREFECT_API_URL: service.server.api,
        PREFECT_API_AUTH_STRING: machines.SIGN_IN,
        PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED: True,
    }
    with temporary_settings(settings), get_client(sync_client=True) as client:
        deploy("sandbox")
        for one in client.read_deployments():
            client.pause_deployment(one.id)
        service.page.start()
        service.worker.start()
        yield client


def test_a_server_killed_while_a_run_starts_is_told_when_it_is_back(service: Service):
    os.environ["RELOCALISONS_MISSED_AFTER"] = "26"
    with deployed(service) as client:
        run = service.start_run(client, RunKind.DAILY_FOLLOW_UP)
        until(lambda: machines.run_processes(service.folder))
        service.server.kill()  # its process is there, and has not said that it runs
        until(lambda: not machines.run_processes(service.folder), seconds=120)
        service.server.start()
        until(lambda: client.read_flow_run(run).state.name == "Crashed", seconds=240)
        until(lambda: len(service.told()) >= 2, seconds=120)
        once = service.told()
        time.sleep(45)  # the page looks again, and the server tells what it held back
        again = service.told()

    assert [who for who, _ in once] == [COORDINATOR, OPERATOR]
    assert all("n’a pas abouti" in subject for _, subject in once)
    assert again == once


def test_a_follow_up_that_no_longer_happens_is_told_once_by_the_trigger(service: Service):
    begun = time.monotonic()
    with deployed(service) as client:
        run = service.start_run(client, RunKind.DAILY_FOLLOW_UP)
        until(lambda: client.read_flow_run(run).state.is_final(), seconds=300)
        ended = client.read_flow_run(run).state.name
        before, took = service.told(), time.monotonic() - begun
        until(lambda: len(service.told()) >= 2, seconds=A_SILENCE + 240)
        once = service.told()
        time.sleep(2.5 * A_SILENCE)  # the trigger comes back at each window
        again = service.told()

    assert ended == "Completed"
    # On a machine so slow that nothing ended within a silence, that silence is a real one.
    assert before == [] or took > A_SILENCE, "while it happens nothing is missed"
    assert [who for who, _ in once] == [COORDINATOR, OPERATOR]
    assert all("« Suivi quotidien » n’a plus lieu depuis" in subject for _, subject in once)
    assert again == once


def until(fact: Callable[[], object], *, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.1)
