"""An outside watcher on loopback: it keeps what it heard, in order."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit


@contextmanager
def watcher(*, status: int = 200, deaf: bool = False) -> Iterator[SimpleNamespace]:
    """Its `url`, with a key as Healthchecks has one, and what it `heard`: (path, rid).

    `deaf`: it takes the call and does not answer before the end.
    """
    heard: list[tuple[str, str]] = []
    answered: list[int] = []
    over = threading.Event()

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            heard.append((parts.path.removeprefix("/secret-key/"), parse_qs(parts.query)["rid"][0]))
            if deaf:
                over.wait(30)
            answered.append(status)
            self.send_response(status)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"OK")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    server.handle_error = lambda *_: None  # whoever asked did not wait for the answer
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield SimpleNamespace(
            url=f"http://127.0.0.1:{server.server_port}/secret-key", heard=heard, answered=answered
        )
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
