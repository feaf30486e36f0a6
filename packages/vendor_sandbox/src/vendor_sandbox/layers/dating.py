"""Sandbox: the outermost layer, which gives each answer its own `Date`.

The server's own would be up to a second old, and older while a long call runs: clients measure a
clock against it, and count a `Retry-After` from it. Faults may give another date.
"""

from email.utils import formatdate

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Where a request's scope keeps the server's own `send`: cutting a connection needs it.
SERVER_SEND = "vendor_sandbox.send"


class DatingLayer:
    """Adds the machine's time, which tokens follow too, to answers that have none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault("date", formatdate(usegmt=True))
            await send(message)

        await self.app({**scope, SERVER_SEND: send}, receive, send_dated)
