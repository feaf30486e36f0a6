"""One pass of a sending policy in a process of its own, in a storm: refused connections, `kill -9`.

The product's own loops on a real store, through the vendor's own client, against a real socket.
"""

import os
import random
import signal
import sqlite3
import urllib.error
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from support.forks import forks
from support.mails.build import mail_settings
from support.mails.sending_process import made_up_recipient

from relocalisons.store.mails.notices import SendOutcome, settle_crashed
from relocalisons.store.opening import Store, open_store
from tasks.mail.mail import open_mail, send
from tasks.mail.scheduled_sends import ScheduledSends
from tasks.mail.sending import release_and_send
from tasks.mail.two_phase import send_in_two_phases

CRASHED = "arrêt pendant l’envoi"
MOST_A_PASS = 60  # of the plain queue, as such queues have


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What one pass is told. `die_after`: how many points it passes before it dies (0: none)."""

    policy: str  # « queue », « hold » or « two_phase »
    store: str
    sendgrid: str
    programme: str
    now: datetime
    size: int = 8
    seed: int = 0
    refused: float = 0.0  # share of calls that find nobody at the other end
    die_after: int = 0


def start_pass(facts: Pass) -> BaseProcess:
    """The pass, in a child that may be killed."""
    process = forks().Process(target=play, args=(facts,), daemon=True)
    process.start()
    return process


def play(facts: Pass, *, opened: Store | None = None) -> None:
    """The pass, here; in a store that is open already, if any."""
    at_point = _countdown(facts.die_after)
    settings = mail_settings(facts.sendgrid)
    client = open_mail(settings)
    client.client.timeout = 5
    _refuse_some(client.client, facts)

    def post(mail):
        return send(client, mail)

    if facts.policy == "queue":
        _plain_queue(Path(facts.store), facts, post, at_point)
        return
    with nullcontext(opened) if opened is not None else open_store(facts.store) as store:
        common: dict[str, Any] = {
            "programme": facts.programme,
            "prepare": made_up_recipient,
            "post": post,
            "clock": lambda: facts.now,
            "at_point": at_point,
        }
        settle_crashed(store, facts.programme, at=facts.now, reason=CRASHED)
        if facts.policy == "hold":
            release_and_send(store, **common)
            return
        control = ScheduledSends(client.client, trust_its_clock=True, sleep=lambda _: None)
        send_in_two_phases(store, control=control, size=facts.size, **common)


def _plain_queue(path: Path, facts: Pass, post: Callable[..., Any], at_point) -> None:
    """What most services do: call, then write down that it is done; what failed is tried again."""
    with sqlite3.connect(path, isolation_level=None) as queue:
        queue.execute("PRAGMA synchronous = FULL")
        rows = queue.execute(
            "SELECT key FROM queue WHERE programme = ? AND NOT done ORDER BY key LIMIT ?",
            (facts.programme, MOST_A_PASS),
        ).fetchall()
        for (key,) in rows:
            answer = post(plain_mail(key))
            at_point("answered")
            if answer.outcome is SendOutcome.ACCEPTED:
                queue.execute("UPDATE queue SET done = 1 WHERE key = ?", (key,))
                at_point("written")


def plain_mail(key: str):
    """The mail of a key, for a queue that knows nothing of notices."""
    from support.mails.build import a_mail

    return a_mail(to_address="p01@partenaire.example", facts={"notice_id": key})


def _countdown(points: int) -> Callable[[str], None]:
    left = points

    def at_point(_: str) -> None:
        nonlocal left
        if not points:
            return
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return at_point


def _refuse_some(http_client: Any, facts: Pass) -> None:
    """Some calls find nobody: below the client, as a closed port would look to it."""
    rolls = random.Random(facts.seed)
    kind = type(http_client)
    if not hasattr(kind, "plain_request"):
        kind.plain_request = kind._make_request

    def make_request(self, opener, request, timeout=None):
        if rolls.random() < facts.refused:
            raise urllib.error.URLError(ConnectionRefusedError())
        return kind.plain_request(self, opener, request, timeout=timeout)

    kind._make_request = make_request
