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
    (`client_id`, `client_secret`, `refresh_token`). In a sandbox its `token_uri` points there.
    """
    secret = settings.secrets.google_key
    if secret is None:
        raise ConfigurationError(
            "RELOCALISONS_GOOGLE_KEY (or RELOCALISONS_GOOGLE_KEY_FILE) is not set: give the JSON "
            "of the service account, or of the project's own account."
        )
    try:
        info: dict[str, Any] = json.loads(secret.get_secret_value())
    except ValueError as error:
        raise ConfigurationError("RELOCALISONS_GOOGLE_KEY is not JSON.") from error
    try:
        if settings.google.sign_in == "service_account":
            return service_account.Credentials.from_service_account_info(info, scopes=SCOPES)
        return user_credentials.Credentials.from_authorized_user_info(info, scopes=SCOPES)
    except ValueError as error:  # google-auth names the missing field, never its value
        raise ConfigurationError(f"RELOCALISONS_GOOGLE_KEY is incomplete: {error}.") from error


def account_of(settings: Settings) -> str | None:
    """The e-mail of the service account, by which our own changes are recognised; else None."""
    secret = settings.secrets.google_key
    if secret is None or settings.google.sign_in != "service_account":
        return None
    return json.loads(secret.get_secret_value()).get("client_email")
