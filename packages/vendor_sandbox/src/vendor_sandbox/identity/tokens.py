"""Sandbox: tokens that carry their own content, so that a restart does not sign anybody out."""

import base64
import hashlib
import hmac
import secrets
import time
from typing import Any

import orjson

from vendor_sandbox.storage.workspace import Workspace

ACCESS_PREFIX = "ya29.sandbox."
_LIFETIME_SECONDS = 3599


def _secret(workspace: Workspace) -> bytes:
    stored = workspace.tables.get("settings", "token_secret")
    if stored is None:
        stored = secrets.token_hex(32)
        workspace.commit([("settings", "token_secret", stored)])
    return bytes.fromhex(stored)


def seal(workspace: Workspace, content: dict[str, Any]) -> str:
    """Return `content` as a token that only this workspace can make."""
    body = base64.urlsafe_b64encode(orjson.dumps(content)).rstrip(b"=")
    mark = hmac.new(_secret(workspace), body, hashlib.sha256).hexdigest()[:32]
    return f"{body.decode()}.{mark}"


def unseal(workspace: Workspace, token: str) -> dict[str, Any] | None:
    """Return the content of a token, or None when it was not made here."""
    body, _, mark = token.partition(".")
    expected = hmac.new(_secret(workspace), body.encode(), hashlib.sha256).hexdigest()[:32]
    if not hmac.compare_digest(expected.encode(), mark.encode()):
        return None
    return orjson.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def revoked_at(workspace: Workspace, email: str) -> float:
    """Return the moment before which the tokens of somebody are void."""
    everybody = workspace.tables.get("revocations", "*") or 0.0
    return max(everybody, workspace.tables.get("revocations", email.lower()) or 0.0)


def revoke(workspace: Workspace, email: str) -> None:
    """Make every token given out so far to somebody (`*`: to everybody) answer 401."""
    workspace.commit([("revocations", email.lower(), time.time())])


def access_token_for(
    workspace: Workspace, *, email: str, service_account: bool, scopes: list[str]
) -> dict[str, Any]:
    """Return the answer of /token with a new access token."""
    content = {
        "email": email,
        "name": email if service_account else name_in(email),
        "service_account": service_account,
        "scopes": scopes,
        "issued": time.time(),
        "expires": time.time() + _LIFETIME_SECONDS,
    }
    answer: dict[str, Any] = {
        "access_token": ACCESS_PREFIX + seal(workspace, content),
        "expires_in": _LIFETIME_SECONDS,
        "token_type": "Bearer",
    }
    if scopes and not service_account:
        answer["scope"] = " ".join(scopes)
    return answer


def name_in(email: str) -> str:
    """Return a name to show for an address."""
    return email.partition("@")[0].replace(".", " ").replace("-", " ").title()
