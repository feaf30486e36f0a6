"""The answer page: shows a person their own lines, seals what they send; it reads nothing else.

Another process and another account than the webhook: this one may read `answer_page` and insert
sealed answers, and holds no key that opens or signs anything. No cookie, no script, no log of who.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from relocalisons.core.replies.answer_page import Choice, Refusal, choice_of, said_in, says_nothing
from relocalisons.rendering.answer_page import render_gone, render_page, render_receipt, style
from relocalisons.store.opening import Store, answers
from relocalisons.store.replies.inbound import keep_inbound
from relocalisons.store.replies.pages import AnswerPage, page_of
from tasks.mail.answer_page.links import ROOM, read_link
from tasks.mail.inbound.posted import PostedFile, form_fields
from tasks.mail.inbound.sealing import seal
from tasks.run.clock import Clock

TYPE = "application/x-relocalisons-page"  # before the page's key, of what is sealed
LARGEST = 12 * 1024 * 1024  # bytes of a form: a file of 10 MB
MEMORY = 3 * LARGEST
TYPED = 256 * 1024  # bytes of a refused form that are read again, of its fields
MOST_AN_HOUR = 20  # answers to one page
STATUS = {Refusal.TOO_LARGE: 413, Refusal.TOO_OFTEN: 429, Refusal.CROWDED: 503}
HEALTH = "/health"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
}

_log = logging.getLogger("relocalisons.answer_page")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKeys:
    """What verifies links, and what seals answers: public halves only."""

    link: Ed25519PublicKey
    seal: str
    clock: Clock


@dataclass(slots=True)
class _Desk:
    """One process: the bytes it holds, and how often each page was answered within the hour."""

    store: Store
    keys: PageKeys
    held: int = 0
    came: dict[str, list[datetime]] = field(default_factory=dict[str, list[datetime]])

    async def show(self, request: Request) -> Response:
        """GET: the lines, or that there is nothing here. Nothing is written."""
        page = await run_in_threadpool(self._page, request)
        if page is None:
            return _html(render_gone(), status=404)
        if request.query_params.get("fait") == "1":
            return _html(render_receipt(page.coordinator))
        return _html(_form(page, empty=request.query_params.get("vide") == "1"))

    async def take(self, request: Request) -> Response:
        """POST: seal what was chosen, then a receipt by GET."""
        page = await run_in_threadpool(self._page, request)
        if page is None:
            return _html(render_gone(), status=404)
        body = bytearray()
        try:
            content_type = request.headers.get("content-type", "")[:500]
            refused = await self._read(request, body) or self._too_often(page.key)
            if refused is not None:
                typed, _ = await run_in_threadpool(form_fields, content_type, bytes(body[:TYPED]))
                shown = _form(page, refused=refused, fields=typed)
                return _html(shown, status=STATUS[refused])
            fields, file = await run_in_threadpool(form_fields, content_type, bytes(body))
            if says_nothing(fields, page.lines) and not file.content:
                return _see(request, "vide")
            await run_in_threadpool(self._keep, page, _canonical(page, fields, file))
        finally:
            self.held -= len(body)
        return _see(request, "fait")

    def _page(self, request: Request) -> AnswerPage | None:
        now = self.keys.clock()
        link = read_link(request.path_params["token"], key=self.keys.link, now=now)
        page = page_of(self.store, link.page_key) if link else None
        if link is None or page is None or now >= page.expires_at:
            return None
        return replace(page, expires_at=min(page.expires_at, link.expires_at))

    async def _read(self, request: Request, body: bytearray) -> Refusal | None:
        try:
            async for chunk in request.stream():
                body += chunk
                self.held += len(chunk)
                if len(body) > LARGEST:
                    return Refusal.TOO_LARGE
                if self.held > MEMORY:
                    return Refusal.CROWDED
        except ClientDisconnect:
            return Refusal.CROWDED  # half a form is none; nobody is there to read why
        return None

    def _too_often(self, key: str) -> Refusal | None:
        now = self.keys.clock()
        since = now - timedelta(hours=1)
        self.came = {
            known: recent
            for known, times in self.came.items()
            if (recent := [at for at in times if at > since])
        }
        times = self.came.setdefault(key, [])
        times.append(now)
        return Refusal.TOO_OFTEN if len(times) > MOST_AN_HOUR else None

    def _keep(self, page: AnswerPage, said: bytes) -> None:
        sealed = seal(
            f"{TYPE};page={page.key}\n".encode() + said,
            public_key=self.keys.seal,
            programme=page.programme,
        )
        keep_inbound(
            self.store,
            page.programme,
            body=page.key.encode() + said,
            sealed=sealed,
            at=self.keys.clock(),
        )


def create_answer_page(store: Store, *, keys: PageKeys) -> Starlette:
    """The application: GET and POST of a link, its style, GET /health."""
    desk = _Desk(store=store, keys=keys)

    async def health(_: Request) -> Response:
        return Response(status_code=200 if await run_in_threadpool(answers, store) else 503)

    async def sheet(_: Request) -> Response:
        return Response(style(), media_type="text/css", headers=HEADERS)

    async def away(_: Request, error: Exception) -> Response:
        _log.error("the store did not answer: %s", type(error).__name__)
        return Response("Indisponible, réessayez dans une heure.", status_code=503)

    return Starlette(
        routes=[
            Route(ROOM + "style.css", sheet, methods=["GET"]),
            Route(ROOM + "{token}", desk.show, methods=["GET"]),
            Route(ROOM + "{token}", desk.take, methods=["POST"]),
            Route(HEALTH, health, methods=["GET"]),
        ],
        exception_handlers={SQLAlchemyError: away},
    )


def _canonical(page: AnswerPage, fields: Mapping[str, str], file: PostedFile) -> bytes:
    """What was said, the same bytes for the same answer: sent twice, it is one."""
    kept = {
        name: said_in(fields, name)
        for n in range(len(page.lines))
        for name in (f"day-{n}", f"by-{n}")
        if said_in(fields, name)
    }
    chosen = {f"choice-{n}": choice_of(fields, n).value for n in range(len(page.lines))}
    kept |= {name: value for name, value in chosen.items() if value != Choice.NOTHING}
    kept |= {name: said_in(fields, name) for name in ("words", "phone") if said_in(fields, name)}
    facts = {"fields": kept, "file": file.name}
    return orjson.dumps(facts, option=orjson.OPT_SORT_KEYS) + b"\n" + file.content


def _form(
    page: AnswerPage,
    *,
    empty: bool = False,
    refused: Refusal | None = None,
    fields: Mapping[str, str] | None = None,
) -> str:
    return render_page(
        page.lines,
        coordinator=page.coordinator,
        until=(page.expires_at - timedelta(seconds=1)).date(),
        empty=empty,
        refused=refused,
        fields=fields,
    )


def _see(request: Request, what: str) -> Response:
    return RedirectResponse(f"{request.url.path}?{what}=1", status_code=303, headers=HEADERS)


def _html(text: str, *, status: int = 200) -> Response:
    return Response(text, status_code=status, media_type="text/html", headers=HEADERS)
