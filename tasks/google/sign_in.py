"""Google credentials: a service account on a Shared Drive, or the project's own account."""

import json
from typing import Any

from google.auth.credentials import Credentials
from google.oauth2 import credentials as user_credentials
from google.oauth2 import service_account

from relocalisons.errors import ConfigurationError
from relocalisons.settings import Settings

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive",
)


def sign_in(settings: Settings) -> Credentials:
    """Credentials shared by both Google clients, so that a night asks for one token.

    The secret is the JSON of a service account key, or of an authorised user
    (`client_id`, `client_secret`, `refresh_token`) as `relocalisons login` writes it. With a
    sandbox, tokens are asked there, whatever the JSON says.
    """
    info = _secret(settings)
    try:
        credentials = _credentials(info, oauth=settings.google.sign_in == "oauth")
    except ValueError as error:  # google-auth names the missing field, never its value
        raise ConfigurationError(
            f"RELOCALISONS_GOOGLE_KEY does not fit sign_in = {settings.google.sign_in!r}: {error}"
        ) from error
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
        raise ConfigurationError(
            "RELOCALISONS_GOOGLE_KEY (or RELOCALISONS_GOOGLE_KEY_FILE) is not set: give the JSON "
            "of the service account, or what `relocalisons login` wrote for the project's account."
        )
    try:
        info = json.loads(secret.get_secret_value())
    except ValueError as error:
        raise ConfigurationError("RELOCALISONS_GOOGLE_KEY is not JSON.") from error
    if not isinstance(info, dict):
        raise ConfigurationError("RELOCALISONS_GOOGLE_KEY is JSON, but not an object.")
    return info


def _credentials(
    info: dict[str, Any], *, oauth: bool
) -> user_credentials.Credentials | service_account.Credentials:
    if oauth:
        return user_credentials.Credentials.from_authorized_user_info(info, scopes=SCOPES)
    return service_account.Credentials.from_service_account_info(info, scopes=SCOPES)
