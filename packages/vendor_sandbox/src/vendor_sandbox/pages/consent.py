"""Sandbox: the OAuth consent page, by which a person gives a program a refresh token."""

import secrets
import time
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from vendor_sandbox.errors import ApiError
from vendor_sandbox.identity.accounts import DEFAULT_USER
from vendor_sandbox.identity.tokens import seal
from vendor_sandbox.pages.layout import page
from vendor_sandbox.storage.workspace import Workspace

# Google: "authorization codes expire within minutes".
_CODE_SECONDS = 600
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})


async def consent(request: Request) -> Response:
    """Answer GET (the question) and POST (the decision) of /o/oauth2/v2/auth.

    `prompt=none` decides at once, for tests and for the demo without a browser.
    """
    asked = request.query_params
    redirect_uri = asked.get("redirect_uri", "")
    if asked.get("response_type") != "code" or not asked.get("client_id"):
        raise ApiError(400, "response_type=code and client_id are required.")
    if urlsplit(redirect_uri).hostname not in _LOOPBACK:
        # Installed applications come back to this machine; anything else is an open redirect.
        raise ApiError(400, "redirect_uri must be a loopback address.", "redirect_uri_mismatch")
    if asked.get("code_challenge") and asked.get("code_challenge_method", "S256") != "S256":
        raise ApiError(400, "Only code_challenge_method=S256 is known.")
    if request.method == "POST":
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        decision = form.get("decision", ["non"])[0]
        email = form.get("email", [DEFAULT_USER])[0].strip()
        return _answer(request, email=email, granted=decision == "oui")
    if asked.get("prompt") == "none":
        return _answer(request, email=asked.get("login_hint", DEFAULT_USER), granted=True)
    return page(
        "consent.html",
        here="",
        client=asked["client_id"],
        scopes=asked.get("scope", "").split(),
        email=asked.get("login_hint", DEFAULT_USER),
        action=f"{request.url.path}?{request.url.query}",
    )


def _answer(request: Request, *, email: str, granted: bool) -> Response:
    workspace: Workspace = request.app.state.workspace
    asked = request.query_params
    back = {"state": asked["state"]} if "state" in asked else {}
    if not granted:
        back["error"] = "access_denied"
    else:
        code = {
            "email": email,
            "scopes": asked.get("scope", "").split(),
            "redirect_uri": asked["redirect_uri"],
            "challenge": asked.get("code_challenge", ""),
            "nonce": secrets.token_hex(8),
            "expires": time.time() + _CODE_SECONDS,
        }
        back["code"] = "4/sandbox-" + seal(workspace, code)
        back["scope"] = asked.get("scope", "")
    joint = "&" if urlsplit(asked["redirect_uri"]).query else "?"
    return RedirectResponse(asked["redirect_uri"] + joint + urlencode(back), status_code=302)


routes = [
    Route("/o/oauth2/v2/auth", consent, methods=["GET", "POST"]),
    Route("/o/oauth2/auth", consent, methods=["GET", "POST"]),
]
