"""Sandbox, Drive: who makes a request, on which workspace, seen from which origin."""

from dataclasses import dataclass
from functools import cached_property

from starlette.requests import Request

from vendor_sandbox.identity.accounts import identity_of
from vendor_sandbox.storage.items import Identity
from vendor_sandbox.storage.workspace import Workspace


@dataclass(slots=False)
class Caller:
    """One request: whose, on which workspace, seen from which origin."""

    workspace: Workspace
    identity: Identity
    origin: str

    @cached_property
    def email(self) -> str:
        """Return the caller's address in lower case."""
        return self.identity.email.lower()


def caller_of(request: Request) -> Caller:
    """Return the caller of a request. Raises ApiError 401 as `identity_of` does."""
    origin = f"{request.url.scheme}://{request.url.netloc}"
    return Caller(request.app.state.workspace, identity_of(request), origin)
