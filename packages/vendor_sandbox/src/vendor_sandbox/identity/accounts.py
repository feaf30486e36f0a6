"""Sandbox: identities, and the tokens by which requests say who they are."""

import base64
import hashlib
import time
from typing import Any
from urllib.parse import parse_qs

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from vendor_sandbox.errors import ApiError
from vendor_sandbox.identity.scopes import require_scope
from vendor_sandbox.identity.tokens import (
    ACCESS_PREFIX,
    access_token_for,
    name_in,
    revoke,
    revoked_at,
    seal,
    unseal,
)
from vendor_sandbox.storage.items import Identity
from vendor_sandbox.storage.workspace import Workspace
from vendor_sandbox.wire import json_response

# Whom any unknown bearer means: a person with quota, the project's own account.
DEFAULT_USER = "compte-projet@sandbox.test"
_JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


def identity_of(request: Request) -> Identity:
    """Return who is asking.

    `Bearer user:ANNE@EXEMPLE.FR` is that person; a token of `/token` is whom it was made for; any
    other bearer is the default user. Raises ApiError 401 without a token (unless the workspace was
    opened: then it is the default user too) and for an expired or revoked one, 403 for one whose
    scopes do not reach this call.
    """
    workspace: Workspace = request.app.state.workspace
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip() or request.query_params.get("access_token", "")
    if not token or (scheme and scheme.lower() != "bearer"):
        if is_strict(workspace):
            raise _unauthenticated(
                "Request is missing required authentication credential. Expected OAuth 2 access "
                "token, login cookie or other valid authentication credential. See "
                "https://developers.google.com/identity/sign-in/web/devconsole-project.",
                reason="required",
            )
        return _default_user()
    if token.startswith("user:"):
        return Identity(email=token.removeprefix("user:"), display_name=name_in(token[5:]))
    if token.startswith(ACCESS_PREFIX):
        identity = _identity_in(workspace, token)
        media = request.query_params.get("alt") == "media"
        require_scope(identity, request.method, request.url.path, media=media)
        return identity
    return _default_user()


def is_strict(workspace: Workspace) -> bool:
    """Tell whether requests without a token are refused, as Google refuses them."""
    return workspace.tables.get("settings", "strict") is not False


def _default_user() -> Identity:
    return Identity(email=DEFAULT_USER, display_name="Compte du projet", is_default=True)


