"""Children of tests are forked from one process that has imported a sandbox and a settlement."""

from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

from vendor_sandbox.server import RunningSandbox
from vendor_sandbox.testing import forked


def forks() -> ForkServerContext:
    """Where they are forked; it starts when first asked for."""
    return forked.forks("support.mails.sending_process", path=[Path(__file__).parents[1]])


def start_sandbox(root: Path, **how: Any) -> RunningSandbox:
    """A sandbox on `root`, with what `start_in_background` takes."""
    return forked.start_forked(root, context=forks(), **how)
