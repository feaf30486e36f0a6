"""What Google's refusals mean: whether the call may be repeated, and whose turn it is to act."""

import http.client
from collections.abc import Callable, Mapping
from typing import TypeVar

import httplib2
import requests
from google.auth.exceptions import RefreshError, TransportError
from googleapiclient.errors import HttpError
from gspread.exceptions import APIError

from relocalisons.errors import (
    ConfigurationError,
    RelocalisonsError,
    SourceError,
    VendorUnavailableError,
    WorkbookUnreachableError,
)

T = TypeVar("T")
E = TypeVar("E", bound=Exception)
WaitFor = Callable[[Exception], tuple[bool, str | None]]

_QUOTA_REASONS = {"rateLimitExceeded", "userRateLimitExceeded"}
_KEY = "RELOCALISONS_GOOGLE_KEY"
# An answer that broke off; half of one is `IncompleteRead`, which is no OSError.
_DRIVE_CUTS = (OSError, httplib2.HttpLib2Error, http.client.HTTPException)
# What a request for a token answers, and what the operator does. The first words found win.
_CREDENTIALS: tuple[tuple[str, str], ...] = (
    (
        "reasonable timeframe",
        "the machine's clock is wrong by more than five minutes: check NTP (`timedatectl`).",
    ),
    ("Invalid JWT Signature", "this key of the service account was deleted: make a new one."),
    ("account not found", "the service account was deleted or disabled: see Google Cloud, IAM."),
    (
        "expired or revoked",
        "the project's account withdrew its consent, changed its password, or has a consent "
        "screen still « in testing » (seven days): run `relocalisons login` again.",
    ),
    ("invalid_client", "the OAuth client was deleted or its secret changed: download it again."),
    ("unauthorized_client", "this client may not use these scopes: see Google Cloud, OAuth."),
)


def credentials_refused(error: RefreshError) -> RelocalisonsError:
    """The one error for a refused token: what Google said decides what to do."""
    said = str(error.args[0]) if error.args else type(error).__name__
    if error.retryable:
        return VendorUnavailableError(
            "Google ne délivre pas d’accès en ce moment. Le passage suivant réessaiera."
        )
    advice = next((each for words, each in _CREDENTIALS if words in said), None)
    if advice is None:
        advice = "the key was revoked, or the machine's clock is wrong."
    return ConfigurationError(
        f"Google refused the credentials ({_KEY}): {advice} Google: « {said} »"
    )


def _translated(
    call: Callable[[], T],
    *,
    refusal: type[E],
    told: Callable[[E], Exception],
    cuts: tuple[type[Exception], ...],
    silence: Callable[[str], str],
) -> T:
    """`told` words a refusal; `silence`, no answer, with the name of what went wrong."""
    try:
        return call()
    except refusal as error:
        raise told(error) from error
    except RefreshError as error:
        raise credentials_refused(error) from error
    except cuts as error:
        raise VendorUnavailableError(silence(type(error).__name__)) from error


# --- Drive, through googleapiclient ---


def reason_of(error: HttpError) -> str:
    """The machine-readable reason in an answer of Drive; empty when it has none."""
    details = error.error_details
    if isinstance(details, list) and details and isinstance(details[0], Mapping):
        return str(details[0].get("reason", ""))
    return ""


def drive_waiting(*, safe: bool) -> WaitFor:
    """Which errors of Drive may pass; `safe`: repeating after a doubt does no harm."""

    def wait_for(error: Exception) -> tuple[bool, str | None]:
        if isinstance(error, HttpError):
            # Refused before anything was done, so even what is not safe may be repeated.
            refused = error.resp.status == 429 or (
                error.resp.status == 403 and reason_of(error) in _QUOTA_REASONS
            )
            return refused or (safe and error.resp.status >= 500), error.resp.get("retry-after")
        if isinstance(error, TransportError):  # no token yet: the call itself did not begin
            return True, None
        return safe and isinstance(error, _DRIVE_CUTS), None

    return wait_for


