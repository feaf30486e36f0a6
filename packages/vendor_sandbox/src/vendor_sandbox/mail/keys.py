"""Sandbox, SendGrid: API keys, what they may do, and SendGrid's refusals without one."""

from starlette.requests import Request

from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage.workspace import Workspace

ALL_SCOPES = (
    "asm.groups.create",
    "asm.groups.delete",
    "asm.groups.read",
    "asm.groups.suppressions.create",
    "asm.groups.suppressions.delete",
    "asm.groups.suppressions.read",
    "asm.groups.update",
    "asm.suppressions.global.create",
    "asm.suppressions.global.delete",
    "asm.suppressions.global.read",
    "mail.batch.create",
    "mail.batch.read",
    "mail.send",
    "suppression.delete",
    "suppression.read",
    "user.scheduled_sends.create",
    "user.scheduled_sends.delete",
    "user.scheduled_sends.read",
    "user.scheduled_sends.update",
    "user.webhooks.event.settings.read",
    "user.webhooks.event.settings.update",
)


def scopes_of(request: Request) -> tuple[str, ...]:
    """Return what the key of a request may do.

    Any key may do everything, unless the control API restricted or revoked it. Raises ApiError 401
    without a key or with a revoked one.
    """
    workspace: Workspace = request.app.state.workspace
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    if not key.strip() or kind.lower() != "bearer":
        raise ApiError(401, "authorization required", field=None)
    row = workspace.tables.get("api_keys", key.strip())
    if row is None:
        return ALL_SCOPES
    if row["revoked"]:
        raise ApiError(
            401, "The provided authorization grant is invalid, expired, or revoked", field=None
        )
    return tuple(row["scopes"])


def require_scope(request: Request, scope: str) -> None:
    """Raise ApiError 403 when the key may not do this, 401 without a key."""
    if scope not in scopes_of(request):
        raise ApiError(403, "access forbidden", field=None)
