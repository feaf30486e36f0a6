"""A wire between a client and a sandbox, that breaks after so many bytes of what is sent."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class CuttingProxy:
    """Forwards to `target`; while `cut_after` is set, a connection dies past that many bytes."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.cut_after: int | None = None
        self.cuts = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._target)
            threading.Thread(target=self._send, args=(client, server), daemon=True).start()
            threading.Thread(target=_copy, args=(server, client), daemon=True).start()

    def _send(self, client: socket.socket, server: socket.socket) -> None:
        sent = 0
        while True:
            data = _received(client)
            limit = self.cut_after
            if limit is not None and sent + len(data) > limit:
                server.sendall(data[: max(limit - sent, 0)])
                self.cuts += 1
                data = b""
            if not data:
                _shut(client, server)
                return
            sent += len(data)
            try:
                server.sendall(data)
            except OSError:
                _shut(client, server)
                return


def _copy(source: socket.socket, target: socket.socket) -> None:
    while data := _received(source):
        try:
            target.sendall(data)
        except OSError:
            break
    _shut(source, target)


def _received(source: socket.socket) -> bytes:
    try:
        return source.recv(16_384)
    except OSError:
        return b""


def _shut(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):  # closed from the other side
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def cutting_proxy(target: str) -> Iterator[CuttingProxy]:
    """A proxy in front of a sandbox, for the time of a test."""
    proxy = CuttingProxy(target)
    try:
        yield proxy
    finally:
        proxy.close()
