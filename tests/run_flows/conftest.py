"""Whole runs: the sample in a sandbox of its own, the real flows, one Prefect for the session."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from prefect.settings import (
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    PREFECT_LOGGING_LEVEL,
    temporary_settings,
)
from prefect.testing.utilities import prefect_test_harness
from theatre import Theatre

from relocalisons.cli.demo import put_environment
from relocalisons.cli.story import Storyteller
from relocalisons.sample.layout import lay_out
from relocalisons.sample.programme import generate
from relocalisons.sandbox.server import start_in_background


@pytest.fixture(scope="session", autouse=True)
def prefect() -> Iterator[None]:
    # The heartbeat thread would add a second to each run; production keeps it.
    quiet = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None, PREFECT_LOGGING_LEVEL: "ERROR"}
    with prefect_test_harness(server_startup_timeout=120), temporary_settings(quiet):
        yield


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("laid-out") / "workspace"
    lay_out(generate(), root, on=date(2026, 3, 1))
    return root


@pytest.fixture
def theatre(laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Theatre]:
    root = tmp_path / "workspace"
    shutil.copytree(laid_out, root)
    for name in list(os.environ):
        if name.startswith("RELOCALISONS_"):
            monkeypatch.delenv(name)
    with start_in_background(root) as sandbox:
        before = dict(os.environ)
        put_environment(root, base_url=sandbox.base_url)
        teller = Storyteller(sandbox.base_url)
        try:
            yield Theatre(root, sandbox, teller, generate())
        finally:
            teller.close()
            for name in set(os.environ) - set(before):
                del os.environ[name]
