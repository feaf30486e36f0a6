"""An outside watcher hears of each run, so that silence is an alarm.

The protocol of Healthchecks: `…/<programme>-<flow>/start` and, with the same `rid`, the end or
`/fail`. One try of a few seconds beside the run: a watcher that is away never costs a night. No
word of a run goes out, only which flow of which programme began, ended or failed.
"""

import http.client
import logging
import threading
import urllib.request
from typing import Any

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import RelocalisonsError
from relocalisons.operator import watcher_address
from tasks.night.console import artifact_key, asked_of

THREAD = "ping of the outside watcher"
PATIENCE = 4.0  # seconds for one ping, and for the last one before the process ends

logger = logging.getLogger("relocalisons.watcher")


class _Pings:
    """The ping under way, and whether it was already said that the watcher does not answer."""

    def __init__(self) -> None:
        self.last: threading.Thread | None = None
        self.silent = False


_pings = _Pings()


def ping_start(flow: Any, flow_run: Any, state: Any) -> None:  # noqa: ARG001 - what Prefect gives
    """Prefect hook of `on_running`; it does not wait."""
    _ping(flow, flow_run, "/start")


def ping_end(flow: Any, flow_run: Any, state: Any) -> None:  # noqa: ARG001 - what Prefect gives
    """Prefect hook of `on_completion`; the process is about to end, so it waits, a little."""
    _ping(flow, flow_run, "")
    _wait()


def ping_failure(flow: Any, flow_run: Any, state: Any) -> None:  # noqa: ARG001 - what Prefect gives
    """Prefect hook of `on_failure`, `on_crashed` and `on_cancellation`: the work is not done."""
    _ping(flow, flow_run, "/fail")
    _wait()


def check_name(programme: str, kind: RunKind) -> str:
    """The watcher's name (« slug ») of one flow of one programme: val-suivi-quotidien."""
    return f"{programme}-{artifact_key(kind)}"


def _ping(flow: Any, flow_run: Any, what: str) -> None:
    """Begin one ping; never raises. A rehearsal proves nothing, and is not told."""
    try:
        asked = asked_of(flow_run.parameters)
        address = watcher_address()
        if not address or asked.get("dry_run", True):
            return
        name = check_name(str(asked.get("programme", "")), RunKind(flow.fn.__name__))
        # A check that the watcher does not know is made by its first ping.
        url = f"{address}/{name}{what}?rid={flow_run.id}&create=1"
        _wait()  # in their order: an end before its start would look like a run that hangs
        _pings.last = threading.Thread(target=_call, args=(url, name), daemon=True, name=THREAD)
        _pings.last.start()
    except (RelocalisonsError, ValueError, AttributeError, RuntimeError) as error:
        _say_once(type(error).__name__, getattr(flow, "name", "a flow"))


def _wait() -> None:
    if _pings.last is not None:
        _pings.last.join(PATIENCE)


def _call(url: str, name: str) -> None:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            answer.read(1)
        _pings.silent = False
    except (OSError, http.client.HTTPException, ValueError) as error:
        _say_once(type(error).__name__, name)


def _say_once(why: str, name: str) -> None:
    """Once a silence, and never the address: it holds the key of the checks."""
    if not _pings.silent:
        logger.warning("the outside watcher did not hear of %s (%s)", name, why)
    _pings.silent = True
