"""Whole runs: a programme in a sandbox of its own, the real flows, one Prefect for the session.

Most runs are played on eight partners; stories ask for the `whole` programme of 23.
"""

import shutil
import tempfile
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
from support.theatre import TUESDAY, Theatre, open_theatre, the_sample, the_village

from relocalisons.sample.layout import lay_out
from relocalisons.sample.programme import SampleProgramme
from relocalisons.store.opening import migrate
from tasks.run.made_database import begin_with_made_database
from tasks.run.private_prefect import UNWATCHED


@pytest.fixture(scope="session", autouse=True)
def prefect() -> Iterator[None]:
    # It loads the whole of Prefect's server, in every process that collects tests.
    from prefect.testing.utilities import prefect_test_harness

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
    """Nor with the four seconds of migrations of the database that the harness makes."""
    home = Path(tempfile.mkdtemp())  # the harness removes it at the end
    if begin_with_made_database(home):
        (home / "prefect.db").rename(home / "prefect-test.db")
    with pytest.MonkeyPatch.context() as environment:
        environment.setattr("prefect.testing.utilities.mkdtemp", lambda: str(home))
        for name, value in UNWATCHED.items():
            environment.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of eight partners on the evening before the first night."""
    return _laid_out(the_village(), tmp_path_factory.mktemp("laid-out") / "workspace")


@pytest.fixture(scope="session")
def whole_laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with all 23."""
    return _laid_out(the_sample(), tmp_path_factory.mktemp("whole") / "workspace")


@pytest.fixture(scope="session")
def played(laid_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On Tuesday morning: two nights done, the digests of the week held."""
    root = tmp_path_factory.mktemp("played") / "workspace"
    return _played(the_village(), Path(shutil.copytree(laid_out, root)))


@pytest.fixture(scope="session")
def whole_played(whole_laid_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with all 23 partners."""
    root = tmp_path_factory.mktemp("whole-played") / "workspace"
    return _played(the_sample(), Path(shutil.copytree(whole_laid_out, root)))


def _laid_out(sample: SampleProgramme, root: Path) -> Path:
    """With a store of tables without rows, which each first night would make anew."""
    lay_out(sample, root, on=date(2026, 3, 1))
    migrate(f"sqlite:///{root / 'store.db'}")
    return root


def _played(sample: SampleProgramme, root: Path) -> Path:
    with open_theatre(root, sample=sample, kept=True) as theatre:
        theatre.play_to_tuesday()
    return root


@pytest.fixture
def theatre(laid_out: Path, tmp_path: Path) -> Iterator[Theatre]:
    """Before anything was played."""
    with open_theatre(_copy(laid_out, tmp_path)) as theatre:
        yield theatre


@pytest.fixture
def whole_theatre(whole_laid_out: Path, tmp_path: Path) -> Iterator[Theatre]:
    """The same with all 23 partners."""
    with open_theatre(_copy(whole_laid_out, tmp_path), sample=the_sample()) as theatre:
        yield theatre


@pytest.fixture
def tuesday(played: Path, tmp_path: Path) -> Iterator[Theatre]:
    """On Tuesday morning, when the digests wait for her."""
    with open_theatre(_copy(played, tmp_path)) as theatre:
        theatre.at(TUESDAY, 9, 0)
        yield theatre


@pytest.fixture
def whole_tuesday(whole_played: Path, tmp_path: Path) -> Iterator[Theatre]:
    """The same with all 23 partners."""
    with open_theatre(_copy(whole_played, tmp_path), sample=the_sample()) as theatre:
        theatre.at(TUESDAY, 9, 0)
        yield theatre


def _copy(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root, tmp_path / "workspace"))
