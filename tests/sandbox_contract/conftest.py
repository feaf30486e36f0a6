"""A sandbox in a process of its own, on a seeded folder, shared by the tests of one file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from checked_google import close_services
from seeds import seed_small_drive

from relocalisons.sandbox.server import RunningSandbox, start_in_background


@pytest.fixture(scope="module")
def workspace_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sandbox")
    seed_small_drive(root)
    return root


@pytest.fixture(scope="module")
def sandbox(workspace_root: Path) -> Iterator[RunningSandbox]:
    with start_in_background(workspace_root) as running:
        yield running


@pytest.fixture(autouse=True)
def closed_clients() -> Iterator[None]:
    yield
    close_services()
