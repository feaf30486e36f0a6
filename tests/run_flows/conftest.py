"""Whole runs: the sample in a sandbox of its own, the real flows, one Prefect for the session."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from prefect.settings import (
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    PREFECT_LOGGING_LEVEL,
    PREFECT_SERVER_ANALYTICS_ENABLED,
    temporary_settings,
)
from prefect.testing.utilities import prefect_test_harness
from theatre import MONDAY, TUESDAY, Theatre, open_theatre, the_sample

from relocalisons.sample.layout import lay_out

# What a server does on its own for schedules and automations: these tests start every run.
UNUSED_SERVICES = (
    *("CANCELLATION_CLEANUP", "CLEANUP_RECONCILER", "EVENT_PERSISTER", "FOREMAN", "LATE_RUNS"),
    *("PAUSE_EXPIRATIONS", "REPOSSESSOR", "SCHEDULER", "TRIGGERS"),
)


@pytest.fixture(scope="session", autouse=True)
def prefect() -> Iterator[None]:
    # The heartbeat thread would add a second to each run; production keeps it.
    quiet = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None, PREFECT_LOGGING_LEVEL: "CRITICAL"}
    with (
        _without_services(),
        temporary_settings({PREFECT_SERVER_ANALYTICS_ENABLED: False}),
        prefect_test_harness(server_startup_timeout=120),
        temporary_settings(quiet),
    ):
        yield


@contextmanager
def _without_services() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        for service in UNUSED_SERVICES:
            environment.setenv(f"PREFECT_SERVER_SERVICES_{service}_ENABLED", "false")
        yield


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace on the evening before the first night."""
    root = tmp_path_factory.mktemp("laid-out") / "workspace"
    lay_out(the_sample(), root, on=date(2026, 3, 1))
    return root


@pytest.fixture(scope="session")
def played(laid_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on Tuesday morning: two nights done, the digests of the week held."""
    from flows.daily_follow_up import daily_follow_up
    from flows.partner_reminders import partner_reminders

    root = tmp_path_factory.mktemp("played") / "workspace"
    shutil.copytree(laid_out, root)
    with open_theatre(root, kept=True) as theatre:
        theatre.at(MONDAY)
        theatre.run(daily_follow_up, MONDAY)
        theatre.at(TUESDAY)
        theatre.run(daily_follow_up, TUESDAY)
        theatre.at(TUESDAY, 7, 0)
        theatre.run(partner_reminders, TUESDAY)
    return root


@pytest.fixture
def theatre(laid_out: Path, tmp_path: Path) -> Iterator[Theatre]:
    """Before anything was played."""
    with open_theatre(_copy(laid_out, tmp_path)) as theatre:
        yield theatre


@pytest.fixture
def tuesday(played: Path, tmp_path: Path) -> Iterator[Theatre]:
    """On Tuesday morning, when the digests wait for her."""
    with open_theatre(_copy(played, tmp_path)) as theatre:
        theatre.at(TUESDAY, 9, 0)
        yield theatre


def _copy(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root, tmp_path / "workspace"))