def _unauthenticated(message: str, *, reason: str = "authError") -> ApiError:
    return ApiError(
        401,
        message,
        reason,
        "UNAUTHENTICATED",
        location="Authorization",
        location_type="header",
        headers={"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'},
    )


def _identity_in(workspace: Workspace, token: str) -> Identity:
    content = unseal(workspace, token.removeprefix(ACCESS_PREFIX))
    refused = "Request had invalid authentication credentials. Expected OAuth 2 access token."
    if content is None or content["expires"] < time.time():
        raise _unauthenticated(refused)
    if content["issued"] <= revoked_at(workspace, content["email"]):
        raise _unauthenticated(refused)
    return Identity(
        email=content["email"],
        is_service_account=content["service_account"],
        display_name=content["name"],
        scopes=frozenset(content["scopes"]) if content["scopes"] else None,
        is_default=content["email"] == DEFAULT_USER,
    )


# ---- POST /token ------------------------------------------------------------------------------


async def issue_token(request: Request) -> Response:
    """Answer the three grants that Google's libraries use."""
    workspace: Workspace = request.app.state.workspace
    form = {
        key: values[0]
        for key, values in parse_qs((await request.body()).decode("utf-8", "replace")).items()
    }
    grant = form.get("grant_type")
    if grant == _JWT_BEARER:
        return _service_account_grant(workspace, form.get("assertion", ""))
    if grant == "refresh_token":
        return _refresh_grant(workspace, form.get("refresh_token", ""))
    if grant == "authorization_code":
        return _code_grant(workspace, form)
    return _refusal("unsupported_grant_type", f"Invalid grant_type: {grant}")


def _refusal(error: str, description: str, *, status: int = 400) -> Response:
    return json_response({"error": error, "error_description": description}, status)


def _service_account_grant(workspace: Workspace, assertion: str) -> Response:
    claims = _claims_in(assertion)
    if claims is None or not isinstance(claims.get("iss"), str):
        return _refusal("invalid_grant", "Invalid JWT: Failed to parse.")
    now = time.time()
    issued, expires = claims.get("iat", 0), claims.get("exp", 0)
    # Google allows a few minutes of clock skew and an hour of life.
    if not (issued - 300 <= now <= expires + 300) or expires - issued > 3600:
        return _refusal(
            "invalid_grant",
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
            "timeframe. Check your iat and exp values in the JWT claim.",
        )
    email = claims["iss"]
    if claims.get("sub") not in (None, email):
        return _refusal(
            "unauthorized_client",
            "Client is unauthorized to retrieve access tokens using this method, or client not "
            "authorized for any of the scopes requested.",
            status=401,
        )
    if _is_disabled(workspace, email):
        return _refusal("invalid_grant", "Invalid grant: account not found")
    scopes = str(claims.get("scope", "")).split()
    return json_response(
        access_token_for(workspace, email=email, service_account=True, scopes=scopes)
    )


def _claims_in(assertion: str) -> dict[str, Any] | None:
    """Return the claims of a JWT. The signature is not checked: the sandbox holds no keys."""
    parts = assertion.split(".")
    if len(parts) != 3 or not all(parts):
        return None
    try:
        claims = orjson.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return None
    return claims if isinstance(claims, dict) else None


def _is_disabled(workspace: Workspace, email: str) -> bool:
    return bool(workspace.tables.get("disabled_accounts", email.lower()))


def _refresh_grant(workspace: Workspace, token: str) -> Response:
    content = unseal(workspace, token.removeprefix("1//sandbox-"))
    if (
        content is None
        or content["issued"] <= revoked_at(workspace, content["email"])
        or _is_disabled(workspace, content["email"])
    ):
        return _refusal("invalid_grant", "Token has been expired or revoked.")
    answer = access_token_for(
        workspace, email=content["email"], service_account=False, scopes=content["scopes"]
    )
    return json_response(answer)


def _code_grant(workspace: Workspace, form: dict[str, str]) -> Response:
    content = unseal(workspace, form.get("code", "").removeprefix("4/sandbox-"))
    if content is None or content["expires"] < time.time():
        return _refusal("invalid_grant", "Malformed auth code.")
    if workspace.tables.get("used_codes", content["nonce"]):
        return _refusal("invalid_grant", "Bad Request")
    if content["redirect_uri"] != form.get("redirect_uri", ""):
        return _refusal("redirect_uri_mismatch", "Bad Request")
    if not _verifier_fits(content["challenge"], form.get("code_verifier", "")):
        return _refusal("invalid_grant", "Invalid code verifier.")
    workspace.commit([("used_codes", content["nonce"], True)])
    email, scopes = content["email"], content["scopes"]
    answer = access_token_for(workspace, email=email, service_account=False, scopes=scopes)
    refresh = {"email": email, "scopes": scopes, "issued": time.time()}
    answer["refresh_token"] = "1//sandbox-" + seal(workspace, refresh)
    return json_response(answer)


def _verifier_fits(challenge: str, verifier: str) -> bool:
    """Tell whether a PKCE verifier belongs to the challenge that the consent page was given."""
    if not challenge:
        return True
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


async def revoke_token(request: Request) -> Response:
    """Answer POST /revoke."""
    workspace: Workspace = request.app.state.workspace
    form = parse_qs((await request.body()).decode("utf-8", "replace"))
    token = form.get("token", [request.query_params.get("token", "")])[0]
    content = unseal(workspace, token.removeprefix("1//sandbox-").removeprefix(ACCESS_PREFIX))
    if content is None:
        return _refusal("invalid_token", "Token expired or revoked")
    revoke(workspace, content["email"])
    return json_response({})


routes = [
    Route("/token", issue_token, methods=["POST"]),
    Route("/oauth2/v4/token", issue_token, methods=["POST"]),
    Route("/revoke", revoke_token, methods=["POST"]),
]
