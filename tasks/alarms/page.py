"""The page that the automations of Prefect's server call: alarms are kept first, then told.

On loopback, and never behind the proxy. An alarm is a file of the state folder until it is told: a
page that is stopped, a vendor or a store that is away, lose none. It waits a little first, since a
run that failed is about to tell it itself.
"""

import hashlib
import hmac
import json
import logging
import os
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from relocalisons.store.private_files import make_private_folder, open_private
from tasks.alarms.telling import read_alarm, tell_alarm
from tasks.run.clock import Clock

PATH = "/alarms"
HEALTH = "/health"
SIGN = "X-Relocalisons-Alarm"
PAUSE = 5.0  # seconds between two looks at what waits
AGAIN = timedelta(minutes=5)  # after a try that failed
GIVEN_UP = timedelta(hours=24)
LARGEST = 64 * 1024  # bytes
MOST = 1000  # alarms that wait; more of them say nothing new

logger = logging.getLogger("relocalisons.alarms")


def sign_of(pair: str) -> str:
    """What only Prefect's automations and this page know, from the server's user:password."""
    return hmac.new(pair.encode(), b"relocalisons alarms", hashlib.sha256).hexdigest()


@dataclass(slots=True)
class Waiting:
    """The alarms that wait to be told, a file each; one thread tells them."""

    folder: Path
    clock: Clock
    patience: timedelta  # a run that failed is about to tell it: its mail may take a while

    def keep(self, said: Mapping[str, Any]) -> None:
        """Keep one, on the disk before anybody is answered."""
        make_private_folder(self.folder.parent)
        make_private_folder(self.folder)
        if sum(1 for _ in self.folder.glob("*.json")) >= MOST:
            logger.error("%d alarms wait already: this one is left out", MOST)
            return
        content = json.dumps({"received": self.clock().isoformat(), "said": said})
        part = self.folder / f"{uuid4()}.part"
        descriptor = open_private(part)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(part.with_suffix(".json"))

    def tell_ripe(self, tried: dict[str, datetime]) -> None:
        """Tell those that waited long enough; never raises. `tried`: when each was last tried."""
        now = self.clock()
        for path in sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime):
            try:
                content = json.loads(path.read_text("utf-8"))
                received = datetime.fromisoformat(content["received"])
                alarm = read_alarm(content["said"])
            except (OSError, ValueError, KeyError, TypeError):
                logger.exception("an alarm cannot be read, and is left out")
                path.unlink(missing_ok=True)
                continue
            last = tried.get(path.name)
            if now - received < self.patience or (last is not None and now - last < AGAIN):
                continue
            tried[path.name] = now
            if _told(alarm) or now - received > GIVEN_UP:
                path.unlink(missing_ok=True)
                tried.pop(path.name, None)


def _told(alarm: Any) -> bool:
    try:
        told = tell_alarm(alarm)
    except Exception:
        logger.exception("the alarm %s of %s is not told yet", alarm.kind, alarm.programme or "all")
        return False
    if not told:
        logger.warning("the alarm %s of %s is not told yet", alarm.kind, alarm.programme or "all")
    return told


def create_page(
    waiting: Waiting, *, sign: str, watches: tuple[Callable[[], None], ...] = ()
) -> Starlette:
    """The application: POST /alarms, GET /health. `watches` are looked after by the same thread."""
    over = threading.Event()

    def look() -> None:
        tried: dict[str, datetime] = {}
        while not over.wait(PAUSE):
            waiting.tell_ripe(tried)
            for watch in watches:
                watch()

    thread = threading.Thread(target=look, name="alarms", daemon=True)

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        thread.start()
        yield
        over.set()

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(SIGN, ""), sign):
            return Response(status_code=403)
        body = await request.body()
        if len(body) > LARGEST:
            return Response(status_code=413)
        try:
            said = json.loads(body)
            read_alarm(said)
        except (ValueError, TypeError, AttributeError):
            logger.error("an automation sent what is no alarm")
            return Response(status_code=400)
        try:
            await run_in_threadpool(waiting.keep, said)
        except OSError:
            logger.exception("an alarm cannot be kept")
            return Response(status_code=503)
        return Response(status_code=202)

    async def health(_: Request) -> Response:
        """Whether alarms are told: the thread that does it lives."""
        return Response(status_code=200 if thread.is_alive() else 503)

    return Starlette(
        routes=[
            Route(PATH, receive, methods=["POST"]),
            Route(HEALTH, health, methods=["GET"]),
        ],
        lifespan=living,
    )
