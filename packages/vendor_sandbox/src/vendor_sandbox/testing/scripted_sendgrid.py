"""A SendGrid that does what a test tells it, down to the socket: answers, cuts, silences.

The sandbox plays SendGrid well; this one plays it badly, at the exact byte.
"""

import json
import socket
import socketserver
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any

from vendor_sandbox.testing.scheduled_vendor import ScheduledVendor


@dataclass(slots=True)
class Script:
    """What to do with the next calls (else: accept), and what was received.

    Mails are told apart by what they have in `custom_args` under `key`.
    """

    key: str
    steps: deque["Step"] = field(default_factory=deque)
    calls: int = 0
    accepted: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    # Scheduled sends: what a batch holds, and what to do with the next control calls.
    vendor: ScheduledVendor = field(init=False)
    control_steps: deque["Step"] = field(default_factory=deque)

    # What a call meets when nothing was scripted for it.
    usual: Callable[["Call"], "Step"] = field(default=lambda _: accept)

    def __post_init__(self) -> None:
        self.vendor = ScheduledVendor(key=self.key)

    def next_control(self, *steps: "Step") -> None:
        """What the next control calls meet (batches and scheduled sends), in order."""
        self.control_steps.extend(steps)

    def next(self, *steps: "Step") -> None:
        """What the next mails meet, in order."""
        self.steps.extend(steps)

    @property
    def notices(self) -> list[str]:
        """The keys of the mails that SendGrid took, in order: a doubled mail stands twice."""
        return [one["custom_args"][self.key] for one in self.accepted]


@dataclass(frozen=True, slots=True)
class Call:
    """One request on its socket, its body perhaps not read yet."""

    connection: socket.socket
    script: Script
    method: str
    path: str
    length: int
    start: bytes  # of the body, as far as it came with the headers

    def body(self) -> bytes:
        """The whole body; waits for what has not come."""
        data = self.start
        while len(data) < self.length:
            data += self.connection.recv(65536)
        return data

    @property
    def is_control(self) -> bool:
        """Whether it is about batches, not a mail."""
        return not self.path.startswith("/v3/mail/send")

    def obey(self) -> tuple[int, Any]:
        """Do what a control call asks; its status and its answer."""
        body = self.body()
        return self.script.vendor.obey(self.method, self.path, json.loads(body) if body else {})

    def accept(self) -> str:
        """Take the mail as SendGrid would, and return its message id; nothing is answered yet."""
        if self.is_control:
            self.obey()
            return "control"
        mail = json.loads(self.body())
        self.script.accepted.append(mail)
        self.script.vendor.take(mail)
        return f"message-{len(self.script.accepted)}"


Step = Callable[[Call], None]


def accept(call: Call) -> None:
    """Take it and answer as SendGrid does."""
    if call.is_control:
        status, content = call.obey()
        date = format_datetime(call.script.vendor.now, usegmt=True)
        _answer(call, status, {"Date": date}, content=content)
        return
    identity = call.accept()
    _answer(call, 202, {"X-Message-Id": identity})


def answer(
    status: int, headers: Mapping[str, str] | None = None, *, accepted: bool = False
) -> Step:
    """A status; `accepted` when SendGrid took the mail whatever it says."""

    def step(call: Call) -> None:
        call.accept() if accepted else call.body()
        _answer(call, status, headers or {})

    return step


def reset_before_body(call: Call) -> None:
    """Cut the connection before the body is read: the mail was never taken."""
    _reset(call)


def reset_after_body(*, accepted: bool) -> Step:
    """Read all of it and cut the connection; `accepted` when the mail was taken all the same."""

    def step(call: Call) -> None:
        call.accept() if accepted else call.body()
        _reset(call)

    return step


def half_an_answer(call: Call) -> None:
    """Take the mail and stop in the middle of a header."""
    call.accept()
    call.connection.sendall(b"HTTP/1.1 202 Accepted\r\nX-Mess")


def reset_after_headers(call: Call) -> None:
    """Take the mail, promise a body and cut the connection."""
    identity = call.accept()
    head = f"HTTP/1.1 202 Accepted\r\nX-Message-Id: {identity}\r\nContent-Length: 40\r\n\r\n{{"
    call.connection.sendall(head.encode())
    _reset(call)


def no_http_at_all(call: Call) -> None:
    """Answer as a mail server would."""
    call.body()
    call.connection.sendall(b"220 smtp.example ESMTP\r\n")


def silence(call: Call) -> None:
    """Take the mail and say nothing."""
    call.accept()
    call.connection.settimeout(10)
    call.connection.recv(1)  # until the client gives up


def drip(call: Call) -> None:
    """A byte now and then: no timeout between two bytes ever trips."""
    call.accept()
    for byte in b"HTTP/1.1 202 Accepted\r\nX-Message-Id: never-ends\r\n" + b"X-Pad: " + b"x" * 900:
        call.connection.sendall(bytes([byte]))
        time.sleep(0.02)


def hang_then(step: Step, *, seconds: float) -> Step:
    """Wait, then do `step`."""

    def hang(call: Call) -> None:
        time.sleep(seconds)
        step(call)

    return hang


@contextmanager
def scripted_sendgrid(*, key: str) -> Iterator[Script]:
    """Listen on a free port of loopback, `Script.url`, for the time of a `with` block."""
    script = Script(key=key)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                call = _read(self.request, script)
                script.calls += 1
                steps = script.control_steps if call.is_control else script.steps
                step = steps.popleft() if steps else script.usual(call)
                step(call)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        script.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield script
        finally:
            server.shutdown()
            thread.join()


def _read(connection: socket.socket, script: Script) -> Call:
    data = b""
    while b"\r\n\r\n" not in data:
        received = connection.recv(65536)
        if not received:
            raise OSError("the client went away")
        data += received
    head, start = data.split(b"\r\n\r\n", 1)
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    script.headers.append(headers)
    length = int(headers.get("content-length", "0"))
    method, path, *_ = first.split(" ")
    return Call(connection, script, method, path, length, start)


def _answer(call: Call, status: int, headers: Mapping[str, str], *, content: Any = None) -> None:
    body = b"" if content is None else json.dumps(content).encode()
    lines = [f"HTTP/1.1 {status} Scripted", "Connection: close", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    call.connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + body)


def _reset(call: Call) -> None:
    call.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    call.connection.close()