def drive_translated(call: Callable[[], T]) -> T:
    """The result of `call`, or the error of the family that says who must act."""
    return _translated(
        call,
        refusal=HttpError,
        told=_drive_error,
        cuts=(*_DRIVE_CUTS, TransportError),
        silence=lambda kind: (
            f"Google Drive ne répond pas ({kind}). "
            "Le passage suivant reprendra là où celui-ci s’est arrêté."
        ),
    )


def _drive_error(error: HttpError) -> Exception:
    status, reason = error.resp.status, reason_of(error)
    if reason in ("storageQuotaExceeded", "teamDriveFileLimitExceeded"):
        return SourceError(
            "Le Drive refuse un nouveau fichier : le compte du service ne possède pas d’espace "
            "hors d’un Drive partagé, ou le Drive partagé est plein. Placez le projet dans un "
            'Drive partagé, ou connectez le compte du projet (sign_in = "oauth").'
        )
    if status == 401:
        return _token_refused()
    if status == 403 and reason in _QUOTA_REASONS:
        return _drive_unavailable(status)
    if status in (403, 404):
        return WorkbookUnreachableError(
            "Le Drive du projet n’est pas accessible au service (réponse "
            f"{status}) : vérifiez que son compte en est membre, « Gestionnaire de contenu »."
        )
    if 400 <= status < 500 and status != 429:
        return SourceError(f"Google Drive refuse la demande ({status} {reason}).")
    return _drive_unavailable(status)


def _drive_unavailable(status: int) -> VendorUnavailableError:
    return VendorUnavailableError(
        f"Google Drive répond {status} malgré plusieurs essais. "
        "Le passage suivant reprendra là où celui-ci s’est arrêté."
    )


def _token_refused() -> ConfigurationError:
    return ConfigurationError(f"Google refused the token (401) after a refresh: check {_KEY}.")


# --- Sheets, through gspread ---


class StrangeRefusalError(APIError):
    """A refusal whose body is JSON, but not Google's: a proxy's. gspread would break on it."""

    def __init__(self, response: requests.Response) -> None:
        Exception.__init__(self, f"HTTP {response.status_code}")
        self.response = response
        self.code = response.status_code
        self.error = {"code": self.code, "message": "", "status": ""}


def sheets_refusal(response: requests.Response) -> APIError:
    """The error that gspread makes of an answer which is none."""
    try:
        return APIError(response)
    except (KeyError, TypeError):
        return StrangeRefusalError(response)


def sheets_waiting(*, safe: bool) -> WaitFor:
    """Which errors of Sheets may pass; `safe`: repeating after a doubt does no harm."""

    def wait_for(error: Exception) -> tuple[bool, str | None]:
        if isinstance(error, APIError):
            status = error.response.status_code
            may_pass = status == 429 or (safe and status >= 500)
            return may_pass, error.response.headers.get("Retry-After")
        if isinstance(error, TransportError | requests.ConnectTimeout):  # the call did not begin
            return True, None
        return safe and isinstance(error, requests.RequestException), None

    return wait_for


def sheets_translated(call: Callable[[], T], *, workbook: str) -> T:
    """The result of `call`, or the error of the family that says who must act."""
    return _translated(
        call,
        refusal=APIError,
        told=lambda error: _sheets_error(error, workbook=workbook),
        cuts=(requests.RequestException, TransportError),
        silence=lambda kind: (
            f"Google Sheets ne répond pas (classeur « {workbook} ») : "
            f"{kind}. La lecture sera reprise au prochain passage."
        ),
    )


def _sheets_error(error: APIError, *, workbook: str) -> Exception:
    code = error.response.status_code
    if code in (403, 404):
        return WorkbookUnreachableError(
            f"Le classeur « {workbook} » n’est plus accessible : il a été supprimé ou n’est plus "
            "partagé avec le service. Vérifiez dans le Drive qu’il existe et que le compte du "
            "service en est « Éditeur »."
        )
    if code == 401:
        return _token_refused()
    if 400 <= code < 500 and code != 429:
        said = str(error.error.get("message", "")) if isinstance(error.error, Mapping) else ""
        return SourceError(f"Google Sheets refuse la demande pour « {workbook} » ({code} {said}).")
    return VendorUnavailableError(
        f"Google Sheets répond {code} pour le classeur « {workbook} » malgré plusieurs essais. "
        "La lecture sera reprise au prochain passage."
    )
