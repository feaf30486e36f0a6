"""Prefect's server for a run from a terminal: the one that is set, waited for, else a private one.

Whatever is wrong with it is one line; a traceback of Prefect's client says nothing to an operator.
"""

import base64
import fcntl
import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from relocalisons.configuration.problems import problem
from relocalisons.errors import ConfigurationError
from relocalisons.store.private_files import make_private_folder, open_private
from tasks.run.private_prefect import private_server

PATIENCE = 120  # seconds: the first start of a server makes its database (12-15 s measured)
_PAUSE = 0.5  # seconds between two looks
_ANSWER_PATIENCE = 5  # seconds for one answer
_URL, _PAIR = "PREFECT_API_URL", "PREFECT_API_AUTH_STRING"
_USUAL = "http://127.0.0.1:4200/api"

Say = Callable[[str], object]


@contextmanager
def server_for_a_run(state: Path, *, say: Say, patience: float = PATIENCE) -> Iterator[None]:
    """A server that answers while flows are called; `say` is told, once, what is waited for.

    `state`: the folder of the service, in which a private server keeps its database. Raises
    ConfigurationError when no server answers, or when it refuses us.
    """
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_LOGGING_TO_API_ENABLED,
        get_current_settings,
        temporary_settings,
    )

    api = get_current_settings().api
    if api.url:
        pair = api.auth_string.get_secret_value() if api.auth_string else ""
        wait_for_server(api.url, pair=pair, say=say, patience=patience)
        yield
        return
    with _alone(state / "prefect", say=say) as home:
        say(f"{_URL} is not set: a Prefect server of its own is started for this run…")
        # Nobody will read the logs of a server that ends with its run; the terminal shows them.
        with (
            private_server(home) as origin,
            temporary_settings(
                {PREFECT_API_URL: f"{origin}/api", PREFECT_LOGGING_TO_API_ENABLED: False}
            ),
        ):
            yield


@contextmanager
def _alone(home: Path, *, say: Say) -> Iterator[Path]:
    """The folder of private servers, one at a time: two would write one database."""
    try:
        make_private_folder(home)
        lock = open_private(home / "lock")
    except OSError as error:
        what = f"{home} cannot be written ({error.strerror})"
        raise problem(_URL, what, f"set {_URL} to a server that runs, as {_USUAL}") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another run has the private Prefect server; this one begins when it ends…")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield home
    finally:
        os.close(lock)


def wait_for_server(url: str, *, pair: str, say: Say, patience: float = PATIENCE) -> None:
    """Return once the API at `url` answers and lets us in with `pair` (user:password, or empty).

    A server that does not answer yet is waited for; one that refuses is not.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise problem(_URL, f"{url} is no address", f"write it like {_USUAL}")
    url = url.rstrip("/")
    deadline = time.monotonic() + patience
    told = False
    while (why := _silence(url)) is not None:
        if time.monotonic() >= deadline:
            how = f"start it (`prefect server start`), or unset {_URL} for a private one"
            raise problem(_URL, f"no Prefect server answers at {url} ({why})", how)
        if not told:
            say(f"No Prefect server answers at {url} yet: waiting up to {patience:.0f} s…")
            told = True
        time.sleep(_PAUSE)
    _require_entry(url, pair)


def _silence(url: str) -> str | None:
    """Why there is no answer yet; None when Prefect answers. Raises for another's answer."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=_ANSWER_PATIENCE) as answer:
            healthy = json.loads(answer.read(100))
    except urllib.error.HTTPError as error:
        error.close()
        if error.code >= 500:  # a proxy before a server that starts
            return f"it says {error.code}"
        raise _another(url) from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        return str(getattr(reason, "strerror", None) or reason or type(error).__name__)
    except ValueError as error:
        raise _another(url) from error
    return None if healthy is True else "it is not well"


def _another(url: str) -> ConfigurationError:
    parts = urlsplit(url)
    what = f"what answers at {url} is not Prefect’s API"
    return problem(_URL, what, f"write {parts.scheme}://{parts.netloc}/api")


def _require_entry(url: str, pair: str) -> None:
    """Its health is told to anybody, the rest only to who has the pair."""
    request = urllib.request.Request(f"{url}/admin/version")
    if pair:
        request.add_header("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}")
    try:
        urllib.request.urlopen(request, timeout=_ANSWER_PATIENCE).close()
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in (401, 403):
            what = f"the server at {url} {'refuses it' if pair else 'asks for it, and it is unset'}"
            how = "write the same user:password as PREFECT_SERVER_API_AUTH_STRING of the server"
            raise problem(_PAIR, what, how) from error
    except (OSError, http.client.HTTPException) as error:
        what = f"the server at {url} stopped answering"
        raise problem(_URL, what, "see its log, then run this again") from error
