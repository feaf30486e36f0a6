"""Sandbox: mounts the routes, and the layers that every request passes."""

import asyncio
import contextlib
import sys
import traceback
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vendor_sandbox import control
from vendor_sandbox.drive.routes import routes as drive_routes
from vendor_sandbox.errors import ApiError
from vendor_sandbox.identity import accounts
from vendor_sandbox.layers.counting import RequestCounts
from vendor_sandbox.layers.dating import DatingLayer
from vendor_sandbox.layers.faults import FaultMiddleware, Faults
from vendor_sandbox.layers.holding import DiscoveryLog, HoldingLayer
from vendor_sandbox.layers.overriding import OverridingLayer
from vendor_sandbox.layers.quotas import Quotas
from vendor_sandbox.mail.outbox import Outbox
from vendor_sandbox.mail.routes import routes as mail_routes
from vendor_sandbox.pages import consent
from vendor_sandbox.pages.layout import page
from vendor_sandbox.pages.routes import routes as page_routes
from vendor_sandbox.sheets.routes import routes as sheets_routes
from vendor_sandbox.storage.workspace import Workspace
from vendor_sandbox.wire import json_response

# The names under which the sandbox answers, on any port.
HOSTS = ("127.0.0.1", "localhost")
_PAGES = ("/pages/", "/spreadsheets/", "/o/")


def create_application(workspace: Workspace, *, follow: float) -> ASGIApp:
    """Return the ASGI application that serves a workspace; its life ends the workspace's.

    The .xlsx of a changed workbook is written within about `follow` seconds, and at the end.
    """
    routes: list[BaseRoute] = [
        *control.routes,
        *accounts.routes,
        *consent.routes,
        *sheets_routes,
        *drive_routes,
        *mail_routes,
        *page_routes,
    ]
    app = Starlette(
        routes=routes,
        lifespan=_lifespan,
        exception_handlers={
            ApiError: _api_error,
            HTTPException: _http_error,
            Exception: _unexpected,
        },
    )
    app.state.workspace = workspace
    app.state.follow = follow
    app.state.counts = RequestCounts()
    app.state.faults = Faults()
    app.state.quotas = Quotas(workspace.clock)
    app.state.mail = Outbox(workspace)
    app.state.discovery = DiscoveryLog()
    app.state.inner_call = HoldingLayer(QuotaLayer(app), app.state.discovery)
    front = DurabilityLayer(app.state.inner_call, workspace)
    counted = CountingLayer(FaultMiddleware(front, app.state.faults), app.state.counts)
    # A page of another site that gives its own name this address (DNS rebinding) finds nobody.
    known = TrustedHostMiddleware(OverridingLayer(counted), HOSTS, www_redirect=False)
    return DatingLayer(known)


@contextlib.asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    workspace: Workspace = app.state.workspace
    background = [
        asyncio.create_task(_keep_folder_current(workspace, every=app.state.follow)),
        asyncio.create_task(app.state.mail.keep_delivering()),
    ]
    yield
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    workspace.close()


async def _keep_folder_current(workspace: Workspace, *, every: float) -> None:
    """Write late .xlsx files; what cannot be written is said and tried again."""
    while True:
        await asyncio.sleep(every)
        for file_id in workspace.workbooks.dirty():
            try:
                workspace.flush(file_id)
            except (ApiError, OSError) as problem:
                print(f"{file_id}: {problem}", file=sys.stderr, flush=True)
            # Requests go first: one workbook, then a turn for everybody else.
            await asyncio.sleep(0)
        if workspace.journal_is_long() and not workspace.workbooks.dirty():
            workspace.fold_journal()


# ---- errors -----------------------------------------------------------------------------------


def error_response(path: str, error: ApiError) -> Response:
    """Return an error in the shape of the vendor whose address was called, or as a page."""
    if path.startswith(_PAGES):
        title = "Introuvable" if error.status == 404 else "Cela n’a pas marché"
        return page("error.html", error.status, here="", title=title, message=error.message)
    if path.startswith("/v4/"):
        body = error.sheets_json()
    elif path.startswith("/v3/"):
        body = error.sendgrid_json()
    else:
        body = error.drive_json()
    return json_response(body, error.status, headers=error.headers)


async def _api_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    return error_response(request.url.path, error)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = "Method Not Allowed" if error.status_code == 405 else "Not Found"
    return error_response(request.url.path, ApiError(error.status_code, message))


async def _unexpected(request: Request, error: Exception) -> Response:
    traceback.print_exception(error, file=sys.stderr)
    return error_response(request.url.path, ApiError(500, "Internal Error"))


# ---- layers, outermost first ----------------------------------------------------------------


class CountingLayer:
    """Counts every request that arrives; a batch is one request here."""

    def __init__(self, app: ASGIApp, counts: RequestCounts) -> None:
        self.app = app
        self.counts = counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http":
            self.counts.arrived(scope["method"], scope["path"])
        await self.app(scope, receive, send)


class DurabilityLayer:
    """Lets no answer leave before what it acknowledges is on disk.

    Writers that arrive together wait for one fsync together.
    """

    def __init__(self, app: ASGIApp, workspace: Workspace) -> None:
        self.app = app
        self.workspace = workspace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_when_durable(message: Message) -> None:
            if message["type"] == "http.response.start":
                await self.workspace.journal.wait_until_durable()
            await send(message)

        await self.app(scope, receive, send_when_durable)


class QuotaLayer:
    """Takes each request, those inside a batch too, from its token buckets."""

    def __init__(self, app: Starlette) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request({**scope, "app": self.app})
        try:
            self._spend(request)
        except ApiError as error:
            await error_response(scope["path"], error)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _spend(self, request: Request) -> None:
        quotas: Quotas = self.app.state.quotas
        if quotas.enabled and request.url.path.startswith(("/v4/", "/drive/", "/upload/")):
            user = accounts.identity_of(request).email
            quotas.spend(request.method, request.url.path, user=user)
