"""Google credentials: a service account on a Shared Drive, or the project's own account."""

import json
from collections.abc import Sequence
from typing import Any

from google.auth.credentials import Credentials
from google.oauth2 import credentials as user_credentials
from google.oauth2 import service_account

from relocalisons.configuration.problems import problem
from relocalisons.errors import ConfigurationError
from relocalisons.settings import Settings

_KEY = "RELOCALISONS_GOOGLE_KEY"
_WHOLE = "give the whole file that Google Cloud made, braces included"
SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive",
)
READING = tuple(f"{scope}.readonly" for scope in SCOPES)
"""What a rehearsal and a check ask for: Google itself then refuses whatever would be written."""


def sign_in(settings: Settings, *, reading_only: bool = False) -> Credentials:
    """Credentials shared by both Google clients, so that a night asks for one token.

    With `reading_only` its token may write nothing; but for the project's own account, whose
    consent is for both and cannot be asked for less.

    The secret is the JSON of a service account key, or of an authorised user
    (`client_id`, `client_secret`, `refresh_token`) as `relocalisons login` writes it. With a
    sandbox, tokens are asked there, whatever the JSON says.
    """
    info = _secret(settings)
    try:
        credentials = _credentials(
            info,
            oauth=settings.google.sign_in == "oauth",
            scopes=READING if reading_only else SCOPES,
        )
    except ValueError as error:  # google-auth names the missing field, never its value
        raise _does_not_fit(info, settings, error) from error
    if settings.base_url:
        return credentials.with_token_uri(f"{settings.base_url}/token")
    return credentials


def account_of(settings: Settings) -> str | None:
    """The e-mail by which our own changes are recognised; None when the secret does not say it."""
    if settings.secrets.google_key is None:
        return None
    info = _secret(settings)
    oauth = settings.google.sign_in == "oauth"
    return info.get("account" if oauth else "client_email") or None


def _secret(settings: Settings) -> dict[str, Any]:
    secret = settings.secrets.google_key
    if secret is None:
        raise problem(
            _KEY,
            "it is not set",
            f"set {_KEY}_FILE to the JSON of the service account, or to what `relocalisons login` "
            "wrote",
        )
    text = secret.get_secret_value().strip()
    try:
        info = json.loads(text)
    except ValueError as error:
        if "{" not in text and text.startswith(("/", "~", ".")):
            what = "this is the path of a file"
            raise problem(_KEY, what, f"give it as {_KEY}_FILE") from error
        raise problem(_KEY, "this is not JSON", _WHOLE) from error
    if not isinstance(info, dict):
        raise problem(_KEY, "this is JSON, but not a key", _WHOLE)
    return info


def _does_not_fit(
    info: dict[str, Any], settings: Settings, error: ValueError
) -> ConfigurationError:
    """The key of the other way of signing in, or one with something missing."""
    oauth = settings.google.sign_in == "oauth"
    if oauth and "client_email" in info:
        what = 'this is the key of a service account, and sign_in = "oauth"'
        how = 'write sign_in = "service_account", or give what `relocalisons login` wrote'
    elif not oauth and "refresh_token" in info:
        what = 'this is the key of a project’s account, and sign_in = "service_account"'
        how = 'write sign_in = "oauth", or give the JSON of the service account'
    elif {"installed", "web"} & info.keys():
        what = "this is the OAuth client, not what it let in"
        how = f"give it as {_KEY.replace('KEY', 'CLIENT')}_FILE to `relocalisons login`"
    else:
        what, how = f"it does not fit sign_in = {settings.google.sign_in!r} ({error})", _WHOLE
    return problem(_KEY, what, how)


def _credentials(
    info: dict[str, Any], *, oauth: bool, scopes: Sequence[str]
) -> user_credentials.Credentials | service_account.Credentials:
    if oauth:
        return user_credentials.Credentials.from_authorized_user_info(info, scopes=SCOPES)
    return service_account.Credentials.from_service_account_info(info, scopes=scopes)
