"""A sandbox in a process of its own, on a seeded folder, shared by the tests of one file."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from clients.checked_google import close_services

from vendor_sandbox.server import RunningSandbox
from vendor_sandbox.testing.forked import start_forked
from vendor_sandbox.testing.seeds import seed_small_drive


@pytest.fixture(scope="module")
def workspace_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sandbox")
    seed_small_drive(root)
    return root


@pytest.fixture(scope="module")
def sandbox(workspace_root: Path) -> Iterator[RunningSandbox]:
    with start_forked(workspace_root) as running:
        yield running


@pytest.fixture(autouse=True)
def closed_clients() -> Iterator[None]:
    yield
    close_services()
