"""What all tests share: the builders of tests/support, and nothing that hides a rule."""

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

_FLOWS = "tests/run_flows/"

# Thousands of small stores whose every commit would wait for a disk: tests kill processes, never
# the machine, so their files lie in memory where there is room for all of them.
_MEMORY = Path("/dev/shm")
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 6 << 30:
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)

# What the service remembers outside its store stays out of the home of whoever runs the tests.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="relocalisons-state-")
atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)

# Every client of an address, and the SendGrid one at every call, reads the authorities of the whole
# world, 20 ms each time, to speak with a sandbox that has no TLS: here the world has one authority.
_END = "-----END CERTIFICATE-----\n"
_authority = Path(os.environ["XDG_STATE_HOME"]) / "authority.pem"
_authority.write_text(Path(certifi.where()).read_text("utf-8").partition(_END)[0] + _END)
os.environ["SSL_CERT_FILE"] = str(_authority)

sys.path.insert(0, str(Path(__file__).parent))

# No assertion depends on pace: a busy machine fails no property.
settings.register_profile("relocalisons", deadline=None)
settings.load_profile("relocalisons")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """A file stays with one worker; what is waited for begins first."""
    if config.option.dist != "loadfile":
        return None
    stories = config.option.markexpr == "story"
    return _BreakdownsFirst(config, log) if stories else _FlowsFirst(config, log)


class _WaitedFirst(LoadFileScheduling):
    """The files below one folder before all others."""

    first = _FLOWS

    def _assign_work_unit(self, node: WorkerController) -> None:
        waited = next((scope for scope in self.workqueue if scope.startswith(self.first)), None)
        if waited:
            self.workqueue.move_to_end(waited, last=False)
        super()._assign_work_unit(node)


class _FlowsFirst(_WaitedFirst):
    """The flows in one lot, served by one Prefect server on one programme that was played once.

    It ends long before the rest: a second lot would start, lay out and play all of it again.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return _FLOWS if file.startswith(_FLOWS) else file


class _BreakdownsFirst(_WaitedFirst):
    """The stories that mostly wait for what does not happen: the others fill their silence."""

    first = f"{_FLOWS}breakdowns/"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Iterator[None]:
    """What is collected lives as long as the session: no collection of garbage looks at it."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    """What nobody closed is told by one collection; those that follow have nothing to look at."""
    gc.collect()
    gc.freeze()
