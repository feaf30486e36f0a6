"""Signing in as the project's own account: a person consents once, a refresh token is kept.

For organisations without Shared Drives: there a service account owns no files, a person's account
does. The installed-application flow with PKCE and a loopback redirect, by Google's own library;
`authorisation_address` and `finish` are its halves for a machine without a browser.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

import requests
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import OAuth2Error

from relocalisons.errors import ConfigurationError, VendorUnavailableError
from relocalisons.settings import Settings
from tasks.google.drive import Drive
from tasks.google.sign_in import SCOPES

PATIENCE = 300  # seconds that a person has for the consent page
_ANSWER = 30  # seconds for the exchange of the code
# Nothing listens there: the browser shows an error, and its address bar holds the answer.
_NOWHERE = "http://127.0.0.1:1/"
_CLOSE = "Réponse reçue : vous pouvez fermer cette page et revenir au terminal."
_PROMPT = "Open this page and consent as the project's account:\n{url}\n"
# A sandbox knows every client, so that nothing need be set up to try it.
_SANDBOX_CLIENT = {"client_id": "relocalisons.apps.sandbox.test", "client_secret": "sandbox"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who consented, and the JSON that `sign_in` reads. The JSON is a secret: never shown."""

    account: str
    secret: str = field(repr=False)


class LoginFlow(InstalledAppFlow):
    """Google's flow, whose exchange of the code would else wait for ever."""

    def fetch_token(self, **kwargs: Any) -> Any:
        """Exchange the code of the answer for tokens."""
        return super().fetch_token(**{"timeout": _ANSWER, **kwargs})


def open_flow(settings: Settings) -> LoginFlow:
    """The flow of the OAuth client in RELOCALISONS_GOOGLE_CLIENT, towards Google or a sandbox.

    Raises ConfigurationError when the client is missing or is none for an installed application.
    """
    client = _client(settings)
    if settings.base_url:
        client |= {
            "auth_uri": f"{settings.base_url}/o/oauth2/v2/auth",
            "token_uri": f"{settings.base_url}/token",
        }
    try:
        return LoginFlow.from_client_config({"installed": client}, list(SCOPES))
    except ValueError as error:
        raise ConfigurationError(f"RELOCALISONS_GOOGLE_CLIENT is incomplete: {error}") from error


def sign_in_by_browser(
    flow: LoginFlow, *, account: str, open_browser: bool, patience: float = PATIENCE
) -> Credentials:
    """Wait on loopback for the answer of the consent page; prints its address.

    `account` is proposed on the page (may be empty). Raises ConfigurationError for a refusal or
    no answer within `patience` seconds.
    """
    return _told(
        lambda: flow.run_local_server(
            host="127.0.0.1",
            port=0,
            open_browser=open_browser,
            authorization_prompt_message=_PROMPT,
            success_message=_CLOSE,
            timeout_seconds=patience,
            **_asked(account),
        )
    )


def authorisation_address(flow: LoginFlow, *, account: str) -> str:
    """The address of the consent page, for a browser on any machine."""
    flow.redirect_uri = _NOWHERE
    address, _ = flow.authorization_url(**_asked(account))
    return address


def finish(flow: LoginFlow, *, pasted: str) -> Credentials:
    """Credentials from the address to which the consent page sent the browser, pasted whole."""
    query = urlsplit(pasted.strip()).query
    if "code=" not in query and "error=" not in query:
        raise ConfigurationError(
            "That is not the address to which the consent page sent the browser: it begins with "
            f"{_NOWHERE}?state= and holds a code. Run the command again and paste it whole."
        )
    with flow.oauth2session:
        # oauthlib refuses http, but nothing travels: the address was pasted here.
        _told(lambda: flow.fetch_token(authorization_response=f"https://127.0.0.1:1/?{query}"))
        return cast(Credentials, flow.credentials)  # the only other kind is for federations


def signed_in(credentials: Credentials, settings: Settings, *, account: str) -> SignedIn:
    """What to keep, once Google has said whose token it is.

    Raises ConfigurationError when it is not `account` (if one was asked for), or when there is no
    refresh token: the unattended service could not come back.
    """
    if not credentials.refresh_token:
        raise ConfigurationError(
            "Google gave no refresh token. Remove the application's access on "
            "https://myaccount.google.com/connections and run `relocalisons login` again."
        )
    drive = Drive(credentials, drive_id="", base_url=settings.base_url)
    try:
        who = drive.account()
    finally:
        drive.close()
    if account and who.lower() != account.lower():
        raise ConfigurationError(
            f"The page was answered as {who}, not as {account}: nothing was kept. Sign out of the "
            "other account in that browser, or use a private window."
        )
    content = {
        "type": "authorized_user",
        "account": who,
        "client_id": credentials.client_id,
        "client_secret": credentials.client_secret,
        "refresh_token": credentials.refresh_token,
    }
    return SignedIn(account=who, secret=json.dumps(content))


def _asked(account: str) -> dict[str, Any]:
    # Without `offline` and `consent` Google gives a refresh token the first time only, or none.
    asked = {"access_type": "offline", "prompt": "consent"}
    return {**asked, "login_hint": account} if account else asked


def _client(settings: Settings) -> dict[str, Any]:
    secret = settings.secrets.google_client
    if secret is None:
        if settings.base_url:
            return dict(_SANDBOX_CLIENT)
        raise ConfigurationError(
            "RELOCALISONS_GOOGLE_CLIENT_FILE is not set: in Google Cloud, « APIs & Services », "
            "« Credentials », create an OAuth client of type « Desktop app » and name its JSON."
        )
    try:
        return dict(json.loads(secret.get_secret_value())["installed"])
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(
            "RELOCALISONS_GOOGLE_CLIENT is not the JSON of an OAuth client of type « Desktop app »."
        ) from error


def _told(step: Callable[[], Any]) -> Any:
    try:
        return step()
    except WSGITimeoutError as error:
        raise ConfigurationError("Nobody answered the consent page in time.") from error
    except OAuth2Error as error:
        if error.error == "access_denied":
            raise ConfigurationError("Consent was refused: nothing was kept.") from error
        raise ConfigurationError(
            f"Google refused the sign-in ({error.error}): {error.description or 'no reason'}."
        ) from error
    except Warning as error:  # oauthlib's way to say that other scopes came back than asked
        raise ConfigurationError(
            "The page was answered without both permissions (Sheets and Drive): tick both."
        ) from error
    except requests.RequestException as error:
        raise VendorUnavailableError(
            f"Google ne répond pas à la connexion ({type(error).__name__}) : réessayez."
        ) from error
