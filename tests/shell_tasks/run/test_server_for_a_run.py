"""A run from a terminal and Prefect's server: waited for, one sentence, never a traceback."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from relocalisons.cli.run import _without_traceback
from relocalisons.errors import ConfigurationError, SourceError
from tasks.run.prefect_server import wait_for_server
from tasks.run.private_prefect import free_port

PAIR = "coordination:secret"
BASIC = "Basic Y29vcmRpbmF0aW9uOnNlY3JldA=="


@contextmanager
def a_server(port: int, *, health: str = "true", status: int = 200) -> Iterator[str]:
    """What Prefect 3.9 answers: health to anybody, the rest to who has the pair."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/api/health":
                self._answer(status, health)
            elif self.path == "/api/admin/version":
                let_in = self.headers.get("Authorization") == BASIC
                self._answer(200 if let_in else 401, '"3.9.1"')
            else:
                self._answer(200, "<!doctype html>")  # its pages answer any other path

        def _answer(self, status: int, body: str) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/api"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def waiting(
    url: str, *, pair: str = PAIR, say: Callable[[str], object] = str, **how: float
) -> None:
    wait_for_server(url, pair=pair, say=say, **how)


def test_a_server_that_answers_is_not_spoken_of():
    said: list[str] = []

    with a_server(free_port()) as url:
        waiting(url, say=said.append)

    assert said == []


def test_a_server_that_starts_meanwhile_is_waited_for_with_one_sentence():
    port, said = free_port(), []
    opened = a_server(port)

    def start(sentence: str) -> None:
        said.append(sentence)
        opened.__enter__()

    waiting(f"http://127.0.0.1:{port}/api", say=start)
    opened.__exit__(None, None, None)

    assert said == [
        f"No Prefect server answers at http://127.0.0.1:{port}/api yet: waiting up to 120 s…"
    ]


def test_a_server_that_never_answers_is_one_line():
    port = free_port()

    with pytest.raises(ConfigurationError) as caught:
        waiting(f"http://127.0.0.1:{port}/api", patience=0)

    assert str(caught.value) == (
        f"PREFECT_API_URL: no Prefect server answers at http://127.0.0.1:{port}/api (Connection "
        "refused); start it (`prefect server start`), or unset PREFECT_API_URL for a private one."
    )


@pytest.mark.parametrize(
    ("pair", "what"), [("", "asks for it, and it is unset"), ("coordination:no", "refuses it")]
)
def test_a_wrong_pair_is_one_line_and_is_not_waited_for(pair: str, what: str):
    with a_server(free_port()) as url, pytest.raises(ConfigurationError) as caught:
        waiting(url, pair=pair)

    assert str(caught.value) == (
        f"PREFECT_API_AUTH_STRING: the server at {url} {what}; write the same user:password as "
        "PREFECT_SERVER_API_AUTH_STRING of the server."
    )


def test_the_address_of_the_pages_is_not_that_of_the_api():
    with a_server(free_port()) as url, pytest.raises(ConfigurationError) as caught:
        waiting(url.removesuffix("/api"))

    assert str(caught.value).endswith(f"is not Prefect’s API; write {url}.")


def test_an_address_without_http_is_one_line():
    with pytest.raises(ConfigurationError, match=r"is no address; write it like http://"):
        waiting("127.0.0.1:4200/api")


def test_a_proxy_whose_server_is_away_is_waited_for():
    with (
        a_server(free_port(), status=502) as url,
        pytest.raises(ConfigurationError, match="it says 502"),
    ):
        waiting(url, patience=0)


@pytest.mark.parametrize(("error", "kept"), [(SourceError("un point"), False), (OSError(), True)])
def test_what_we_raise_on_purpose_leaves_no_traceback(error: Exception, kept: bool):
    told = logging.LogRecord("prefect.flow_runs", 40, "", 0, "", (), (type(error), error, None))

    assert _without_traceback(told)
    assert (told.exc_info is not None) == kept
